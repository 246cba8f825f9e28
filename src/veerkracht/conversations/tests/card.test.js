import assert from "node:assert/strict";
import { test } from "node:test";

import { fromText, toText } from "../static/conversations/core/bytes.js";
import { cardFrom, cardFragment, cardKeys, newCard, NoCard, verifierOf } from "../static/conversations/core/card.js";
import { cardFromWords, cardWords, wordMeant } from "../static/conversations/core/card_words.js";
import { WORDS } from "../static/conversations/core/wordlist.js";

test("the list has 512 words, each known by its first four letters", () => {
  assert.equal(WORDS.length, 512);
  assert.equal(new Set(WORDS.map((word) => word.slice(0, 4))).size, 512);
  assert.ok(WORDS.every((word) => /^[a-z]{3,10}$/.test(word)));
});

test("a card comes back from its words, also by four letters, capitals and commas", async () => {
  for (let nth = 0; nth < 50; nth += 1) {
    const card = newCard();
    const words = await cardWords(card);
    assert.equal(words.length, 15);
    assert.deepEqual(await cardFromWords(words.join(" ")), card);
    assert.deepEqual(await cardFromWords(words.map((word) => word.slice(0, 4).toUpperCase()).join(", ")), card);
  }
});

test("a wrong word is named, and two words changed places are no card", async () => {
  const words = await cardWords(new Uint8Array(16).map((_nothing, at) => at * 7));
  await assert.rejects(cardFromWords(["fiets", "qqqq", ...words.slice(2)].join(" ")), (error) => error instanceof NoCard && error.word === "qqqq");
  await assert.rejects(cardFromWords([...words].reverse().join(" ")), NoCard);
  await assert.rejects(cardFromWords(words.slice(1).join(" ")), NoCard);
  assert.equal(wordMeant(""), -1);
});

test("one wrong word is found out nearly always", async () => {
  const words = await cardWords(newCard());
  let passed = 0;
  for (let nth = 0; nth < 200; nth += 1) {
    const other = [...words];
    other[nth % 14] = WORDS[(WORDS.indexOf(words[nth % 14] ?? "") + 1 + nth) % 512] ?? "";
    await cardFromWords(other.join(" ")).then(() => (passed += 1), () => undefined);
  }
  assert.ok(passed < 12, `${passed} of 200 wrong cards passed`); // one in 128 by chance
});

test("a card is found in an address, a fragment and bare", () => {
  const card = newCard();
  for (const text of [toText(card), `#${cardFragment(card)}`, `https://web.example/gesprek/#${cardFragment(card)}`, ` ${cardFragment(card)} `]) {
    assert.deepEqual(cardFrom(text), card);
  }
  for (const text of ["", "https://web.example/", "k=kort", `k=${"!".repeat(22)}`]) assert.throws(() => cardFrom(text), NoCard);
});

test("what follows from a card is fixed, and what it signs is checked by its public key", async () => {
  const keys = await cardKeys(new Uint8Array(16));
  const again = await cardKeys(new Uint8Array(16));
  assert.equal(keys.id, again.id);
  assert.equal(keys.verify, again.verify);
  assert.equal(fromText(keys.id).length, 16);
  const message = new Uint8Array([1, 2, 3]);
  const verify = await verifierOf(keys.verify);
  const signature = await keys.sign(message);
  assert.ok(await verify(message, signature));
  assert.ok(!(await verify(new Uint8Array([1, 2, 4]), signature)));
});
