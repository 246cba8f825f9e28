import assert from "node:assert/strict";
import { test } from "node:test";

import { cardFrom, newCard } from "../static/conversations/core/card.js";
import { NothingThere } from "../static/conversations/core/carrying.js";
import { Store } from "../static/conversations/core/store.js";
import { openVault } from "../static/conversations/core/vault.js";
import { Unopenable } from "../static/conversations/core/sealing.js";
import { away, memoryServer, memoryTable } from "./memory.js";
import { ABOUT, carried, device, mark, other } from "./devices.js";

test("what is filled in is on this device at once, sealed, and nothing went to the server", async () => {
  const [server, table] = [memoryServer(), memoryTable()];
  const store = await device(server, table);
  const web = await store.begin(ABOUT);
  await store.put("words", { wish: "zwemles voor Fien" });
  const rows = [...table.rows.values()].filter((row) => row.data).map((row) => new TextDecoder("latin1").decode(row.data));
  assert.ok(rows.length > 0 && rows.every((row) => !row.includes("zwemles")));
  const again = await device(server, table);
  await again.open(web.id);
  assert.equal(again.state.current.parts.words.wish, "zwemles voor Fien");
  assert.equal(server.messages.length, 0);
});

test("a mark that is dragged is written now and then, and at once when the page goes; one change alone does not wait", async () => {
  const table = memoryTable();
  let writes = 0;
  const counted = { ...table, put: (...words) => { writes += 1; return table.put(...words); } };
  const store = new Store({ vault: await openVault(counted), server: memoryServer(), wait: 0, pause: 60_000 });
  const web = await store.begin(ABOUT);
  writes = 0;
  const kept = [1, 2, 3, 4, 5].map((one) => store.put("body", mark(one)));
  await new Promise((done) => setTimeout(done, 10));
  assert.deepEqual([writes, store.state.current.parts.body.mark, store.state.saving], [0, 5, "saving"]);
  store.hurry();
  await Promise.all(kept);
  assert.deepEqual([writes, store.state.saving], [1, "saved"]);
  const again = await device(memoryServer(), table);
  await again.open(web.id);
  assert.equal(again.state.current.parts.body.mark, 5);
});

test("a fleeting web leaves nothing behind", async () => {
  const table = memoryTable();
  const store = await device(memoryServer(), table);
  await store.begin({ ...ABOUT, fleeting: true });
  await store.put("body", mark(3));
  assert.deepEqual([...table.rows.keys()], [".key"]);
  assert.equal(store.state.current.parts.body.mark, 3);
});

test("taken along, a card opens it elsewhere and says when it was saved; no word of it reached the server", async () => {
  const server = memoryServer();
  const store = await carried(server);
  await store.put("words", { wish: "zwemles" });
  await store.sync();
  const second = await other(server, store);
  assert.equal(second.state.current.parts.body.mark, 7);
  assert.equal(second.state.current.parts.words.wish, "zwemles");
  assert.equal(second.state.current.lastSaved, "2026-11-28");
  assert.equal(second.state.carried, "along");
  assert.ok(!JSON.stringify(server.messages).includes("zwemles"));
  await assert.rejects((await device(server)).openCard(newCard(), false), NothingThere);
});

test("two devices that change different parts both keep all", async () => {
  const server = memoryServer();
  const first = await carried(server);
  const second = await other(server, first);
  await first.put("body", mark(8));
  await second.put("daily", mark(4));
  await Promise.all([first.sync(), second.sync()]);
  await first.sync();
  await second.sync();
  for (const store of [first, second]) {
    assert.equal(store.state.current.parts.body.mark, 8);
    assert.equal(store.state.current.parts.daily.mark, 4);
    assert.deepEqual(store.state.current.conflicts, []);
  }
});

test("two devices that change the same part: both versions are shown, and nothing is overwritten until one is chosen", async () => {
  const server = memoryServer();
  const first = await carried(server);
  const second = await other(server, first);
  await first.put("body", mark(8));
  await first.sync();
  await second.put("body", mark(2));
  await second.sync();
  const [conflict] = second.state.current.conflicts;
  assert.equal(conflict.mine.mark, 2);
  assert.equal(conflict.theirs.mark, 8);
  await first.sync();
  assert.equal(first.state.current.parts.body.mark, 8, "the disputed part was not sent");
  await second.settle("body", conflict.mine);
  await second.sync();
  await first.sync();
  assert.equal(first.state.current.parts.body.mark, 2);
  assert.deepEqual(second.state.current.conflicts, []);
});

