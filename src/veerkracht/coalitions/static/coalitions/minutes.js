/**
 * Minutes are saved line by line without leaving the page. An answer that a line cannot be kept (422) is shown
 * in its place, and after each line the next can be typed at once. Without scripts the page just comes again.
 */

const SHOWN = [422, 409];

/**
 * Whether an answer must be shown although it is an error: it says what to do about it.
 * @param {number} status
 */
export function isShown(status) {
  return SHOWN.includes(status);
}

/**
 * Where to go on after an answer: the first mistake, else the words of the next line.
 * @param {ParentNode} root
 * @returns {HTMLElement | null}
 */
export function nextField(root) {
  return root.querySelector("[data-line-form] [aria-invalid='true']") ?? root.querySelector("[data-line-form] textarea");
}

if (typeof document !== "undefined") {
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!(event instanceof CustomEvent) || !isShown(event.detail.xhr.status)) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });
  document.addEventListener("htmx:afterSettle", () => nextField(document)?.focus());
}
