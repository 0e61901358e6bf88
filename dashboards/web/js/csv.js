// The rows of a table as a file for a spreadsheet: what the page shows, no more (a hidden cell is hidden here too), with the lines that say
// where it is from. x/n becomes two columns, for "5/9" would become a date.
import { lang, words } from "./words.js";

const separator = lang === "en" ? "," : ";"; // a Vietnamese spreadsheet reads a comma as a decimal
const ratio = /^([\d.,]+)\/([\d.,]+)$/;
const interval = /\d.*[–…].*\d/;

// csvOf writes the citation, an empty line, the headings and the rows; the mark at the beginning tells a spreadsheet that it is UTF-8.
export function csvOf(table, citation) {
  const heads = [...table.tHead.rows[0].cells].map((c) => c.textContent.trim());
  const rows = [...table.tBodies, ...(table.tFoot ? [table.tFoot] : [])].flatMap((b) => [...b.rows]).map((r) => [...r.cells].map(parts));
  const columns = heads.map((head, i) => {
    const kinds = [...new Set(rows.flatMap((r) => r[i]?.map((p) => p.kind) ?? []))];
    return kinds.map((kind) => ({ i, kind, name: kind === "text" ? head : `${head}: ${words.csv[kind]}` }));
  }).flat();
  const lines = [...citation.map((text) => [text]), [], columns.map((c) => c.name),
    ...rows.map((r) => columns.map((c) => (r[c.i] ?? []).filter((p) => p.kind === c.kind).map((p) => p.text).join("; ")))];
  return `\uFEFF${lines.map((l) => l.map(quote).join(separator)).join("\r\n")}\r\n`;
}

// parts takes a cell apart: its text, and what stands under it in small letters.
function parts(cell) {
  const own = cell.cloneNode(true);
  const small = [...own.querySelectorAll("small")].map((s) => { s.remove(); return s.textContent; });
  own.querySelectorAll("svg").forEach((e) => e.remove());
  return [own.textContent, ...small.flatMap((s) => s.split(" · "))].map((t) => t.trim()).flatMap((text, i) => {
    const [, x, n] = text.match(ratio) ?? [];
    if (x) return [{ kind: "x", text: plain(x) }, { kind: "n", text: plain(n) }];
    if (i === 0) return [{ kind: "text", text }];
    return text ? [{ kind: interval.test(text) ? "interval" : "note", text }] : [];
  });
}

const plain = (number) => number.replace(/[.,]/g, ""); // counts are whole: the marks only part thousands

// quote also disarms what a spreadsheet would take for a formula.
function quote(text) {
  const safe = /^[=@\t\r]/.test(text) || (/^[+-]/.test(text) && !/^[+-][\d.,]+%?$/.test(text)) ? `'${text}` : text;
  return new RegExp(`["\\n\\r${separator}]`).test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// citationOf are the lines above the rows: what it is, how it is defined, from which snapshot, at which address.
export function citationOf(place, table) {
  const text = (e) => e?.textContent.replace(/\s+/g, " ").trim();
  const figure = place.closest("figure.chart");
  return [
    document.body.dataset.simulated, text(document.querySelector("h1")), text(figure?.querySelector(".figure-title")), text(table.caption), text(figure?.querySelector(".figure-note")),
    text(figure?.querySelector(".figure-source")) ?? text(document.querySelector(".site-footer p")), `${location.href.split("#")[0]}${figure?.id ? `#${figure.id}` : ""}`,
  ].filter(Boolean);
}

export function saveText(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
