// @ts-check
// A banner where the data have grown old: the reader's clock against the day of the data.

import { one } from "./page.js";

const LIMIT = 90; // days

export function reportAge() {
  const banner = one(".act-age");
  const days = Math.floor((Date.now() - Date.parse(banner.dataset.day ?? "")) / 86_400_000);
  if (!(days > LIMIT)) return;
  one("span", banner).textContent = `${days} days`;
  banner.hidden = false;
  document.documentElement.classList.add("act-aged");
}
