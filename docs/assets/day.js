// Company and commitment pages on a day: ?on=2025-02-10 in the address shows every status as it stood then.

import { inWords, isDay, label, show, standingOn } from "./history.js";

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
  }
}

// Opens the assessment that held on the day, where it is an earlier one.
function open(place, day) {
  const earlier = [...place.querySelectorAll(":scope > .earlier")].filter((each) => each.dataset.since <= day);
  if (earlier.length) earlier[0].open = true;
}

export function followDay() {
  const day = new URLSearchParams(location.search).get("on");
  const places = document.querySelectorAll("section[data-history], li[data-history]");
  if (!isDay(day) || !places.length) return;
  for (const place of places) {
    const standing = standingOn(place, day);
    const badge = place.querySelector(".badge");
    if (standing === standingOn(place, "")) continue;
    const now = badge.textContent;
    show(badge, standing);
    const note = document.createElement("p");
    note.className = "facts";
    note.textContent = `On ${inWords(day)}: ${label(standing).toLowerCase()}. The words below are those of the latest status, ${now.toLowerCase()}; earlier ones stand below them.`;
    if (place.tagName === "LI") badge.after(note);
    else badge.closest("h3").after(note);
    open(place, day);
  }
  recount();
  for (const picture of document.querySelectorAll("[data-latest]")) picture.hidden = true; // it shows the latest alone
  const banner = document.createElement("p");
  banner.className = "as-of";
  banner.append(`Statuses as they stood on ${inWords(day)}. `);
  const whole = document.createElement("a");
  whole.href = location.pathname + location.hash;
  whole.textContent = "Show the latest";
  banner.append(whole);
  document.querySelector("h1").after(banner);
}
