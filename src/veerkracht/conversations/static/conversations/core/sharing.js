/**
 * Together: what a resident seals for a professional, what she opens, and her own voice. Pure.
 * HPKE (RFC 9180) comes from the package `hpke`; signatures of professionals are ECDSA on P-256.
 */
import { fromText, fromUtf8, joined, randomBytes, sha256, toText, utf8 } from "./bytes.js";
import { nines } from "./card_words.js";
import { DIMENSIONS } from "./document.js";
import { open, seal, Unopenable, versionOf } from "./sealing.js";
import { WORDS } from "./wordlist.js";

/**
 * @typedef {import("./bytes.js").Bytes} Bytes @typedef {import("./document.js").ShareNote} ShareNote
 * @typedef {import("./document.js").Place} Place @typedef {import("./document.js").About} About
 * @typedef {{open: CryptoKeyPair, sign: CryptoKeyPair}} ReaderKeys keys that cannot be taken out of her browser
 * @typedef {{about: About, parts: Record<string, Place>, verify: string, version: number, until: string, voice: {key: string, box: string}}} Shared
 * @typedef {{name: string, organisation: string, on: string, marks: Record<string, number | null>, words: string}} Voice
 * @typedef {{sealed: string, boxes: Record<string, string>, version: number}} ReadShare
 */

/** The package is large, and needed only where something is shared. */
async function hpke() {
  const HPKE = await import("hpke");
  return new HPKE.CipherSuite(HPKE.KEM_DHKEM_P256_HKDF_SHA256, HPKE.KDF_HKDF_SHA256, HPKE.AEAD_AES_256_GCM);
}

const ENCAPSULATED = 65;
const ROUNDS = 200_000;
const ECDSA = { name: "ECDSA", hash: "SHA-256" };
const CURVE = { name: "ECDSA", namedCurve: "P-256" };

/** @param {string} share */
const info = (share) => joined(utf8("veerkracht.share.1"), fromText(share));

/** Two key pairs that cannot be taken out. @returns {Promise<ReaderKeys>} */
export async function newReaderKeys() {
  const suite = await hpke();
  const [opening, signing] = await Promise.all([suite.GenerateKeyPair(false), crypto.subtle.generateKey(CURVE, false, ["sign", "verify"])]);
  return { open: /** @type {CryptoKeyPair} */ (opening), sign: signing };
}

/** Their public halves as texts. @param {ReaderKeys} keys */
export async function publicHalves(keys) {
  const suite = await hpke();
  const [opening, signing] = await Promise.all([suite.SerializePublicKey(keys.open.publicKey), crypto.subtle.exportKey("raw", keys.sign.publicKey)]);
  return { open: toText(opening), sign: toText(new Uint8Array(signing)) };
}

/** What her QR code holds of her keys, so that no other can be given in their place. @param {string} opening @param {string} signing */
export async function fingerprint(opening, signing) {
  return toText((await sha256(joined(fromText(opening), fromText(signing)))).slice(0, 16));
}

/**
 * Four words that both screens show when nobody came between. @param {{open: string, sign: string, code: string}} invited
 * @returns {Promise<string[]>}
 */
export async function checkWords(invited) {
  const source = await crypto.subtle.importKey("raw", joined(fromText(invited.open), fromText(invited.sign), utf8(invited.code)), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: utf8("veerkracht.words.1"), iterations: ROUNDS };
  return nines(new Uint8Array(await crypto.subtle.deriveBits(how, source, 40)), 4).map((nth) => WORDS[nth] ?? "");
}

/**
 * A note of a new share; what is sealed follows from it at each save.
 * @param {{reader: string, name: string, organisation: string, open: string, sign: string, parts: string[], until: string, since: string}} chosen
 * @returns {ShareNote}
 */
export function newShare(chosen) {
  return { id: toText(randomBytes(16)), ...chosen, voice: { key: toText(randomBytes(32)), box: toText(randomBytes(16)) } };
}

/**
 * What goes to the server of a share: the keys of the chosen parts, sealed so that only she can open them.
 * @param {ShareNote} share @param {{about: About, places: Record<string, Place>, verify: string, version: number}} web
 */
export async function sealedShare(share, web) {
  const parts = Object.fromEntries(share.parts.flatMap((part) => (web.places[part] ? [[part, web.places[part]]] : [])));
  const content = { about: web.about, parts, verify: web.verify, version: web.version, until: share.until, voice: share.voice };
  const suite = await hpke();
  const reader = await suite.DeserializePublicKey(fromText(share.open));
  const { encapsulatedSecret, ciphertext } = await suite.Seal(reader, utf8(JSON.stringify(content)), { info: info(share.id) });
  const boxes = Object.values(parts).map((place) => /** @type {Place} */ (place).box);
  return { id: share.id, reader: share.reader, sealed: toText(joined(encapsulatedSecret, ciphertext)), boxes, until: share.until };
}

