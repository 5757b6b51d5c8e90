// @ts-check
// How a cell stood on a day: the pure part, without a page. scripts/tracker/status.py says the same in Python.

/**
 * A status and the day from which it holds, as 2025-02-10. The steps of a cell are in the order of its assessments: a
 * later one may reach further back than an earlier one (a correction, say).
 * @typedef {{ since: string, status: string }} Step
 */

export const NOT_APPLICABLE = "not-applicable";
export const NOT_ASSESSED = "not-assessed";

/**
 * The steps of a cell as its element carries them: "2024-06-17:met 2026-07-07:partial".
 * @param {string | undefined} text
 * @returns {Step[]}
 */
export function stepsOf(text) {
  const words = (text ?? "").split(" ").filter(Boolean);
  return words.map((word) => ({ since: word.slice(0, 10), status: word.slice(11) }));
}

/**
 * The place of the step that holds at the end of a day, or, without a day, of the latest; -1 where none does.
 * @param {Step[]} steps
 * @param {string} day
 */
export function placeOn(steps, day) {
  return steps.findLastIndex((step) => !day || step.since <= day);
}

/**
 * The status of a cell at the end of a day, or, without a day, the latest.
 * @param {Step[]} steps
 * @param {string} day
 */
export function statusOn(steps, day) {
  return steps[placeOn(steps, day)]?.status ?? NOT_ASSESSED;
}

/**
 * Whether a company counts as a signatory at the end of a day, or, without a day, now: until the day on which it left.
 * @param {string | undefined} left the day on which it left; none where it has not
 * @param {string} day
 */
export function isCounted(left, day) {
  return !left || (day !== "" && day < left);
}

/**
 * A status inside a sentence: "not met".
 * @param {string} status
 */
export function word(status) {
  return status.replaceAll("-", " ");
}

/**
 * The same by itself: "Not met".
 * @param {string} status
 */
export function label(status) {
  return status.charAt(0).toUpperCase() + word(status).slice(1);
}

/**
 * How many of some cells have which status, as the pages write it: "2 of 16", and what does not apply as "1 more, left
 * out". The denominator is the number of cells that apply.
 * @param {string[]} statuses
 * @returns {(status: string) => { number: number, whole: number, words: string }}
 */
export function counter(statuses) {
  /** @param {string} status */
  const count = (status) => statuses.filter((other) => other === status).length;
  const applicable = statuses.length - count(NOT_APPLICABLE);
  return (status) => {
    const number = count(status);
    const words = status === NOT_APPLICABLE ? `${number} more, left out` : `${number} of ${applicable}`;
    return { number, whole: applicable, words };
  };
}

/**
 * Whether a text is a day, as 2025-02-10.
 * @param {string | null} text
 */
export function isDay(text) {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") ? new Date(`${text}T00:00Z`) : null;
  return day !== null && !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(String(text));
}

/**
 * A day as people write it: 10 February 2025.
 * @param {string} day
 */
export function inWords(day) {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00Z`));
}
