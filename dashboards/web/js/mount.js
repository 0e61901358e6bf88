// Loads ECharts only where a page has a chart, and says so in words where that fails.
import { words } from "./words.js";

export function enhanceCharts(root) {
  const figures = [...root.querySelectorAll("figure.chart[data-option]")].filter((f) => f.querySelector(".chart-canvas"));
  if (figures.length === 0) return;
  import("./charts.js").then(
    (charts) => charts.mountAll(figures, showError),
    (error) => figures.forEach((f) => showError(f, error)),
  );
}

function showError(figure, error) {
  console.error(`chart ${figure.id || figure.getAttribute("aria-label")}:`, error);
  figure.dataset.ready = "0";
  const note = document.createElement("p");
  note.className = "chart-error";
  note.setAttribute("role", "alert");
  note.textContent = words.chartFailed;
  figure.querySelector(".chart-canvas").replaceWith(note);
}
