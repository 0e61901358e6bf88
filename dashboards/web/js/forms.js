// Filters are plain GET forms. Here they submit themselves on change and swap only <main>, with the URL pushed:
// what one sees stays a link one can send. When a swap fails the browser simply goes to the address.
import htmx from "htmx.org";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false, // its <style> would break the policy
  selfRequestsOnly: true,
  historyCacheSize: 0, // pages hold figures of people's dealings: none in the browser's storage
  refreshOnHistoryMiss: true,
  defaultSettleDelay: 0,
  scrollBehavior: "instant",
});

// How a boosted form or link swaps. The language switch carries the query, so it changes with main.
const swapAttributes = {
  "hx-boost": "true",
  "hx-target": "#main",
  "hx-select": "#main",
  "hx-select-oob": "#lang-switch",
  "hx-swap": "outerHTML show:none",
  "hx-indicator": "#main",
  "hx-sync": "#main:replace",
};

export function enhanceForms(root, enhance) {
  for (const form of root.querySelectorAll("form.filter")) {
    // Only a filter of this very page: another page has another heading in the navigation.
    if (new URL(form.action).pathname !== location.pathname) continue;
    boost(form);
    form.classList.add("filter-live");
    submitOnChange(form);
  }
  root.querySelectorAll("a.swap[href]").forEach(boost);
  if (root === document) listen(enhance);
}

// submitOnChange: Enter in a field fires change and then submit, which must stay one request and one step in history.
function submitOnChange(form) {
  let pending;
  form.addEventListener("change", () => { pending = setTimeout(() => form.requestSubmit()); });
  form.addEventListener("submit", () => clearTimeout(pending));
}

function boost(element) {
  for (const [name, value] of Object.entries(swapAttributes)) element.setAttribute(name, value);
  htmx.process(element);
}

function listen(enhance) {
  document.addEventListener("htmx:configRequest", dropEmpty);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "main") enhance(document.getElementById("main"));
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => location.assign(event.detail.pathInfo.finalRequestPath));
  }
}

// dropEmpty keeps "?ky=2019&q=" out of addresses.
function dropEmpty(event) {
  const { formData } = event.detail;
  for (const [name, value] of [...formData.entries()]) if (value === "") formData.delete(name);
}
