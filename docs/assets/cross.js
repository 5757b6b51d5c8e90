// @ts-check
// The column under the pointer is marked, as the style sheet marks the row.

import { headRow } from "./choices.js";
import { all } from "./page.js";

const MARK = "act-here";

/** @param {HTMLTableElement} table */
function follow(table) {
  const columns = all("col", table);
  const heads = headRow(table);
  let marked = -1;
  /** @param {number} column */
  const mark = (column) => {
    if (column === marked) return;
    for (const each of [columns[marked], heads[marked]]) each?.classList.remove(MARK);
    for (const each of [columns[column], heads[column]]) each?.classList.add(MARK);
    marked = column;
  };
  table.addEventListener("pointerover", (event) => {
    const place = event.target instanceof Element ? event.target.closest("tr:not(.act-groups) > *") : null;
    mark(place instanceof HTMLTableCellElement && event.pointerType !== "touch" ? place.cellIndex : -1);
  });
  table.addEventListener("pointerleave", () => mark(-1));
}

export function markColumns() {
  for (const table of all("table.act-comparison")) if (table instanceof HTMLTableElement) follow(table);
}
