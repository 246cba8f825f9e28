/** The signed list of the shell's files: whether it is whole, whose it is, and what it names. Pure; the service worker stands on it. */
import { fromText, sha256, utf8 } from "./bytes.js";

/**
 * @typedef {{path: string, sha256: string, size: number, group: string}} Listed a path that begins with / is a page
 * @typedef {{format: number, version: string, files: Listed[], pages: Listed[]}} List
 * @typedef {{list: string, signature: string, key: string}} Signed the signature is over `list` as it stands there
 */

export const ROOT = "/gesprek/";
/** Pages and the manifest: what the worker answers besides files of a version. */
export const PAGES = [ROOT, `${ROOT}en/`, `${ROOT}vak/`, `${ROOT}app.webmanifest`];
const FILES = `${ROOT}schil/`;
const VERSION = /^[0-9a-f]{16}$/;

/** The list is not what its key signed, or not a list at all. */
export class Spoilt extends Error {
  name = "Spoilt";
}

/** Signed by another key than the one that was remembered. */
export class OtherKey extends Error {
  name = "OtherKey";
}

/** @param {Uint8Array} bytes */
const hex = (bytes) => [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");

/**
 * The list in what the server gave. `known` is the key of the first time; with null this is the first time.
 * Throws {@link OtherKey} or {@link Spoilt}.
 * @param {any} given @param {string | null} known @returns {Promise<List>}
 */
export async function verified(given, known) {
  if (![given?.list, given?.signature, given?.key].every((one) => typeof one === "string")) throw new Spoilt();
  if (known !== null && given.key !== known) throw new OtherKey();
  if (!(await holds(given).catch(() => false))) throw new Spoilt();
  return read(given.list);
}

/** @param {Signed} given */
async function holds(given) {
  const key = await crypto.subtle.importKey("raw", fromText(given.key), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, fromText(given.signature), utf8(given.list));
}

/** @param {string} text @returns {List} */
function read(text) {
  const list = JSON.parse(text);
  const whole = list.format === 1 && VERSION.test(list.version) && Array.isArray(list.files) && Array.isArray(list.pages);
  if (!whole || ![...list.files, ...list.pages].every(isListed)) throw new Spoilt();
  return list;
}

/** @param {any} one */
function isListed(one) {
  return typeof one?.path === "string" && /^[0-9a-f]{64}$/.test(one.sha256) && Number.isInteger(one.size) && !one.path.includes("..");
}

/** Where something of a list is fetched. @param {List} list @param {Listed} one */
export function addressOf(list, one) {
  return one.path.startsWith("/") ? one.path : `${FILES}${list.version}/${one.path}`;
}

/** What of a list belongs to a group, pages with the first. @param {List} list @param {string} group */
export function partsOf(list, group) {
  return [...list.files, ...list.pages].filter((one) => one.group === group);
}

/** Whether these bytes are what the list says. @param {Listed} one @param {ArrayBuffer} bytes */
export async function isWhole(one, bytes) {
  return bytes.byteLength === one.size && hex(await sha256(new Uint8Array(bytes))) === one.sha256;
}

/** Whether the worker answers this: never what is posted, nor any other address. @param {{method: string, url: string}} request @param {string} origin */
export function isOurs(request, origin) {
  const { origin: asked, pathname } = new URL(request.url);
  return request.method === "GET" && asked === origin && (PAGES.includes(pathname) || pathname.startsWith(FILES));
}
