// @ts-check
// The comparison tables as the reader wants them: filtered, sorted, on a day. Every choice lives in the address.

import { address, chosen, columnId, field, groupOf, heads, isAny, isInAddress } from "./choices.js";
import { offerChoices, restore } from "./choices.js";
import { offerCopy } from "./copy.js";
import { renewStops } from "./grid.js";
import { NOT_ASSESSED, counter, inWords, isCounted, statusOn } from "./history.js";
import { all, one, returnToAnchor } from "./page.js";
import { reasonOf, reasons } from "./reasons.js";
import { markSorted, offerSorts, sorted } from "./sort.js";
import { showOn, stepsIn } from "./status.js";

/** @typedef {import("./choices.js").Choices} Choices */

const PAUSE = 250; // milliseconds after the last choice: browsers refuse to change the address many times in a row

/** @type {import("./reasons.js").Reasons} */
let known = {}; // as soon as they are here

/**
 * Whether a cell is one of those that the reader looks for.
 * @param {HTMLAnchorElement} cell
 * @param {Choices} choices
 */
function isWanted(cell, choices) {
  const status = cell.dataset.status ?? "";
  if (choices.status.length && !choices.status.includes(status)) return false;
  if (choices.since && statusOn(stepsIn(cell), choices.since) === status) return false;
  const text = choices.text.trim().toLocaleLowerCase();
  if (!text) return true;
  const words = `${cell.closest("tr")?.cells[0]?.textContent} ${reasonOf(cell, known)}`;
  return words.toLocaleLowerCase().includes(text);
}

/** @type {WeakMap<Element, string>} the day that a cell shows: on the same day a choice leaves status and link alone */
const drawnDays = new WeakMap();

/**
 * Shows a cell on the day, with what it was on the other day; says whether the reader looks for it.
 * @param {HTMLAnchorElement} cell
 * @param {Choices} choices
 */
