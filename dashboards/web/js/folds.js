// Folds whose words belong on paper are opened for it and closed again after.
const opened = new Set();

export function printFolds() {
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details.more:not([open], .no-print)")) {
      fold.open = true;
      opened.add(fold);
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened.clear();
  });
}
