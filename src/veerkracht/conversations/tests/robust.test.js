import assert from "node:assert/strict";
import { test } from "node:test";

import { fromText, toText } from "../static/conversations/core/bytes.js";
import { cardFrom, cardKeys, newCard } from "../static/conversations/core/card.js";
import { Desk } from "../static/conversations/core/desk.js";
import { seal, Unopenable } from "../static/conversations/core/sealing.js";
import { newReaderKeys, publicHalves, sealedShare, sealedVoice, signerOf, openedShare } from "../static/conversations/core/sharing.js";
import { carried, device, mark, other } from "./devices.js";
import { away, memoryServer, memoryTable } from "./memory.js";

const until = { until: "2099-12-24", since: "2026-11-28" };

async function professional(name) {
  const keys = await newReaderKeys();
  return { keys, invited: { reader: `reader-${name}`, name, organisation: "", ...(await publicHalves(keys)) } };
}

const boxes = (server) => Object.keys([...server.webs.values()][0].boxes);
const shares = (server) => [...[...server.webs.values()][0].shares.keys()];

test("a voice as large as a book, or of other kinds, is not taken, and saving, stopping and erasing go on", async () => {
  const server = memoryServer();
  const store = await carried(server);
  const midwife = await professional("Anne");
  const share = await store.share({ ...midwife.invited, parts: ["body"], ...until });
  const place = (await openedShare(share, server.read(share).sealed, midwife.keys)).voice;
  server.speak(share, await sealedVoice(place, 1, { name: "A", organisation: "", on: "", marks: {}, words: "x".repeat(40_000) }, midwife.keys));
  await store.sync();
  assert.equal(store.state.current.parts[`voice.${share}`], undefined);
  const odd = { name: 7, on: 20_261_128, marks: { body: 99, feeling: "5", __proto__: 1 }, words: ["x"] };
  server.speak(share, toText(await seal(fromText(place.key), place.box, 2, odd, signerOf(midwife.keys))));
  await store.sync();
  const heard = store.state.current.parts[`voice.${share}`];
  assert.deepEqual([heard.on, heard.words, heard.marks.body, heard.marks.feeling], ["", "", null, null]);
  await store.stop(share);
  assert.deepEqual(shares(server), []);
  assert.equal((await store.erase()).done, true);
});

test("an older voice of hers does not come back", async () => {
  const server = memoryServer();
  const store = await carried(server);
  const midwife = await professional("Anne");
  const share = await store.share({ ...midwife.invited, parts: ["body"], ...until });
  const place = (await openedShare(share, server.read(share).sealed, midwife.keys)).voice;
  const said = (words) => ({ name: "Anne", organisation: "", on: "2026-11-28", marks: { body: 5 }, words });
  const old = await sealedVoice(place, 1, said("oud"), midwife.keys);
  server.speak(share, await sealedVoice(place, 2, said("nieuw"), midwife.keys));
  await store.sync();
  server.speak(share, old);
  await store.sync();
  assert.equal(store.state.current.parts[`voice.${share}`].words, "nieuw");
});

test("an answer that is no answer of ours does not count as saved, and the next one does", async () => {
  const server = memoryServer();
  const store = await carried(server);
  const { save } = server;
  server.save = async () => ({ status: 200, answer: {} });
  await store.put("daily", mark(3));
  await store.sync();
  assert.equal(store.state.carried, "offline");
  server.save = save;
  await store.sync();
  assert.equal(store.state.carried, "along");
  assert.equal((await other(server, store)).state.current.parts.daily.mark, 3);
});

test("a share that one device stopped is not brought back by another whose answer got lost", async () => {
  const server = memoryServer();
  const first = await carried(server);
  const second = await other(server, first);
  const midwife = await professional("Anne");
  const { save } = server;
  server.save = (...words) => save(...words).then(away);
  await second.share({ ...midwife.invited, parts: ["body"], ...until });
  server.save = save;
  await first.sync();
  await first.stop(first.state.current.shares[0].id);
  await second.sync();
  assert.deepEqual(shares(server), []);
  assert.deepEqual(second.state.current.shares, []);
});

test("stopping while a save is under way still gives new keys", async () => {
  const server = memoryServer();
  const store = await carried(server);
  const midwife = await professional("Anne");
  const share = await store.share({ ...midwife.invited, parts: ["body"], ...until });
  const [before] = boxes(server);
  const { save } = server;
  server.save = async (...words) => {
    const answer = await save(...words);
    server.save = save;
    await Promise.race([store.stop(share), new Promise((resolve) => setTimeout(resolve, 20))]);
    return answer;
  };
  await store.put("body", mark(2));
  await store.sync();
  await store.sync();
  assert.ok(!boxes(server).includes(before), "her box is gone");
  assert.deepEqual(shares(server), []);
});

test("what one tab erased is not written again by another", async () => {
  let gone = false;
  const server = memoryServer(() => gone && away());
  const table = memoryTable();
  const first = await device(server, table);
  const web = await first.begin({ form: "adult", set: { code: "volwassenen", version: 1 }, language: "nl", second: null, age: null, begun: "2026-11-28", fleeting: false });
  await first.takeAlong();
  const tab = await device(server, table);
  await tab.open(web.id);
  gone = true;
  await first.erase();
  await tab.put("body", mark(1));
  assert.equal(tab.state.current, null);
  gone = false;
  await first.finishErasing();
  assert.equal(server.webs.size, 0);
  assert.deepEqual([...table.rows.keys()], [".key"]);
});

