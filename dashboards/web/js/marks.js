// How uncertain and second-hand numbers are drawn. A renderItem gets [category, lo, hi]; a bound that does not exist
// is null, and its side is drawn open with an arrow: never closed at zero or at one hundred.
import { palette } from "./theme.js";

// The hatch of a published reading.
const claimDecal = () => ({ symbol: "rect", symbolSize: 1, color: "rgba(163,90,8,.55)", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 });
const partialDecal = () => ({ symbol: "rect", symbolSize: 1, color: "rgba(255,255,255,.75)", dashArrayX: [1, 0], dashArrayY: [1, 6], rotation: -Math.PI / 4 });

// itemStyles for "mark" on a series or datum.
export const markStyles = {
  claim: () => ({ color: "#fbf1e1", borderColor: palette.$claim, borderWidth: 1.5, borderType: "dashed", decal: claimDecal() }),
  partial: () => ({ decal: partialDecal() }),
  few: () => ({ color: "#ffffff", borderColor: palette.$gray, borderWidth: 2 }),
};

// span turns a row into pixels along (main) and across (cross) the measured axis, for either orientation.
function span(params, api, horizontal) {
  const category = api.value(0);
  const point = (v) => api.coord(horizontal ? [v, category] : [category, v])[horizontal ? 0 : 1];
  const { x, y, width, height } = params.coordSys;
  // Where an open side ends: the frame's edge at the small and at the large end of the axis.
  const [small, large] = horizontal ? [x, x + width] : [y + height, y];
  const lo = api.value(1), hi = api.value(2);
  const openLo = !Number.isFinite(lo), openHi = !Number.isFinite(hi);
  const size = api.size(horizontal ? [0, 1] : [1, 0]);
  return {
    lo: openLo ? small : point(lo),
    hi: openHi ? large : point(hi),
    openLo, openHi,
    mid: api.coord(horizontal ? [openLo ? hi : lo, category] : [category, openLo ? hi : lo])[horizontal ? 1 : 0],
    band: Math.abs(Array.isArray(size) ? size[horizontal ? 1 : 0] : size),
    at: (main, cross) => (horizontal ? [main, cross] : [cross, main]),
    away: horizontal ? 1 : -1, // pixels grow to the right, but downwards
  };
}

const line = (points, style, extra) => ({ type: "polyline", shape: { points }, style: { fill: "none", ...style }, ...extra });

// arrowHead at an open end, pointing outwards.
function arrowHead(s, end, outwards, half, style) {
  const tipAt = end;
  const back = end - outwards * s.away * half * 1.6;
  return line([s.at(back, s.mid - half), s.at(tipAt, s.mid), s.at(back, s.mid + half)], style);
}

// interval: a whisker with caps; an open side has an arrow instead of a cap.
function interval(horizontal) {
  return (params, api) => {
    const s = span(params, api, horizontal);
    const half = Math.min(7, s.band * 0.22);
    const style = { stroke: api.visual("color"), lineWidth: 2 };
    const cap = (end) => line([s.at(end, s.mid - half), s.at(end, s.mid + half)], style);
    return {
      type: "group",
      children: [
        line([s.at(s.lo, s.mid), s.at(s.hi, s.mid)], style),
        s.openLo ? arrowHead(s, s.lo, -1, half, style) : cap(s.lo),
        s.openHi ? arrowHead(s, s.hi, 1, half, style) : cap(s.hi),
      ],
    };
  };
}

function box(s, half) {
  const [x1, y1] = s.at(s.lo, s.mid - half);
  const [x2, y2] = s.at(s.hi, s.mid + half);
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.max(2, Math.abs(x2 - x1)), height: Math.max(2, Math.abs(y2 - y1)) };
}

// band: a thick range without a best guess in it (a range of ranks).
function band(horizontal) {
  return (params, api) => {
    const s = span(params, api, horizontal);
    const half = Math.min(9, s.band * 0.3);
    return { type: "rect", shape: { ...box(s, half), r: 3 }, style: { fill: api.visual("color"), opacity: 0.55 } };
  };
}

// claim: the logical reading of a published figure. Hatched; a firm edge where a bound exists, none where it does not.
function claim(horizontal) {
  return (params, api) => {
    const s = span(params, api, horizontal);
    const half = Math.min(16, s.band * 0.32);
    const edge = { stroke: palette.$claim, lineWidth: 3 };
    const side = { stroke: palette.$claim, lineWidth: 1, lineDash: [4, 3] };
    const sides = [-half, half].map((d) => line([s.at(s.lo, s.mid + d), s.at(s.hi, s.mid + d)], side));
    const end = (at, open, outwards) => (open
      ? arrowHead(s, at, outwards, Math.min(6, half), { stroke: palette.$claim, lineWidth: 2 })
      : line([s.at(at, s.mid - half), s.at(at, s.mid + half)], edge));
    return {
      type: "group",
      children: [
        { type: "rect", shape: box(s, half), style: { fill: "#fbf1e1", decal: claimDecal() } },
        ...sides,
        end(s.lo, s.openLo, -1),
        end(s.hi, s.openHi, 1),
      ],
    };
  };
}

export const renderItems = { interval, band, claim };
