// @ts-check
// Two to four companies beside each other. What is said of each comes in a small document of this site, a company and
// pledge; its parts are laid into the table of their commitment, and what differs comes first.

import { address, restore, takeBack } from "./comparison.js";
import { offerCopy } from "./copy.js";
import { all, one, paragraph, returnToAnchor } from "./page.js";

/** @typedef {import("./comparison.js").Chosen} Chosen */
/** @typedef {{ id: string, name: string, sections: Map<string, HTMLElement> }} Company */
/** @typedef {"status" | "criteria" | ""} Difference what differs in a commitment; nothing where all is alike */

const PAUSE = 250; // milliseconds after the last choice: browsers refuse to change the address many times in a row
const CONTEXT = "context";
const TITLES = {
  status: "Where the statuses differ",
  criteria: "Where the status is the same, and criteria differ",
  "": "Where all criteria are alike",
};

/** @type {Map<string, Promise<Company>>} the documents that were asked for, by their addresses */
const asked = new Map();

/**
 * What is said of a company. It is HTML of this site, in which the build has escaped every text of the data, and the
 * page's policy runs no script in it; its links are as seen from the document.
 * @param {string} place
 * @param {string} id
 */
async function fetched(place, id) {
  const answer = await fetch(place);
  if (!answer.ok) throw new Error(`nothing is at ${place}`);
  const content = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const link of content.querySelectorAll("a")) {
    link.href = new URL(link.getAttribute("href") ?? "", new URL(place, location.href)).href;
  }
  const sections = all("section[data-commitment]", content).map((each) => [each.dataset.commitment ?? "", each]);
  const name = content.querySelector("h1 a")?.textContent ?? id;
  return { id, name, sections: new Map(/** @type {[string, HTMLElement][]} */ (sections)) };
}

/**
 * @param {Chosen} chosen
 * @param {string} root
 */
function askAll(chosen, root) {
  return Promise.all(
    chosen.companies.map((id) => {
      const place = `${root}${chosen.pledge}/${id}/`;
      const company = asked.get(place) ?? fetched(place, id);
      asked.set(place, company);
      company.catch(() => asked.delete(place));
      return company;
    }),
  );
}

/**
 * A part of what is said of a company on a commitment, on a criterion of it.
 * @param {Company} company
 * @param {string} commitment
 * @param {string} criterion
 */
function partOf(company, commitment, criterion) {
  const part = company.sections.get(commitment)?.querySelector(`:scope > [data-criterion="${criterion}"]`);
  return part instanceof HTMLElement ? part : null;
}

/**
 * Whether the values are not all one.
 * @param {string[]} values
 */
function isMixed(values) {
  return new Set(values).size > 1;
}

/**
 * Lays what is said of the companies on one criterion beside each other; says whether its states differ.
 * @param {HTMLTableRowElement} row
 * @param {Company[]} companies
 * @param {string} commitment
 */
function fillRow(row, companies, commitment) {
  const criterion = row.dataset.criterion ?? "";
  const parts = companies.map((company) => partOf(company, commitment, criterion));
  parts.forEach((part, index) => {
    const place = document.createElement("td");
    place.append(paragraph(companies[index]?.name ?? "", "act-whose"));
    const other = criterion === CONTEXT ? "No further quotes." : "Not judged by criteria.";
    place.append(...(part ? [...part.cloneNode(true).childNodes] : [paragraph(other, "act-facts")]));
    row.append(place);
  });
  row.hidden = criterion === CONTEXT && !parts.some(Boolean);
  const states = parts.map((part) => part?.dataset.state ?? "");
  const differs = criterion !== "" && criterion !== CONTEXT && isMixed(states);
  row.classList.toggle("act-differs", differs);
  return differs;
}

/**
 * Fills the table of one commitment; says what differs.
 * @param {HTMLElement} section
 * @param {Company[]} companies
 * @returns {Difference}
 */
function fillSection(section, companies) {
  const commitment = section.dataset.commitment ?? "";
  const table = section.querySelector("table");
  one("h3", section).id = commitment; // pledges share names of commitments, so the templates have no ids
  for (const company of companies) {
    table?.tHead?.rows[0]?.append(headCell(company.name, "col"));
  }
  const differing = [...(table?.tBodies[0]?.rows ?? [])].filter((row) => fillRow(row, companies, commitment));
  const statuses = companies.map((company) => company.sections.get(commitment)?.dataset.status ?? "");
  if (isMixed(statuses)) return "status";
  return differing.length ? "criteria" : "";
}

/**
 * On a wide window quotes are open where criteria differ; those of one criterion open and close together.
 * @param {HTMLElement} section
 */
function foldQuotes(section) {
  const isWide = matchMedia("(min-width: 45em)").matches;
  for (const row of all("tr", section)) {
    const quotes = all("details", row).filter((each) => each instanceof HTMLDetailsElement);
    for (const each of quotes) {
      each.open = isWide && row.classList.contains("act-differs");
      one("summary", each).addEventListener("click", (event) => {
        event.preventDefault();
        const isOpening = !each.open;
        for (const other of quotes) other.open = isOpening;
      });
    }
  }
}

