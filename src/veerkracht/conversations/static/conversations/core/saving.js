/**
 * Between a document and the server: what a save holds, and what a fetched web says. Pure: no network here.
 * The messages stand in docs/explanation/gesprek-protocol.md.
 */
import { fromText, randomBytes, toText, utf8 } from "./bytes.js";
import { toWrite, written } from "./document.js";
import { open, seal, Unopenable, versionOf } from "./sealing.js";
import { sealedShare } from "./sharing.js";

/**
 * @typedef {import("./document.js").Doc} Doc @typedef {import("./document.js").Place} Place
 * @typedef {import("./document.js").Theirs} Theirs @typedef {import("./card.js").Keys} Keys
 * @typedef {{version: number, saved_on: string, header: string, boxes: Record<string, string>,
 *   shares: {id: string, until: string, opened: string[], voice: string | null, voice_version: number | null}[]}} Fetched
 */

/** The server gave a web that is older than one that this device saw. */
export class Older extends Error {
  name = "Older";
}

/** @param {Doc} doc @param {string} part @param {number} version @returns {Place} */
function placeFor(doc, part, version) {
  const place = doc.places[part];
  if (place && !(part in doc.stale)) return { ...place, version };
  return { box: toText(randomBytes(16)), key: toText(randomBytes(32)), version };
}

/** @param {Doc} doc @param {number} version */
function newPlaces(doc, version) {
  const parts = toWrite(doc);
  const places = { ...doc.places, ...Object.fromEntries(parts.map((part) => [part, placeFor(doc, part, version)])) };
  const gone = parts.map((part) => doc.places[part]?.box).filter((box) => box && !Object.values(places).some((place) => place.box === box));
  return { parts, places, gone: [...gone, ...doc.leftOver] };
}

/** Shares to seal: new ones, and those that hold a part whose key is changing. @param {Doc} doc */
function sharesToSeal(doc) {
  return doc.shares.filter((share) => doc.toShare.includes(share.id) || share.parts.some((part) => part in doc.stale));
}

/**
 * One save: the attempt (keep it before sending), and the signed body to send.
 * @param {Doc} doc @param {Keys} keys @returns {Promise<{attempt: import("./document.js").Attempt, body: string, signature: string}>}
 */
export async function saveOf(doc, keys) {
  const version = doc.version + 1;
  const by = toText(randomBytes(9));
  const { parts, places, gone } = newPlaces(doc, version);
  const boxes = await Promise.all(parts.map(async (part) => {
    const { box, key } = /** @type {Place} */ (places[part]);
    return [box, toText(await seal(fromText(key), box, version, doc.parts[part] ?? null, keys.sign))];
  }));
  const about = { ...doc.about, fleeting: false };
  const header = toText(await seal(keys.header, keys.id, version, { about, boxes: places, shares: doc.shares, ended: doc.ended, by }, keys.sign));
  const shared = sharesToSeal(doc);
  const shares = await Promise.all(shared.map((share) => sealedShare(share, { about, places, verify: keys.verify, version })));
  const body = JSON.stringify({
    do: "save", id: keys.id, version, ...(version === 1 ? { verify: keys.verify } : {}), header, boxes: Object.fromEntries(boxes), gone, shares, stopped: doc.toStop,
  });
  const attempt = {
    by, version, places, about: written(doc.about), parts: Object.fromEntries(parts.map((part) => [part, written(doc.parts[part] ?? null)])),
    shared: shared.map((share) => share.id), stopped: doc.toStop, stale: doc.stale,
  };
  return { attempt, body, signature: toText(await keys.sign(utf8(body))) };
}

/** @param {number} version that lies there @param {Keys} keys */
export async function eraseOf(version, keys) {
  const body = JSON.stringify({ do: "erase", id: keys.id, version: version + 1 });
  return { body, signature: toText(await keys.sign(utf8(body))) };
}

/**
 * What lies on the server, opened and checked; parts that are no newer than `known` are passed over.
 * Throws {@link Older} or {@link Unopenable}; then nothing of it is used.
 * @param {Fetched} fetched @param {Keys} keys @param {import("./sealing.js").Verify} verify
 * @param {{seen: number, known: Record<string, Place>}} before
 * @returns {Promise<Theirs>}
 */
export async function opened(fetched, keys, verify, before) {
  if (fetched.version < before.seen) throw new Older();
  try {
    return await openedAll(fetched, keys, verify, before.known);
  } catch {
    throw new Unopenable(); // also what is no base64, no JSON, or of another form
  }
}

/** @param {Fetched} fetched @param {Keys} keys @param {import("./sealing.js").Verify} verify @param {Record<string, Place>} known @returns {Promise<Theirs>} */
async function openedAll(fetched, keys, verify, known) {
  const head = fromText(fetched.header);
  const header = /** @type {any} */ (await open(keys.header, keys.id, head, verify));
  if (versionOf(head) !== fetched.version) throw new Unopenable();
  /** @type {Record<string, Place>} */
  const places = header.boxes;
  const newer = Object.entries(places).filter(([part, place]) => place.version > (known[part]?.version ?? 0));
  const parts = await Promise.all(newer.map(async ([part, place]) => [part, await openedPart(fetched, place, verify)]));
  const { about, shares, ended = [] } = header;
  return { version: fetched.version, savedOn: fetched.saved_on, about, places, shares, ended, parts: Object.fromEntries(parts) };
}

/** @param {Fetched} fetched @param {Place} place @param {import("./sealing.js").Verify} verify */
async function openedPart(fetched, place, verify) {
  const body = fromText(fetched.boxes[place.box] ?? "");
  const value = await open(fromText(place.key), place.box, body, verify);
  if (versionOf(body) !== place.version) throw new Unopenable(); // an old box beside a new header
  return value;
}
