import assert from "node:assert/strict";
import { test } from "node:test";

import { goesAsFile, MOST_PASTED } from "../static/imports/drop.js";

test("a short list is pasted in the field", () => {
  assert.equal(goesAsFile("naam;e-mail\nAn;an@voorbeeld.example"), false);
});

test("a list that is too long for a form goes as a file", () => {
  assert.equal(goesAsFile("a".repeat(MOST_PASTED + 1)), true);
});
