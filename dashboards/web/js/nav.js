// On a phone the pages are a strip that scrolls sideways: begin with the current one in sight.
export function showCurrentPage() {
  const strip = document.querySelector(".site-nav ul");
  const current = strip?.querySelector("[aria-current]");
  if (!current) return;
  const item = current.getBoundingClientRect();
  const frame = strip.getBoundingClientRect();
  if (item.right > frame.right - 40) strip.scrollLeft += item.left - frame.left - 24;
}
