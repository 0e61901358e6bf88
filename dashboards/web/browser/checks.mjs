// What every page must hold, each check a function (page, {lang, title, size}) → list of what is wrong.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function frame(page, { lang, title }) {
  const seen = await page.evaluate(() => ({
    lang: document.documentElement.lang, title: document.title, headings: document.querySelectorAll("h1").length,
    main: document.querySelectorAll("main#main").length,
    inline: [...document.querySelectorAll("[style]")].filter((e) => !e.closest("svg, .chart-canvas, .toast")).map((e) => e.outerHTML.slice(0, 80)),
  }));
  const wrong = [];
  if (seen.lang !== lang) wrong.push(`<html lang="${seen.lang}">, want "${lang}"`);
  if (!seen.title) wrong.push("no title");
  else if (title && !seen.title.includes(title)) wrong.push(`title "${seen.title}" does not say "${title}"`);
  if (seen.headings !== 1) wrong.push(`${seen.headings} h1, want 1`);
  if (seen.main !== 1) wrong.push(`${seen.main} main#main, want 1`);
  for (const html of seen.inline) wrong.push(`style attribute: ${html}`);
  return wrong;
}

// No horizontal scroll bar on the page; the widest culprit is named.
async function width(page) {
  return page.evaluate(() => {
    const root = document.scrollingElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const contained = (e) => {
      for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (getComputedStyle(p).overflowX !== "visible") return true;
      return false;
    };
    const culprits = [...document.body.querySelectorAll("*")]
      .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !contained(e))
      .map((e) => `${e.tagName.toLowerCase()}.${String(e.className?.baseVal ?? e.className).replaceAll(" ", ".")}`);
    return [`scrolls sideways: ${root.scrollWidth} px in ${root.clientWidth} (${culprits.slice(-3).join(", ")})`];
  });
}

async function charts(page, { size }) {
  return page.evaluate((print) => {
    const wrong = [];
    for (const figure of document.querySelectorAll("figure.chart")) {
      const name = figure.id || figure.getAttribute("aria-label") || "figure";
      const canvas = figure.querySelector(".chart-canvas");
      if (!figure.querySelector("table")) wrong.push(`${name}: no table of its rows`);
      if (!figure.querySelector(".figure-source")) wrong.push(`${name}: no source`);
      if (![...figure.querySelectorAll(".figure-tools .tool")].some((b) => b.textContent.includes("CSV"))) wrong.push(`${name}: no rows to download`);
      if (!figure.dataset.option) continue; // nothing to draw, said in words
      if (!figure.getAttribute("aria-label")) wrong.push(`${name}: no aria-label`);
      if (figure.dataset.ready === "0") wrong.push(`${name}: failed: ${figure.querySelector(".chart-error")?.textContent}`);
      else if (canvas && canvas.clientWidth === 0 && !print) continue; // in a closed fold
      else if (figure.dataset.ready !== "1") wrong.push(`${name}: not drawn`);
      else if (!(Number(figure.dataset.marks) > 0) || !canvas.querySelector("svg path")) wrong.push(`${name}: empty, only axes`);
      if (print && canvas && canvas.querySelector("svg")?.getBoundingClientRect().width > 624) wrong.push(`${name}: wider than paper`);
      if (print && canvas && canvas.getBoundingClientRect().height > 900) wrong.push(`${name}: higher than paper`);
    }
    return wrong;
  }, size === "print");
}

const vietnamese = "[ăâđêôơưàáảãèéẻẽìíỉĩòóỏõùúủũỳýỷỹ\\u1EA0-\\u1EF9]";
const englishWords = "\\b(Overview|Compare|Localit(y|ies)|Topics?|Deadlines?|Published|Methods?|Download|Sources?|Cut-off|Snapshot|Filter|Search|Show|Table|Chart|"
  + "Copy|Average|Rates?|Total|Year|Quarter|Month|Unknown|Error|Reported|Province|District|Commune|Sessions?|Opinions?|Replied|Resolved|Answered|Overdue|Yes|None|and|the|of)\\b";

// One language a page: what is in the other stands in an element that says so. English pages are held to it in what the
// product itself writes (quotes and place names in cells are Vietnamese by nature); Vietnamese pages everywhere.
async function language(page, { lang }) {
  return page.evaluate(({ lang, vietnamese, englishWords }) => {
    const wrong = [];
    const foreign = new RegExp(lang === "en" ? vietnamese : englishWords, lang === "en" ? "iu" : "u");
    const scope = lang === "en" ? "header, nav, footer, label, legend, button, th[scope=col], h1, h2, h3, summary, dt, option, .badge" : "body";
    const key = /^[a-z]+[a-z0-9_]*(\.[a-z0-9_]+){1,4}$/; // an untranslated catalogue key
    const marked = lang === "en" ? "[lang=vi]" : "[lang=en]";
    for (const root of document.querySelectorAll(scope)) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent.trim();
        if (!text || node.parentElement.closest(`${marked}, code, pre, textarea, script, style, .chart-canvas`)) continue;
        if (foreign.test(text)) wrong.push(`text in the other language: "${text.slice(0, 60)}" in ${node.parentElement.tagName.toLowerCase()}`);
        if (key.test(text) && !/\.(csv|xlsx|json|parquet|duckdb|tsv|vn)$/.test(text)) wrong.push(`catalogue key on the page: "${text}"`);
      }
    }
    return [...new Set(wrong)];
  }, { lang, vietnamese, englishWords });
}

