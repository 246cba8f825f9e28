/** The service worker itself, in a browser of paper: two updates in a row, and a cache that was thrown away. */
import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";

const ORIGIN = "https://own.example";
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const KEY = publicKey.export({ format: "jwk" }).x;

/** A version of the shell on the server: its list, signed, and its files. */
function version(name, text) {
  const bodies = new Map([["start.js", `${text} start`], ["later.js", `${text} later`], ["/gesprek/", `<h1>${text}</h1>`]]);
  const listed = (path, group = "shell") => ({ path, group, size: bodies.get(path).length, sha256: createHash("sha256").update(bodies.get(path)).digest("hex") });
  const list = JSON.stringify({ format: 1, version: name.repeat(16), files: [listed("start.js"), listed("later.js", "later")], pages: [listed("/gesprek/")] });
  const files = new Map([...bodies].map(([path, body]) => [path.startsWith("/") ? path : `/gesprek/schil/${name.repeat(16)}/${path}`, body]));
  files.set("/gesprek/schil.json", JSON.stringify({ list, signature: sign(null, new TextEncoder().encode(list), privateKey).toString("base64url"), key: KEY }));
  return files;
}

/** What a worker finds around it; `net` may be taken away or changed. */
class Paper {
  stores = new Map();
  said = [];
  listeners = new Map();
  net = version("a", "one");

  caches = {
    open: async (name) => this.#cache(name),
    keys: async () => [...this.stores.keys()],
    delete: async (name) => this.stores.delete(name),
    match: async (address) => {
      for (const name of this.stores.keys()) {
        const found = await this.#cache(name).match(address);
        if (found) return found;
      }
      return undefined;
    },
  };

  #cache(name) {
    if (!this.stores.has(name)) this.stores.set(name, new Map());
    const rows = this.stores.get(name);
    return {
      match: async (address) => (rows.has(address) ? new Response(rows.get(address)) : undefined),
      put: async (address, response) => void rows.set(address, await response.text()),
      keys: async () => [...rows.keys()],
    };
  }

  fetch = async (address) => {
    await new Promise((done) => setTimeout(done, 1));
    if (!this.net) throw new TypeError("no network");
    const body = this.net.get(String(address));
    return body === undefined ? new Response("", { status: 404 }) : new Response(body);
  };

  async start() {
    const page = { postMessage: (said) => this.said.push(said) };
    const self = { addEventListener: (what, deed) => this.listeners.set(what, deed), clients: { matchAll: async () => [page], claim: async () => undefined } };
    Object.assign(globalThis, { self, caches: this.caches, fetch: this.fetch, location: { origin: ORIGIN } });
    await import(`../static/conversations/sw.js?life=${Math.random()}`);
    return this;
  }

  /** Let the worker do something, and wait for all of it. */
  async event(what, more = {}) {
    const waits = [];
    let answer;
    this.listeners.get(what)({ ...more, waitUntil: (work) => waits.push(work), respondWith: (given) => { answer = given; } });
    await Promise.all(waits);
    return answer;
  }

  message = (data) => this.event("message", { data });
  get = async (path, mode = "navigate") => this.event("fetch", { request: { method: "GET", url: `${ORIGIN}${path}`, mode } });
  words = async (path) => (await this.get(path)).text();
}

test("two updates in a row: the page keeps what was agreed to, and a yes to the first is not a yes to the second", async () => {
  const paper = await new Paper().start();
  await paper.event("install");
  paper.net = version("b", "two");
  await paper.message({ do: "look", day: "2026-11-28" });
  paper.net = version("c", "three");
  await paper.message({ do: "look", day: "2026-11-29" });
  assert.deepEqual(paper.said.map((one) => one.version[0]), ["b", "c"]);
  await paper.message({ do: "agree", version: "b".repeat(16) });
  assert.equal(paper.said.at(-1).say, "nothing"); // what lies ready is the third
  assert.equal(await paper.words("/gesprek/"), "<h1>one</h1>");
  await paper.message({ do: "agree", version: "c".repeat(16) });
  assert.equal(paper.said.at(-1).say, "agreed");
  paper.net = null;
  assert.equal(await paper.words("/gesprek/"), "<h1>three</h1>");
  assert.deepEqual([...paper.stores.keys()].sort(), [`notities.${"c".repeat(16)}`, "notities.state"].sort());
});

test("two looks and a yes at once leave one whole version", async () => {
  const paper = await new Paper().start();
  await paper.event("install");
  paper.net = version("b", "two");
  await paper.message({ do: "look", day: "2026-11-28" });
  await Promise.all([paper.message({ do: "look", day: "2026-11-29" }), paper.message({ do: "agree", version: "b".repeat(16) }), paper.message({ do: "agree", version: "b".repeat(16) })]);
  paper.net = null;
  assert.equal(await paper.words("/gesprek/"), "<h1>two</h1>");
  assert.equal(await (await paper.get(`/gesprek/schil/${"b".repeat(16)}/start.js`)).text(), "two start");
});

test("thrown away without a network: words, no error; with a network again it is told", async () => {
  const paper = await new Paper().start();
  await paper.event("install");
  paper.stores.delete(`notities.${"a".repeat(16)}`);
  paper.net = null;
  await paper.start(); // the worker was ended meanwhile
  const page = await paper.get("/gesprek/");
  assert.equal(page.status, 503);
  assert.match(await page.text(), /Wat je invulde, is daarmee niet gewist/);
  assert.equal((await paper.get(`/gesprek/schil/${"a".repeat(16)}/start.js`, "cors")).type, "error");
  paper.net = version("b", "two");
  assert.equal(await paper.words("/gesprek/"), "<h1>two</h1>");
  await paper.message({ do: "look", day: "2026-11-29" });
  assert.ok(paper.said.some((one) => one.say === "unasked"));
});

test("an update that breaks off half way changes nothing, and a spoilt file is not kept", async () => {
  const paper = await new Paper().start();
  await paper.event("install");
  const spoilt = version("b", "two");
  spoilt.set(`/gesprek/schil/${"b".repeat(16)}/start.js`, "evil start");
  paper.net = spoilt;
  await paper.message({ do: "look", day: "2026-11-28" });
  assert.equal(paper.said.at(-1).say, "spoilt");
  paper.net = null;
  await paper.message({ do: "look", day: "2026-11-29" });
  assert.equal(paper.said.at(-1).say, "away");
  assert.equal(await paper.words("/gesprek/"), "<h1>one</h1>");
});
