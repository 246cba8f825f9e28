/**
 * The key card: sixteen random bytes that are all one needs to open a web elsewhere. Pure.
 * As a QR code (the fragment of an address, which browsers never send) and as fifteen words (`card_words.js`).
 */
import { fromText, joined, randomBytes, toText, utf8 } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{id: string, header: Bytes, sign: import("./sealing.js").Sign, verify: string}} Keys */

export const LENGTH = 16;
/** How Ed25519 seeds are wrapped in PKCS #8 (RFC 8410, section 7). */
const PKCS8 = new Uint8Array([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]);

/** What somebody typed or scanned is no card; `word` says which word is not on the list. */
export class NoCard extends Error {
  name = "NoCard";
  /** @param {string} word */
  constructor(word = "") {
    super();
    this.word = word;
  }
}

/** @returns {Bytes} */
export function newCard() {
  return randomBytes(LENGTH);
}

/** @param {Bytes} card */
export function cardFragment(card) {
  return `k=${toText(card)}`;
}

/** The card in a scanned address, a fragment or the bare characters. @param {string} text @returns {Bytes} */
export function cardFrom(text) {
  const found = /(?:^|#|[#&]?k=)([A-Za-z0-9_-]{22})$/.exec(text.trim());
  if (!found?.[1]) throw new NoCard();
  try {
    return fromText(found[1]);
  } catch {
    throw new NoCard();
  }
}

/** @param {CryptoKey} source @param {string} info @param {number} bytes @returns {Promise<Bytes>} */
async function derived(source, info, bytes) {
  const how = { name: "HKDF", hash: "SHA-256", salt: utf8("veerkracht.card.1"), info: utf8(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, source, bytes * 8));
}

/** All that follows from a card. @param {Bytes} card @returns {Promise<Keys>} */
export async function cardKeys(card) {
  const source = await crypto.subtle.importKey("raw", card, "HKDF", false, ["deriveBits"]);
  const [id, header, seed] = await Promise.all([derived(source, "id", 16), derived(source, "header", 32), derived(source, "sign", 32)]);
  const signing = await crypto.subtle.importKey("pkcs8", joined(PKCS8, seed), "Ed25519", true, ["sign"]);
  const { x } = await crypto.subtle.exportKey("jwk", signing);
  const sealing = await crypto.subtle.importKey("pkcs8", joined(PKCS8, seed), "Ed25519", false, ["sign"]);
  /** @param {Bytes} message */
  const sign = async (message) => new Uint8Array(await crypto.subtle.sign("Ed25519", sealing, message));
  return { id: toText(id), header, sign, verify: String(x) };
}

/** What checks the signatures of who holds the card. @param {string} verify @returns {Promise<import("./sealing.js").Verify>} */
export async function verifierOf(verify) {
  const key = await crypto.subtle.importKey("raw", fromText(verify), "Ed25519", false, ["verify"]);
  return (message, signature) => crypto.subtle.verify("Ed25519", key, signature, message);
}
