// @ts-check
// A cell of the comparison table opens in place, and the address keeps it: ?cell=naver.seoul-2024.risk-thresholds.
// The panels of a row are one file of this site; where it cannot be had, and with a modifier key, the link leads on.

import { headRow } from "./choices.js";
import { offerCopies } from "./copy.js";
import { inWords, label, placeOn } from "./history.js";
import { all, one, paragraph } from "./page.js";
import { stepsIn } from "./status.js";
import { hideReason } from "./tip.js";

const NAME = "cell"; // in the address

// A popover, whose page stays as it is: a modal dialog makes the browser style all of the page's large tables again.
const panel = document.createElement("div");
const body = paragraph("", "act-panel-body", "div");
/** @type {Map<string, Promise<Record<string, string>>>} the files that were asked for, by their addresses */
const asked = new Map();
let shown = "";
/** @type {HTMLAnchorElement | null} */
let origin = null; // where the focus returns to

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
  const [company = "", pledge = ""] = id.split(".").map(encodeURIComponent);
  return new URL(`../panels/${company}/${pledge}.json`, import.meta.url);
}

/**
 * The panels of a cell's row, by their commitments.
 * @param {string} id
 */
function ask(id) {
  const address = fileOf(id).href;
  const known = asked.get(address);
  if (known) return known;
  const file = fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(`no panel of ${id}`);
    return answer.json();
  });
  asked.set(address, file);
  file.catch(() => asked.delete(address));
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

function isOpen() {
  return panel.matches(":popover-open");
}

/**
 * Shows a cell.
 * @param {HTMLAnchorElement} cell
 * @param {string} id
 */
async function show(cell, id) {
  hideReason();
  [shown, origin] = [id, cell];
  if (!isOpen()) {
    body.replaceChildren(Object.assign(paragraph("Fetching …", "", "h2"), { id: "panel-title" }));
    panel.showPopover();
  }
  one("button", panel).focus();
  try {
    const html = (await ask(id))[id.split(".")[2] ?? ""];
    if (shown !== id) return; // the reader has gone on
    if (!html) throw new Error(`no panel of ${id}`);
    const content = contentOf(html, id);
    body.replaceChildren(...noteOn(cell), ...content);
    const whole = one(".act-whole-page a", body);
    if (whole instanceof HTMLAnchorElement) whole.href = cell.href; // on the day of the table
    offerCopies(body);
    body.scrollTop = 0;
  } catch {
    if (shown === id) location.assign(cell.href);
  }
}

function hide() {
  if (!isOpen()) return;
  panel.hidePopover();
  origin?.focus({ preventScroll: true });
  shown = "";
}

/** Closes the panel, and takes its cell out of the address. */
function close() {
  if (!isOpen()) return;
  hide();
  if (history.state?.[NAME]) history.back();
  else history.replaceState(null, "", addressWith(""));
}

/** Shows what the address names; without a cell in it the panel closes. */
function follow() {
  const id = cellInAddress();
  const cell = id ? find(id) : null;
  if (cell) show(cell, id);
  else hide();
}

/**
 * A click on a cell opens it, in place of another one that is open; a click anywhere else beside the panel closes it.
 * @param {MouseEvent} event
 */
function click(event) {
  const target = event.target instanceof Element ? event.target : null;
  const cell = target?.closest("table.act-comparison a.act-cell");
  const isOther = event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  if (!(cell instanceof HTMLAnchorElement) || isOther) {
    if (!isOther && !target?.closest(".act-panel")) close();
    return;
  }
  event.preventDefault();
  const id = idOf(cell);
  if (isOpen()) history.replaceState(history.state, "", addressWith(id));
  else history.pushState({ [NAME]: id }, "", addressWith(id));
  show(cell, id);
}

/**
 * Escape closes the panel; the Tab key goes round inside it.
 * @param {KeyboardEvent} event
 */
function press(event) {
  if (event.key === "Escape") close();
  if (event.key !== "Tab") return;
  const stops = all("button, summary, a[href], [tabindex='0']", panel).filter((each) => each.checkVisibility());
  const [first, last] = event.shiftKey ? [stops[stops.length - 1], stops[0]] : [stops[0], stops[stops.length - 1]];
  if (document.activeElement !== last) return;
  event.preventDefault();
  first?.focus();
}

export function openInPlace() {
  if (!all("table.act-comparison").length || !("showPopover" in panel)) return;
  panel.className = "act-panel";
  panel.popover = "manual";
  panel.role = "dialog";
  panel.ariaModal = "true";
  panel.setAttribute("aria-labelledby", "panel-title");
  body.tabIndex = 0; // it scrolls
  const button = paragraph("Close", "act-panel-close", "button");
  button.setAttribute("type", "button");
  button.addEventListener("click", close);
  panel.append(button, body);
  panel.addEventListener("keydown", press);
  one(".act").append(panel);
  document.addEventListener("click", click);
  addEventListener("popstate", follow);
  if (cellInAddress()) follow();
}