test("two tabs of one device do the same", async () => {
  const table = memoryTable();
  const server = memoryServer();
  const first = await device(server, table);
  const web = await first.begin(ABOUT);
  const second = await device(server, table);
  await second.open(web.id);
  await first.put("body", mark(5));
  await second.put("daily", mark(6));
  await second.put("words", { wish: "b" });
  await first.put("words", { wish: "a" });
  assert.equal(first.state.current.parts.daily.mark, 6);
  assert.deepEqual(first.state.current.conflicts.map((one) => [one.part, one.mine.wish, one.theirs.wish]), [["words", "a", "b"]]);
});

test("an answer that got lost is no conflict, also when one went on writing", async () => {
  let lost = false;
  const server = memoryServer((moment) => lost && moment === "answering" && away());
  const store = await carried(server);
  await store.put("body", mark(1));
  lost = true;
  await store.sync();
  assert.equal(store.state.carried, "offline");
  await store.put("body", mark(2));
  lost = false;
  await store.sync();
  assert.deepEqual(store.state.current.conflicts, []);
  assert.equal((await other(server, store)).state.current.parts.body.mark, 2);
});

test("an older web than this device saw is told and not used; a box of before beside a new header neither", async () => {
  const server = memoryServer();
  const store = await carried(server);
  const [id, old] = [...server.webs.entries()].map(([name, web]) => [name, structuredClone({ ...web, shares: new Map() })])[0];
  const oldBoxes = structuredClone(old.boxes);
  await store.put("body", mark(9));
  await store.sync();
  const now = server.webs.get(id);
  server.webs.set(id, old);
  await store.sync();
  assert.equal(store.state.carried, "older");
  assert.equal(store.state.current.parts.body.mark, 9);
  server.webs.set(id, { ...now, boxes: oldBoxes });
  await assert.rejects(other(server, store), Unopenable);
});

test("cut-off or changed boxes are told plainly, and nothing on this device is lost", async () => {
  const server = memoryServer();
  const first = await carried(server);
  const second = await other(server, first);
  await first.put("body", mark(9));
  await first.sync();
  const web = [...server.webs.values()][0];
  for (const box of Object.keys(web.boxes)) web.boxes[box] = web.boxes[box].slice(0, 100);
  await second.put("daily", mark(1));
  await second.sync();
  assert.equal(second.state.carried, "tampered");
  assert.equal(second.state.current.parts.daily.mark, 1);
  assert.equal(second.state.current.parts.body.mark, 7);
});

test("full storage is told, what was typed stays on the screen, and it is kept once there is room", async () => {
  let full = false;
  const table = memoryTable((moment) => {
    if (full && moment === "before") throw Object.assign(new Error(), { name: "QuotaExceededError" });
  });
  const store = await device(memoryServer(), table);
  const web = await store.begin(ABOUT);
  full = true;
  await store.put("body", mark(6));
  assert.equal(store.state.saving, "full");
  assert.equal(store.state.current.parts.body.mark, 6);
  full = false;
  await store.put("daily", mark(2));
  const again = await device(memoryServer(), table);
  await again.open(web.id);
  assert.equal(again.state.current.parts.body.mark, 6);
});

test("undo takes back the last change; a new time round makes earlier webs", async () => {
  const store = await device(memoryServer());
  await store.begin(ABOUT);
  await store.put("body", mark(6));
  await store.put("body", mark(1));
  assert.ok(await store.undo());
  assert.equal(store.state.current.parts.body.mark, 6);
  await store.again();
  assert.equal(store.state.current.parts.body.mark, null);
  assert.deepEqual(store.state.current.parts["body.before"], [{ on: "2026-11-28", mark: 6 }]);
});

test("erasing takes it from the server and this device; without a network the server follows later", async () => {
  let gone = false;
  const server = memoryServer(() => gone && away());
  const table = memoryTable();
  const store = await device(server, table);
  await store.begin(ABOUT);
  await store.takeAlong();
  const card = cardFrom((await store.card()).fragment);
  gone = true;
  assert.deepEqual(await store.erase(), { done: false, receipt: null });
  assert.equal(store.state.webs[0].erasing, true);
  gone = false;
  await store.finishErasing();
  assert.deepEqual(store.state.webs, []);
  assert.equal(server.webs.size, 0);
  await assert.rejects((await device(server)).openCard(card, false), NothingThere);
  const second = await device(server);
  await second.begin(ABOUT);
  await second.takeAlong();
  assert.deepEqual(await second.erase(), { done: true, receipt: "a.b.c" });
});

test("erased on one device is told on the other, where it still is", async () => {
  const server = memoryServer();
  const first = await carried(server);
  const second = await other(server, first);
  await first.erase();
  await second.sync();
  assert.equal(second.state.carried, "gone");
  assert.equal(second.state.current.parts.body.mark, 7);
});
