// Turns the JSON a page carries into an ECharts option: names become functions from our own registries. JSON is data;
// nothing in it is ever evaluated, and what could carry markup is switched off.
import { formatter, tip } from "./formats.js";
import { markStyles, renderItems } from "./marks.js";
import { FONT, defaults, palette } from "./theme.js";

// resolve works on its own copy. label describes the chart to those who do not see it; simulated is the watermark.
export function resolve(json, { label, simulated }) {
  const option = walk(json, "");
  option.series = list(option.series).map(resolveSeries);
  const valueAxis = [...list(option.yAxis), ...list(option.xAxis)].find((a) => a?.type === "value");
  option.tooltip = { ...defaults.tooltip, ...option.tooltip, renderMode: "richText", show: option.tooltip?.show ?? true };
  const categoryAxis = [...list(option.xAxis), ...list(option.yAxis)].find((a) => a?.type === "category");
  option.tooltip.formatter ??= tip(
    valueAxis?.axisLabel?.formatter ?? list(option.visualMap)[0]?.formatter,
    option.tooltip.trigger === "axis" || valueAxis ? categoryAxis?.axisLabel?.formatter : undefined,
  );
  option.ownTop = list(option.grid)[0]?.top;
  if (option.grid || option.xAxis) option.grid = list(option.grid ?? {}).map((g) => ({ ...defaults.grid, ...g }));
  option.aria = { enabled: true, label: { description: label ?? "" } };
  option.animationDuration ??= defaults.animationDuration;
  option.animationDurationUpdate ??= defaults.animationDurationUpdate;
  delete option.toolbox;
  // An option that left the server with its own watermark (dashboards/chart) needs no second one.
  if (simulated && !list(option.graphic).some((g) => g?.id === "simulated")) option.graphic = [...list(option.graphic), watermark(simulated)];
  return option;
}

function walk(node, key) {
  if (typeof node === "string") return leaf(node, key);
  if (Array.isArray(node)) return node.map((v) => walk(v, key));
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, walk(v, k)]));
}

function leaf(value, key) {
  if (value.includes("__f__")) throw new Error("an option must not carry code");
  if (key === "formatter" && value.startsWith("fmt:")) return value === "fmt:tip" ? tip() : formatter(value.slice(4));
  if (/colou?r$/i.test(key) && value.startsWith("$")) {
    if (!palette[value]) throw new Error(`unknown colour "${value}"`);
    return palette[value];
  }
  return value;
}

function resolveSeries(series) {
  const { mark, horizontal, ...rest } = series;
  const resolved = { ...rest };
  if (mark) resolved.itemStyle = { ...markStyle(mark), ...rest.itemStyle };
  if (Array.isArray(rest.data)) resolved.data = rest.data.map(resolveDatum);
  if (rest.type === "custom") {
    const make = renderItems[rest.renderItem];
    if (!make) throw new Error(`unknown renderItem "${rest.renderItem}"`);
    resolved.renderItem = make(Boolean(horizontal));
    resolved.encode ??= horizontal ? { y: 0, x: [1, 2] } : { x: 0, y: [1, 2] };
    resolved.clip ??= true;
    resolved.z ??= 3; // over the bars they qualify
  }
  return resolved;
}

function resolveDatum(datum) {
  if (!datum?.mark) return datum;
  return { ...datum, itemStyle: { ...markStyle(datum.mark), ...datum.itemStyle } };
}

function markStyle(mark) {
  if (!markStyles[mark]) throw new Error(`unknown mark "${mark}"`);
  return markStyles[mark]();
}

function watermark(word) {
  return {
    type: "text", left: "center", top: "middle", rotation: Math.PI / 9, silent: true, z: 100,
    style: { text: word, font: `700 44px ${FONT}`, fill: "rgba(123,74,116,.16)" },
  };
}

function list(value) {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
