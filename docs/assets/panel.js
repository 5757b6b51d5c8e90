// @ts-check
// A cell of the comparison table opens in place, and the address keeps it: ?cell=naver.seoul-2024.risk-thresholds.
// Each panel is a small file of this site; where it cannot be had, and with a modifier key, the link leads on.

import { headRow } from "./choices.js";
import { offerCopies } from "./copy.js";
import { inWords, label, placeOn } from "./history.js";
import { all, one, paragraph } from "./page.js";
import { stepsIn } from "./status.js";
import { hideReason } from "./tip.js";

const NAME = "cell"; // in the address

const dialog = document.createElement("dialog");
const body = paragraph("", "act-panel-body", "div");
/** @type {Map<string, Promise<string>>} the files that were asked for, by the ids of their cells */
const asked = new Map();
let shown = "";

/**
 * What the address calls a cell: company.pledge.commitment.
 * @param {HTMLAnchorElement} cell
 */
function idOf(cell) {
  const [row, place, table] = [cell.closest("tr"), cell.closest("td"), cell.closest("table")];
  if (!row || !place || !table) return "";
  return [row.dataset.company, table.dataset.pledge, headRow(table)[place.cellIndex]?.dataset.commitment].join(".");
}

/** @param {string} id */
function find(id) {
  for (const cell of all("table.act-comparison a.act-cell")) {
    if (cell instanceof HTMLAnchorElement && idOf(cell) === id) return cell;
  }
  return null;
}

/** The address of this page with a cell, or without. */
function addressWith(/** @type {string} */ id) {
  const others = location.search.slice(1).split("&").filter((part) => part && !part.startsWith(`${NAME}=`));
  const query = [...others, ...(id ? [`${NAME}=${id}`] : [])].join("&");
  return location.pathname + (query && `?${query}`) + location.hash;
}

function cellInAddress() {
  return new URLSearchParams(location.search).get(NAME) ?? "";
}

/** @param {string} id */
function fileOf(id) {
  return new URL(`../panels/${id.split(".").map(encodeURIComponent).join("/")}.html`, import.meta.url);
}

/** @param {string} id */
function ask(id) {
  const known = asked.get(id);
  if (known) return known;
  const file = fetch(fileOf(id)).then((answer) => {
    if (!answer.ok) throw new Error(`no panel of ${id}`);
    return answer.text();
  });
  asked.set(id, file);
  file.catch(() => asked.delete(id));
  return file;
}

/**
 * The content of a panel. It is HTML of this site, in which the build has escaped every text of the data, and the
 * page's policy runs no script in it; its links are as seen from the file.
 * @param {string} html
 * @param {string} id
 */
function contentOf(html, id) {
  const content = new DOMParser().parseFromString(html, "text/html");
  for (const link of content.querySelectorAll("a")) {
    link.href = new URL(link.getAttribute("href") ?? "", fileOf(id)).href;
  }
  return [...content.body.childNodes];
}

/**
 * On another day: what held then, and that the words are the latest.
 * @param {HTMLAnchorElement} cell
 */
function noteOn(cell) {
  const day = new URLSearchParams(location.search).get("on") ?? "";
  if (!day || !("past" in cell.dataset)) return [];
  const held = placeOn(stepsIn(cell), day) < 0 ? "It follows no assessment of ours." : "Its words are under History.";
  const status = label(cell.dataset.status ?? "");
  return [paragraph(`On ${inWords(day)}: ${status}. ${held} What follows is the latest.`, "act-as-of")];
}

/**
 * Shows a cell.
 * @param {HTMLAnchorElement} cell
 * @param {string} id
 */
async function show(cell, id) {
  shown = id;
  hideReason();
  if (!dialog.open) {
    cell.focus({ preventScroll: true }); // where the focus returns to
    body.replaceChildren(Object.assign(paragraph("Fetching …", "", "h2"), { id: "panel-title" }));
    dialog.showModal();
  }
  try {
    const content = contentOf(await ask(id), id);
    if (shown !== id) return; // the reader has gone on
    body.replaceChildren(...noteOn(cell), ...content);
    const whole = one(".act-whole-page a", body);
    if (whole instanceof HTMLAnchorElement) whole.href = cell.href; // on the day of the table
    offerCopies(body);
    body.scrollTop = 0;
  } catch {
    if (shown === id) location.assign(cell.href);
  }
}

/** Shows what the address names; without a cell in it the panel closes. */
function follow() {
  const id = cellInAddress();
  const cell = id ? find(id) : null;
  if (cell) show(cell, id);
  else if (dialog.open) dialog.close();
}

function leave() {
  shown = "";
  if (!cellInAddress()) return; // the back button has closed it
  if (history.state?.[NAME]) history.back();
  else history.replaceState(null, "", addressWith(""));
}

/** @param {MouseEvent} event */
function open(event) {
  const cell = event.target instanceof Element ? event.target.closest("a.act-cell") : null;
  const isOther = event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  if (!(cell instanceof HTMLAnchorElement) || isOther || event.defaultPrevented) return;
  event.preventDefault();
  const id = idOf(cell);
  history.pushState({ [NAME]: id }, "", addressWith(id));
  show(cell, id);
}

export function openInPlace() {
  const tables = all("table.act-comparison");
  if (!tables.length || !("showModal" in dialog)) return;
  dialog.className = "act-panel";
  dialog.setAttribute("aria-labelledby", "panel-title");
  body.tabIndex = 0; // it scrolls
  const close = paragraph("Close", "act-panel-close", "button");
  close.setAttribute("type", "button");
  close.addEventListener("click", () => dialog.close());
  dialog.append(close, body);
  dialog.addEventListener("close", leave);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside it
  one(".act").append(dialog);
  for (const table of tables) table.addEventListener("click", open);
  addEventListener("popstate", follow);
  if (cellInAddress()) follow();
}
