import assert from "node:assert/strict";
import { test } from "node:test";

import { fromText, inWords, meaning, minutesOf, MOST, parcel, settled, withMark, without } from "../static/proof/marks.js";

const mark = (key, enrolment, presence = "present") =>
  ({ key, enrolment, presence, minutes: null, reason: "", made: 100 });

test("a later mark of the same person takes the place of an earlier one", () => {
  const queue = withMark(withMark(withMark([], mark("a", 1)), mark("b", 2)), mark("c", 1, "late"));
  assert.deepEqual(queue.map((one) => one.key), ["b", "c"]);
});

test("what the server took goes, what was made meanwhile stays", () => {
  const sent = withMark([], mark("a", 1));
  const meanwhile = withMark(sent, mark("b", 1, "absent"));
  assert.deepEqual(without(meanwhile, ["a"]).map((one) => one.key), ["b"]);
  assert.deepEqual(without(sent, ["a", "a"]), []);
});

test("a queue survives being kept as text", () => {
  const queue = [mark("a", 1), mark("b", 2)];
  assert.deepEqual(fromText(JSON.stringify(queue)), queue);
});

test("what is not ours is passed over", () => {
  for (const text of [null, "", "{", "7", "null", '"x"', "{}"]) assert.deepEqual(fromText(text), []);
  assert.deepEqual(fromText(JSON.stringify([null, 1, { key: "a" }, mark("b", 2)])), [mark("b", 2)]);
});

test("a parcel says when it was sent, and is not larger than the server takes", () => {
  const queue = Array.from({ length: MOST + 1 }, (_none, n) => mark(String(n), n + 1));
  assert.equal(parcel(queue, 7).sent, 7);
  assert.equal(parcel(queue, 7).marks.length, MOST);
});

test("minutes are a number, nothing, or not to be read", () => {
  assert.equal(minutesOf(" 90 "), 90);
  assert.equal(minutesOf(""), null);
  for (const text of ["-1", "1.5", "een uur", "99999"]) assert.equal(minutesOf(text), undefined);
});

test("what is refused is not known, and what was made meanwhile still waits", () => {
  const queue = [mark("a", 1), mark("b", 2), mark("c", 3)];
  const { left, known, why } = settled(queue, { taken: ["a", "b"], refused: { b: "Bo: dat kan niet." } });
  assert.deepEqual(left.map((one) => one.key), ["c"]);
  assert.deepEqual(known.map((one) => one.key), ["a"]);
  assert.deepEqual(why, ["Bo: dat kan niet."]);
});

test("only who is sent to sign in is not signed in", () => {
  const response = (status, redirected = false) => ({ status, redirected, ok: status < 300 });
  assert.equal(meaning(response(200)), "read");
  for (const one of [response(200, true), response(401), response(403)]) assert.equal(meaning(one), "out");
  for (const status of [400, 404, 422, 429, 500, 503]) assert.equal(meaning(response(status)), "failed");
});

test("how many wait is said in words", () => {
  const words = { one: "één", many: "[n] vinkjes", done: "klaar" };
  assert.deepEqual([0, 1, 3].map((n) => inWords(n, words)), ["klaar", "één", "3 vinkjes"]);
});
