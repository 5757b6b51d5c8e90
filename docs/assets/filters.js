// @ts-check
// A list as the reader wants it: a form whose choices hide what does not fit them, and live in the address.

import { offerCopy } from "./copy.js";
import { all, one, returnToAnchor } from "./page.js";

const PAUSE = 250; // milliseconds after the last choice: browsers refuse to change the address many times in a row

/**
 * The fields of a form, each with the name of what it chooses.
 * @param {HTMLFormElement} form
 */
function fields(form) {
  return [...form.elements].filter((element) => element instanceof HTMLSelectElement);
}

/**
 * Puts the choices of the address into the form; returns in words those that are not there.
 * @param {HTMLFormElement} form
 */
function restore(form) {
  const query = new URLSearchParams(location.search);
  const faults = [];
  for (const field of fields(form)) {
    const value = query.get(field.name) ?? "";
    field.value = value;
    if (field.value === value) continue;
    field.value = "";
    faults.push(`${field.name} “${value}”`);
  }
  return faults;
}

/**
 * The address of this page with the choices of a form, and with what else it held.
 * @param {HTMLFormElement} form
 */
function address(form) {
  const query = new URLSearchParams(location.search);
  for (const field of fields(form)) {
    if (field.value) query.set(field.name, field.value);
    else query.delete(field.name);
  }
  return location.pathname + (query.size ? `?${query}` : "") + location.hash;
}

/**
 * Shows what fits, hides what does not and every part of which nothing is left; returns both numbers.
 * @param {HTMLFormElement} form
 */
function show(form) {
  const chosen = fields(form).filter((field) => field.value);
  const items = all("[data-shown]");
  for (const item of items) item.hidden = chosen.some((field) => item.dataset[field.name] !== field.value);
  for (const part of all("[data-part]")) part.hidden = !part.querySelector("[data-shown]:not([hidden])");
  return { isAny: chosen.length > 0, shown: items.filter((item) => !item.hidden).length, total: items.length };
}

/** @param {HTMLFormElement} form */
function start(form) {
  const output = one("output", form);
  let faults = restore(form);
  let timer = 0;
  const draw = () => {
    const { isAny, shown, total } = show(form);
    const words = isAny ? `${shown} of ${total} ${form.dataset.filters}` : "";
    const fault = faults.length ? `The address asks for what is not here: ${faults.join(", ")}. ` : "";
    output.textContent = fault + words;
    output.classList.toggle("act-fault", Boolean(fault));
  };
  const update = () => {
    faults = [];
    draw();
    clearTimeout(timer);
    timer = setTimeout(() => history.replaceState(null, "", address(form)), PAUSE);
  };
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(update));
  for (const button of all("[data-copy]", form)) {
    offerCopy(button, () => new URL(address(form), location.href).href);
  }
  if (fields(form).some((field) => new URLSearchParams(location.search).has(field.name))) draw();
  returnToAnchor();
}

export function followFilters() {
  const form = document.querySelector("form[data-filters]");
  if (form instanceof HTMLFormElement) start(form);
}
