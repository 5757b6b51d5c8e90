// @ts-check
// Comparison tables by keyboard: one stop of the Tab key for each, and arrow keys from cell to cell, as the pattern of
// grids in the ARIA practices guide has it. For screen readers they stay what they are: tables with links.

import { all, one } from "./page.js";

/** @typedef {HTMLAnchorElement | HTMLButtonElement} Stop a link or, in the heads of the columns, a button */

/** @type {Map<HTMLTableElement, Stop>} the stops that the Tab key reaches */
const stops = new Map();

/**
 * The stops of a table that are shown, row by row; nothing where a cell has none. Below the links of the heads are
 * their buttons.
 * @param {HTMLTableElement} table
 */
function stopsOf(table) {
  const rows = [...table.rows].filter((row) => !row.hidden && !row.classList.contains("act-groups"));
  return rows.flatMap((row) => {
    const cells = [...row.cells].filter((cell) => !cell.hidden);
    /** @type {(Stop | null)[]} */
    const links = cells.map((cell) => cell.querySelector("a"));
    /** @type {(Stop | null)[]} */
    const buttons = cells.map((cell) => cell.querySelector("button"));
    return [links, buttons].filter((found) => found.some(Boolean));
  });
}

/**
 * Makes a stop the one that the Tab key reaches.
 * @param {HTMLTableElement} table
 * @param {Stop} link
 */
function stopAt(table, link) {
  const before = stops.get(table);
  if (before) before.tabIndex = -1;
  link.tabIndex = 0;
  stops.set(table, link);
}

/**
 * Where a key leads from a stop; nothing where it leads nowhere.
 * @param {HTMLTableElement} table
 * @param {Stop} link
 * @param {KeyboardEvent} event
 */
function target(table, link, event) {
  const rows = stopsOf(table);
  const row = rows.find((links) => links.includes(link)) ?? [];
  const column = rows.map((links) => links[row.indexOf(link)]);
  const [across, down] = [row.indexOf(link), rows.indexOf(row)];
  const ends = event.ctrlKey ? rows.flat() : row;
  const ways = {
    ArrowLeft: row.slice(0, across).reverse(),
    ArrowRight: row.slice(across + 1),
    ArrowUp: column.slice(0, down).reverse(),
    ArrowDown: column.slice(down + 1),
    Home: ends,
    End: [...ends].reverse(),
  };
  const way = ways[/** @type {keyof typeof ways} */ (event.key)];
  return way?.find((other) => other);
}

/** @param {HTMLTableElement} table */
function follow(table) {
  for (const link of table.querySelectorAll("a")) link.tabIndex = -1;
  renew(table);
  table.addEventListener("focusin", (event) => {
    const { target } = event;
    if (target instanceof HTMLAnchorElement || target instanceof HTMLButtonElement) stopAt(table, target);
  });
  table.addEventListener("keydown", (event) => {
    const isOther = event.altKey || event.metaKey || event.shiftKey || (event.ctrlKey && event.key.startsWith("Arrow"));
    const stop = stops.get(table);
    const next = stop && !isOther && target(table, stop, event);
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true }); // to scroll by itself it waits until nothing of the link is in view
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}

/**
 * Gives a table a stop that is shown.
 * @param {HTMLTableElement} table
 */
function renew(table) {
  const links = stopsOf(table).flat();
  const first = table.tBodies[0]?.querySelector("tr:not([hidden]) a");
  const stop = stops.get(table);
  if (!(stop && links.includes(stop)) && first instanceof HTMLAnchorElement) stopAt(table, first);
}

/** After a choice: a stop that is no longer shown is replaced. */
export function renewStops() {
  stops.forEach((_stop, table) => renew(table));
}

export function offerArrows() {
  for (const table of all("table.act-comparison")) {
    if (!(table instanceof HTMLTableElement)) continue;
    follow(table);
    const box = table.parentElement;
    box?.removeAttribute("tabindex"); // the cells scroll it
    if (box?.previousElementSibling) one("a", box.previousElementSibling).append(" (inside it: the arrow keys)");
  }
}
