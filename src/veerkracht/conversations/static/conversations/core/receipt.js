/** The receipt of erasure: what it says, whether it is of this web, and whether its signature holds. Pure. */
import { fromText, sha256, toText } from "./bytes.js";

/**
 * @typedef {{web: string, erased_on: string, backups_gone_on: string}} Claims
 * @typedef {{claims: Claims, signed: boolean | null}} Receipt `signed`: null when there is no key to check it with
 */

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What came is no receipt of this web, or its signature is wrong. */
export class NoReceipt extends Error {
  name = "NoReceipt";
}

/** @param {string} part @returns {any} */
function json(part) {
  return JSON.parse(new TextDecoder().decode(fromText(part)));
}

/**
 * The receipt in this text. Throws {@link NoReceipt}.
 * @param {string} text a compact JWS @param {string} id the web's number at the server @param {any[] | null} keys JWKs; null when they cannot be had
 * @returns {Promise<Receipt>}
 */
export async function readReceipt(text, id, keys) {
  try {
    const [head = "", body = "", signature = "", ...more] = text.split(".");
    const claims = json(body);
    if (more.length > 0 || !whole(claims) || claims.web !== toText(await sha256(fromText(id)))) throw new NoReceipt();
    const signed = keys && (await holds({ head, body, signature }, keys));
    if (signed === false) throw new NoReceipt();
    return { claims, signed };
  } catch {
    throw new NoReceipt();
  }
}

/** @param {any} claims */
function whole(claims) {
  return [claims.erased_on, claims.backups_gone_on].every((day) => typeof day === "string" && DAY.test(day));
}

/** @param {{head: string, body: string, signature: string}} parts @param {any[]} keys */
async function holds({ head, body, signature }, keys) {
  const { alg, kid } = json(head);
  const known = keys.find((one) => one.kid === kid && one.kty === "OKP" && one.crv === "Ed25519");
  if (alg !== "EdDSA" || !known) return false;
  const key = await crypto.subtle.importKey("raw", fromText(known.x), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, fromText(signature), new TextEncoder().encode(`${head}.${body}`));
}
