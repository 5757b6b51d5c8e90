// @ts-check
// What a reader chooses to see of the tables: as a form offers it, and as the address keeps it.

import { isDay } from "./history.js";
import { all, one, paragraph } from "./page.js";

/**
 * `q` would open the theme's own search, so the text is called text.
 * @typedef {{ text: string, country: string, group: string, sort: string, order: string, on: string,
 *   since: string }} Texts
 * @typedef {{ status: string[], companies: string[], hide: string[] }} Lists
 * @typedef {Texts & Lists} Choices
 */

/** What a reader calls the choices of which not every value is there. */
const NAMES = {
  country: "country",
  group: "group of commitments",
  sort: "order",
  order: "direction",
  on: "day",
  since: "day",
  status: "status",
  companies: "company",
  hide: "commitment",
};
/** @type {(keyof Texts)[]} */
const TEXTS = ["text", "country", "group", "sort", "order", "on", "since"];
/** @type {(keyof Lists)[]} */
const LISTS = ["status", "companies", "hide"];
const OURS = new RegExp(`^(${[...TEXTS, ...LISTS].join("|")})$`);

/**
 * The heads of all columns of a table; in the row above them are the heads of their groups.
 * @param {HTMLTableElement} table
 */
export function headRow(table) {
  const row = table.tHead?.querySelector("tr.act-heads");
  return row instanceof HTMLTableRowElement ? [...row.cells] : [];
}

/**
 * The heads of a table that stand for commitments.
 * @param {HTMLTableElement} table
 */
export function heads(table) {
  return headRow(table).filter((head) => head.dataset.commitment);
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
  const sorts = columns.map(({ table, head }) => {
    const title = one(".act-title", head).textContent;
    return new Option(`${title} (${table.dataset.name})`, columnId(table, head));
  });
  field(form, "sort").append(...sorts);
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
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(choices)) if (value.length) query.set(name, String(value));
  const others = location.search.slice(1).split("&").filter((part) => !(part.split("=")[0] ?? "").match(OURS));
  const text = [...others, query.toString().replaceAll("%2C", ",")].filter(Boolean).join("&");
  return location.pathname + (text && `?${text}`) + location.hash;
}

/**
 * Puts a text into a field; says whether it fits: a day of the calendar, not after the data's, or what is on offer.
 * @param {HTMLInputElement | HTMLSelectElement} place
 * @param {string} value
 */
function takes(place, value) {
  const isDate = place instanceof HTMLInputElement && place.type === "date";
  const isFit = !isDate || (isDay(value) && (!place.max || value <= place.max));
  place.value = isFit ? value : "";
  return place.value === value;
}

/**
 * Puts the choices of the address into the form; returns in words those that are not there and are left out.
 * @param {HTMLFormElement} form
 */
export function restore(form) {
  const query = new URLSearchParams(location.search);
  /** @type {string[]} */
  const faults = [];
  const report = (/** @type {keyof typeof NAMES} */ name, /** @type {string} */ value) =>
    faults.push(`${NAMES[name]} “${value}”`);
  for (const name of TEXTS) {
    const value = query.get(name) ?? "";
    if (!takes(field(form, name), value) && name !== "text") report(name, value);
  }
  for (const name of LISTS) {
    const values = new Set((query.get(name) ?? "").split(",").filter(Boolean));
    for (const box of all(`input[name=${name}]`, form)) {
      if (box instanceof HTMLInputElement) box.checked = values.delete(box.value);
    }
    for (const value of values) report(name, value);
  }
  return faults;
}
