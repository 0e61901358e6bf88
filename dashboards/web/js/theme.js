// Colours, type and defaults of every chart. The series colours stay apart for all common colour blindness and in
// grey print; there is no red and no green.
const FONT = '"Be Vietnam Pro", "Segoe UI", "Noto Sans", Roboto, Arial, sans-serif';

export const palette = {
  $teal: "#0e5a63",
  $amber: "#d98a1f",
  $blue: "#5b86bd",
  $plum: "#7b4a74",
  $sand: "#b9ad86",
  $gray: "#7d8b90",
  $ink: "#14262c",
  $line: "#d5dbda",
  $claim: "#a35a08",
  $wash: "#e3eeee",
};

const text = { fontFamily: FONT, fontSize: 14, color: "#2b3d43" };
const axis = {
  axisLine: { lineStyle: { color: "#9aa8a9" } },
  axisTick: { show: false },
  axisLabel: { ...text, fontSize: 13, hideOverlap: true },
  nameTextStyle: { ...text, fontSize: 13, color: "#47585f" },
  splitLine: { lineStyle: { color: "#e4e8e7" } },
};

export const theme = {
  color: ["#0e5a63", "#d98a1f", "#5b86bd", "#7b4a74", "#b9ad86", "#7d8b90"],
  backgroundColor: "transparent",
  textStyle: text,
  legend: { textStyle: text, top: 0, left: 0, itemWidth: 18, itemHeight: 12, itemGap: 18 },
  categoryAxis: { ...axis, splitLine: { show: false } },
  valueAxis: { ...axis, axisLine: { show: false } },
  timeAxis: axis,
  bar: { barMaxWidth: 36, itemStyle: { borderRadius: 2 } },
  line: { lineStyle: { width: 2.5 }, symbolSize: 8, symbol: "circle" },
  scatter: { symbolSize: 10, itemStyle: { opacity: 1 } },
  tooltip: {
    backgroundColor: "#ffffff",
    borderColor: "#9aa8a9",
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { ...text, color: "#14262c", lineHeight: 20 },
  },
  visualMap: { color: ["#0a3d45", "#0e5a63", "#5f9a9e", "#b9d3d3", "#eef4f3"], textStyle: text },
  markLine: { lineStyle: { color: "#47585f", type: "dashed", width: 1.5 }, label: { ...text, fontSize: 13 }, symbol: "none" },
};

// defaults fill what an option leaves open and ECharts themes cannot say.
export const defaults = {
  grid: { left: 4, right: 16, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
  tooltip: { confine: true },
  animationDuration: 350,
  animationDurationUpdate: 200,
};

export { FONT };
