// @ts-check
// Buttons that copy: the link to a cell, or the text before the button.

import { all, one, paragraph } from "./page.js";

const PAUSE = 3000; // milliseconds for which a button says what it has done

const announcement = paragraph("", "act-unseen");
announcement.role = "status";

/**
 * Copies by way of a selection: an older way, which browsers allow on plain http too.
 * @param {string} text
 * @param {HTMLElement} button
 */
function copySelected(text, button) {
  const area = Object.assign(document.createElement("textarea"), { className: "act-unseen", value: text });
  button.after(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  button.focus();
  return isCopied;
}

/**
 * Copies a text; says whether the browser has let it.
 * @param {string} text
 * @param {HTMLElement} button
 */
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text, button);
  }
}

/**
 * Makes a button copy a text; it says so, to those who see it and to those who hear it, and then offers it again.
 * @param {HTMLElement} button
 * @param {() => string} text
 */
export function offerCopy(button, text) {
  const label = button.textContent;
  let timer = 0;
  if (!announcement.isConnected) one(".act").append(announcement);
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = (await copy(text(), button)) ? "Copied" : "The browser allows no copying: select the text yourself";
    button.textContent = announcement.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = label;
      announcement.textContent = "";
    }, PAUSE);
  });
}

/** @param {ParentNode} [root] */
export function offerCopies(root = document) {
  for (const button of all("[data-copy=link], [data-copy=text]", root)) {
    const source = button.previousElementSibling;
    offerCopy(button, () => (source instanceof HTMLAnchorElement ? source.href : (source?.textContent ?? "")));
  }
}
