// Entry of every page. Pages are whole without it: filters submit, tables read, figures show their tables.
// Everything here only adds comfort, and nothing here knows a number.
import { enhanceCheck } from "./check.js";
import { enhanceCharts } from "./mount.js";
import { enhanceFigures } from "./figures.js";
import { enhanceForms } from "./forms.js";
import { printFolds } from "./folds.js";
import { enhanceTables } from "./tables.js";
import { showCurrentPage } from "./nav.js";

function enhance(root) {
  enhanceFigures(root);
  enhanceTables(root);
  enhanceForms(root, enhance);
  enhanceCheck(root, enhance);
  enhanceCharts(root);
}

document.documentElement.classList.add("js");
showCurrentPage();
printFolds();
enhance(document);
