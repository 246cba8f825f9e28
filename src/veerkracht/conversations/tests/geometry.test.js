/** The geometry of the web, and what is read from its parts. */
import assert from "node:assert/strict";
import test from "node:test";

import { at, DIMENSIONS, highest, label, nearest, outline, ring, shape, wrapped } from "../static/conversations/screens/geometry.js";
import { earlier, isDone, nextOpen, voices } from "../static/conversations/screens/parts.js";
import { typed } from "../static/conversations/screens/mark.js";
import { plant } from "../static/conversations/screens/pictures.js";

const full = (marks) => Object.fromEntries(DIMENSIONS.map((key, nth) => [key, { on: "2026-11-20", mark: marks[nth], skipped: false, talk: false, items: {} }]));
const web = (parts) => ({ id: "w", about: {}, parts, conflicts: [], lastSaved: null });

test("the first axis points up and the others follow with the clock", () => {
  assert.deepEqual(at(0, 10), { x: 0, y: -110 });
  assert.deepEqual(at(1, 10), { x: 95.3, y: -55 });
  assert.deepEqual(at(3, 5), { x: 0, y: 55 });
  assert.deepEqual(at(4, 0), { x: 0, y: 0 });
});

test("a mark outside 0 to 10 stays on the axis", () => {
  assert.deepEqual(at(0, 99), at(0, 10));
  assert.deepEqual(at(2, -3), at(2, 0));
});

test("an absent mark draws no point", () => {
  assert.equal(shape([7, null, undefined, 0, null, 3]).length, 3);
  assert.equal(outline([null, null, null, null, null, null]), "");
  assert.equal(ring(10).split(" ").length, 6);
});

test("where a finger is gives the mark whose point lies there", () => {
  for (let index = 0; index < 6; index += 1) {
    for (let mark = 0; mark <= 10; mark += 1) assert.equal(nearest(index, at(index, mark)), mark);
    assert.equal(nearest(index, { x: 0, y: 0 }), 0);
  }
});

test("long labels go on more lines and no word is broken", () => {
  assert.deepEqual(wrapped("Gevoel en gedachten", 13), ["Gevoel en", "gedachten"]);
  assert.deepEqual(wrapped("", 13), []);
  assert.equal(label(1, "Gevoel en gedachten").lines.length, 2);
  assert.equal(label(0, "Lichaam en nog veel meer").lines.length, 1);
});

test("the highest mark is named with everything that has it; nothing is added up", () => {
  assert.equal(highest([null, null]), null);
  assert.deepEqual(highest([3, 8, null, 8, 0, 1]), { mark: 8, keys: ["feeling", "quality"] });
  assert.deepEqual(highest([0, 0, 0, 0, 0, 0])?.keys.length, 6);
});

test("earlier webs: a new one begins where a dimension comes again, however many days a filling took", () => {
  const before = (...list) => list.map(([on, mark]) => ({ on, mark }));
  const found = earlier(web({
    "body.before": before(["2026-03-01", 4], ["2026-09-12", 6]),
    "feeling.before": before(["2026-03-09", 5], ["2026-09-30", 7]),
    "daily.before": before(["2026-09-13", 2]),
  }));
  assert.deepEqual(found, [
    { on: "2026-09-30", marks: [6, 7, null, null, null, 2] },
    { on: "2026-03-09", marks: [4, 5, null, null, null, null] },
  ]);
  assert.deepEqual(earlier(web({})), []);
});

test("what comes next is what is open, after this one first", () => {
  const parts = full([7, null, null, 5, null, 4]);
  parts.meaning.skipped = true;
  assert.equal(nextOpen(web(parts)), "feeling");
  assert.equal(nextOpen(web(parts), "quality"), "participation");
  assert.equal(nextOpen(web(full([1, 2, 3, 4, 5, 6]))), null);
  assert.equal(isDone(web(parts), "meaning"), true);
  assert.equal(nextOpen(web(full([1, 2, 3, 4, 5, null])), "daily"), null);
});

test("a second voice keeps its own list", () => {
  const [voice] = voices(web({ "voice.a": { name: "Noor", marks: { body: 3 } }, "voice.b": null }));
  assert.deepEqual(voice.list, [3, null, null, null, null, null]);
});

test("a digit chooses a mark, 1 and then 0 is ten, Delete empties, the first arrow begins in the middle", () => {
  assert.equal(typed("7", null), 7);
  assert.equal(typed("0", 1), 10);
  assert.equal(typed("0", null), 0);
  assert.equal(typed("Delete", 4), null);
  assert.equal(typed("ArrowRight", null), 5);
  assert.equal(typed("ArrowRight", 4), undefined);
  assert.equal(typed("Tab", null), undefined);
});

test("the plant grows with each mark and stays on its field", () => {
  const heights = [];
  for (let mark = 0; mark <= 10; mark += 1) {
    const shapes = plant(mark);
    const tops = shapes.filter(([tag]) => tag === "circle").map(([, round]) => round.cy - round.r);
    assert.ok(tops.every((top) => top >= 0));
    heights.push(Math.min(...tops));
  }
  assert.deepEqual(heights, [...heights].sort((one, other) => other - one));
});
