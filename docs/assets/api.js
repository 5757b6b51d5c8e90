// @ts-check
// On the page of the API: fetch an answer from this site and show it. Without it each address is a plain link.

import { all, one, paragraph } from "./page.js";

const LONGEST = 20000; // characters

/**
 * Where the answer to a form or a link is shown: right after it.
 * @param {HTMLElement} after
 */
function place(after) {
  const before = after.parentElement?.querySelector(":scope > .act-answer");
  if (before instanceof HTMLElement) return before;
  const answer = paragraph("", "act-answer", "div");
  answer.setAttribute("role", "status");
  const body = paragraph("", "", "pre");
  body.tabIndex = 0;
  answer.append(paragraph(""), body);
  after.after(answer);
  return answer;
}

/**
 * @param {HTMLElement} answer
 * @param {string} words
 * @param {string} text
 */
function fill(answer, words, text) {
  one("p", answer).textContent = words;
  const body = one("pre", answer);
  body.textContent = text.slice(0, LONGEST);
  body.hidden = !text;
}

/** @param {string} address */
async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`There is nothing at this address (${response.status}).`);
  return JSON.stringify(await response.json(), null, 2);
}

/**
 * @param {string} address
 * @param {HTMLElement} after
 */
async function show(address, after) {
  const answer = place(after);
  fill(answer, "Fetching …", "");
  try {
    const text = await fetched(address);
    const rest = text.length > LONGEST ? `; the first ${LONGEST.toLocaleString("en")} are shown` : "";
    fill(answer, `${text.length.toLocaleString("en")} characters${rest}.`, text);
  } catch (error) {
    const isOther = error instanceof SyntaxError;
    fill(answer, isOther ? "The file at this address is not JSON." : String(Object(error).message), "");
  }
}

/** @param {HTMLAnchorElement} link */
function offerTry(link) {
  const line = link.parentElement ?? link;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Try it";
  button.setAttribute("aria-label", `Try it: ${link.textContent}`);
  button.addEventListener("click", () => show(link.href, line));
  line.append(" ", button);
}

export function offerTries() {
  const form = document.querySelector("form[data-root]");
  if (!(form instanceof HTMLFormElement)) return;
  const root = new URL(form.dataset.root ?? "", location.href);
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(String(new FormData(form).get("path")).trim(), root);
    if (address.href.startsWith(root.href)) show(address.href, form);
    else fill(place(form), "This address lies outside of the API.", "");
  });
  for (const link of all("a[data-try]")) if (link instanceof HTMLAnchorElement) offerTry(link);
}
