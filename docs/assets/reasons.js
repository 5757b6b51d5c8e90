// The reasons behind the cells: one file, fetched when the first of them is needed.

let asked;

export function reasons() {
  asked ??= fetch(new URL("reasons.json", import.meta.url))
    .then((answer) => answer.json())
    .catch(() => ({}));
  return asked;
}

// The reason of a cell of the comparison table; nothing where the file could not be had.
export function reasonOf(cell, all) {
  return all[cell.closest("tr").dataset.company + cell.hash] ?? "";
}
