/**
 * What every page gets: no double submits, the error summary in focus, filters that send
 * themselves, and a question before what cannot be undone. Without scripts all pages work too.
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

/** @type {HTMLElement | null} */ (document.querySelector("[data-error-summary]"))?.focus();
