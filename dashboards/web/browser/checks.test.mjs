// The checks themselves: a page with one fault of each kind is served from here, and each must be told.
// Needs the bundle (make assets) and Chromium, no other server.
import assert from "node:assert/strict";
import { createReadStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { close, inspect, launch, mostPatience as timeout, patiently } from "./browse.mjs";

const dist = new URL("../dist/", import.meta.url);
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'";
const files = JSON.parse(readFileSync(new URL("manifest.json", dist), "utf8")).files;

const option = { xAxis: { type: "category", data: ["A", "B"] }, yAxis: { type: "value" }, series: [{ type: "bar", data: [1, 2] }] };

function figure({ id = "f", option: json = option, source = true } = {}) {
  const attribute = JSON.stringify(json).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<figure class="chart" id="${id}" data-option="${attribute}" aria-label="Hình"><div class="figure-head"><h2 class="figure-title">Hình</h2></div>
    <div class="figure-body"><div class="chart-canvas chart-sm"></div><div class="table-scroll" tabindex="0" role="region" aria-label="Bảng">
    <table class="data"><caption>Bảng</caption><thead><tr><th scope="col">Tên</th></tr></thead><tbody><tr><td>A</td></tr></tbody></table></div></div>
    ${source ? '<figcaption class="figure-source">Nguồn: sổ theo dõi</figcaption>' : ""}</figure>`;
}

function html({ lang = "vi", head = "", main = figure() } = {}) {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Trang thử</title>
    <link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/${files["app.css"].path}">${head}
    <script type="module" src="/assets/${files["app.js"].path}"></script></head><body>
    <main id="main" class="page"><h1>${lang === "vi" ? "Trang thử" : "Trial"}</h1>${main}</main>
    <footer class="site-footer"><div class="bar"><p class="print-url">http://127.0.0.1/</p></div></footer></body></html>`;
}

// What a page holds → the words its report must contain; none for a page without fault.
const cases = {
  sound: { page: html(), want: null },
  "chart of axes only": { page: html({ main: figure({ option: { ...option, series: [{ type: "bar", data: [null, null] }] } }) }), want: "empty, only axes" },
  "unknown formatter": { page: html({ main: figure({ option: { ...option, yAxis: { type: "value", axisLabel: { formatter: "fmt:none" } } } }) }), want: 'unknown formatter "fmt:none"' },
  "code in an option": { page: html({ main: figure({ option: { ...option, xAxis: { type: "category", data: ["__f__alert(1)__f__"] } } }) }), want: "must not carry code" },
  "chart without source": { page: html({ main: figure({ source: false }) }), want: "no source" },
  "inline style": { page: html({ main: '<p style="color:#000">Chữ</p>' }), want: "content security policy: style-src-attr" },
  "inline script": { page: html({ main: "<script>1</script>" }), want: "content security policy: script-src-elem" },
  "another host": { page: html({ main: '<img alt="" src="http://127.0.0.2:9/a.png">' }), want: "127.0.0.2" },
  "missing file": { page: html({ main: '<img alt="" src="/none.png">' }), want: "status 404" },
  "too wide": { page: html({ main: `<p class="nowrap">${"rộng ".repeat(400)}</p>` }), want: "scrolls sideways" },
  "English on a Vietnamese page": { page: html({ main: "<p>Not reported: Total</p>" }), want: "other language" },
  "Vietnamese on an English page": { page: html({ lang: "en", main: "<h2>Tổng quan</h2>" }), lang: "en", want: "other language" },
  "Vietnamese, said to be": { page: html({ lang: "en", main: '<h2 lang="vi">Tổng quan</h2>' }), lang: "en", want: null },
  "catalogue key": { page: html({ main: "<p>nav.overview</p>" }), want: "catalogue key" },
  "wrong lang": { page: html({ lang: "en", main: "" }), lang: "vi", want: '<html lang="en">, want "vi"' },
  "names on each other": {
    page: html({ main: figure({ option: { xAxis: { type: "value" }, yAxis: { type: "value" }, series: [{ type: "scatter", data: [[1, 1], [1.02, 1]], label: { show: true, formatter: "Bắc Giang" } }] } }) }),
    want: "lies on",
  },
  "choice cut short": {
    page: html({ main: `<form class="filter" method="get" aria-label="Lọc"><div class="field"><label for="s">Nơi</label><select id="s" name="s"><option>${"một lựa chọn rất dài ".repeat(6)}</option></select></div></form>` }),
    want: "choice cut short",
  },
  "link to nowhere": { page: html({ main: '<p><a href="#khong-co">Xem</a></p>' }), want: "no #khong-co" },
  "folded away on paper": { page: html({ main: "<details><summary>Lý do</summary><p>Chữ</p></details>" }), at: "print", want: "folded away on paper: Lý do" },
  "printed whole under its name": { page: html({ main: '<details class="more"><summary>Lý do</summary><p>Chữ</p></details>' }), at: "print", want: null },
  "more than a sheet": {
    page: html({ main: figure({ option: { ...option, series: [{ type: "bar", data: [1, 2] }] } }).replace("</h2>", `</h2><p class="figure-note">${"chú thích dài ".repeat(1500)}</p>`) }),
    at: "print", want: "do not fit a sheet",
  },
  "input without label": { page: html({ main: '<input type="text">' }), want: "axe label" },
};

// Not inspected, only clicked.
const sortable = [["Đông Anh", ""], ["Bắc Giang", "0.9"], ["Dĩ An", "0.05"], ["An Giang", "0.1"]];
cases["table to sort"] = {
  page: html({ main: `<table class="data" data-sortable><thead><tr><th scope="col">Tên</th><th scope="col" class="num">Tỷ lệ</th></tr></thead><tbody>${
    sortable.map(([name, value]) => `<tr><th scope="row">${name}</th><td class="num" data-value="${value}">…</td></tr>`).join("")}</tbody></table>` }),
  want: null,
};

let browser, server, base;
before(async () => {
  server = createServer((request, response) => {
    const path = decodeURIComponent(request.url).slice(1);
    if (path.startsWith("assets/")) {
      response.setHeader("Content-Type", path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "font/woff2");
      return createReadStream(new URL(path.slice(7), dist)).on("error", () => response.writeHead(404).end()).pipe(response);
    }
    if (!cases[path]) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy }).end(cases[path].page);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
});
after(async () => {
  await close(browser);
  server?.close();
  server?.closeAllConnections();
});

for (const [name, { lang = "vi", at = "desktop", want }] of Object.entries(cases)) {
  test(name, async (t) => {
    const { [at]: problems } = await patiently(t, browser, name, (b) => inspect(b, base, { path: `/${encodeURIComponent(name)}`, lang }, [at]));
    if (want === null) assert.deepEqual(problems, []);
    else assert.ok(problems.some((p) => p.includes(want)), `want "${want}", told: ${JSON.stringify(problems)}`);
  });
}

test("a column sorts by its values, names as Vietnamese, the empty last", { timeout }, async () => {
  const page = await browser.newPage();
  await page.goto(`${base}/${encodeURIComponent("table to sort")}`);
  const order = () => page.$$eval("tbody tr th", (cells) => cells.map((c) => c.textContent));
  await page.click("th:nth-child(2) .sort");
  assert.deepEqual(await order(), ["Bắc Giang", "An Giang", "Dĩ An", "Đông Anh"]);
  assert.equal(await page.getAttribute("th:nth-child(2)", "aria-sort"), "descending");
  await page.click("th:nth-child(2) .sort");
  assert.deepEqual(await order(), ["Dĩ An", "An Giang", "Bắc Giang", "Đông Anh"]);
  await page.click("th:nth-child(1) .sort");
  assert.deepEqual(await order(), ["An Giang", "Bắc Giang", "Dĩ An", "Đông Anh"]);
  await page.close();
});

test("headings that sort are words on paper", async (t) => {
  const { print } = await patiently(t, browser, "headings", (b) => inspect(b, base, { path: `/${encodeURIComponent("table to sort")}`, lang: "vi" }, ["print"]));
  assert.deepEqual(print, []);
});

test("paper shows the charts at its width and the screen gets its own back", { timeout }, async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${base}/sound`);
  await page.waitForSelector("figure.chart[data-ready='1']");
  const width = () => page.evaluate(() => document.querySelector(".chart-canvas svg").getBoundingClientRect().width);
  await page.evaluate(() => addEventListener("beforeprint", () => { document.body.dataset.paper = document.querySelector(".chart-canvas svg").getAttribute("width"); }));
  const onScreen = await width();
  await page.pdf();
  assert.equal(await page.evaluate(() => document.body.dataset.paper), "620");
  await page.waitForFunction((w) => Math.abs(document.querySelector(".chart-canvas svg").getBoundingClientRect().width - w) < 2, onScreen);
  await page.close();
});
