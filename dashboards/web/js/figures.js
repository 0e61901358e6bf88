// The buttons of a figure: chart or table (both on a desk, one of them on a phone), copy link, save image.
import { citationOf, csvOf, saveText } from "./csv.js";
import { words } from "./words.js";

const ROW_HEIGHT = 28;
const ROWS_CHROME = 96; // legend, axis and its name around data-rows
const phone = matchMedia("(max-width: 599px)");

export function enhanceFigures(root) {
  for (const figure of root.querySelectorAll("figure.chart")) {
    fitRows(figure);
    const head = figure.querySelector(".figure-head");
    if (!head || head.querySelector(".figure-tools")) continue;
    const tools = document.createElement("div");
    tools.className = "figure-tools no-print";
    if (figure.querySelector(".chart-canvas") && figure.querySelector(".table-scroll")) tools.append(viewButtons(figure));
    if (figure.id) tools.append(copyButton(figure));
    if (figure.querySelector(".chart-canvas")) tools.append(saveButton(figure));
    if (figure.querySelector("table.data")) tools.append(rowsButton(figure, figure.querySelector("table.data")));
    head.querySelector(".figure-title")?.after(tools);
  }
  for (const place of root.querySelectorAll(".section > .table-scroll, .section .more > .table-scroll")) {
    const table = place.querySelector("table.data[data-sortable]");
    if (!table?.caption || place.nextElementSibling?.classList.contains("table-tools")) continue;
    const tools = document.createElement("div");
    tools.className = "table-tools no-print";
    tools.append(rowsButton(place, table));
    place.after(tools);
  }
}

// rowsButton hands over the rows of a table with the lines that say where they are from.
function rowsButton(place, table) {
  return tool(words.saveRows, () => saveText(`${place.id || "nhip-cau"}.csv`, csvOf(table, citationOf(place, table))));
}

// fitRows gives a chart of named rows its height at once, before ECharts is there: a link to a figure further down
// must not slide away under its reader.
function fitRows(figure) {
  const canvas = figure.querySelector(".chart-canvas");
  if (canvas && figure.dataset.rows) canvas.style.height = `${Number(figure.dataset.rows) * ROW_HEIGHT + ROWS_CHROME}px`;
}

// viewButtons: pressing the pressed one again shows both, except on a phone, where there is room for one.
function viewButtons(figure) {
  const pair = document.createElement("div");
  pair.className = "tool-pair";
  pair.setAttribute("role", "group");
  pair.setAttribute("aria-label", words.view);
  const buttons = ["chart", "table"].map((view) => {
    const button = tool(words[view], () => show(figure.dataset.view === view && !phone.matches ? "" : view));
    button.dataset.show = view;
    return button;
  });
  function show(view) {
    if (view) figure.dataset.view = view;
    else delete figure.dataset.view;
    for (const b of buttons) b.setAttribute("aria-pressed", String(!view || b.dataset.show === view));
  }
  show(phone.matches ? "chart" : "");
  phone.addEventListener("change", () => figure.isConnected && show(phone.matches ? "chart" : ""));
  pair.append(...buttons);
  return pair;
}

function copyButton(figure) {
  return tool(words.copyLink, async () => {
    const link = `${location.origin}${location.pathname}${location.search}#${figure.id}`;
    toast((await copy(link)) ? words.linkCopied : `${words.linkNotCopied} ${link}`);
  });
}

// copy falls back to a selection: the clipboard API is missing on a plain-HTTP intranet address.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.focus();
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

// saveButton hands over the drawing as it stands on the page, watermark included.
function saveButton(figure) {
  const button = tool(words.saveImage, () => {
    const drawing = figure.querySelector(".chart-canvas svg");
    if (!drawing) return;
    const copyOf = drawing.cloneNode(true);
    copyOf.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const url = URL.createObjectURL(new Blob([copyOf.outerHTML], { type: "image/svg+xml" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `${figure.id || "nhip-cau"}.svg`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  });
  button.classList.add("tool-save");
  return button;
}

function tool(label, onClick) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tool";
  button.textContent = label;
  button.addEventListener("click", onClick);
  return button;
}

let toastTimer;
function toast(text) {
  let box = document.querySelector(".toast");
  if (!box) {
    box = document.createElement("div");
    box.className = "toast";
    box.setAttribute("role", "status");
    document.body.append(box);
  }
  box.textContent = text;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => (box.textContent = ""), 5000);
}
