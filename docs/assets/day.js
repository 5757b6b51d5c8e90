// @ts-check
// Company and commitment pages on a day: ?on=2025-02-10 in the address shows every status as it stood then.

import { NOT_ASSESSED, counter, inWords, isDay, placeOn, statusOn, word } from "./history.js";
import { all, one, paragraph, returnToAnchor } from "./page.js";
import { show, stepsIn } from "./status.js";

// The strip and the counts at the head of a company's page, from the statuses that the page now shows.
function recount() {
  for (const tile of all("a.act-tile")) {
    const section = document.getElementById(tile.getAttribute("href")?.slice(1) ?? "");
    show(one(".act-cell", tile), section?.dataset.status ?? "");
  }
  for (const list of all(".act-counts[data-pledge]")) {
    const pledge = list.dataset.pledge;
    const cells = all(`section[data-pledge="${pledge}"] .act-assessment`);
    const statuses = cells.map((cell) => cell.dataset.status ?? "");
    const count = counter(statuses);
    for (const item of all("[data-count]", list)) {
      const { number, words } = count(item.dataset.count ?? "");
      item.hidden = number === 0;
      one(":scope > span:last-child", item).textContent = words;
    }
    const assessed = statuses.length - count(NOT_ASSESSED).number;
    one(`[data-assessed="${pledge}"]`).textContent = `${assessed} of ${statuses.length}`;
  }
}

/**
 * On a company's page: the words that held on the day come first, and the latest ones are called so.
 * @param {HTMLElement} section
 * @param {HTMLElement} held
 */
function bringForward(section, held) {
  one(":scope > .act-reason", section).before(held, paragraph("The latest words", "act-label"));
  held.setAttribute("open", "");
}

/**
 * Shows the section or the line of a cell as it stood, and says so where the words in it are not those of the day.
 * @param {HTMLElement} place
 * @param {string} day
 */
function turnBack(place, day) {
  const steps = stepsIn(place);
  const index = placeOn(steps, day);
  if (index === steps.length - 1) return;
  const [status, latest] = [statusOn(steps, day), statusOn(steps, "")];
  const isSection = place.tagName === "SECTION";
  const hasWords = isSection && index >= 0;
  const badge = one(".act-badge", place);
  show(badge, status);
  if (isSection) place.dataset.status = status;
  const words = hasWords ? "The words of that day come first, then those of" : "The words below are those of";
  const note = `On ${inWords(day)}: ${word(status)}. ${words} the latest status, ${word(latest)}.`;
  (badge.closest("h3") ?? badge).after(paragraph(note, "act-facts"));
  const earlier = all(".act-earlier", place).reverse()[index];
  if (hasWords && earlier) bringForward(place, earlier);
}

/**
 * From a commitment's page each company's name leads to its words on the same day.
 * @param {HTMLElement} place
 * @param {string} day
 */
function keepDay(place, day) {
  for (const link of place.querySelectorAll("a.act-cell-name")) {
    if (link instanceof HTMLAnchorElement) link.href = link.href.replace("#", `?on=${day}#`);
  }
}

/** @param {string} day */
function reportDay(day) {
  const words = `Statuses as they stood on ${inWords(day)}, by what was published or read until then. `;
  const banner = paragraph(words, "act-as-of");
  const whole = document.createElement("a");
  whole.href = location.pathname + location.hash;
  whole.textContent = "Show the latest";
  banner.append(whole);
  one("h1").after(banner);
}

export function followDay() {
  const day = new URLSearchParams(location.search).get("on") ?? "";
  const places = all("section[data-history], li[data-history]");
  if (!day || !places.length) return;
  const latest = one(".act-age").dataset.day;
  if (!isDay(day) || (latest && day > latest)) {
    const words = `The address asks for what is not here: day “${day}”. This is the latest. `;
    one("h1").after(paragraph(words, "act-as-of"));
    return;
  }
  for (const place of places) {
    turnBack(place, day);
    if (place.tagName === "LI") keepDay(place, day);
  }
  recount();
  for (const picture of all("[data-latest]")) picture.hidden = true; // it shows the latest alone
  for (const link of all(".act-on-day")) link.hidden = true; // the reader is there already
  reportDay(day);
  returnToAnchor();
}