/**
 * What a company's cell is in short: its badge, and a shape for each criterion.
 * @param {Company} company
 * @param {string} commitment
 */
function inShort(company, commitment) {
  const marks = paragraph("", "act-marks", "span");
  marks.ariaHidden = "true";
  for (const part of all("[data-criterion][data-state]", company.sections.get(commitment))) {
    const mark = paragraph("", "act-state", "span");
    mark.dataset.state = part.dataset.state;
    marks.append(mark);
  }
  const badge = partOf(company, commitment, "")?.querySelector(".act-badge")?.cloneNode(true);
  return [badge ?? "", marks];
}

/**
 * A cell of a table's head.
 * @param {string} text
 * @param {"col" | "row"} scope
 */
function headCell(text, scope) {
  return Object.assign(document.createElement("th"), { scope, textContent: text });
}

/**
 * The commitments in one line each, with the way to the words.
 * @param {HTMLElement[]} sections
 * @param {Company[]} companies
 */
function overview(sections, companies) {
  const box = one("#compare > .act-overview-box").cloneNode(true);
  if (!(box instanceof HTMLElement)) return "";
  const table = box.querySelector("table");
  table?.tHead?.rows[0]?.append(...companies.map((company) => headCell(company.name, "col")));
  for (const section of sections) {
    const commitment = section.dataset.commitment ?? "";
    const link = Object.assign(document.createElement("a"), { href: `#${commitment}` });
    link.textContent = one("h3", section).textContent?.trim() ?? "";
    const name = headCell("", "row");
    name.append(link);
    const row = table?.tBodies[0]?.insertRow();
    row?.append(name);
    for (const company of companies) row?.insertCell().append(...inShort(company, commitment));
  }
  box.hidden = false;
  return box;
}

/**
 * Shows the companies: an overview, then the commitments, those that differ most first. Returns what there is in words.
 * @param {HTMLElement} place
 * @param {HTMLTemplateElement} template
 * @param {Company[]} companies
 * @param {boolean} isOnly whether only what differs is shown
 */
function draw(place, template, companies, isOnly) {
  const sections = all("section", /** @type {DocumentFragment} */ (template.content.cloneNode(true)));
  const found = sections.map((section) => ({ section, difference: fillSection(section, companies) }));
  const groups = /** @type {Difference[]} */ (["status", "criteria", ""]).map((difference) => ({
    difference,
    own: found.filter((each) => each.difference === difference).map((each) => each.section),
  }));
  const counts = groups.map(({ own }) => own.length);
  const shown = groups.filter(({ difference, own }) => own.length && (difference || !isOnly));
  sections.forEach(foldQuotes);
  place.replaceChildren(
    overview(shown.flatMap(({ own }) => own), companies),
    ...shown.flatMap(({ difference, own }) => [
      paragraph(`${TITLES[difference]} (${own.length} of ${sections.length})`, "", "h2"),
      ...own,
    ]),
  );
  const [status, criteria, alike] = counts;
  const differing = `${status} differ in their status, ${criteria} in criteria alone`;
  return `Of ${sections.length} commitments, ${differing}; ${alike} are alike.`;
}

/**
 * @param {HTMLElement} root
 * @param {HTMLFormElement} form
 */
function start(root, form) {
  const [chooser, output, place] = [one(".act-picker", root), one("#shown", root), one(".act-side-by-side", root)];
  let faults = restore(form);
  let timer = 0;
  let turn = 0;
  const show = async () => {
    const chosen = takeBack(form);
    const own = ++turn;
    const fault = faults.length ? `The address asks for what is not here: ${faults.join(", ")}. ` : "";
    output.classList.toggle("act-fault", Boolean(fault));
    if (chosen.companies.length < 2) {
      output.textContent = `${fault}Choose two to four companies.`;
      place.replaceChildren();
      return;
    }
    const template = root.querySelector(`template[data-pledge="${chosen.pledge}"]`);
    if (!(template instanceof HTMLTemplateElement)) return;
    try {
      const companies = await askAll(chosen, place.dataset.documents ?? "");
      if (own !== turn) return; // the reader has chosen anew
      output.textContent = fault + draw(place, template, companies, chosen.only);
      one("h1", root).textContent = `Compare: ${companies.map((company) => company.name).join(", ")}`;
    } catch {
      if (own === turn) output.textContent = `${fault}What is said of these companies could not be fetched. Try again.`;
    }
  };
  const update = () => {
    faults = [];
    show();
    clearTimeout(timer);
    timer = setTimeout(() => history.replaceState(null, "", address(takeBack(form))), PAUSE);
  };
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(update));
  offerCopy(one("[data-copy]", form), () => new URL(address(takeBack(form)), location.href).href);
  chooser.toggleAttribute("open", takeBack(form).companies.length < 2);
  show().then(returnToAnchor);
}

export function followComparison() {
  const root = document.getElementById("compare");
  const form = root?.querySelector("form");
  if (root && form) start(root, form);
}
