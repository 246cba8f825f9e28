import assert from "node:assert/strict";
import { test } from "node:test";

import { isBack } from "../static/ui/again.js";
import { cancelWord } from "../static/ui/confirm.js";
import { guard, release } from "../static/ui/once.js";

const form = (method = "post") => {
  const attributes = new Map();
  return {
    method,
    attributes,
    setAttribute: (name, value) => attributes.set(name, value),
    removeAttribute: (name) => attributes.delete(name),
  };
};

test("a form is sent once, however often it is clicked", () => {
  const one = form();
  assert.equal(guard(one, 0), true);
  assert.equal(guard(one, 300), false);
  assert.equal(one.attributes.get("aria-busy"), "true");
});

test("two forms do not hold each other up", () => {
  assert.equal(guard(form(), 0), true);
  assert.equal(guard(form(), 0), true);
});

test("after ten seconds somebody may try again", () => {
  const one = form();
  guard(one, 0);
  assert.equal(guard(one, 10_000), true);
});

test("the back button frees a form", () => {
  const one = form();
  guard(one, 0);
  release(one);
  assert.equal(guard(one, 1), true);
  release(one);
  assert.equal(one.attributes.has("aria-busy"), false);
});

test("a search may be sent as often as one likes", () => {
  const search = form("get");
  assert.equal(guard(search, 0), true);
  assert.equal(guard(search, 0), true);
});

test("the way out of a question speaks the language of the page", () => {
  assert.equal(cancelWord("nl"), "Nee, ga terug");
  assert.equal(cancelWord("en-GB"), "No, go back");
});

test("the page that waits opens again when the server answers, also when it says no", () => {
  assert.equal(isBack(503), false);
  assert.equal(isBack(200), true);
  assert.equal(isBack(405), true);
});