// axe: serious and critical findings, on screens only (paper has no contrast of links and no focus). It looks at every kind of row,
// not at every row: of those built alike it sees the first three of a table. A drawing is one image to those who cannot see it.
async function accessibility(page, { size }) {
  if (size === "print") return [];
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const skeleton = (e) => `${e.tagName}.${e.className}[${e.getAttributeNames()}]${[...e.children].map(skeleton).join()}`;
    const set = [...document.querySelectorAll(".chart-canvas > :not([hidden])")];
    for (const body of document.querySelectorAll("tbody")) {
      const seen = new Map();
      for (const row of body.rows) {
        const kind = skeleton(row);
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        if (seen.get(kind) > 3 && !row.hidden) set.push(row);
      }
    }
    for (const e of set) e.hidden = true;
    try {
      return (await window.axe.run(document, { resultTypes: ["violations"] })).violations;
    } finally {
      for (const e of set) e.hidden = false;
    }
  });
  return found
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map((v) => `axe ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")}${n.any[0]?.message ? ` (${n.any[0].message})` : ""}`).join(", ")}`);
}

// Words in a drawing do not lie on each other. Turned labels are left out: their boxes meet where they do not.
async function drawnWords(page) {
  return page.evaluate(() => {
    const wrong = [];
    for (const canvas of document.querySelectorAll("figure.chart .chart-canvas")) {
      const name = canvas.closest("figure").id || canvas.closest("figure").getAttribute("aria-label");
      const words = [...canvas.querySelectorAll("svg text")].filter((t) => t.textContent.trim() && !/rotate|matrix\((?!1,0,0,1)/.test(t.getAttribute("transform") ?? "") && parseFloat(getComputedStyle(t).fontSize) < 30)
        .map((t) => ({ text: t.textContent, box: t.getBoundingClientRect() })).filter((w) => w.box.width > 0);
      for (const [i, a] of words.entries()) {
        for (const b of words.slice(i + 1)) {
          const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          if (across > 3 && down > 7) wrong.push(`${name}: "${a.text}" lies on "${b.text}"`);
        }
      }
    }
    return wrong.slice(0, 5);
  });
}

// What a reader chose is read in full, and a link within the page leads somewhere.
async function readable(page) {
  return page.evaluate(() => {
    const wrong = [];
    const ruler = document.createElement("canvas").getContext("2d");
    for (const select of document.querySelectorAll("form.filter select")) {
      const style = getComputedStyle(select);
      ruler.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const text = select.selectedOptions[0]?.text ?? "";
      if (select.clientWidth > 0 && ruler.measureText(text).width > select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) + 1) wrong.push(`choice cut short: "${text}"`);
    }
    for (const a of document.querySelectorAll('a[href^="#"]')) {
      if (a.hash.length > 1 && !document.getElementById(decodeURIComponent(a.hash.slice(1)))) wrong.push(`no ${a.hash} on the page`);
    }
    return wrong;
  });
}

// A sheet has 971 px between its margins (257 mm).
const SHEET = 966;

async function paper(page, { size }) {
  if (size !== "print") return [];
  return page.evaluate((sheet) => {
    const seen = (e) => e.getClientRects().length > 0;
    const wrong = [];
    for (const e of document.querySelectorAll(".site-header, .filter, .figure-tools")) if (seen(e)) wrong.push(`${e.className} is printed`);
    for (const t of document.querySelectorAll("figure.chart table")) if (!seen(t)) wrong.push(`${t.closest("figure").id}: table is not printed`);
    if (!document.querySelector(".print-url") || !seen(document.querySelector(".print-url"))) wrong.push("the page's address is not printed");
    if (document.body.dataset.simulated && getComputedStyle(document.body, "::after").content === "none") wrong.push("simulated, but no watermark on paper");
    for (const canvas of document.querySelectorAll("figure.chart .chart-canvas")) {
      const figure = canvas.closest("figure"), before = figure.previousElementSibling;
      const top = (/^H[23]$/.test(before?.tagName ?? "") ? before : figure).getBoundingClientRect().top;
      const height = canvas.getBoundingClientRect().bottom - top;
      if (height > sheet) wrong.push(`${figure.id}: chart and heading do not fit a sheet: ${Math.round(height)} px`);
    }
    // Chromium prints a heading that repeats on the next sheet without the buttons in it.
    if ([...document.querySelectorAll("thead .sort")].some((b) => getComputedStyle(b).display !== "contents")) wrong.push("headings of sortable tables vanish from the second sheet on");
    for (const fold of document.querySelectorAll("details:not(.no-print, .filter-more)")) {
      const inside = [...fold.children].filter((e) => e.tagName !== "SUMMARY");
      if (!seen(fold.querySelector("summary")) || inside.some((e) => !e.checkVisibility({ contentVisibilityAuto: true }))) wrong.push(`folded away on paper: ${fold.querySelector("summary").textContent.trim().slice(0, 40)}`);
    }
    return wrong;
  }, SHEET);
}

export const checks = [frame, width, charts, drawnWords, readable, language, accessibility, paper];
