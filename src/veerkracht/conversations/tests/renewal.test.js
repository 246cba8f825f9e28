import assert from "node:assert/strict";
import { test } from "node:test";

import { mayRenew } from "../static/conversations/screens/renewal_note.js";

/** @param {any} [about] @param {any} [more] */
const store = (about = { fleeting: false }, more = {}) => /** @type {any} */ ({ state: { current: { about }, saving: "saved", ...more.state }, around: { vault: {}, ...more.around } });

test("the page is loaded anew only when what is open lies on the device", () => {
  assert.equal(mayRenew(store()), true);
  assert.equal(mayRenew(store(undefined, { state: { current: null }, around: { vault: null } })), true);
  assert.equal(mayRenew(store({ fleeting: true })), false);
  assert.equal(mayRenew(store(undefined, { around: { vault: null } })), false);
  for (const saving of ["saving", "full", "problem"]) assert.equal(mayRenew(store(undefined, { state: { saving } })), false);
});