test("past shares are gone, and what they held gets new keys", async () => {
  const server = memoryServer();
  const store = await carried(server);
  const midwife = await professional("Anne");
  await store.share({ ...midwife.invited, parts: ["body"], since: "2026-11-28", until: "2026-11-29" });
  const [before] = boxes(server);
  store.around.today = () => "2026-11-30";
  await store.sync();
  assert.deepEqual(store.state.current.shares, []);
  assert.ok(!boxes(server).includes(before));
});

test("after an older backup came back, this device's web can be put in its place", async () => {
  const server = memoryServer();
  const store = await carried(server);
  const [id, old] = [...server.webs.entries()].map(([name, web]) => [name, structuredClone({ ...web, shares: new Map() })])[0];
  await store.put("body", mark(9));
  await store.sync();
  server.webs.set(id, old);
  await store.sync();
  assert.equal(store.state.carried, "older");
  await store.putBack();
  assert.equal(store.state.carried, "along");
  const second = await device(server);
  await second.openCard(cardFrom((await store.card()).fragment), false);
  assert.equal(second.state.current.parts.body.mark, 9);
});

test("a share that was made by another than who shared it first is not opened; nor a forged or changed voice", async () => {
  const server = memoryServer();
  const store = await carried(server);
  const table = memoryTable();
  let answer = {};
  const desk = new Desk(table, async (path) => ({ status: 200, answer: path === "vak/sleutel/" ? { reader: "r" } : answer }));
  await desk.start("anne");
  const halves = await publicHalves((await table.get("keys.anne")).keys);
  const id = await store.share({ reader: "r", name: "Anne", organisation: "", ...halves, parts: ["body"], ...until });
  const share = { id, reader: "r", since: "", until: "" };
  answer = server.read(id);
  assert.equal((await desk.read(share)).parts.body.mark, 7);
  const forger = await cardKeys(newCard());
  const place = { box: toText(crypto.getRandomValues(new Uint8Array(16))), key: toText(crypto.getRandomValues(new Uint8Array(32))), version: 9 };
  const body = toText(await seal(fromText(place.key), place.box, 9, mark(0), forger.sign));
  const note = store.state.current.shares[0];
  const forged = await sealedShare(note, { about: store.state.current.about, places: { body: place }, verify: forger.verify, version: 9 });
  answer = { sealed: forged.sealed, boxes: { [place.box]: body }, version: 9 };
  await assert.rejects(desk.read(share), Unopenable);
});

/** A browser of hers on this table: each invitation has the next number. */
async function deskOf(name, table, reader = `r-${name}`) {
  let made = 0;
  const ask = async (path) => ({ status: 200, answer: path === "vak/sleutel/" ? { reader } : { code: `ABCDEFG${++made}`, seconds: 600 } });
  const desk = new Desk(table, ask);
  await desk.start(name);
  return desk;
}

test("her code stays while it works: in another tab and after loading anew, until it is past or she makes a new one", async () => {
  const table = memoryTable();
  const desk = await deskOf("anne", table);
  assert.equal(await desk.invited(), null);
  const before = Date.now();
  const first = await desk.invite("https://x.example");
  assert.ok(first.ends >= before + 600_000 && first.ends <= Date.now() + 600_000);
  assert.deepEqual(await desk.invited(), first);
  assert.deepEqual(await (await deskOf("anne", table)).invited(first.ends - 1), first);
  const second = await desk.invite("https://x.example");
  assert.notEqual(second.code, first.code);
  assert.equal((await desk.invited()).code, second.code);
  assert.equal(await desk.invited(second.ends), null);
  assert.equal(table.rows.has("code.anne"), false, "what is past does not stay on the disk");
});

test("a code is of her and her keys alone", async () => {
  const table = memoryTable();
  await (await deskOf("anne", table)).invite("https://x.example");
  assert.equal(await (await deskOf("bo", table)).invited(), null);
  assert.ok(table.rows.has("code.anne"));
  assert.equal(await (await deskOf("anne", table, "other keys")).invited(), null);
  const desk = await deskOf("anne", table);
  await desk.invite("https://x.example");
  await desk.forget();
  assert.deepEqual([...table.rows.keys()], ["keys.bo"]);
});

test("on a device that is full a code still works as long as the page is there", async () => {
  let full = false;
  const desk = await deskOf("anne", memoryTable(() => { if (full) throw new Error("full"); }));
  await desk.invite("https://x.example");
  full = true;
  assert.equal((await desk.invite("https://x.example")).code.slice(0, 8), "ABCDEFG2");
  assert.equal(await desk.invited(), null, "the one before has ended");
});

test("keys of a colleague stay when somebody erases their own from a shared computer", async () => {
  const table = memoryTable();
  const ask = async () => ({ status: 200, answer: { reader: "r" } });
  const [one, two] = [new Desk(table, ask), new Desk(table, ask)];
  await one.start("anne");
  await two.start("bo");
  await one.forget();
  assert.deepEqual([...table.rows.keys()], ["keys.bo"]);
});
