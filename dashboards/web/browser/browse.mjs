// Opens pages of a running server in Debian's Chromium and collects what is wrong with them.
//
// Environment: BASE_URL (http://127.0.0.1:8080), CHROMIUM (/usr/bin/chromium), SHOTS (folder for pictures, optional).
// The server lists its pages at BASE_URL/pages.json: [{path, lang, title}].
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { checks } from "./checks.mjs";

export const baseURL = (process.env.BASE_URL ?? "http://127.0.0.1:8080").replace(/\/$/, "");
export const shotsDir = process.env.SHOTS ?? "";

// A page is looked at on a desk, on a phone, and as paper: 620 px is the text column of A4 with our margins.
export const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  print: { width: 620, height: 900 },
};

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

export async function listPages(base = baseURL) {
  const response = await fetch(`${base}/pages.json`);
  if (!response.ok) throw new Error(`${base}/pages.json: status ${response.status}`);
  const pages = await response.json();
  if (!Array.isArray(pages) || pages.length === 0) throw new Error(`${base}/pages.json lists no page`);
  return pages;
}

// Silence says that Chromium gave no answer. Playwright waits for ever where it runs code in a page: a tab that has stopped drawing would
// hold the whole run.
export class Silence extends Error {}

// mostPatience is how long everything about one page may take, ms: far more than it takes on a busy machine.
export const mostPatience = 120_000;

export async function within(ms, what, work) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Silence(`${what}: no answer in ${ms / 1000} s`)), ms); });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

// patiently does what is to be done about one page. A browser that fell silent says nothing of the page: it is tried once more in a new one,
// and then the silence counts.
export async function patiently(t, browser, what, work) {
  try {
    return await within(mostPatience, what, work(browser));
  } catch (e) {
    if (!(e instanceof Silence)) throw e;
    t.diagnostic(`${e.message}; once more in a new browser`);
    const other = await launch();
    try {
      return await within(mostPatience, what, work(other));
    } finally {
      await close(other);
    }
  }
}

// close ends a browser, and this process soon after if the browser does not let go of it.
export async function close(browser) {
  setTimeout(() => process.exit(), 30_000).unref();
  await within(20_000, "close the browser", browser?.close()).catch(() => {});
}

// Contexts are used again: their cache keeps the bundle, which a fresh one would fetch and compile for every page. A context holds one page
// at a time, because its pages are tabs of one window and Chromium may stop drawing the ones behind.
const idle = new WeakMap();
async function contextOf(browser, size) {
  const bySize = idle.get(browser) ?? {};
  idle.set(browser, bySize);
  bySize[size] ??= [];
  const context = bySize[size].pop() ?? await browser.newContext({ viewport: sizes[size], reducedMotion: "reduce", serviceWorkers: "block" });
  return { context, giveBack: () => bySize[size].push(context) };
}

// open loads a page at a size and gives it with the list its listeners fill. Close the page when done.
export async function open(browser, base, path, size) {
  const { context, giveBack } = await contextOf(browser, size);
  const page = await context.newPage();
  page.once("close", giveBack);
  const problems = [];
  await listen(page, base, problems);
  if (size === "print") await page.emulateMedia({ media: "print" });
  const response = await page.goto(base + path, { waitUntil: "load" });
  if (!response?.ok()) problems.push(`status ${response?.status()}`);
  await settle(page);
  return { page, problems };
}

// resize takes an open page to another size, as a reader does who turns a phone or prints what is on the screen.
export async function resize(page, size) {
  await page.emulateMedia({ media: size === "print" ? "print" : "screen" });
  await page.setViewportSize(sizes[size]);
  await settle(page);
}

async function listen(page, base, problems) {
  const host = new URL(base).host;
  page.on("console", (m) => m.type() === "error" && problems.push(`console: ${m.text()}`));
  page.on("pageerror", (e) => problems.push(`exception: ${e.message}`));
  page.on("requestfailed", (r) => problems.push(`request failed: ${r.url()} ${r.failure()?.errorText}`));
  page.on("response", (r) => r.status() >= 400 && problems.push(`status ${r.status()}: ${r.url()}`));
  page.on("request", (r) => {
    const url = new URL(r.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== host) problems.push(`request to another host: ${r.url()}`);
  });
  await page.exposeFunction("reportPolicy", (text) => problems.push(`content security policy: ${text}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (e) => window.reportPolicy(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile ?? ""}:${e.lineNumber}`));
  });
}

// settle waits for fonts and for every chart in sight to be drawn at its place's width, or to have failed.
async function settle(page) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => [...document.querySelectorAll("figure.chart[data-option]")].every((f) => {
    const place = f.querySelector(".chart-canvas")?.clientWidth;
    if (!place || f.dataset.ready === "0") return true;
    return f.dataset.ready === "1" && Math.abs(Number(f.querySelector(".chart-canvas svg")?.getAttribute("width")) - place) < 2;
  }), undefined, { timeout: 10_000 }).catch(() => {}); // a chart that never came is told by its own check
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

// inspect opens a page and returns everything wrong with it, in words: a list a size. The page is loaded at each size that
// fresh names, and taken from the size before to the others.
export async function inspect(browser, base, { path, lang, title }, at, fresh = at) {
  const found = {};
  let now;
  try {
    for (const size of at) {
      if (!now || fresh.includes(size)) {
        await now?.page.close();
        now = await open(browser, base, path, size);
      } else await resize(now.page, size);
      for (const check of checks) now.problems.push(...(await check(now.page, { lang, title, size })));
      if (shotsDir) await shoot(now.page, path, lang, size);
      found[size] = now.problems.splice(0);
    }
  } finally {
    await now?.page.close();
  }
  return found;
}

// shoot writes NAME.LANG.SIZE.png, and for print the PDF as well.
export async function shoot(page, path, lang, size) {
  await mkdir(shotsDir, { recursive: true });
  const name = path.replace(/^\/(en\/?)?/, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "home";
  const file = join(shotsDir, `${name}.${lang}.${size}`);
  await page.screenshot({ path: `${file}.png`, fullPage: true, caret: "initial" });
  if (size === "print") await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true, printBackground: true });
}
