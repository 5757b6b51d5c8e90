// The comparison tables as the reader wants them: filtered, sorted, on a day. Every choice lives in the address.

import { inWords, isDay, label, placeOn, show, standingOn } from "./history.js";
import { reasonOf, reasons } from "./reasons.js";

const LISTS = ["status", "companies", "hide"];
let known = {}; // the reasons, as soon as they are here

function option(value, text = value) {
  return new Option(text, value);
}

function choice(name, value, text) {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name, value });
  const element = document.createElement("label");
  element.className = "choice";
  element.append(box, ` ${text}`);
  return element;
}

// The columns of a table, by index, from the heads that stand for commitments.
function columns(table) {
  return [...table.tHead.rows[0].cells].filter((head) => head.dataset.commitment);
}

function columnId(table, head) {
  return `${table.dataset.pledge}.${head.dataset.commitment}`;
}

function fill(form, tables) {
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  const names = new Map(rows.map((row) => [row.dataset.company, row.cells[0].textContent.trim()]));
  const countries = [...new Set(rows.map((row) => row.dataset.country))].sort();
  const heads = tables.flatMap((table) => columns(table).map((head) => [table, head]));
  const groups = [...new Set(heads.map(([, head]) => head.dataset.group))];
  form.elements.country.append(...countries.map((name) => option(name)));
  form.elements.group.append(...groups.map((name) => option(name)));
  const sorted = [...names].sort((one, other) => one[1].localeCompare(other[1]));
  form.querySelector("[data-list=companies]").append(...sorted.map(([id, name]) => choice("companies", id, name)));
  const titles = heads.map(([table, head]) => {
    const pledge = head.dataset.group.split(":")[0];
    return choice("hide", columnId(table, head), `${head.querySelector(".title").textContent} (${pledge})`);
  });
  form.querySelector("[data-list=hide]").append(...titles);
}

function read(form) {
  const data = new FormData(form);
  // `q` would open the theme's own search, so the text is called text.
  const state = Object.fromEntries(["text", "country", "group", "sort", "on", "since"].map((name) => [name, data.get(name) ?? ""]));
  for (const name of LISTS) state[name] = data.getAll(name);
  return state;
}

function address(state) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    const text = Array.isArray(value) ? value.join(",") : value;
    if (text) query.set(name, text);
  }
  const text = query.toString().replaceAll("%2C", ",");
  return location.pathname + (text ? `?${text}` : "") + location.hash;
}

function restore(form) {
  const query = new URLSearchParams(location.search);
  for (const name of ["text", "country", "group", "sort", "on", "since"]) {
    const value = query.get(name) ?? "";
    form.elements[name].value = name === "on" || name === "since" ? (isDay(value) ? value : "") : value;
  }
  for (const name of LISTS) {
    const chosen = new Set((query.get(name) ?? "").split(","));
    for (const box of form.querySelectorAll(`input[name=${name}]`)) box.checked = chosen.has(box.value);
  }
}

function matches(cell, state) {
  const standing = standingOn(cell, state.on);
  const row = cell.closest("tr");
  const words = `${row.cells[0].textContent} ${reasonOf(cell, known)}`;
  const isStatus = !state.status.length || state.status.includes(standing);
  const isText = !state.text || words.toLocaleLowerCase().includes(state.text.trim().toLocaleLowerCase());
  const isChange = !state.since || standingOn(cell, state.since) !== standing;
  return isStatus && isText && isChange;
}

function draw(table, state) {
  const heads = columns(table);
  const hidden = heads.filter(
    (head) => state.hide.includes(columnId(table, head)) || (state.group && head.dataset.group !== state.group),
  );
  const gone = new Set(hidden.map((head) => head.cellIndex));
  heads.forEach((head) => (head.hidden = gone.has(head.cellIndex)));
  let shown = 0;
  const rows = [...table.tBodies[0].rows];
  for (const row of rows) {
    let found = 0;
    let met = 0;
    let applicable = 0;
    for (const cell of row.querySelectorAll("a.cell")) {
      const place = cell.parentElement;
      place.hidden = gone.has(place.cellIndex);
      const standing = standingOn(cell, state.on);
      const before = state.since ? standingOn(cell, state.since) : standing;
      show(cell, standing);
      cell.toggleAttribute("data-past", placeOn(cell, state.on) !== placeOn(cell, ""));
      cell.dataset.was = before === standing ? "" : label(before);
      cell.href = cell.href.replace(/\?[^#]*/, "").replace("#", state.on ? `?on=${state.on}#` : "#");
      const fits = matches(cell, state);
      cell.classList.toggle("dim", !fits);
      if (place.hidden) continue;
      found += fits;
      met += standing === "met";
      applicable += standing !== "not-applicable";
    }
    row.dataset.met = met;
    row.querySelector(".sum").textContent = `${met} of ${applicable}`;
    const isChosen = !state.companies.length || state.companies.includes(row.dataset.company);
    const isPlace = !state.country || row.dataset.country === state.country;
    row.hidden = !(isChosen && isPlace && found && gone.size < heads.length);
    shown += !row.hidden;
  }
  const name = (row) => row.cells[0].textContent.trim();
  const order = state.sort === "met" ? (one, other) => other.dataset.met - one.dataset.met : () => 0;
  rows.sort((one, other) => order(one, other) || name(one).localeCompare(name(other)));
  table.tBodies[0].append(...rows);
  table.closest("section").hidden = shown === 0;
  return [shown, rows.length];
}

// Says in words what is shown; nothing where everything is.
function tell(state, counts) {
  const text = counts.map(([table, [shown, all]]) => `${table.closest("section").querySelector("h2 small").textContent}: ${shown} of ${all} companies`);
  const day = state.on ? `, as it stood on ${inWords(state.on)}, by what was published or read until then` : "";
  const since = state.since ? `; marked: what changed since ${inWords(state.since)}` : "";
  for (const each of document.querySelectorAll("[data-latest]")) each.hidden = Boolean(state.on);
  const shown = document.getElementById("shown");
  shown.textContent = text.join("; ") + day + since;
  shown.classList.toggle("as-of", Boolean(state.on && text.length));
}

// Wires the form up, when it is first needed: most readers only read.
function start(form, tables) {
  fill(form, tables);
  restore(form);
  const update = () => {
    const state = read(form);
    form.elements.day.value = [...form.elements.day.options].some((each) => each.value === state.on) ? state.on : "";
    const counts = tables.map((table) => [table, draw(table, state)]);
    tell(state, location.pathname + location.hash === address(state) ? [] : counts);
    history.replaceState(null, "", address(state));
  };
  // The named day is only another way to write the date; this runs before the form itself hears of it.
  form.elements.day.addEventListener("input", () => (form.elements.on.value = form.elements.day.value));
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(update));
  form.querySelector("[data-copy]").addEventListener("click", async (event) => {
    await navigator.clipboard.writeText(location.href);
    event.target.textContent = "Copied";
  });
  reasons().then((all) => {
    known = all;
    if (form.elements.text.value) update();
  });
  return update;
}

export function followChoices() {
  const chooser = document.getElementById("chooser");
  const tables = [...document.querySelectorAll("table.comparison")];
  if (!chooser || !tables.length) return;
  const form = document.getElementById("controls");
  chooser.hidden = false;
  if (location.search.length > 1) {
    chooser.open = true;
    start(form, tables)();
    document.getElementById(location.hash.slice(1))?.scrollIntoView(); // the choices have moved it
  } else {
    chooser.addEventListener("toggle", () => start(form, tables), { once: true });
  }
}
