// Formatters that an option may name as "fmt:NAME"; JSON carries no functions. Number forms follow the page's language.
import { lang, words } from "./words.js";

const locale = lang === "en" ? "en-GB" : "vi-VN";
const numbers = (options) => {
  const format = new Intl.NumberFormat(locale, options);
  return (v) => format.format(v).replace("-", "−"); // as the server writes it
};
const int = numbers({ maximumFractionDigits: 0 });
const decimal = numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const upToOne = numbers({ maximumFractionDigits: 1 });
const phone = matchMedia("(max-width: 599px)");

// valueFormats take one value; "–" stands for a value that is not there, which is never zero.
const valueFormats = {
  percent: number((v) => `${upToOne(v * 100)}%`),
  percent0: number((v) => `${int(v * 100)}%`),
  points: number((v) => `${upToOne(v)}%`),
  int: number(int),
  count: number(int),
  decimal: number(decimal),
  days: number((v) => words.days(upToOne(v))),
  month: (v) => String(v).replace(/^(\d{4})-0?(\d{1,2}).*$/, "$2/$1"),
  date: (v) => String(v).replace(/^(\d{4})-0?(\d{1,2})-0?(\d{1,2}).*$/, "$3/$2/$1"),
  name: (v) => shorten(String(v), phone.matches ? 16 : 28),
};

function number(format) {
  return (v) => (v === null || v === undefined || v === "" || Number.isNaN(Number(v)) ? "–" : format(Number(v)));
}

function shorten(s, most) {
  return s.length <= most ? s : `${s.slice(0, most - 1).trimEnd()}…`;
}

// formatter answers ECharts' two ways of calling: a bare value (axes) or a params object (labels).
export function formatter(name) {
  const format = valueFormats[name];
  if (!format) throw new Error(`unknown formatter "fmt:${name}"`);
  return (arg) => format(arg !== null && typeof arg === "object" ? firstValue(arg) : arg);
}

// tip writes a tooltip: each datum's own words from the server when it has them, else name and value, each as its axis
// writes them.
export function tip(valueFormat, nameFormat = (name) => name) {
  const format = valueFormat ?? ((v) => (typeof v === "number" ? upToOne(v) : String(v ?? "–")));
  return (params) => {
    const list = Array.isArray(params) ? params : [params];
    const told = list.map((p) => p.data?.tip).filter(Boolean);
    if (told.length > 0) return told.join("\n\n");
    const lines = list.map((p) => `${p.marker && list.length > 1 ? `${p.seriesName}: ` : ""}${format(firstValue(p))}`);
    return [list[0]?.name && nameFormat(list[0].name), ...lines].filter(Boolean).join(list.length > 1 ? "\n" : ": ");
  };
}

// firstValue: the measured one among a datum's dimensions, by the series' encoding (y, else x; a heatmap's third).
function firstValue(params) {
  const { value, encode, dimensionNames, seriesType } = params;
  if (seriesType === "heatmap" && Array.isArray(value)) return value[2];
  if (!Array.isArray(value)) return value !== null && typeof value === "object" && dimensionNames ? value[dimensionNames[encode?.y?.[0] ?? 1]] : value;
  const numeric = [...(encode?.y ?? []), ...(encode?.x ?? [])].find((d) => typeof value[d] === "number");
  return value[numeric ?? value.length - 1];
}
