// Pictures of every page at every size (print as PDF too): SHOTS=dir node browser/shots.mjs [path…]
import { baseURL, launch, listPages, open, shoot, shotsDir, sizes } from "./browse.mjs";

if (!shotsDir) throw new Error("SHOTS names no folder");
const wanted = process.argv.slice(2);
const browser = await launch();
try {
  for (const { path, lang } of await listPages()) {
    if (wanted.length > 0 && !wanted.includes(path)) continue;
    for (const size of Object.keys(sizes)) {
      const { page, problems } = await open(browser, baseURL, path, size);
      await shoot(page, path, lang, size);
      await page.close();
      console.log(`${lang} ${path} ${size}${problems.length ? `: ${problems.join("; ")}` : ""}`);
    }
  }
} finally {
  await browser.close();
}
