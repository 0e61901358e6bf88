// Draws every option of a file by ECharts on the server (no browser), through the very modules pages use, and prints what
// was drawn: {name: {marks, texts, error}}. Usage: node render.mjs FILE, where FILE is {name: option}.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "../../web");
globalThis.document = { documentElement: { lang: "vi" } };
globalThis.matchMedia = () => ({ matches: false });
const load = (path) => import(join(web, path));
const echarts = await load("node_modules/echarts/dist/echarts.esm.mjs").catch(() => load("node_modules/echarts/index.js"));
const [{ resolve }, { fit }, { theme }] = await Promise.all(["js/option.js", "js/layout.js", "js/theme.js"].map(load));
echarts.setPlatformAPI({ measureText: (text, font) => ({ width: text.length * 0.52 * (parseFloat(/(\d+)px/.exec(font)?.[1]) || 12) }) });
echarts.registerTheme("nhipcau", theme);

const drawn = {};
for (const [name, json] of Object.entries(JSON.parse(readFileSync(process.argv[2])))) {
  for (const width of [1000, 358]) {
    try {
      const option = resolve(json, { label: "x" });
      const chart = echarts.init(null, "nhipcau", { renderer: "svg", ssr: true, width, height: 700 });
      chart.setOption(option);
      chart.setOption(fit(option, width));
      const svg = chart.renderToSVGString();
      let marks = 0;
      chart.getModel().eachSeries((series) => chart.getViewOfSeriesModel(series).group.traverse((e) => {
        const { width: w, height: h } = e.isGroup ? { width: 0, height: 0 } : e.getBoundingRect();
        if (w > 0 || h > 0) marks++;
      }));
      drawn[`${name} ${width}`] = { marks, svg: svg.length, broken: /NaN|undefined|Infinity|<script/.test(svg) };
      chart.dispose();
    } catch (error) {
      drawn[`${name} ${width}`] = { error: String(error?.stack ?? error) };
    }
  }
}
console.log(JSON.stringify(drawn));
