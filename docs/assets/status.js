// @ts-check
// The elements that show a status. It is read from `data-status` alone: a browser that translates a page changes words.

import { label, placeOn, statusOn, stepsOf } from "./history.js";

/** @type {WeakMap<HTMLElement, import("./history.js").Step[]>} each read once: they never change */
const known = new WeakMap();

/**
 * The steps of the cell that an element stands for.
 * @param {HTMLElement} element
 */
export function stepsIn(element) {
  const steps = known.get(element) ?? stepsOf(element.dataset.history);
  known.set(element, steps);
  return steps;
}

/**
 * Writes a text in place of another one, without taking the element's own text apart: a table has hundreds of them.
 * @param {HTMLElement} element
 * @param {string} text
 */
function write(element, text) {
  const only = element.childNodes.length === 1 ? element.firstChild : null;
  if (only instanceof Text) only.data = text;
  else element.textContent = text;
}

/**
 * Shows a status on an element; where it is there already, its words stay as they are.
 * @param {HTMLElement} element
 * @param {string} status
 */
export function show(element, status) {
  if (element.dataset.status === status) return;
  element.dataset.status = status;
  write(element, label(status));
}

/**
 * Shows a cell of the table as it stood on a day. `data-contested` speaks of its latest assessment: where another one
 * held, `data-past` says so, and neither the mark of the dispute nor its word is shown.
 * @param {HTMLElement} cell
 * @param {string} day
 */
export function showOn(cell, day) {
  const steps = stepsIn(cell);
  const status = statusOn(steps, day);
  const isPast = placeOn(steps, day) !== steps.length - 1;
  if (cell.dataset.status === status && "past" in cell.dataset === isPast) return;
  cell.dataset.status = status;
  cell.toggleAttribute("data-past", isPast);
  write(cell, label(status) + ("contested" in cell.dataset && !isPast ? ", contested" : ""));
}
