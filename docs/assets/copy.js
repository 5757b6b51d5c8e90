// @ts-check
// Buttons that copy: the link to a cell, or the text before the button.

import { all, copy } from "./page.js";

export function offerCopies() {
  for (const button of all("[data-copy=link], [data-copy=text]")) {
    const source = button.previousElementSibling;
    button.hidden = false;
    button.addEventListener("click", () =>
      copy(button, source instanceof HTMLAnchorElement ? source.href : (source?.textContent ?? "")),
    );
  }
}
