// @ts-check
// Rows of a comparison table are ticked, and the line below it leads to their companies, beside each other.

import { all, one, paragraph } from "./page.js";

const MOST = 4; // companies

/**
 * What the line below a table says: how to begin, what is missing, or the way to the comparison.
 * @param {HTMLElement} line
 * @param {HTMLInputElement[]} ticks those that are ticked
 */
function report(line, ticks) {
  const link = one("a", line);
  const names = ticks.map((tick) => tick.dataset.name).join(", ");
  const words = { 0: "Compare two to four companies", 1: `Compare ${names} with others` }[ticks.length];
  const query = new URLSearchParams({ companies: ticks.map((tick) => tick.value).join(",") });
  query.set("pledge", line.dataset.compare ?? "");
  link.textContent = words ?? `Compare ${names}`;
  if (link instanceof HTMLAnchorElement) link.search = query.toString().replaceAll("%2C", ",");
  line.classList.toggle("act-ticked", ticks.length > 0);
}

/**
 * A box in the head of a row. The arrow keys pass it by: on the row's own link the space bar ticks it.
 * @param {HTMLTableRowElement} row
 */
function offerTick(row) {
  const head = row.cells[0];
  const name = head?.textContent?.trim() ?? "";
  const tick = Object.assign(document.createElement("input"), { type: "checkbox", className: "act-tick" });
  tick.tabIndex = -1;
  tick.value = row.dataset.company ?? "";
  tick.dataset.name = name;
  tick.ariaLabel = `Compare ${name}`;
  tick.autocomplete = "off";
  if (head) head.ariaLabel = name; // the box is no part of the row's name
  head?.prepend(tick);
  head?.querySelector("a")?.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    tick.click();
  });
  return tick;
}

/** @param {HTMLElement} line */
function follow(line) {
  const table = document.querySelector(`table.act-comparison[data-pledge="${line.dataset.compare}"]`);
  if (!(table instanceof HTMLTableElement)) return;
  const ticks = [...(table.tBodies[0]?.rows ?? [])].map(offerTick);
  line.append(paragraph(" (tick their rows; by keyboard, the space bar on a company)", "act-how", "span"));
  table.addEventListener("change", () => {
    const ticked = ticks.filter((tick) => tick.checked);
    for (const tick of ticks) tick.disabled = !tick.checked && ticked.length >= MOST;
    report(line, ticked);
  });
}

export function offerTicks() {
  for (const line of all("[data-compare]")) follow(line);
}
