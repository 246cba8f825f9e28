import assert from "node:assert/strict";
import { test } from "node:test";

import { fresh, fromText, isDone, KEPT, left, moment, moved, shown, toggled, toText } from "../static/meetings/clock.js";

const STEPS = [{ words: "Vraag", minutes: 10 }, { words: "Advies", minutes: 1 }];
const MINUTE = 60_000;

test("a clock stands until it is started, and pauses with what is left", () => {
  assert.equal(left(fresh(), STEPS, 5 * MINUTE), 10 * MINUTE);
  const runs = toggled(fresh(), 0);
  assert.equal(left(runs, STEPS, 4 * MINUTE), 6 * MINUTE);
  const paused = toggled(runs, 4 * MINUTE);
  assert.equal(left(paused, STEPS, 9 * MINUTE), 6 * MINUTE);
  assert.equal(left(toggled(paused, 9 * MINUTE), STEPS, 10 * MINUTE), 5 * MINUTE);
});

test("the next step begins at its beginning, runs when it ran, and after the last it is done", () => {
  const second = moved(toggled(fresh(), 0), STEPS, 1, MINUTE);
  assert.deepEqual(second, { step: 1, used: 0, since: MINUTE });
  assert.equal(left(second, STEPS, 3 * MINUTE), -MINUTE);
  const done = moved(second, STEPS, 1, 3 * MINUTE);
  assert.ok(isDone(done, STEPS));
  assert.equal(done.since, null);
  assert.deepEqual(moved(fresh(), STEPS, -1, 0), fresh());
  assert.equal(moved(fresh(), STEPS, 1, 0).since, null);
});

test("time is shown as a clock does, and what is over with a plus", () => {
  const cases = [[10 * MINUTE, "10:00"], [61_000, "1:01"], [500, "0:01"], [0, "0:00"], [-500, "0:00"], [-90_000, "+1:30"]];
  for (const [milliseconds, text] of cases) assert.equal(shown(Number(milliseconds)), text);
});

test("who does not see it hears of the last minute and of the end, and of a short step only the end", () => {
  assert.equal(moment(2 * MINUTE, 10), "");
  assert.equal(moment(MINUTE, 10), "last-minute");
  assert.equal(moment(MINUTE, 1), "");
  assert.equal(moment(0, 10), "over");
});

test("it goes on after a reload, and not the next day", () => {
  const runs = toggled(fresh(), 1000);
  const text = toText(runs, 2000);
  assert.deepEqual(fromText(text, 3000), runs);
  assert.deepEqual(fromText(text, 2001 + KEPT), fresh());
});

test("what is not ours on the device begins anew", () => {
  for (const text of [null, "", "null", "5", "{}", "{\"step\":-1,\"used\":0,\"since\":null,\"kept\":0}", "[1", "{\"step\":0,\"used\":0,\"since\":\"x\",\"kept\":0}"]) {
    assert.deepEqual(fromText(text, 0), fresh());
  }
});
