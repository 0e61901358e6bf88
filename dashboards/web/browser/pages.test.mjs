// Every page the server lists, in its language, on a desk, a phone and paper. Needs a running server: see browse.mjs.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { baseURL, inspect, launch, listPages, open, sizes } from "./browse.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

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
      const found = await inspect(browser, baseURL, page, ["desktop", "print", "phone"], page.lang === "vi" ? ["desktop", "phone"] : ["desktop"]);
      for (const size of Object.keys(sizes)) await t.test(`${page.lang} ${page.path} ${size}`, () => assert.deepEqual(found[size], []));
    });
  }
});

// What a reader downloads says where it is from, in the page's form of numbers, and no x/n that a spreadsheet would make a date of.
for (const [path, mark] of [["/mo-phong/so-sanh", ";"], ["/en/mo-phong/thoi-han", ","], ["/mo-phong/chu-de", ";"], ["/so-lieu-cong-bo", ";"]]) {
  test(`${path}: rows as CSV`, async () => {
    const { page, problems } = await open(browser, baseURL, path, "desktop");
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
  });
}

test("a filter swaps main, keeps the header and pushes the address", async (t) => {
  for (const { path } of pages) {
    const { page, problems } = await open(browser, baseURL, path, "desktop");
    const select = page.locator("form.filter-live select:has(option:nth-child(2))").first();
    if ((await select.count()) === 0) {
      await page.close();
      continue;
    }
    await page.evaluate(() => { document.querySelector(".site-header").dataset.kept = "1"; });
    const value = await select.evaluate((s) => [...s.options].find((o) => !o.selected).value);
    const name = await select.getAttribute("name");
    await Promise.all([page.waitForURL((u) => (u.searchParams.get(name) ?? "") === value), select.selectOption(value)]);
    await page.waitForFunction(([n, v]) => document.querySelector(`form.filter select[name="${n}"]`)?.value === v, [name, value]);
    assert.equal(await page.locator(".site-header[data-kept]").count(), 1, "the whole page was loaded again");
    await page.waitForFunction(() => [...document.querySelectorAll("figure.chart[data-option]")].every((f) => f.dataset.ready === "1"));
    await page.goBack();
    await page.waitForURL((u) => u.searchParams.get(name) !== value);
    assert.deepEqual(problems, []);
    await page.close();
    return;
  }
  t.skip("no page has a filter with a choice");
});
