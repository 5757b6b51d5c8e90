// @ts-check
// What is on a page: elements that are surely there, and new ones.

/**
 * The elements that a selector finds.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement[]}
 */
export function all(selector, root = document) {
  return [...root.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
}

/**
 * The first of them, which the templates put there; without it the page is broken, and the error says where.
 * @param {string} selector
 * @param {ParentNode} [root]
 */
export function one(selector, root = document) {
  const element = root.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`nothing on this page is ${selector}`);
  return element;
}

/**
 * A new paragraph, or another element, with a text.
 * @param {string} text
 * @param {string} [className]
 * @param {string} [tag]
 */
export function paragraph(text, className = "", tag = "p") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

/** Brings what the address names back into view, after something has moved it. */
export function returnToAnchor() {
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
