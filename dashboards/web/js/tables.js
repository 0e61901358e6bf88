// Sorting by a click on a heading. Rows in tfoot stay; rows without a value stay last in both directions.
import { lang } from "./words.js";

const byText = new Intl.Collator(lang, { numeric: true }).compare;

export function enhanceTables(root) {
  for (const table of root.querySelectorAll("table[data-sortable]")) {
    const body = table.tBodies[0];
    if (!body || body.rows.length < 2) continue;
    for (const heading of table.tHead?.querySelectorAll("th:not([data-nosort])") ?? []) {
      if (heading.querySelector(".sort")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sortBy(table, body, heading));
    }
  }
}

function sortBy(table, body, heading) {
  const numeric = heading.classList.contains("num");
  const now = heading.getAttribute("aria-sort");
  // Numbers begin with the largest, names with the first.
  const descending = now ? now === "ascending" : numeric;
  for (const h of table.tHead.querySelectorAll("[aria-sort]")) h.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", descending ? "descending" : "ascending");

  const column = heading.cellIndex;
  const keyed = [...body.rows].map((row) => ({ row, key: sortKey(row.cells[column]) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
    const order = typeof a.key === "number" && typeof b.key === "number" ? a.key - b.key : byText(String(a.key), String(b.key));
    return descending ? -order : order;
  });
  body.append(...keyed.map((k) => k.row));
}

// sortKey: the number or text of data-value, else the cell's text; null for nothing.
function sortKey(cell) {
  if (!cell) return null;
  const raw = cell.dataset.value;
  if (raw === undefined) return cell.textContent.trim() || null;
  if (raw === "") return null;
  return Number.isNaN(Number(raw)) ? raw : Number(raw);
}
