// @ts-check
// The order of a table's rows: by company, by what is met, or by the status in a column; each head has a button for it.

import { columnId, headRow } from "./choices.js";
import { counter } from "./history.js";

/** @typedef {Map<number, string>} Statuses the statuses of a row as it is shown, by the places of their columns */
/** @typedef {{ sort: string, order: string, statuses: string[] }} Order `statuses` from the first to the last */

/**
 * The orders that a head stands for; its button asks for the first of them.
 * @param {HTMLTableElement} table
 * @param {HTMLTableCellElement} head
 */
function ordersOf(table, head) {
  if (head.dataset.commitment) return [columnId(table, head)];
  return head.classList.contains("act-sum") ? ["share", "met"] : [""];
}

/**
 * What a row is sorted by: the smallest comes first.
 * @param {Statuses} row
 * @param {number} column the place of the column that is sorted by
 * @param {Order} order
 */
function keyOf(row, column, { sort, statuses }) {
  const status = row.get(column);
  if (status) return statuses.indexOf(status);
  const { number, whole } = counter([...row.values()])("met");
  return -number / (sort === "met" ? 1 : whole || 1);
}

/**
 * The rows of a table in the order that a reader wants. A table that has no such column stays as it is, and what is
 * equal stays in the order of names.
 * @param {HTMLTableElement} table
 * @param {Map<HTMLTableRowElement, Statuses>} rows by name
 * @param {Order} order
 */
export function sorted(table, rows, order) {
  const head = headRow(table).find((each) => ordersOf(table, each).includes(order.sort));
  const named = [...rows.keys()];
  if (!head) return named;
  if (!order.sort) return order.order ? named.reverse() : named;
  const keys = new Map([...rows].map(([row, found]) => [row, keyOf(found, head.cellIndex, order)]));
  const way = order.order ? -1 : 1;
  return named.sort((first, second) => way * ((keys.get(first) ?? 0) - (keys.get(second) ?? 0)));
}

/**
 * Says at the heads of a table by which of them it is sorted: from A to Z, or from what is met down.
 * @param {HTMLTableElement} table
 * @param {Order} order
 */
export function markSorted(table, { sort, order }) {
  for (const head of headRow(table)) {
    const isSorted = ordersOf(table, head).includes(sort);
    head.ariaSort = isSorted ? (Boolean(order) === Boolean(sort) ? "ascending" : "descending") : null;
  }
}

/**
 * Puts a button into each head of a table.
 * @param {HTMLTableElement} table
 * @param {(sort: string) => void} sortBy
 */
export function offerSorts(table, sortBy) {
  for (const head of headRow(table)) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "act-sort" });
    const title = head.querySelector(".act-title") ?? head;
    button.setAttribute("aria-label", `Sort by ${title.textContent?.trim()}`);
    button.tabIndex = -1; // the arrow keys reach it
    button.addEventListener("click", () => sortBy(ordersOf(table, head)[0] ?? ""));
    head.append(button);
  }
}
