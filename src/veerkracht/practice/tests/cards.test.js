import assert from "node:assert/strict";
import { test } from "node:test";

import { blank, keep, keepAll, keepUntil, read, wipePast } from "../static/practice/cards.js";

const WORDS = { question: "Hoe nu verder?", happened: "Het bleef stil.", wanted: "Open vragen" };

function vaultOf(rows = new Map()) {
  return {
    rows,
    get: async (name) => rows.get(name),
    put: async (name, sealed) => void rows.set(name, sealed),
    remove: async (name) => void rows.delete(name),
    all: async () => [...rows],
  };
}

test("what was kept is read again, and lies there sealed under a key that cannot be taken out", async () => {
  const vault = vaultOf();
  await keep(vault, "1", 1000, WORDS);
  assert.deepEqual(await read(vault, "1"), WORDS);
  const { key, data } = vault.rows.get("1");
  assert.ok(!new TextDecoder().decode(data).includes("stil"));
  assert.equal(key.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", key));
});

test("each time it is kept it is sealed anew, under the same key", async () => {
  const vault = vaultOf();
  await keep(vault, "1", 1000, WORDS);
  const first = vault.rows.get("1");
  await keep(vault, "1", 1000, WORDS);
  const second = vault.rows.get("1");
  assert.equal(first.key, second.key);
  assert.notDeepEqual(first.iv, second.iv);
});

test("a card of another meeting, or that was tampered with, opens as blank", async () => {
  const vault = vaultOf();
  assert.deepEqual(await read(vault, "none"), blank());
  await keep(vault, "1", 1000, WORDS);
  new Uint8Array(vault.rows.get("1").data)[0] ^= 1;
  assert.deepEqual(await read(vault, "1"), blank());
  assert.equal(vault.rows.size, 0);
});

test("when the meeting is over, card and key are gone, and cards to come stay", async () => {
  const vault = vaultOf();
  await keep(vault, "past", 1000, WORDS);
  await keep(vault, "ahead", 5000, WORDS);
  assert.equal(await wipePast(vault, 1000), 1);
  assert.deepEqual([...vault.rows.keys()], ["ahead"]);
});

test("a meeting that moves takes its card along, and one that is called off wipes it", async () => {
  const vault = vaultOf();
  await keep(vault, "1", 1000, WORDS);
  await keepUntil(vault, "1", 9000);
  assert.equal(await wipePast(vault, 1000), 0);
  assert.deepEqual(await read(vault, "1"), WORDS);
  await keepUntil(vault, "1", 0);
  assert.equal(vault.rows.size, 0);
});

test("a card that is blank is not kept", async () => {
  const vault = vaultOf();
  await keep(vault, "1", 1000, WORDS);
  await keep(vault, "1", 1000, { ...blank(), question: "  " });
  assert.equal(vault.rows.size, 0);
});

test("the card of a moved meeting outlives its old end, also at the page of another group", async () => {
  const vault = vaultOf();
  await keep(vault, "1-7", 1000, WORDS);
  await keep(vault, "2-7", 1000, WORDS);
  await keepAll(vault, [{ cardKey: "1-7", cardUntil: "9" }, { cardKey: "3-7", cardUntil: "9" }]);
  assert.equal(await wipePast(vault, 2000), 1);
  assert.deepEqual(await read(vault, "1-7"), WORDS);
  assert.deepEqual([...vault.rows.keys()], ["1-7"]);
});
