// On the page of the API: fetch an answer from this site and show it. Without it each address is a plain link.

const LONGEST = 20000;

function place(after) {
  const found = after.parentElement.querySelector(":scope > .answer");
  if (found) return found;
  const made = document.createElement("div");
  made.className = "answer";
  made.setAttribute("role", "status");
  made.append(document.createElement("p"), document.createElement("pre"));
  made.lastChild.tabIndex = 0;
  after.after(made);
  return made;
}

function tell(answer, words, text) {
  const [fact, body] = answer.children;
  fact.textContent = words;
  body.textContent = text.slice(0, LONGEST);
  body.hidden = !text;
}

async function show(address, after) {
  const answer = place(after);
  tell(answer, "Fetching …", "");
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`There is nothing at this address (${response.status}).`);
    const text = JSON.stringify(await response.json(), null, 2);
    const rest = text.length > LONGEST ? `; the first ${LONGEST.toLocaleString("en")} are shown` : "";
    tell(answer, `${text.length.toLocaleString("en")} characters${rest}.`, text);
  } catch (error) {
    tell(answer, error instanceof SyntaxError ? "What stands at this address is not JSON." : error.message, "");
  }
}

export function offerTries() {
  const form = document.querySelector("form[data-root]");
  if (!form) return;
  const root = new URL(form.dataset.root, location.href);
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(form.elements.path.value.trim(), root);
    if (address.href.startsWith(root.href)) show(address, form);
    else tell(place(form), "This address lies outside of the API.", "");
  });
  for (const link of document.querySelectorAll("a[data-try]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Try it";
    button.setAttribute("aria-label", `Try it: ${link.textContent}`);
    button.addEventListener("click", () => show(link.href, link.parentElement));
    link.parentElement.append(" ", button);
  }
}
