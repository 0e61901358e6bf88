// Entry that carries ECharts: mounts each figure's option, keeps it fitted to its place, redraws it for paper.
import { init, registerLocale, registerTheme, setPlatformAPI, use } from "echarts/core";
import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent, DatasetComponent, GraphicComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent,
  MarkPointComponent, TitleComponent, TooltipComponent, VisualMapComponent,
} from "echarts/components";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import localeVI from "echarts/lib/i18n/langVI.js";
import localeEN from "echarts/lib/i18n/langEN.js";
import { fit } from "./layout.js";
import { resolve } from "./option.js";
import { FONT, theme } from "./theme.js";
import { lang } from "./words.js";

use([
  BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart, AriaComponent, DatasetComponent, GraphicComponent, GridComponent,
  LegendComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent, TitleComponent, TooltipComponent, VisualMapComponent, LabelLayout, SVGRenderer,
]);
registerLocale("VI", localeVI);
registerLocale("EN", localeEN);
registerTheme("nhipcau", theme);

// A richText tooltip takes no font from its textStyle (echarts 6.1.0, TooltipRichContent): it is written in zrender's
// default. css/figures.css draws that default in our font, and it must be measured as what it is drawn in.
const ruler = document.createElement("canvas").getContext("2d");
setPlatformAPI({
  measureText(text, font) {
    ruler.font = !font || font === "12px sans-serif" ? `14px ${FONT}` : font;
    return ruler.measureText(text);
  },
});

// Text column of A4 with the margins of css/print.css: 210 - 30 - 15 mm at 96 px an inch.
const PAPER_WIDTH = 620;
// And its height (257 mm, 971 px) without the section's heading, the chart's own and its note: a taller chart would be cut by the
// edge of the sheet.
const PAPER_HEIGHT = 760;

const charts = new Map(); // figure → {chart, canvas, option}
const still = matchMedia("(prefers-reduced-motion: reduce)");
const paper = matchMedia("print");

// mountAll draws the figures; those that have left the page since are let go. onError(figure, error) shows why one failed.
export function mountAll(figures, onError) {
  for (const [figure, { chart }] of charts) {
    if (!figure.isConnected) {
      chart.dispose();
      charts.delete(figure);
    }
  }
  // Text is measured while drawing, so wait for the font; a font that does not come must not hold the chart.
  const font = document.fonts?.load('16px "Be Vietnam Pro"', "Ơ").catch(() => {}) ?? Promise.resolve();
  font.then(() => {
    for (const figure of figures) {
      const canvas = figure.querySelector(".chart-canvas");
      if (!canvas || charts.has(figure)) continue;
      sizes.observe(canvas);
      canvas.figure = figure;
      canvas.onError = onError;
    }
  });
}

// A canvas is drawn when it first has a size (it may begin in a closed fold) and refitted whenever that changes.
const sizes = new ResizeObserver((entries) => {
  for (const { target: canvas, contentRect } of entries) {
    if (contentRect.width === 0) continue;
    const mounted = charts.get(canvas.figure);
    if (!mounted) draw(canvas, paper.matches ? paperSize(canvas) : {});
    else if (!paper.matches) refit(mounted, { width: "auto", height: "auto" });
  }
});

function draw(canvas, size = {}) {
  const { figure, onError } = canvas;
  try {
    const option = resolve(JSON.parse(figure.dataset.option), {
      label: figure.getAttribute("aria-label"),
      simulated: figure.closest("[data-simulated]")?.dataset.simulated,
    });
    if (still.matches) option.animation = false;
    const chart = init(canvas, "nhipcau", { renderer: "svg", locale: lang.toUpperCase(), ...size });
    charts.set(figure, { chart, canvas, option });
    chart.on("finished", () => {
      figure.dataset.marks = countMarks(chart); // the browser test fails on a chart of axes only
      figure.dataset.ready = "1";
    });
    chart.setOption(option);
    chart.setOption(fit(option, chart.getWidth()));
    canvas.setAttribute("role", "img");
  } catch (error) {
    sizes.unobserve(canvas);
    onError(figure, error);
  }
}

// countMarks counts what the series themselves drew, without axes, legend and watermark.
function countMarks(chart) {
  let marks = 0;
  chart.getModel().eachSeries((series) => {
    chart.getViewOfSeriesModel(series).group.traverse((element) => {
      if (element.isGroup || element.ignore || element.invisible) return;
      const { width, height } = element.getBoundingRect();
      if (width > 0 || height > 0) marks++;
    });
  });
  return marks;
}

// The browser lays paper out after these events, so the width of paper is told, not read.
function paperSize(canvas) {
  const height = canvas.clientHeight || 340;
  if (height > PAPER_HEIGHT) {
    canvas.dataset.screen ??= canvas.style.height;
    canvas.style.height = `${PAPER_HEIGHT}px`;
  }
  return { width: PAPER_WIDTH, height: Math.min(height, PAPER_HEIGHT) };
}

function toPaper() {
  for (const canvas of document.querySelectorAll("figure.chart .chart-canvas")) {
    if (canvas.figure && !charts.has(canvas.figure)) draw(canvas, paperSize(canvas));
    else if (canvas.figure) refit(charts.get(canvas.figure), paperSize(canvas));
    if (canvas.dataset.screen !== undefined && charts.has(canvas.figure)) nameRows(charts.get(canvas.figure), 10);
  }
}

// nameRows writes the names of the rows smaller on paper, where they stand closer: an option sets them by width (its media), which wins over
// what is set beside it. Without a size the option's own are set again.
function nameRows({ chart, option }, fontSize) {
  if (!option.media) return;
  const smaller = (axis) => ({ ...axis, axisLabel: { ...axis.axisLabel, fontSize, lineHeight: fontSize + 1 } });
  chart.setOption({ media: option.media.map((m) => (fontSize && m.option?.yAxis ? { ...m, option: { ...m.option, yAxis: m.option.yAxis.map(smaller) } } : m)) });
}

function toScreen() {
  for (const mounted of charts.values()) {
    const { canvas } = mounted;
    if (canvas.dataset.screen !== undefined) {
      canvas.style.height = canvas.dataset.screen;
      delete canvas.dataset.screen;
      nameRows(mounted);
    }
    if (mounted.canvas.clientWidth > 0) refit(mounted, { width: "auto", height: "auto" });
  }
}

function refit({ chart, option }, size) {
  chart.resize(size);
  chart.setOption(fit(option, chart.getWidth()));
}

addEventListener("beforeprint", toPaper);
addEventListener("afterprint", toScreen);
paper.addEventListener("change", () => (paper.matches ? toPaper() : toScreen()));
