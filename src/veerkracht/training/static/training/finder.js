/**
 * On a wide screen "Bekijk" shows the training beside the list; elsewhere, and without scripts, it is
 * a link to the page of the training. The link's own hx-get waits for the event "bekijk".
 */
const wide = window.matchMedia("(min-width: 64rem)");

/**
 * Mark a link as the one that is shown, and let htmx fetch its panel.
 * @param {Element} link
 */
function show(link) {
  for (const other of document.querySelectorAll("[data-panel][aria-current]")) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  link.dispatchEvent(new CustomEvent("bekijk"));
}

function showFirst() {
  const first = document.querySelector("[data-panel]");
  if (first && wide.matches) show(first);
}

document.addEventListener(
  "click",
  (event) => {
    const target = /** @type {Element} */ (event.target);
    const link = target.closest("[data-panel]");
    if (!link || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    show(link);
  },
  true,
);

// htmx reads its attributes when the page is ready, and again after each change of the list.
document.addEventListener("htmx:load", (event) => {
  const loaded = /** @type {Element} */ (event.target);
  if (loaded.id !== "paneel" && !loaded.closest("#paneel")) showFirst();
});
