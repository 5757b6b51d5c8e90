// The reason behind a cell of the comparison table, shown beside it: by pointer, by keyboard and by touch.

import { reasonOf, reasons } from "./reasons.js";

const HOVER_DELAY = 120; // milliseconds: long enough to cross the table without flicker, and to reach the tip itself

const tip = document.createElement("div");
tip.className = "cell-tip";
tip.id = "cell-tip";
tip.popover = "manual";
tip.role = "tooltip";
let shown = null;
let wanted = null;
let timer = 0;

function name(cell) {
  const row = cell.closest("tr").querySelector("th").textContent.trim();
  const column = cell.closest("table").tHead.rows[0].cells[cell.closest("td").cellIndex];
  const title = column.querySelector(".title").textContent.trim();
  return `${row}, ${title}: ${cell.textContent}`;
}

function paragraph(text, tag = "p") {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function place(cell) {
  const box = cell.getBoundingClientRect();
  const size = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left), innerWidth - size.width - 8);
  const below = box.bottom + 6;
  const top = below + size.height < innerHeight ? below : Math.max(8, box.top - size.height - 6);
  tip.style.left = `${left}px`;
  tip.style.top = `${top}px`;
}

async function show(cell) {
  clearTimeout(timer);
  if (shown === cell) return;
  wanted = cell;
  const isPast = "past" in cell.dataset; // on an earlier day: the reasons at hand are the latest ones
  const reason = isPast ? "The words of that day stand on the company's page." : reasonOf(cell, await reasons());
  if (wanted !== cell) return; // the reader has gone on while the reasons came
  hide();
  const head = paragraph("", "p");
  head.append(paragraph(name(cell), "b"));
  tip.replaceChildren(head, ...(cell.dataset.was ? [paragraph(`Was: ${cell.dataset.was}`)] : []), paragraph(reason));
  tip.showPopover();
  place(cell);
  cell.setAttribute("aria-describedby", tip.id);
  shown = cell;
}

function hide() {
  clearTimeout(timer);
  wanted = null;
  if (shown) tip.hidePopover();
  shown?.removeAttribute("aria-describedby");
  shown = null;
}

function later(action) {
  clearTimeout(timer);
  timer = setTimeout(action, HOVER_DELAY);
}

function follow(table) {
  const cellOf = (event) => event.target.closest?.("a.cell");
  table.addEventListener("pointerenter", reasons, { once: true });
  table.addEventListener("pointerover", (event) => {
    const cell = cellOf(event);
    if (cell && event.pointerType !== "touch") later(() => show(cell));
  });
  table.addEventListener("pointerout", (event) => {
    if (cellOf(event) && event.pointerType !== "touch") later(hide);
  });
  table.addEventListener("focusin", (event) => {
    const cell = cellOf(event);
    if (cell?.matches(":focus-visible")) show(cell);
  });
  table.addEventListener("focusout", hide);
  // A finger has no hover: the first touch shows the reason, the second one follows the link.
  table.addEventListener("click", (event) => {
    const cell = cellOf(event);
    if (cell && event.pointerType === "touch" && shown !== cell) {
      event.preventDefault();
      show(cell);
    }
  });
}

export function showReasons() {
  const tables = document.querySelectorAll("table.comparison");
  if (!tables.length || !tip.showPopover) return;
  document.body.append(tip);
  tables.forEach(follow);
  tip.addEventListener("pointerenter", () => clearTimeout(timer));
  tip.addEventListener("pointerleave", () => later(hide));
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.("a.cell, .cell-tip")) hide();
  });
  // The tip stands still while the page moves, so it goes; one that is about to show is placed when it does.
  addEventListener("scroll", () => shown && hide(), { capture: true, passive: true });
}
