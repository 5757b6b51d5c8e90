// @ts-check
// What a reader chooses to compare: as the form offers it, and as the address keeps it.

import { all } from "./page.js";

/** @typedef {{ companies: string[], pledge: string, only: boolean }} Chosen */

const MOST = 4; // companies

/** @param {HTMLFormElement} form */
function pledgeField(form) {
  return /** @type {HTMLSelectElement} */ (form.elements.namedItem("pledge"));
}

/** @param {HTMLFormElement} form */
function onlyField(form) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem("only"));
}

/** @param {HTMLFormElement} form */
function boxes(form) {
  return all("input[name=companies]", form).filter((each) => each instanceof HTMLInputElement);
}

/**
 * Whether an element stands for an id, its present one or a former one.
 * @param {HTMLInputElement | HTMLOptionElement} element
 * @param {string} id
 */
function isNamed(element, id) {
  return element.value === id || (element.dataset.former ?? "").split(" ").includes(id);
}

/**
 * @param {HTMLInputElement | undefined} box
 * @param {string} pledge
 */
function hasSigned(box, pledge) {
  return (box?.closest("label")?.dataset.pledges ?? "").split(" ").includes(pledge);
}

/**
 * The pledge that most of some companies have signed; of several the first.
 * @param {HTMLFormElement} form
 * @param {(HTMLInputElement | undefined)[]} companies
 */
function mostSigned(form, companies) {
  const pledges = [...pledgeField(form).options].map((each) => each.value);
  const number = (/** @type {string} */ pledge) => companies.filter((box) => hasSigned(box, pledge)).length;
  return pledges.reduce((best, each) => (number(each) > number(best) ? each : best), pledges[0] ?? "");
}

/**
 * Offers the companies that signed the chosen pledge, and no fifth; returns what is chosen.
 * @param {HTMLFormElement} form
 * @returns {Chosen}
 */
export function takeBack(form) {
  const pledge = pledgeField(form).value;
  for (const box of boxes(form)) {
    const label = box.closest("label");
    if (!hasSigned(box, pledge)) box.checked = false;
    if (label) label.hidden = !hasSigned(box, pledge);
  }
  const chosen = boxes(form).filter((box) => box.checked);
  for (const box of boxes(form)) box.disabled = !box.checked && chosen.length >= MOST;
  return { companies: chosen.map((box) => box.value), pledge, only: onlyField(form).checked };
}

/**
 * Puts the choices of the address into the form; returns in words those that are not there and are left out.
 * @param {HTMLFormElement} form
 */
export function restore(form) {
  const query = new URLSearchParams(location.search);
  const faults = [];
  const ids = new Set((query.get("companies") ?? "").split(",").filter(Boolean));
  const named = [...ids].map((id) => ({ id, box: boxes(form).find((each) => isNamed(each, id)) }));
  const pledge = query.get("pledge");
  const option = [...pledgeField(form).options].find((each) => pledge && isNamed(each, pledge));
  if (pledge && !option) faults.push(`pledge “${pledge}”`);
  pledgeField(form).value = option?.value ?? mostSigned(form, named.map(({ box }) => box));
  let number = 0;
  for (const { id, box } of named) {
    const name = box?.closest("label")?.textContent?.trim();
    if (!box) faults.push(`company “${id}”`);
    else if (!hasSigned(box, pledgeField(form).value)) faults.push(`${name}, which has not signed this pledge`);
    else if (number === MOST) faults.push(`${name}, a company too many`);
    else {
      box.checked = true;
      number += 1;
    }
  }
  const only = query.get("only");
  onlyField(form).checked = only === "differences";
  if (only && only !== "differences") faults.push(`view “${only}”`);
  return faults;
}

/**
 * The address of this page with the choices, and with what else it held.
 * @param {Chosen} chosen
 */
export function address(chosen) {
  const query = new URLSearchParams(location.search);
  for (const name of ["companies", "pledge", "only"]) query.delete(name);
  if (chosen.companies.length) query.set("companies", chosen.companies.join(","));
  query.set("pledge", chosen.pledge);
  if (chosen.only) query.set("only", "differences");
  return `${location.pathname}?${query.toString().replaceAll("%2C", ",")}${location.hash}`;
}
