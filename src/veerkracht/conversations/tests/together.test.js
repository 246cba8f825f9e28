import assert from "node:assert/strict";
import { test } from "node:test";

import { verifierOf } from "../static/conversations/core/card.js";
import { Unopenable } from "../static/conversations/core/sealing.js";
import { checkWords, fingerprint, newReaderKeys, openedShare, provedVoice, publicHalves, readParts, sealedVoice } from "../static/conversations/core/sharing.js";
import { carried, mark } from "./devices.js";
import { memoryServer } from "./memory.js";

/** A midwife with keys of her own, and what her code says. */
async function professional(name) {
  const keys = await newReaderKeys();
  const halves = await publicHalves(keys);
  return { keys, invited: { reader: `reader-${name}`, name, organisation: "Verloskundigen De Wieg (voorbeeld)", ...halves } };
}

const until = { until: "2026-12-24", since: "2026-11-28" };

async function read(server, share, keys, seen = {}) {
  const answer = server.read(share);
  if (!answer) return null;
  const shared = await openedShare(share, answer.sealed, keys);
  return { shared, ...(await readParts(shared, answer.boxes, await verifierOf(shared.verify), seen)) };
}

test("together: she opens the chosen parts and no other; her keys cannot be taken out; both see the same four words", async () => {
  const server = memoryServer();
  const store = await carried(server);
  await store.put("words", { wish: "zwemles" });
  const midwife = await professional("Anne");
  const share = await store.share({ ...midwife.invited, parts: ["body"], ...until });
  const seen = await read(server, share, midwife.keys);
  assert.deepEqual(Object.keys(seen.parts), ["body"]);
  assert.equal(seen.parts.body.mark, 7);
  await assert.rejects(crypto.subtle.exportKey("pkcs8", midwife.keys.open.privateKey));
  const stranger = await professional("Vreemde");
  await assert.rejects(read(server, share, stranger.keys), Unopenable);
  const code = "KZ7M2QPA";
  const words = await checkWords({ ...midwife.invited, code });
  assert.equal(words.length, 4);
  assert.deepEqual(await checkWords({ ...midwife.invited, code }), words);
  assert.notDeepEqual(await checkWords({ ...stranger.invited, code }), words);
  assert.notEqual(await fingerprint(midwife.invited.open, midwife.invited.sign), await fingerprint(stranger.invited.open, stranger.invited.sign));
});

test("her voice is hers: signed, shown beside, kept when sharing ends, and nobody else's passes for it", async () => {
  const server = memoryServer();
  const store = await carried(server);
  const midwife = await professional("Anne");
  const share = await store.share({ ...midwife.invited, parts: ["body"], ...until });
  const { shared } = await read(server, share, midwife.keys);
  const said = { name: "Anne", organisation: "", on: "2026-11-28", marks: { body: 5 }, words: "Je rust goed uit." };
  const stranger = await professional("Vreemde");
  server.speak(share, await sealedVoice(shared.voice, 1, said, stranger.keys));
  await store.sync();
  assert.equal(store.state.current.parts[`voice.${share}`], undefined);
  server.speak(share, await sealedVoice(shared.voice, 1, said, midwife.keys));
  await store.sync();
  const heard = store.state.current.parts[`voice.${share}`];
  assert.equal(heard.marks.body, 5);
  assert.equal(store.state.openings[share].length, 1);
  assert.equal((await provedVoice(heard)).words, "Je rust goed uit.");
  await store.stop(share);
  assert.equal(store.state.current.parts[`voice.${share}`].marks.body, 5);
});

test("stopping ends new reads at once and gives what she could open new keys; others go on reading", async () => {
  const server = memoryServer();
  const store = await carried(server);
  const [midwife, nurse] = [await professional("Anne"), await professional("Bo")];
  const first = await store.share({ ...midwife.invited, parts: ["body"], ...until });
  const second = await store.share({ ...nurse.invited, parts: ["body", "daily"], ...until });
  const { shared } = await read(server, first, midwife.keys);
  await store.stop(first);
  assert.equal(await read(server, first, midwife.keys), null);
  await store.put("body", mark(3));
  await store.sync();
  const boxes = [...server.webs.values()][0].boxes;
  assert.equal(boxes[shared.parts.body.box], undefined, "the box that she had a key of is gone");
  assert.equal((await read(server, second, nurse.keys)).parts.body.mark, 3);
});

test("handing on: the nurse gets the same web, with the earlier voice only when the resident says so", async () => {
  const server = memoryServer();
  const store = await carried(server);
  const [midwife, nurse] = [await professional("Anne"), await professional("Bo")];
  const share = await store.share({ ...midwife.invited, parts: ["body"], ...until });
  const { shared } = await read(server, share, midwife.keys);
  server.speak(share, await sealedVoice(shared.voice, 1, { name: "Anne", organisation: "", on: "2026-11-28", marks: { body: 5 }, words: "" }, midwife.keys));
  await store.sync();
  const without = await store.share({ ...nurse.invited, parts: ["body"], ...until });
  assert.deepEqual(Object.keys((await read(server, without, nurse.keys)).parts), ["body"]);
  const along = await store.share({ ...nurse.invited, parts: ["body", `voice.${share}`], ...until });
  const handed = (await read(server, along, nurse.keys)).parts[`voice.${share}`];
  assert.equal((await provedVoice(handed)).marks.body, 5);
});

test("a reader who saw a newer box does not take an older one", async () => {
  const server = memoryServer();
  const store = await carried(server);
  const midwife = await professional("Anne");
  const share = await store.share({ ...midwife.invited, parts: ["body"], ...until });
  const old = structuredClone([...server.webs.values()][0].boxes);
  await store.put("body", mark(2));
  await store.sync();
  const { seen } = await read(server, share, midwife.keys);
  Object.assign([...server.webs.values()][0].boxes, old);
  await assert.rejects(read(server, share, midwife.keys, seen), Unopenable);
});
