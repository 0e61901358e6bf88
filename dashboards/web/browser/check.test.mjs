// The page that takes files: a bad register is dropped, its report read, its marked workbook downloaded; a marked document is
// refused; and all of it works without a script. Needs a running server: see browse.mjs.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { baseURL, close, launch, listPages, mostPatience as timeout, open, shoot, shotsDir, sizes } from "./browse.mjs";
import { checks } from "./checks.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => close(browser));

const offered = (await listPages()).some((p) => p.path === "/kiem-tra");
const skip = offered ? false : "this server checks no files";

const bad = [
  "Mã cuộc;Đơn vị tổ chức;Trực thuộc;Ngày tổ chức;Lượt người dự;Ngày thông báo kết luận;Màu sắc;Họ và tên",
  "A1;Huyện Yên Dũng;tỉnh Bắc Giang;12/3/2019;50;20/3/2019;xanh;",
  "A2;Huyện Yên Dũng;tỉnh Bắc Giang;31/02/2019;50;;;",
  "A3;Huyện Không Có;tỉnh Bắc Giang;12/3/2019;50;;;",
  "A4;Huyện Lục Nam;tỉnh Bắc Giang;12/3/2019;-5;;;",
  "A5;Huyện Lục Nam;tỉnh Bắc Giang;14/3/2019;70;1/3/2019;;",
].join("\n");
const secret = "TỐI MẬT\nMã cuộc;Đơn vị tổ chức;Ngày tổ chức\nA1;Huyện Yên Dũng;12/3/2019\n";

// drop lets go of files over the form as a mouse would.
async function drop(page, files) {
  const data = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const [name, text] of list) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  await page.dispatchEvent(".drop", "drop", { dataTransfer: data });
}

async function looked(page, lang, size, name) {
  const wrong = [];
  for (const check of checks) wrong.push(...(await check(page, { lang, size })));
  if (shotsDir) await shoot(page, `/${name}`, lang, size);
  return wrong;
}

for (const [lang, path] of [["vi", "/kiem-tra"], ["en", "/en/kiem-tra"]]) {
  for (const size of ["desktop", "phone"]) {
    test(`${path} ${size}: a bad file is dropped, read and downloaded`, { skip, timeout }, async () => {
      const { page, problems } = await open(browser, baseURL, path, size);
      await drop(page, [["so.csv", bad]]);
      assert.deepEqual(await page.locator(".check-chosen li").allTextContents(), ["so.csv"]);
      await page.locator("#check-form button[type=submit]:not([formaction])").click();
      await page.locator("#check-result section").waitFor({ timeout: 60_000 });
      const report = page.locator("#check-result");
      for (const cell of ["D3", "B4", "E5", "F6"]) assert.equal(await report.getByText(cell, { exact: true }).count(), 1, `${cell} is not named`);
      assert.match(await report.innerText(), lang === "vi" ? /Không phải là ngày hợp lệ/ : /Not a valid date/);
      assert.deepEqual(await looked(page, lang, size, "kiem-tra-xau"), []);
      const [download] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), page.locator("#check-form button[formaction]").click()]);
      assert.equal(download.suggestedFilename(), lang === "vi" ? "so.csv-kiem-tra.xlsx" : "so.csv-checked.xlsx");
      assert.equal((await readFile(await download.path())).subarray(0, 4).toString("latin1"), "PK\u0003\u0004");
      assert.equal(await report.getByText("D3", { exact: true }).count(), 1, "the report went away");
      assert.deepEqual(problems, []);
      await page.close();
    });
  }
}

test("a document with a mark of secrecy is refused beside a sound file", { skip, timeout }, async () => {
  const { page, problems } = await open(browser, baseURL, "/kiem-tra", "desktop");
  await drop(page, [["mat.csv", secret], ["so.csv", bad.split("\n").slice(0, 2).join("\n")]]);
  await page.locator("#check-form button[type=submit]:not([formaction])").click();
  await page.locator("#check-result section").nth(1).waitFor({ timeout: 60_000 });
  const first = page.locator("#check-result section").first();
  assert.match(await first.innerText(), /Không nhận tệp này[\s\S]*TỐI MẬT/);
  assert.equal(await first.locator("table").count(), 0, "something of it is shown");
  assert.deepEqual(await looked(page, "vi", "desktop", "kiem-tra-mat"), []);
  assert.deepEqual(problems, []);
  await page.close();
});

test("without a script the form does the same", { skip, timeout }, async () => {
  const context = await browser.newContext({ viewport: sizes.phone, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}/kiem-tra`);
  const files = [{ name: "so.csv", mimeType: "text/csv", buffer: Buffer.from(bad) }];
  await page.setInputFiles("#check-files", files);
  await page.click("#check-form button[type=submit]:not([formaction])");
  await page.locator("#check-result section").waitFor({ timeout: 60_000 });
  assert.match(await page.locator("#check-result").innerText(), /D3/);
  await page.setInputFiles("#check-files", files);
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), page.click("#check-form button[formaction]")]);
  assert.equal(download.suggestedFilename(), "so.csv-kiem-tra.xlsx");
  await context.close();
});
