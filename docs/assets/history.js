// How cells stood on a day, from the history that each of them carries: "2024-06-17:met 2026-07-07:partial".

export const NONE = "not-assessed";

function steps(element) {
  return (element.dataset.history || "").split(" ").filter(Boolean).map((step) => step.split(":"));
}

// The place in the history of the assessment that held on a day, or of the latest one; -1 where none did.
export function placeOn(element, day) {
  return steps(element).findLastIndex(([since]) => !day || since <= day);
}

export function standingOn(element, day) {
  return steps(element)[placeOn(element, day)]?.[1] ?? NONE;
}

export function label(standing) {
  const words = standing.replaceAll("-", " ");
  return words[0].toUpperCase() + words.slice(1);
}

// Puts a status on an element that shows one: its class, which brings shape and colour, and its word.
export function show(element, standing) {
  const old = element.textContent.trim().split(",")[0].toLowerCase().replaceAll(" ", "-");
  if (old === standing) return;
  element.classList.replace(old, standing);
  element.textContent = label(standing);
}

export function isDay(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(Date.parse(text));
}

export function inWords(day) {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00Z`));
}
