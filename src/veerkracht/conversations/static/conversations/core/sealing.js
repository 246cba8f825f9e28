/**
 * A box: one part of a web, sealed with a key of its own and signed by the resident. Pure.
 * The form on the wire stands in docs/explanation/gesprek-protocol.md.
 */
import { bytesNumber, fromText, fromUtf8, joined, numberBytes, randomBytes, utf8 } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** What signs a box, and what says whether a signature holds. @typedef {(message: Bytes) => Promise<Bytes>} Sign */
/** @typedef {(message: Bytes, signature: Bytes) => Promise<boolean>} Verify */

/** Sizes of plain text; each box is one of these, so that its size says little. */
export const BUCKETS = [512, 2_048, 8_192, 32_768, 131_072];
const FORMAT = 1;
const IV = 12;
const TAG = 16;
const SIGNATURE = 64;
const BEFORE = 1 + 8 + IV;
/** What a box holds beyond its plain text, in bytes. */
export const OVERHEAD = BEFORE + TAG + SIGNATURE;

/** A box that does not open: cut off, changed, or sealed with another key. */
export class Unopenable extends Error {
  name = "Unopenable";
}

/** More words than one part may hold. */
export class TooLarge extends Error {
  name = "TooLarge";
}

/** @param {Bytes} raw @returns {Promise<CryptoKey>} */
export function boxKey(raw) {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** @param {unknown} value @returns {Bytes} */
export function padded(value) {
  const plain = utf8(JSON.stringify(value));
  const size = BUCKETS.find((bucket) => plain.length + 4 <= bucket);
  if (size === undefined) throw new TooLarge();
  const whole = new Uint8Array(size);
  whole.set(numberBytes(plain.length, 4));
  whole.set(plain, 4);
  return whole;
}

/** @param {Uint8Array} whole @returns {unknown} */
export function unpadded(whole) {
  const length = bytesNumber(whole.subarray(0, 4));
  if (length > whole.length - 4) throw new Unopenable();
  return JSON.parse(fromUtf8(whole.subarray(4, 4 + length)));
}

/** @param {string} box @param {number} version @returns {Bytes} */
function additional(box, version) {
  return joined(utf8("veerkracht.box.1"), fromText(box), numberBytes(version, 8));
}

/**
 * @param {Bytes} key @param {string} box @param {number} version @param {unknown} value @param {Sign} sign
 * @returns {Promise<Bytes>}
 */
export async function seal(key, box, version, value, sign) {
  const iv = randomBytes(IV);
  const additionalData = additional(box, version);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, await boxKey(key), padded(value));
  const cipher = new Uint8Array(sealed);
  const signature = await sign(joined(additionalData, iv, cipher));
  return joined(new Uint8Array([FORMAT]), numberBytes(version, 8), iv, cipher, signature);
}

/** The version that a box says it has, not yet proved. @param {Uint8Array} body */
export function versionOf(body) {
  return bytesNumber(body.subarray(1, 9));
}

/**
 * The part in a box, when its signature holds and its key fits; throws {@link Unopenable} otherwise.
 * @param {Bytes} key @param {string} box @param {Bytes} body @param {Verify} verify
 * @returns {Promise<unknown>}
 */
export async function open(key, box, body, verify) {
  if (body.length <= OVERHEAD || body[0] !== FORMAT) throw new Unopenable();
  const additionalData = additional(box, versionOf(body));
  const iv = body.slice(9, BEFORE);
  const cipher = body.slice(BEFORE, body.length - SIGNATURE);
  const signature = body.slice(body.length - SIGNATURE);
  if (!(await verify(joined(additionalData, iv, cipher), signature))) throw new Unopenable();
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, await boxKey(key), cipher);
    return unpadded(new Uint8Array(plain));
  } catch {
    throw new Unopenable();
  }
}
