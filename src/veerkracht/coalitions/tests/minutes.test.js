import assert from "node:assert/strict";
import { test } from "node:test";

import { isShown, nextField } from "../static/coalitions/minutes.js";

test("an answer that says what to do is shown, other errors are not", () => {
  assert.deepEqual([200, 422, 409, 403, 500].map(isShown), [false, true, true, false, false]);
});

test("after an answer one goes to the mistake, else to the next line", () => {
  const mistake = { name: "mistake" };
  const words = { name: "words" };
  /** @param {object} found @returns {any} */
  const root = (found) => ({ querySelector: (/** @type {string} */ asked) => Reflect.get(found, asked) ?? null });
  const invalid = "[data-line-form] [aria-invalid='true']";
  const textarea = "[data-line-form] textarea";
  assert.equal(nextField(root({ [invalid]: mistake, [textarea]: words })), mistake);
  assert.equal(nextField(root({ [textarea]: words })), words);
  assert.equal(nextField(root({})), null);
});
