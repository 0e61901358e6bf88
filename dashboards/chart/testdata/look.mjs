// Pictures of every sample as a page shows it: desk, phone and paper.
//   CHART_DUMP=/tmp/look/charts.json go test -run Dump . && node testdata/look.mjs /tmp/look/charts.json /tmp/look [name…]
// Needs the built bundle (make assets), playwright-core in ../web/node_modules and CHROMIUM (default /usr/bin/chromium).
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { join, dirname } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "../../web");
const { chromium } = createRequire(join(web, "package.json"))("playwright-core");
const [dump, out, ...only] = process.argv.slice(2);
const samples = JSON.parse(readFileSync(dump));
const manifest = JSON.parse(readFileSync(join(web, "dist/manifest.json")));
const asset = (name) => manifest.files[name].path;
const escape = (s) => String(s ?? "").replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

function table({ Caption, Head, Rows }) {
  const cell = (c) => (c.Header ? `<th scope="row">${escape(c.Text)}</th>` : `<td class="${c.Num ? "num" : ""}">${escape(c.Text)}${c.Sub ? `<small>${escape(c.Sub)}</small>` : ""}</td>`);
  return `<div class="table-scroll table-tall" tabindex="0"><table class="data" data-sortable><caption>${escape(Caption)}</caption><thead><tr>${Head.map((h) => `<th scope="col" class="${h.Num ? "num" : ""}">${escape(h.Text)}</th>`).join("")}</tr></thead><tbody>${Rows.map((r) => `<tr>${r.map(cell).join("")}</tr>`).join("")}</tbody></table></div>`;
}

function page(name, lang) {
  const c = samples[name][lang];
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${name}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/${asset("app.css")}"><script type="module" src="/${asset("app.js")}"></script></head><body><main id="main" class="page">
<figure class="chart" id="${c.ID}" data-kind="${c.Kind}" ${c.Rows ? `data-rows="${c.Rows}"` : ""} data-option="${escape(JSON.stringify(c.Option))}" aria-label="${escape(c.Description)}">
<div class="figure-head"><h3 class="figure-title">${escape(c.Title)}</h3></div><div class="figure-body"><div class="chart-canvas chart-md"></div>${table(c.Table)}</div><figcaption class="figure-source">x</figcaption></figure></main></body></html>`;
}

const types = { css: "text/css", js: "text/javascript", woff2: "font/woff2" };
const server = createServer((req, res) => {
  const [, first, second] = decodeURIComponent(req.url.split("?")[0]).split("/");
  try {
    if (samples[first]) res.setHeader("content-type", "text/html").end(page(first, second));
    else res.setHeader("content-type", types[first.split(".").pop()] ?? "text/plain").end(readFileSync(join(web, "dist", first === "assets" ? second : first)));
  } catch (error) {
    res.writeHead(404).end(String(error));
  }
}).listen(0, "127.0.0.1");
await new Promise((ok) => server.once("listening", ok));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const sizes = { desk: { width: 1100, height: 900 }, phone: { width: 390, height: 844 }, print: { width: 1100, height: 900 } };
for (const name of only.length ? only : Object.keys(samples)) {
  for (const [size, viewport] of Object.entries(sizes)) {
    const lang = size === "print" ? "en" : "vi";
    const tab = await browser.newPage({ viewport });
    tab.on("console", (m) => m.type() === "error" || m.type() === "warning" ? console.log(name, size, m.text()) : 0);
    tab.on("pageerror", (e) => console.log(name, size, String(e)));
    await tab.goto(`http://127.0.0.1:${server.address().port}/${name}/${lang}`);
    await tab.waitForSelector("figure[data-ready]", { timeout: 15000 }).catch(() => console.log(name, size, "not drawn"));
    if (size === "print") {
      await tab.emulateMedia({ media: "print" });
      await tab.waitForTimeout(300);
    }
    const marks = await tab.evaluate(() => [document.querySelector("figure").dataset.ready, document.querySelector("figure").dataset.marks]);
    if (marks[0] !== "1" || !(marks[1] > 0)) console.log(name, size, "ready/marks", marks);
    await (await tab.$(".chart-canvas") ?? await tab.$("figure")).screenshot({ path: join(out, `${name}.${size}.png`) });
    await tab.close();
  }
}
await browser.close();
server.close();
