// The page that takes files works as a plain form. Here files may be dropped on it, sending shows how far it is, and the report
// comes into the same page, so that the chosen files are still there when the marked copy is asked for.
import { words } from "./words.js";

export function enhanceCheck(root, enhance) {
  const form = root.querySelector("#check-form");
  if (!form || form.dataset.enhanced) return;
  form.dataset.enhanced = "1";
  acceptDrops(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, event.submitter?.formAction ?? form.action, enhance);
  });
}

function acceptDrops(form) {
  const drop = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  // The browser's own button speaks the browser's language; ours speaks the page's.
  const choose = element("button", "button button-quiet drop-choose", words.dropHere);
  choose.type = "button";
  choose.addEventListener("click", () => input.click());
  input.classList.add("visually-hidden");
  input.tabIndex = -1;
  const chosen = element("ul", "check-chosen");
  input.after(choose, chosen);
  const show = () => { chosen.replaceChildren(...[...input.files].map((f) => element("li", "", f.name))); };
  input.addEventListener("change", show);
  for (const type of ["dragenter", "dragover"]) {
    drop.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.add("drop-over");
    });
  }
  for (const type of ["dragleave", "drop"]) drop.addEventListener(type, () => drop.classList.remove("drop-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    show();
  });
  show();
}

// send posts the form and puts the answer where it belongs: a page into the report, anything else into the downloads.
function send(form, address, enhance) {
  const request = new XMLHttpRequest();
  const bar = progress(form, () => request.abort());
  request.open("POST", address);
  request.responseType = "blob";
  request.upload.addEventListener("progress", (e) => { if (e.lengthComputable) bar.sending(e.loaded / e.total); });
  request.upload.addEventListener("load", bar.checking);
  request.addEventListener("loadend", bar.end);
  request.addEventListener("error", () => bar.say(words.notSent));
  request.addEventListener("load", async () => {
    if ((request.getResponseHeader("Content-Type") ?? "").startsWith("text/html")) return report(await request.response.text(), enhance);
    const name = fileName(request.getResponseHeader("Content-Disposition") ?? "");
    save(request.response, name);
    bar.say(words.saved(name));
  });
  request.send(new FormData(form));
}

function report(text, enhance) {
  const result = new DOMParser().parseFromString(text, "text/html").querySelector("#check-result");
  if (!result) return;
  const here = document.importNode(result, true);
  document.querySelector("#check-result").replaceWith(here);
  enhance(here);
  here.focus({ preventScroll: true });
  here.scrollIntoView({ block: "start" });
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// fileName reads filename*=utf-8''… and filename="…".
function fileName(disposition) {
  const wide = /filename\*=utf-8''([^;]+)/i.exec(disposition);
  if (wide) return decodeURIComponent(wide[1]);
  return /filename="?([^";]+)/i.exec(disposition)?.[1] ?? "kiem-tra.xlsx";
}

function progress(form, abort) {
  form.querySelector(".check-progress")?.remove();
  const buttons = [...form.querySelectorAll("button[type=submit]")];
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.setAttribute("aria-label", words.checking(0));
  const text = element("span", "");
  const stop = element("button", "button button-quiet", words.stop);
  stop.type = "button";
  stop.addEventListener("click", abort);
  const box = element("div", "check-progress");
  box.setAttribute("role", "status");
  box.append(bar, text, stop);
  form.append(box);
  for (const b of buttons) b.disabled = true;
  let ticking;
  const say = (words) => {
    text.textContent = words;
    if (!box.isConnected) form.append(box);
    bar.remove();
    stop.remove();
  };
  return {
    say,
    sending(share) {
      bar.value = share;
      text.textContent = words.sending(Math.floor(share * 100));
    },
    checking() {
      bar.removeAttribute("value");
      let seconds = 0;
      const tick = () => { text.textContent = words.checking(seconds++); };
      tick();
      ticking = setInterval(tick, 1000);
    },
    end() {
      clearInterval(ticking);
      for (const b of buttons) b.disabled = false;
      if (bar.isConnected) box.remove();
    },
  };
}

function element(tag, className, text = "") {
  const e = document.createElement(tag);
  if (className) e.className = className;
  e.textContent = text;
  return e;
}
