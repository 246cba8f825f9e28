/**
 * What every page gets: no double submits, the error summary in focus, filters that send
 * themselves, a question before what cannot be undone, and all of it on paper. Without scripts all pages work too.
 */
import { confirmed } from "./confirm.js";
import { guard, release } from "./once.js";

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!confirmed(event) || event.defaultPrevented) return;
  if (!guard(form)) event.preventDefault();
});

// The back button shows the page as it was left; then its buttons must work again.
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));

document.addEventListener("change", (event) => {
  const control = /** @type {HTMLInputElement} */ (event.target);
  if (control.form?.hasAttribute("data-auto-submit")) control.form.requestSubmit();
});

// What is closed on the screen and belongs on paper; for browsers where the style sheet cannot open it.
/** @type {HTMLDetailsElement[]} */
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details")].filter((one) => one.matches(".open-on-paper:not([open])"));
  opened.forEach((one) => (one.open = true));
});
window.addEventListener("afterprint", () => opened.forEach((one) => (one.open = false)));

/** @type {HTMLElement | null} */ (document.querySelector("[data-error-summary]"))?.focus();
