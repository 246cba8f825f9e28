/** One form is sent once: a second click within ten seconds does nothing. */

const WAIT = 10_000; // milliseconds; after that somebody may try again

/** @type {WeakMap<object, number>} */
const sent = new WeakMap();

/**
 * Whether this form may be sent now; if so it is marked as sent. Only POST forms are guarded.
 * @param {{method: string, setAttribute(name: string, value: string): void}} form
 * @param {number} now milliseconds
 * @returns {boolean}
 */
export function guard(form, now = Date.now()) {
  if (form.method.toLowerCase() !== "post") return true;
  const before = sent.get(form);
  if (before !== undefined && now - before < WAIT) return false;
  sent.set(form, now);
  form.setAttribute("aria-busy", "true");
  return true;
}

/**
 * Let a form be sent again.
 * @param {{removeAttribute(name: string): void}} form
 */
export function release(form) {
  sent.delete(form);
  form.removeAttribute("aria-busy");
}
