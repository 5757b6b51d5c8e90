// @ts-check
// What a reader chooses to see of the tables: as a form offers it, and as the address keeps it.

import { isDay } from "./history.js";
import { all, one, paragraph } from "./page.js";

/**
 * `q` would open the theme's own search, so the text is called text.
 * @typedef {{ text: string, country: string, group: string, sort: string, on: string, since: string }} Texts
 * @typedef {{ status: string[], companies: string[], hide: string[] }} Lists
 * @typedef {Texts & Lists} Choices
 */

/** @type {(keyof Texts)[]} */
const TEXTS = ["text", "country", "group", "sort", "on", "since"];
/** @type {(keyof Lists)[]} */
const LISTS = ["status", "companies", "hide"];

/**
 * The heads of a table that stand for commitments.
 * @param {HTMLTableElement} table
 */
export function heads(table) {
  return [...(table.tHead?.rows[0]?.cells ?? [])].filter((head) => head.dataset.commitment);
}

/**
 * What the address calls a column: pledge.commitment.
 * @param {HTMLTableElement} table
 * @param {HTMLElement} head
 */
export function columnId(table, head) {
  return `${table.dataset.pledge}.${head.dataset.commitment}`;
}

/**
 * What the form calls the group of a column.
 * @param {HTMLTableElement} table
 * @param {HTMLElement} head
 */
export function groupOf(table, head) {
  return `${table.dataset.name}: ${head.dataset.group}`;
}

/**
 * A field of the form, a list or a text.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function field(form, name) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} text
 */
function choice(name, value, text) {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name, value });
  const element = paragraph("", "act-choice", "label");
  element.append(box, ` ${text}`);
  return element;
}

/**
 * Fills the form with what the tables hold.
 * @param {HTMLFormElement} form
 * @param {HTMLTableElement[]} tables
 */
export function offerChoices(form, tables) {
  const rows = tables.flatMap((table) => [...(table.tBodies[0]?.rows ?? [])]);
  const names = new Map(rows.map((row) => [row.dataset.company ?? "", row.cells[0]?.textContent?.trim() ?? ""]));
  const countries = [...new Set(rows.map((row) => row.dataset.country ?? ""))].sort();
  const columns = tables.flatMap((table) => heads(table).map((head) => ({ table, head })));
  const groups = [...new Set(columns.map(({ table, head }) => groupOf(table, head)))];
  field(form, "country").append(...countries.map((name) => new Option(name, name)));
  field(form, "group").append(...groups.map((name) => new Option(name, name)));
  const sorted = [...names].sort((first, second) => first[1].localeCompare(second[1]));
  one("[data-list=companies]", form).append(...sorted.map(([id, name]) => choice("companies", id, name)));
  const titles = columns.map(({ table, head }) => {
    const title = one(".act-title", head).textContent;
    return choice("hide", columnId(table, head), `${title} (${table.dataset.name})`);
  });
  one("[data-list=hide]", form).append(...titles);
}

/**
 * What is chosen in the form.
 * @param {HTMLFormElement} form
 * @returns {Choices}
 */
export function chosen(form) {
  const data = new FormData(form);
  const texts = TEXTS.map((name) => [name, data.get(name) ?? ""]);
  const lists = LISTS.map((name) => [name, data.getAll(name)]);
  return Object.fromEntries([...texts, ...lists]);
}

/**
 * Whether there is any choice.
 * @param {Choices} choices
 */
export function isAny(choices) {
  return Object.values(choices).some((value) => value.length > 0);
}

/** Whether the address holds any choice; whatever else is in it means nothing here. */
export function isInAddress() {
  const query = new URLSearchParams(location.search);
  return [...TEXTS, ...LISTS].some((name) => query.has(name));
}

/**
 * The address of this page with the choices, and with what else it held.
 * @param {Choices} choices
 */
export function address(choices) {
  const query = new URLSearchParams(location.search);
  for (const name of [...TEXTS, ...LISTS]) query.delete(name);
  for (const [name, value] of Object.entries(choices)) if (value.length) query.set(name, String(value));
  const text = query.toString().replaceAll("%2C", ",");
  return location.pathname + (text && `?${text}`) + location.hash;
}

/**
 * Puts the choices of the address into the form; a day that is none is left out.
 * @param {HTMLFormElement} form
 */
export function restore(form) {
  const query = new URLSearchParams(location.search);
  for (const name of TEXTS) {
    const value = query.get(name) ?? "";
    field(form, name).value = (name === "on" || name === "since") && !isDay(value) ? "" : value;
  }
  for (const name of LISTS) {
    const values = new Set((query.get(name) ?? "").split(","));
    for (const box of all(`input[name=${name}]`, form)) {
      if (box instanceof HTMLInputElement) box.checked = values.has(box.value);
    }
  }
}
