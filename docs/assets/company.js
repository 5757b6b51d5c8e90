// @ts-check
// A company's cells, which are closed until they are asked for: one by its address, or all by a button.

import { all, returnToAnchor } from "./page.js";

/** Opens what the address names, and brings it into view: opening has moved it. */
function openNamed() {
  const named = document.getElementById(location.hash.slice(1));
  const section = named?.closest(".act-assessment");
  const found = named instanceof HTMLDetailsElement ? named : section?.querySelector(":scope > details");
  if (!(found instanceof HTMLDetailsElement) || found.open) return;
  found.open = true;
  returnToAnchor();
}

/** @param {HTMLElement} button */
function offerAll(button) {
  const words = button.textContent ?? "";
  button.addEventListener("click", () => {
    const isOpening = button.getAttribute("aria-pressed") !== "true";
    for (const each of all(button.dataset.open ?? "")) if (each instanceof HTMLDetailsElement) each.open = isOpening;
    button.setAttribute("aria-pressed", String(isOpening));
    button.textContent = isOpening ? words.replace("Open", "Close") : words;
  });
}

export function openOnDemand() {
  for (const button of all("button[data-open]")) offerAll(button);
  addEventListener("hashchange", openNamed);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link?.hash && link.href === location.href) openNamed(); // the address stays, so nothing else tells
  });
  openNamed();
}