function drawCell(cell, choices) {
  if (choices.on !== (drawnDays.get(cell) ?? "")) {
    drawnDays.set(cell, choices.on);
    showOn(cell, choices.on);
    const link = (cell.getAttribute("href") ?? "").replace(/\?[^#]*/, "");
    cell.setAttribute("href", link.replace("#", choices.on ? `?on=${choices.on}#` : "#"));
  }
  const before = choices.since ? statusOn(stepsIn(cell), choices.since) : cell.dataset.status;
  if (before !== cell.dataset.status) cell.dataset.was = before;
  else if ("was" in cell.dataset) delete cell.dataset.was;
  const wanted = isWanted(cell, choices);
  if (cell.classList.contains("act-dim") === wanted) cell.classList.toggle("act-dim", !wanted);
  return wanted;
}

/**
 * Writes how many of some cells are met, as a number and as a bar.
 * @param {HTMLTableCellElement} place
 * @param {string[]} statuses
 */
function drawSum(place, statuses) {
  const count = counter(statuses);
  const isAssessed = count(NOT_ASSESSED).number < statuses.length;
  const { number, whole, words } = count("met");
  const bar = place.querySelector("svg");
  const text = isAssessed ? words : bar ? "not assessed" : "–";
  const shown = one("span", place);
  if (shown.textContent === text) return;
  shown.textContent = text;
  const full = Number(bar?.getAttribute("width")) * (whole && number / whole);
  bar?.querySelector(".act-full")?.setAttribute("width", full.toFixed(1));
}

/**
 * Shows a row; its sum counts the columns that are shown. Returns their statuses by the places of the columns.
 * @param {HTMLTableRowElement} row
 * @param {Set<number>} gone the columns that are not shown
 * @param {Choices} choices
 */
function drawRow(row, gone, choices) {
  /** @type {import("./sort.js").Statuses} */
  const statuses = new Map();
  let found = 0;
  for (const [column, place] of [...row.cells].entries()) {
    const cell = place.firstElementChild;
    if (!(cell instanceof HTMLAnchorElement && place.tagName === "TD")) continue;
    place.hidden = gone.has(column);
    const wanted = drawCell(cell, choices);
    if (place.hidden) continue;
    statuses.set(column, cell.dataset.status ?? "");
    found += Number(wanted);
  }
  const sum = row.cells[row.cells.length - 1];
  if (sum) drawSum(sum, [...statuses.values()]);
  const isChosen = !choices.companies.length || choices.companies.includes(row.dataset.company ?? "");
  const isPlace = !choices.country || row.dataset.country === choices.country;
  row.hidden = !(isChosen && isPlace && found && isCounted(row.dataset.left, choices.on));
  return statuses;
}

/**
 * Shows the heads of a table, those of the groups too; returns the places of the columns that are not shown.
 * @param {HTMLTableElement} table
 * @param {Choices} choices
 */
function drawHeads(table, choices) {
  const isHidden = (/** @type {HTMLElement} */ head) =>
    choices.hide.includes(columnId(table, head)) || (choices.group && groupOf(table, head) !== choices.group);
  for (const head of heads(table)) head.hidden = Boolean(isHidden(head));
  const shown = heads(table).filter((head) => !head.hidden);
  for (const group of table.querySelectorAll("th[scope=colgroup]")) {
    if (!(group instanceof HTMLTableCellElement)) continue;
    const own = shown.filter((head) => head.dataset.group === group.dataset.group).length;
    group.colSpan = own || 1;
    group.hidden = !own;
  }
  const gone = new Set(heads(table).flatMap((head) => (head.hidden ? [head.cellIndex] : [])));
  for (const [column, each] of all("col", table).entries()) each.hidden = gone.has(column);
  return gone;
}

/**
 * Puts the rows of a table in an order; those that are in their place already stay there.
 * @param {HTMLTableElement} table
 * @param {HTMLTableRowElement[]} rows
 */
function reorder(table, rows) {
  const group = table.tBodies[0];
  for (const [place, row] of rows.entries()) {
    const there = group?.rows[place];
    if (there !== row) group?.insertBefore(row, there ?? null);
  }
}

/**
 * Shows a table; says how many of its companies are shown.
 * @param {HTMLTableElement} table
 * @param {HTMLTableRowElement[]} rows in the order in which the page came: by name
 * @param {Choices} choices
 * @param {string[]} statuses in the order of the form
 */
function draw(table, rows, choices, statuses) {
  const gone = drawHeads(table, choices);
  const drawn = new Map(rows.map((row) => [row, drawRow(row, gone, choices)]));
  const order = { ...choices, statuses };
  reorder(table, sorted(table, drawn, order));
  markSorted(table, order);
  const shown = [...drawn].filter(([row]) => !row.hidden).map(([_row, found]) => found);
  for (const [column, place] of [...(table.tFoot?.rows[0]?.cells ?? [])].entries()) {
    if (place.tagName !== "TD") continue;
    place.hidden = gone.has(column);
    const isSum = place.classList.contains("act-sum");
    drawSum(place, shown.flatMap((found) => (isSum ? [...found.values()] : [found.get(column) ?? ""])));
  }
  const section = table.closest("section");
  if (section) section.hidden = shown.length === 0;
  const counted = rows.filter((row) => isCounted(row.dataset.left, choices.on)).length;
  return `${table.dataset.name}: ${shown.length} of ${counted} companies`;
}

/**
 * Says in words what is shown, and what the address asks for in vain; nothing where everything is shown.
 * @param {Choices} choices
 * @param {string[]} counts
 * @param {string[]} faults
 */
function report(choices, counts, faults) {
  const { on, since } = choices;
  const day = on ? `, as it stood on ${inWords(on)}, by what was published or read until then` : "";
  const changes = since ? `; marked: what changed since ${inWords(since)}` : "";
  for (const element of all("[data-latest]")) element.hidden = Boolean(on);
  const output = one("#shown");
  const shown = isAny(choices) ? counts.join("; ") + day + changes : "";
  const fault = faults.length ? `The address asks for what is not here: ${faults.join(", ")}. ` : "";
  output.textContent = fault + shown;
  output.classList.toggle("act-fault", Boolean(fault));
  output.classList.toggle("act-as-of", Boolean(on));
}

/**
 * Whether any of a table is in the window.
 * @param {HTMLTableElement} table
 */
function isInView(table) {
  const { top, bottom } = table.getBoundingClientRect();
  return top < innerHeight && bottom > 0;
}

/**
 * Wires the form up, when it is first needed: most readers only read.
 * @param {HTMLFormElement} form
 * @param {HTMLTableElement[]} tables
 */
function start(form, tables) {
  offerChoices(form, tables);
  let faults = restore(form);
  const rows = new Map(tables.map((table) => [table, [...(table.tBodies[0]?.rows ?? [])]]));
  const [day, on] = [field(form, "day"), field(form, "on")];
  const statuses = all("input[name=status]", form).map((box) => (box instanceof HTMLInputElement ? box.value : ""));
  let timer = 0;
  let turn = 0;
  /** @param {HTMLTableElement[]} first the tables that are drawn at once; the others once these are seen */
  const show = (first = tables) => {
    const choices = chosen(form);
    day.value = choices.on;
    if (day.value !== choices.on) day.value = "";
    const counts = new Map(first.map((table) => [table, draw(table, rows.get(table) ?? [], choices, statuses)]));
    const own = ++turn;
    const finish = () => {
      if (own !== turn) return; // the reader has chosen anew
      for (const table of tables) {
        if (!counts.has(table)) counts.set(table, draw(table, rows.get(table) ?? [], choices, statuses));
      }
      report(choices, tables.map((table) => counts.get(table) ?? ""), faults);
      renewStops();
    };
    if (first.length < tables.length) requestAnimationFrame(() => setTimeout(finish));
    else finish();
  };
  const update = () => {
    faults = [];
    show(tables.filter(isInView));
    clearTimeout(timer);
    timer = setTimeout(() => history.replaceState(null, "", address(chosen(form))), PAUSE);
  };
  // The named day is only another way to write the date; this runs before the form itself hears of it.
  day.addEventListener("input", () => (on.value = day.value));
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(update));
  offerCopy(one("[data-copy]", form), () => new URL(address(chosen(form)), location.href).href);
  reasons().then((all) => {
    known = all;
    if (field(form, "text").value) show();
  });
  return show;
}

export function followChoices() {
  const chooser = document.getElementById("chooser");
  const form = document.getElementById("controls");
  const tables = all("table.act-comparison").filter((table) => table instanceof HTMLTableElement);
  if (!(chooser && form instanceof HTMLFormElement && tables.length)) return;
  /** @type {(() => void) | undefined} */
  let show;
  const begin = () => (show ??= start(form, tables));
  /** @param {string} sort from what is met down, then the other way round, then as the page came */
  const sortBy = (sort) => {
    begin();
    const [by, order] = [field(form, "sort"), field(form, "order")];
    const isAgain = by.value === sort;
    const isOver = isAgain && order.value !== "";
    by.value = isOver ? "" : sort;
    order.value = isAgain && !isOver ? "reverse" : "";
    by.dispatchEvent(new Event("input", { bubbles: true }));
  };
  for (const table of tables) {
    offerSorts(table, sortBy);
    markSorted(table, { sort: "", order: "", statuses: [] });
  }
  if (isInAddress()) {
    chooser.setAttribute("open", "");
    begin()();
    returnToAnchor(); // the choices have moved it
  } else if (chooser.hasAttribute("open")) {
    begin(); // by a reader who was faster than this script
  } else {
    chooser.addEventListener("toggle", begin, { once: true });
  }
}
