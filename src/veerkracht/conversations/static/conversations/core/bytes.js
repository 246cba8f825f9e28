/** Bytes and the texts that they travel as. Pure. */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** @param {number} count @returns {Bytes} */
export function randomBytes(count) {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** @param {string} text @returns {Bytes} */
export function utf8(text) {
  return new Uint8Array(new TextEncoder().encode(text));
}

/** @param {Uint8Array} bytes @returns {string} */
export function fromUtf8(bytes) {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/** @param {...Uint8Array} pieces @returns {Bytes} */
export function joined(...pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** base64url without padding. @param {Uint8Array} bytes @returns {string} */
export function toText(bytes) {
  let raw = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    raw += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(raw).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The bytes of a base64url text; throws a RangeError when it is none. @param {string} text @returns {Bytes} */
export function fromText(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new RangeError("not base64url");
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  if (toText(bytes) !== text) throw new RangeError("not base64url in its one form");
  return bytes;
}

/** A number as bytes, the largest first. @param {number} value @param {number} count @returns {Bytes} */
export function numberBytes(value, count) {
  const bytes = new Uint8Array(count);
  let rest = value;
  for (let at = count - 1; at >= 0; at -= 1) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** @param {Uint8Array} bytes @returns {number} */
export function bytesNumber(bytes) {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** @param {Uint8Array} one @param {Uint8Array} other */
export function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Bytes>} */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
