// @ts-check
// The reason behind a cell of the comparison table, shown beside it: by pointer and by keyboard.

import { headRow } from "./choices.js";
import { label } from "./history.js";
import { all, paragraph } from "./page.js";
import { reasonOf, reasons } from "./reasons.js";

const HOVER_DELAY = 120; // milliseconds: long enough to cross the table without flicker, and to reach the tip itself

const tip = document.createElement("div");
tip.className = "act-tip";
tip.id = "cell-tip";
tip.popover = "manual";
tip.role = "tooltip";
/** @type {HTMLAnchorElement | null} */
let shown = null;
/** @type {HTMLAnchorElement | null} */
let wanted = null;
let timer = 0;

/**
 * The cell that an event is about.
 * @param {Event} event
 */
function cellOf(event) {
  const cell = event.target instanceof Element ? event.target.closest("a.act-cell") : null;
  return cell instanceof HTMLAnchorElement ? cell : null;
}

/** @param {HTMLAnchorElement} cell */
function name(cell) {
  const [row, place, table] = [cell.closest("tr"), cell.closest("td"), cell.closest("table")];
  const column = table ? headRow(table)[place?.cellIndex ?? -1] : null;
  const [company, title] = [row?.querySelector("th"), column?.querySelector(".act-title")];
  return `${company?.textContent?.trim()}, ${title?.textContent?.trim()}: ${cell.textContent}`;
}

/** @param {HTMLAnchorElement} cell */
function place(cell) {
  const box = cell.getBoundingClientRect();
  const size = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left), innerWidth - size.width - 8);
  const below = box.bottom + 6;
  const top = below + size.height < innerHeight ? below : Math.max(8, box.top - size.height - 6);
  tip.style.left = `${left}px`;
  tip.style.top = `${top}px`;
}

/** @param {HTMLAnchorElement} cell */
async function show(cell) {
  clearTimeout(timer);
  if (shown === cell) return;
  wanted = cell;
  // On an earlier day the reasons at hand, which are the latest ones, say nothing.
  const isPast = "past" in cell.dataset;
  const reason = isPast ? "The words of that day are on the company's page." : reasonOf(cell, await reasons());
  if (wanted !== cell) return; // the reader has gone on while the reasons came
  hideReason();
  const head = paragraph("");
  head.append(paragraph(name(cell), "", "b"));
  const before = cell.dataset.was ? [paragraph(`Was: ${label(cell.dataset.was)}`)] : [];
  tip.replaceChildren(head, ...before, paragraph(reason));
  tip.showPopover();
  place(cell);
  cell.setAttribute("aria-describedby", tip.id);
  shown = cell;
}

export function hideReason() {
  clearTimeout(timer);
  wanted = null;
  if (shown) tip.hidePopover();
  shown?.removeAttribute("aria-describedby");
  shown = null;
}

/** @param {() => void} action */
function later(action) {
  clearTimeout(timer);
  timer = setTimeout(action, HOVER_DELAY);
}

/** @param {HTMLElement} table */
function follow(table) {
  table.addEventListener("pointerenter", reasons, { once: true });
  table.addEventListener("pointerover", (event) => {
    const cell = cellOf(event);
    if (cell && event.pointerType !== "touch") later(() => show(cell));
  });
  table.addEventListener("pointerout", (event) => {
    if (cellOf(event) && event.pointerType !== "touch") later(hideReason);
  });
  table.addEventListener("focusin", (event) => {
    const cell = cellOf(event);
    if (cell?.matches(":focus-visible")) show(cell);
  });
  table.addEventListener("focusout", hideReason);
}

export function showReasons() {
  const tables = all("table.act-comparison");
  if (!tables.length || !("showPopover" in tip)) return;
  document.body.append(tip);
  tables.forEach(follow);
  tip.addEventListener("pointerenter", () => clearTimeout(timer));
  tip.addEventListener("pointerleave", () => later(hideReason));
  document.addEventListener("keydown", (event) => event.key === "Escape" && hideReason());
  document.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Element && event.target.closest("a.act-cell, .act-tip"))) hideReason();
  });
  // The tip keeps its place while the page moves, so it goes; one that is about to show is placed when it does.
  addEventListener("scroll", () => shown && hideReason(), { capture: true, passive: true });
}