/** Open what was shared with me; throws {@link Unopenable}. @param {string} share @param {string} sealed @param {ReaderKeys} keys @returns {Promise<Shared>} */
export async function openedShare(share, sealed, keys) {
  const suite = await hpke();
  try {
    const bytes = fromText(sealed);
    const plain = await suite.Open(keys.open, bytes.slice(0, ENCAPSULATED), bytes.slice(ENCAPSULATED), { info: info(share) });
    return JSON.parse(fromUtf8(plain));
  } catch {
    throw new Unopenable();
  }
}

/**
 * The parts that she may read, by name; throws {@link Unopenable} when one is not what the resident signed, or older than she saw.
 * @param {Shared} shared @param {Record<string, string>} boxes @param {import("./sealing.js").Verify} verify @param {Record<string, number>} seen versions by box
 */
export async function readParts(shared, boxes, verify, seen) {
  const read = await Promise.all(Object.entries(shared.parts).map(async ([part, place]) => {
    const body = fromText(boxes[place.box] ?? "");
    if (versionOf(body) < Math.max(place.version, seen[place.box] ?? 0)) throw new Unopenable();
    return [part, await open(fromText(place.key), place.box, body, verify), place.box, versionOf(body)];
  }));
  return {
    parts: /** @type {Record<string, any>} */ (Object.fromEntries(read.map(([part, value]) => [part, value]))),
    seen: /** @type {Record<string, number>} */ (Object.fromEntries(read.map(([, , box, version]) => [box, version]))),
  };
}

/** @param {ReaderKeys} keys @returns {import("./sealing.js").Sign} */
export function signerOf(keys) {
  return async (message) => new Uint8Array(await crypto.subtle.sign(ECDSA, keys.sign.privateKey, message));
}

/** @param {string} sign her public key @returns {Promise<import("./sealing.js").Verify>} */
export async function verifierOfReader(sign) {
  const key = await crypto.subtle.importKey("raw", fromText(sign), CURVE, false, ["verify"]);
  return (message, signature) => crypto.subtle.verify(ECDSA, key, signature, message);
}

/** Her voice, sealed for the resident and signed by her. @param {{key: string, box: string}} place @param {number} version @param {Voice} voice @param {ReaderKeys} keys */
export async function sealedVoice(place, version, voice, keys) {
  return toText(await seal(fromText(place.key), place.box, version, voice, signerOf(keys)));
}

const LONGEST_VOICE = 16_000; // bytes of a sealed voice; hers are words for a person, no book
const LONGEST = { name: 200, organisation: 200, on: 10, words: 4_000 };

/** A text of hers, or nothing. @param {unknown} value @param {number} most */
const textOf = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");

/** Only what a voice holds, each of its own kind: it comes from another person's browser. @param {any} said @returns {Voice} */
function cleaned(said) {
  const marks = DIMENSIONS.map((key) => [key, Number.isInteger(said?.marks?.[key]) && said.marks[key] >= 0 && said.marks[key] <= 10 ? said.marks[key] : null]);
  return {
    name: textOf(said?.name, LONGEST.name), organisation: textOf(said?.organisation, LONGEST.organisation), on: textOf(said?.on, LONGEST.on),
    marks: Object.fromEntries(marks), words: textOf(said?.words, LONGEST.words),
  };
}

/**
 * A voice as it may be shown, with what proves that it is of this key; throws {@link Unopenable}.
 * @param {{voice: {key: string, box: string}, sign: string}} share @param {string} body
 */
export async function openedVoice(share, body) {
  if (body.length > LONGEST_VOICE) throw new Unopenable();
  try {
    const said = await open(fromText(share.voice.key), share.voice.box, fromText(body), await verifierOfReader(share.sign));
    return { ...cleaned(said), proof: { body, key: share.voice.key, box: share.voice.box, sign: share.sign } };
  } catch {
    throw new Unopenable();
  }
}

/** Which version of a voice this is; 0 for none. @param {any} voice */
export function voiceVersion(voice) {
  return voice?.proof ? versionOf(fromText(voice.proof.body)) : 0;
}

/** A voice that was handed on, as it was signed; throws {@link Unopenable} when it was changed. @param {any} voice */
export async function provedVoice(voice) {
  const { body, key, box, sign } = voice?.proof ?? {};
  if (![body, key, box, sign].every((one) => typeof one === "string")) throw new Unopenable();
  return openedVoice({ voice: { key, box }, sign }, body);
}
