/**
 * The service worker: it keeps the shell on the device and serves the version that was agreed to, network or not.
 * A newer one is fetched and checked beside it, and used only when the page says so. What is posted it never sees.
 */
import { addressOf, isOurs, isWhole, OtherKey, partsOf, ROOT, Spoilt, verified } from "./core/list.js";

/**
 * @typedef {import("./core/list.js").List} List @typedef {import("./core/list.js").Listed} Listed
 * @typedef {{key: string, agreed: List, waiting: List | null, looked: string, unasked?: boolean}} State
 * `looked`: the day of the last look; `unasked`: the browser threw the agreed version away and a newer one took its place, still to be told
 */

/** What a page is built for knows no worker: these are its words. @type {any} */
const worker = self;
const STATE = "notities.state";
const WHERE = `${ROOT}staat`; // the name under which the state is kept; no request is answered with it
const AT_ONCE = 6;
const PLAIN = ["content-encoding", "content-length", "transfer-encoding"]; // of the way here, not of the file

/** @param {List} list */
const cacheOf = (list) => `notities.${list.version}`;

/** What was kept, once it was seen that all of it lies here: read once for each life of the worker. @type {Promise<State> | null} */
let ready = null;

/** @returns {Promise<State | null>} */
async function state() {
  const kept = await (await caches.open(STATE)).match(WHERE);
  return kept ? kept.json() : null;
}

/** One write, so that a version is agreed to wholly or not at all. @param {State} now */
async function keep(now) {
  ready = null;
  await (await caches.open(STATE)).put(WHERE, new Response(JSON.stringify(now)));
}

/** @param {Record<string, unknown>} said */
async function tell(said) {
  const pages = await worker.clients.matchAll({ includeUncontrolled: true });
  for (const page of pages) page.postMessage(said);
}

