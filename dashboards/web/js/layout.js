// Room at the top of a chart for what stands there: legend rows, the name of the y axis, labels of marked lines.
// ECharts does not reserve it, and a legend that wraps on a phone would lie over the drawing.
const ICON = 18 + 5 + 18; // symbol, its space, the gap to the next entry
const LETTER = 7.6; // mean width of a letter at 14 px
const ROW = 26;

// fit gives the parts of an option that depend on the width in pixels; the option's own grid.top wins.
export function fit(option, width) {
  const fitted = {};
  const grids = list(option.grid);
  if (grids.length === 1) fitted.grid = [{ top: option.ownTop ?? topRoom(option, width) }];
  for (const axis of ["xAxis", "yAxis"]) {
    const axes = list(option[axis]);
    if (axis === "xAxis" && axes.some((a) => a.type === "value")) {
      fitted[axis] = axes.map((a) => (a.type === "value" ? { splitNumber: a.splitNumber ?? (width < 480 ? 3 : 5) } : {}));
    }
  }
  return fitted;
}

export function topRoom(option, width) {
  let room = 10;
  const legend = list(option.legend)[0];
  if (legend && legend.show !== false && legend.top === undefined && legend.bottom === undefined) {
    room += legendRows(legend.data ?? option.series.map((s) => s.name), width) * ROW;
  } else if (list(option.visualMap).some((v) => v.show !== false && v.top === 0)) room += ROW + 20; // its label hangs below
  // A grid that holds its axes' names within its bounds has made room for them itself.
  const held = list(option.grid).some((g) => g.outerBoundsMode === "same" && g.outerBoundsContain === "all");
  const named = held ? [] : list(option.yAxis).filter((a) => a.name && (a.nameLocation ?? "end") === "end");
  if (named.length > 0) room += Math.max(...named.map((a) => a.nameGap ?? 15)) + 7;
  if (list(option.series).some((s) => s.markLine && list(option.xAxis).some((a) => a.type === "value"))) room += 14;
  return room;
}

function legendRows(entries, width) {
  let rows = 1, used = 0;
  for (const entry of entries) {
    const size = String(entry?.name ?? entry ?? "").length * LETTER + ICON;
    if (used > 0 && used + size > width) {
      rows++;
      used = 0;
    }
    used += size;
  }
  return rows;
}

function list(value) {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
