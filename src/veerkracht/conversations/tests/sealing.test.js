import assert from "node:assert/strict";
import { test } from "node:test";

import { fromText, randomBytes, toText } from "../static/conversations/core/bytes.js";
import { cardKeys, newCard, verifierOf } from "../static/conversations/core/card.js";
import { boxKey, BUCKETS, open, OVERHEAD, seal, TooLarge, Unopenable, versionOf } from "../static/conversations/core/sealing.js";

const keys = await cardKeys(newCard());
const verify = await verifierOf(keys.verify);

/** @param {string} hex */
const hex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

test("AES-256-GCM gives what the vectors of the GCM specification say (test cases 14 and 16)", async () => {
  const key = await crypto.subtle.importKey("raw", new Uint8Array(32), "AES-GCM", false, ["encrypt"]);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, key, new Uint8Array(16));
  assert.deepEqual(new Uint8Array(sealed), hex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"));
  const second = await boxKey(hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));
  const made = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: hex("cafebabefacedbaddecaf888"), additionalData: hex("feedfacedeadbeeffeedfacedeadbeefabaddad2") },
    second,
    hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"),
  );
  assert.deepEqual(
    new Uint8Array(made),
    hex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"),
  );
});

test("a part comes back from its box, whatever is in it", async () => {
  for (const value of [null, {}, { mark: 7, talk: true }, { words: "één ‘stap’ 👣 met mama" }, ["\u0000", "x".repeat(5_000)]]) {
    const key = randomBytes(32);
    const box = toText(randomBytes(16));
    const body = await seal(key, box, 3, value, keys.sign);
    assert.equal(versionOf(body), 3);
    assert.ok(BUCKETS.includes(body.length - OVERHEAD));
    assert.deepEqual(await open(key, box, body, verify), value);
  }
});

test("boxes of a short and a somewhat longer text have the same size", async () => {
  const sizes = await Promise.all(["", "ja", "x".repeat(400)].map(async (text) => (await seal(randomBytes(32), toText(randomBytes(16)), 1, text, keys.sign)).length));
  assert.equal(new Set(sizes).size, 1);
});

test("more than fits is refused before anything is sealed", async () => {
  await assert.rejects(seal(randomBytes(32), toText(randomBytes(16)), 1, "x".repeat(140_000), keys.sign), TooLarge);
});

test("every changed byte, every cut and every other place or key is found out", async () => {
  const key = randomBytes(32);
  const box = toText(randomBytes(16));
  const body = await seal(key, box, 9, { mark: 4 }, keys.sign);
  for (let at = 0; at < body.length; at += 7) {
    const changed = body.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    await assert.rejects(open(key, box, changed, verify), Unopenable, `byte ${at}`);
  }
  for (const length of [0, 1, 20, OVERHEAD, body.length - 1]) await assert.rejects(open(key, box, body.slice(0, length), verify), Unopenable);
  await assert.rejects(open(randomBytes(32), box, body, verify), Unopenable);
  await assert.rejects(open(key, toText(randomBytes(16)), body, verify), Unopenable);
  const stranger = await verifierOf((await cardKeys(newCard())).verify);
  await assert.rejects(open(key, box, body, stranger), Unopenable);
});

test("a reader who has the key cannot make a box that others take for the resident's", async () => {
  const key = randomBytes(32);
  const box = toText(fromText(toText(randomBytes(16))));
  const reader = await cardKeys(newCard());
  await assert.rejects(open(key, box, await seal(key, box, 2, { mark: 1 }, reader.sign), verify), Unopenable);
});
