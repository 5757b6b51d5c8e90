// @ts-check
// The reasons behind the cells: one file, fetched when the first of them is needed.

/** @typedef {Record<string, string>} Reasons by company and anchor: "naver#seoul-2024-risk-thresholds" */

/** @type {Promise<Reasons> | undefined} */
let asked;

/** @returns {Promise<Reasons>} */
export function reasons() {
  asked ??= fetch(new URL("reasons.json", import.meta.url))
    .then((answer) => answer.json())
    .catch(() => ({}));
  return asked;
}

/**
 * The reason of a cell of the comparison table; nothing where the file could not be had.
 * @param {HTMLAnchorElement} cell
 * @param {Reasons} known
 */
export function reasonOf(cell, known) {
  return known[(cell.closest("tr")?.dataset.company ?? "") + cell.hash] ?? "";
}
