// @ts-check
// On the page that stands for all that are missing: which pages have an address like the one that was asked for.

import { all, one } from "./page.js";

const MOST = 3;
const LIKE = 0.4; // the part of an address that may be different

/**
 * How many letters have to be added, left out or replaced to make one text of another.
 * @param {string} first
 * @param {string} second
 */
function distance(first, second) {
  let row = [...Array(second.length + 1).keys()];
  for (const [index, letter] of [...first].entries()) {
    const next = [index + 1];
    for (const [place, other] of [...second].entries()) {
      const steps = [(row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1, (row[place] ?? 0) + Number(letter !== other)];
      next.push(Math.min(...steps));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** @param {string} path */
const words = (path) => path.toLowerCase().split("/").filter(Boolean);

/**
 * How unlike two addresses are, from 0 to 1: as a whole, or in their last words alone.
 * @param {string} asked
 * @param {string} known
 */
function difference(asked, known) {
  const pairs = [
    [words(asked).join("/"), words(known).join("/")],
    [words(asked).at(-1) ?? "", words(known).at(-1) ?? ""],
  ];
  const unlike = pairs.map(([first = "", second = ""]) => {
    return distance(first, second) / Math.max(1, first.length, second.length);
  });
  return Math.min(...unlike);
}

const place = one("[data-nearest]");
const search = /** @type {HTMLAnchorElement} */ (one("p a", place)); // it leads to the home page
const asked = location.pathname.slice(search.pathname.length).replace(/\.\w+$/, "");
const found = all("[data-pages] a")
  .filter((link) => link instanceof HTMLAnchorElement)
  .map((link) => ({ link, unlike: difference(asked, link.pathname.slice(search.pathname.length)) }))
  .filter(({ unlike }) => unlike < LIKE)
  .sort((first, second) => first.unlike - second.unlike);
for (const { link } of found.slice(0, MOST)) {
  const item = document.createElement("li");
  item.append(link.cloneNode(true));
  one("ul", place).append(item);
}
one("ul", place).hidden = !found.length;

// The search of the theme begins with what the address asks for.
const text = (words(asked).at(-1) ?? "").replaceAll("-", " ");
search.search = new URLSearchParams({ q: text }).toString();
search.textContent = `Search the site for “${text}”`;
place.hidden = !text;
