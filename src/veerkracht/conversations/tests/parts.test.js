/** What screens do with the store, on a store in memory. */
import assert from "node:assert/strict";
import test from "node:test";

import { progress, wanted } from "../static/conversations/screens/fill.js";
import { DIMENSIONS } from "../static/conversations/screens/geometry.js";
import { change, chooseTopic, dimension, earlier, firstUntouched, isBegun, isDone, marks, nextOpen, talkItems, topics } from "../static/conversations/screens/parts.js";
import { memoryStore } from "./memory_store.js";

const about = { form: "adult", set: { code: "a", version: 1 }, language: "nl", second: null, age: null, begun: "2026-11-28", fleeting: false };

async function begun() {
  const store = memoryStore();
  await store.begin(about);
  return store;
}

test("a mark and a topic do not wipe one another", async () => {
  const store = await begun();
  change(store, "body", { mark: 7 }, "2026-11-28");
  chooseTopic(store, "body", true, "2026-11-29");
  chooseTopic(store, "daily", true, "2026-11-29");
  change(store, "body", { mark: 0, skipped: false }, "2026-11-30");
  assert.deepEqual(dimension(store.state.current, "body"), { on: "2026-11-30", mark: 0, skipped: false, talk: true, items: {} });
  assert.deepEqual(topics(store.state.current), ["body", "daily"]);
  chooseTopic(store, "body", false, "2026-11-30");
  assert.deepEqual(topics(store.state.current), ["daily"]);
  assert.equal(dimension(store.state.current, "body").mark, 0);
});

test("a new filling is empty, and the earlier one stays beside it", async () => {
  const store = await begun();
  change(store, "body", { mark: 7 }, "2026-09-12");
  change(store, "feeling", { skipped: true }, "2026-09-12");
  await store.again();
  assert.deepEqual(marks(store.state.current), [null, null, null, null, null, null]);
  assert.deepEqual(earlier(store.state.current), [{ on: "2026-09-12", marks: [7, null, null, null, null, null] }]);
  assert.equal(nextOpen(store.state.current), "body");
});

test("a zero is a mark: it was given, and what comes next is another", async () => {
  const store = await begun();
  change(store, "body", { mark: 0 }, "2026-11-28");
  assert.equal(nextOpen(store.state.current), "feeling");
});

test("who moves sentences only goes from topic to topic once, and nowhere round", async () => {
  const store = await begun();
  const had = [];
  for (let key = wanted(store.state.current, ""); key && had.length < 9; key = nextOpen(store.state.current, key)) {
    had.push(key);
    change(store, key, { items: { [`${key}-first`]: { mark: 4, talk: false } } }, "2026-11-28");
  }
  assert.deepEqual(had, DIMENSIONS);
  assert.equal(firstUntouched(store.state.current), null);
  assert.equal(wanted(store.state.current, ""), "body");
});

test("what comes next is never before; who comes back goes on where nothing was said yet", async () => {
  const store = await begun();
  change(store, "body", { items: { one: { mark: 4, talk: false } } }, "2026-11-28");
  change(store, "meaning", { mark: 6 }, "2026-11-28");
  assert.equal(wanted(store.state.current, ""), "feeling");
  assert.equal(nextOpen(store.state.current, "feeling"), "quality");
  change(store, "daily", { skipped: true }, "2026-11-28");
  assert.equal(nextOpen(store.state.current, "participation"), null);
  assert.equal(nextOpen(store.state.current, "daily"), null);
});

test("sentences without the own mark are a beginning, and that is what is told", async () => {
  const store = await begun();
  const say = (key, { number, had, begun: some }) => `${key} ${number} ${had} ${some}`;
  const now = () => store.state.current;
  assert.equal(progress(now(), "body", say), "fill.progress 1 0 0");
  change(store, "body", { items: { one: { mark: null, talk: false } } }, "2026-11-28");
  assert.equal(isBegun(now(), "body"), false);
  change(store, "body", { items: { one: { mark: 0, talk: false } } }, "2026-11-28");
  change(store, "feeling", { items: { one: { mark: null, talk: true } } }, "2026-11-28");
  assert.deepEqual([isBegun(now(), "body"), isDone(now(), "body"), isBegun(now(), "feeling")], [true, false, true]);
  assert.equal(progress(now(), "feeling", say), "fill.progress_begun 2 0 2");
  change(store, "body", { mark: 5 }, "2026-11-28");
  change(store, "feeling", { skipped: true }, "2026-11-28");
  assert.deepEqual([isBegun(now(), "body"), isBegun(now(), "feeling")], [false, false]);
  assert.equal(progress(now(), "feeling", say), "fill.progress 2 2 0");
});

test("sentences to talk about come in the order of the set", async () => {
  const store = await begun();
  const set = { dimensions: [{ key: "body", statements: ["body-sleep", "body-eat"] }, { key: "daily", statements: ["daily-money"] }] };
  change(store, "daily", { items: { "daily-money": { mark: null, talk: true } } }, "2026-11-28");
  change(store, "body", { items: { "body-eat": { mark: 3, talk: true }, "body-sleep": { mark: 2, talk: false } } }, "2026-11-28");
  assert.deepEqual(talkItems(store.state.current, set), ["body-eat", "daily-money"]);
});

test("without an open web nothing is written", () => {
  const store = memoryStore();
  change(store, "body", { mark: 7 }, "2026-11-28");
  chooseTopic(store, "body", true, "2026-11-28");
  assert.equal(store.state.current, null);
});
