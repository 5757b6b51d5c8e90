// Company and commitment pages on a day: ?on=2025-02-10 in the address shows every status as it stood then.

import { NONE, inWords, isDay, label, placeOn, show, standingOn } from "./history.js";

// The counts at the head of a company's page, from the statuses that the page now shows.
function recount() {
  for (const list of document.querySelectorAll(".counts[data-pledge]")) {
    const badges = [...document.querySelectorAll(`section[data-pledge="${list.dataset.pledge}"] h3 .badge`)];
    const words = badges.map((badge) => badge.textContent);
    const items = [...new Set(words)].map((word) => {
      const item = document.createElement("li");
      const badge = badges[words.indexOf(word)].cloneNode(true);
      item.append(badge, ` ${words.filter((each) => each === word).length} of ${words.length}`);
      return item;
    });
    list.replaceChildren(...items);
    const assessed = words.filter((word) => word !== label(NONE)).length;
    document.querySelector(`[data-assessed="${list.dataset.pledge}"]`).textContent = `${assessed} of ${words.length}`;
  }
}

function paragraph(className, text) {
  return Object.assign(document.createElement("p"), { className, textContent: text });
}

// On a company's page: the words that held on the day come first, and the latest ones are called so.
function bringForward(place, held) {
  place.querySelector(":scope > .reason").before(held, paragraph("label", "The latest words"));
  held.open = true;
}

// Shows a place as it stood, and says so where the words below it are not those of the day.
function turnBack(place, day) {
  const latest = standingOn(place, "");
  const standing = standingOn(place, day);
  const index = placeOn(place, day);
  const earlier = [...place.querySelectorAll(":scope > .earlier")].reverse();
  const isCompany = place.tagName === "SECTION";
  if (index === placeOn(place, "")) return;
  const badge = place.querySelector(".badge");
  show(badge, standing);
  const stood = `On ${inWords(day)}: ${label(standing).toLowerCase()}.`;
  const now = `the latest status, ${label(latest).toLowerCase()}`;
  const words = isCompany && index >= 0 ? `The words of that day come first, then those of ${now}.` : `The words below are those of ${now}.`;
  (isCompany ? badge.closest("h3") : badge).after(paragraph("facts", `${stood} ${words}`));
  if (isCompany && index >= 0) bringForward(place, earlier[index]);
}

// From a commitment's page each company's name leads to its words on the same day.
function keepDay(place, day) {
  for (const link of place.querySelectorAll(":scope > a.cell-name")) link.href = link.href.replace("#", `?on=${day}#`);
}

function tellDay(day) {
  const banner = paragraph("as-of", `Statuses as they stood on ${inWords(day)}, by what was published or read until then. `);
  const whole = document.createElement("a");
  whole.href = location.pathname + location.hash;
  whole.textContent = "Show the latest";
  banner.append(whole);
  document.querySelector("h1").after(banner);
}

export function followDay() {
  const day = new URLSearchParams(location.search).get("on");
  const places = document.querySelectorAll("section[data-history], li[data-history]");
  if (!isDay(day) || !places.length) return;
  for (const place of places) {
    turnBack(place, day);
    keepDay(place, day);
  }
  recount();
  for (const picture of document.querySelectorAll("[data-latest]")) picture.hidden = true; // it shows the latest alone
  for (const link of document.querySelectorAll(".on-day")) link.hidden = true; // the reader is there already
  tellDay(day);
  document.getElementById(location.hash.slice(1))?.scrollIntoView(); // what came in above has moved it
}
