// Every page the server lists, in its language, on a desk, a phone and paper. Needs a running server: see browse.mjs.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { baseURL, close, inspect, launch, listPages, open, patiently, sizes } from "./browse.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => close(browser));

const pages = await listPages();

test("both languages are listed", () => {
  const count = (lang) => pages.filter((p) => p.lang === lang).length;
  assert.ok(count("vi") > 0, "no Vietnamese page");
  assert.equal(count("en"), count("vi"));
});

// Two pages at a time: while one waits for the server the other draws. Vietnamese pages are loaded on a desk and on a phone;
// English ones are loaded on a desk and made as narrow as a phone; all are printed from the screen, as readers do.
describe("pages", { concurrency: 2 }, () => {
  for (const page of pages) {
    test(`${page.lang} ${page.path}`, async (t) => {
      const fresh = page.lang === "vi" ? ["desktop", "phone"] : ["desktop"];
      const found = await patiently(t, browser, page.path, (b) => inspect(b, baseURL, page, ["desktop", "print", "phone"], fresh));
      for (const size of Object.keys(sizes)) await t.test(`${page.lang} ${page.path} ${size}`, () => assert.deepEqual(found[size], []));
    });
  }
});

// What a reader downloads says where it is from, in the page's form of numbers, and no x/n that a spreadsheet would make a date of.
async function downloaded(b, path, mark) {
  const { page, problems } = await open(b, baseURL, path, "desktop");
  const figure = page.locator("figure.chart:has(table.data)").first();
  const [download] = await Promise.all([page.waitForEvent("download"), figure.getByRole("button", { name: /CSV/ }).click()]);
  const text = await readFile(await download.path(), "utf8");
  const lines = text.split("\r\n");
  assert.equal(text[0], "\uFEFF");
  assert.ok(lines.some((l) => /\d{8}T\d{6}Z/.test(l)), `no snapshot: ${lines.slice(0, 8).join(" | ")}`);
  assert.ok(text.includes(path), "no address");
  const rows = lines.slice(lines.indexOf("") + 1).filter(Boolean);
  assert.equal(rows.length, 1 + await figure.locator("tbody tr, tfoot tr").count());
  assert.ok(rows[0].includes(mark), rows[0]);
  for (const row of rows) assert.doesNotMatch(row, /(^|[;,"])\d+\/\d+($|[;,"])/);
  assert.deepEqual(problems, []);
  await page.close();
}

for (const [path, mark] of [["/mo-phong/so-sanh", ";"], ["/en/mo-phong/thoi-han", ","], ["/mo-phong/chu-de", ";"], ["/so-lieu-cong-bo", ";"]]) {
  test(`${path}: rows as CSV`, (t) => patiently(t, browser, path, (b) => downloaded(b, path, mark)));
}

// swapped chooses another value in the filter of a page; false where the page has none.
async function swapped(b, path) {
  const { page, problems } = await open(b, baseURL, path, "desktop");
  const select = page.locator("form.filter-live select:has(option:nth-child(2))").first();
  if ((await select.count()) === 0) {
    await page.close();
    return false;
  }
  await page.evaluate(() => { document.querySelector(".site-header").dataset.kept = "1"; });
  const [was, value] = await select.evaluate((s) => [s.value, [...s.options].find((o) => !o.selected).value]);
  const name = await select.getAttribute("name");
  const shows = (v) => page.waitForFunction(([n, v]) => document.querySelector(`form.filter select[name="${n}"]`)?.value === v, [name, v]);
  await Promise.all([page.waitForURL((u) => (u.searchParams.get(name) ?? "") === value), select.selectOption(value)]);
  await shows(value);
  assert.equal(await page.locator(".site-header[data-kept]").count(), 1, "the whole page was loaded again");
  await page.waitForFunction(() => [...document.querySelectorAll("figure.chart[data-option]")].every((f) => f.dataset.ready === "1"));
  // Going back loads the page again. It must have come before the tab is closed: Chromium forgets a close amid a navigation.
  await page.goBack();
  await shows(was);
  await page.waitForLoadState();
  assert.deepEqual(problems, []);
  await page.close();
  return true;
}

test("a filter swaps main, keeps the header and pushes the address", async (t) => {
  for (const { path } of pages) {
    if (await patiently(t, browser, path, (b) => swapped(b, path))) return;
  }
  t.skip("no page has a filter with a choice");
});
