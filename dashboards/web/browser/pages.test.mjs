// Every page the server lists, in its language, on a desk, a phone and paper. Needs a running server: see browse.mjs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
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

for (const page of pages) {
  for (const size of Object.keys(sizes)) {
    test(`${page.lang} ${page.path} ${size}`, async () => {
      assert.deepEqual(await inspect(browser, baseURL, page, size), []);
    });
  }
}

test("a filter swaps main, keeps the header and pushes the address", async (t) => {
  for (const { path } of pages) {
    const { page, problems } = await open(browser, baseURL, path, "desktop");
    const select = page.locator("form.filter-live select:has(option:nth-child(2))").first();
    if ((await select.count()) === 0) {
      await page.context().close();
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
    await page.context().close();
    return;
  }
  t.skip("no page has a filter with a choice");
});