/** @param {string} address @param {RequestCache} cache @returns {Promise<Response>} */
async function ask(address, cache) {
  const response = await fetch(address, { cache, credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" });
  if (!response.ok) throw new TypeError(`${response.status}`);
  return response;
}

/** The server's list; `known` is the remembered key. @param {string | null} known */
async function listed(known) {
  const given = await (await ask(`${ROOT}schil.json`, "no-store")).json();
  return { list: await verified(given, known), key: /** @type {string} */ (given.key) };
}

/** One file into the cache of its list, checked. What lies there was checked before. @param {Cache} cache @param {List} list @param {Listed} one */
async function take(cache, list, one) {
  const address = addressOf(list, one);
  if (await cache.match(address)) return;
  const { response, bytes } = (await whole(one, address, "default")) ?? (await whole(one, address, "reload")) ?? spoilt();
  const headers = [...response.headers].filter(([name]) => !PLAIN.includes(name.toLowerCase()));
  await cache.put(address, new Response(bytes, { headers }));
}

/** What the page fetched just now need not come over the line again. @param {Listed} one @param {string} address @param {RequestCache} cache */
async function whole(one, address, cache) {
  const response = await ask(address, cache);
  const bytes = await response.arrayBuffer();
  return (await isWhole(one, bytes)) ? { response, bytes } : null;
}

/** @returns {never} */
function spoilt() {
  throw new Spoilt();
}

/** A group of a list, several files at once; throws when one cannot be had or is not what the list says. @param {List} list @param {string} group */
async function download(list, group) {
  const cache = await caches.open(cacheOf(list));
  const waiting = partsOf(list, group);
  const lane = async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) await take(cache, list, one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** The first time, or when the browser threw the shell away: the agreed version is what the server has now. */
async function first() {
  const before = await state();
  if (before && (await isThere(before.agreed))) return before;
  const { list, key } = await listed(before?.key ?? null);
  await download(list, "shell");
  const now = { key, agreed: list, waiting: null, looked: before?.looked ?? "", unasked: before !== null && before.agreed.version !== list.version };
  await keep(now);
  return now;
}

/** @param {List} list */
async function isThere(list) {
  const cache = await caches.open(cacheOf(list));
  return (await cache.keys()).length >= partsOf(list, "shell").length;
}

/** What is needed only sometimes, after all else is there. */
async function later() {
  const now = await state();
  if (now) await download(now.agreed, "later").catch(() => undefined);
}

/** Look for a newer version, at most once a day. @param {string} day */
async function look(day) {
  const now = await toldUnasked(await first());
  if (now.looked === day) return now.waiting ? tell({ say: "new", version: now.waiting.version }) : undefined;
  const { list } = await listed(now.key);
  if (list.version !== now.agreed.version) for (const group of ["shell", "later"]) await download(list, group);
  const after = (await state()) ?? now; // somebody may have agreed meanwhile: that stays
  if (list.version === after.agreed.version) return keep({ ...after, looked: day, waiting: null });
  await keep({ ...after, looked: day, waiting: list });
  return tell({ say: "new", version: list.version });
}

/** A version that nobody agreed to is told, once. @param {State} now */
async function toldUnasked(now) {
  if (!now.unasked) return now;
  const told = { ...now, unasked: false };
  await keep(told);
  await tell({ say: "unasked", version: now.agreed.version });
  return told;
}

/** The page said yes to a version that lies here whole. @param {string} version */
async function agree(version) {
  const before = await state();
  if (before?.waiting?.version === version) await download(before.waiting, "shell"); // nothing to fetch, unless it was thrown away
  const now = await state();
  if (!now?.waiting || now.waiting.version !== version) return tell({ say: "nothing", version });
  await keep({ ...now, agreed: now.waiting, waiting: null });
  await sweep(now.waiting);
  return tell({ say: "agreed", version });
}

/** Every version but this one goes. @param {List} agreed */
async function sweep(agreed) {
  const stays = [STATE, cacheOf(agreed)];
  for (const name of await caches.keys()) {
    if (name.startsWith("notities.") && !stays.includes(name)) await caches.delete(name);
  }
}

/** @param {unknown} error */
function trouble(error) {
  if (error instanceof OtherKey) return "other key";
  return error instanceof Spoilt ? "spoilt" : "away";
}

/** A page or file of the agreed version; a file of another one only when it lies here. @param {Request} request @returns {Promise<Response>} */
async function answer(request) {
  ready ??= first();
  ready.catch(() => (ready = null));
  const now = await ready;
  const address = new URL(request.url).pathname;
  const cache = await caches.open(cacheOf(now.agreed));
  return (await cache.match(address)) ?? (await caches.match(address)) ?? taken(cache, now.agreed, address);
}

/** What stands there when the browser threw the shell away and there is no network: its words went with it, so they stand here. */
const NOT_HERE = `<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Notities</title>
<h1>Even geen internet</h1><p>Je browser heeft deze app opgeruimd. Maak verbinding met internet en laad deze pagina opnieuw. Wat je invulde, is daarmee niet gewist.</p>
<h2 lang="en">No internet right now</h2><p lang="en">Your browser removed this app. Connect to the internet and load this page again. That does not erase what you filled in.</p></html>`;

/** A page without network or shell is told in words; a file is simply not there. @param {Request} request */
function notHere(request) {
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "content-security-policy": "default-src 'none'", "referrer-policy": "no-referrer" };
  return request.mode === "navigate" ? new Response(NOT_HERE, { status: 503, headers }) : Response.error();
}

/** What was not fetched yet: checked like all else. @param {Cache} cache @param {List} list @param {string} address */
async function taken(cache, list, address) {
  const one = [...list.files, ...list.pages].find((file) => addressOf(list, file) === address);
  if (!one) return new Response("", { status: 404 });
  await take(cache, list, one);
  return /** @type {Response} */ (await cache.match(address));
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(first()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  if (isOurs(event.request, location.origin)) event.respondWith(answer(event.request).catch(() => notHere(event.request)));
});
worker.addEventListener("message", (/** @type {any} */ event) => {
  const { do: deed, day, version } = event.data ?? {};
  const deeds = /** @type {Record<string, () => Promise<unknown>>} */ ({ later, look: () => look(String(day)), agree: () => agree(String(version)) });
  const work = deeds[deed];
  if (work) event.waitUntil(work().catch((error) => tell({ say: trouble(error) })));
});
