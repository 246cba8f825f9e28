import assert from "node:assert/strict";
import { test } from "node:test";

import { sha256, toText, utf8 } from "../static/conversations/core/bytes.js";
import { NoReceipt, readReceipt } from "../static/conversations/core/receipt.js";

const ID = toText(new Uint8Array(16).fill(7));

/** @param {any} value */
const part = (value) => toText(utf8(JSON.stringify(value)));

async function signer() {
  const pair = /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]));
  const { x } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const sign = async (/** @type {string} */ text) => toText(new Uint8Array(await crypto.subtle.sign("Ed25519", pair.privateKey, utf8(text))));
  return { keys: [{ kty: "OKP", crv: "Ed25519", x, kid: "one", use: "sig" }], sign };
}

/** @param {(text: string) => Promise<string>} sign @param {any} [more] @param {any} [head] */
async function receipt(sign, more = {}, head = { alg: "EdDSA", kid: "one" }) {
  const claims = { web: toText(await sha256(new Uint8Array(16).fill(7))), erased_on: "2026-11-28", backups_gone_on: "2026-12-06", ...more };
  const text = `${part(head)}.${part(claims)}`;
  return `${text}.${await sign(text)}`;
}

test("a receipt of this web holds by the key that signed it, and says so when there is no key to ask", async () => {
  const { keys, sign } = await signer();
  const text = await receipt(sign);
  const { claims, signed } = await readReceipt(text, ID, keys);
  assert.deepEqual([claims.erased_on, claims.backups_gone_on, signed], ["2026-11-28", "2026-12-06", true]);
  assert.equal((await readReceipt(text, ID, null)).signed, null);
});

test("what is no receipt of this web, or not signed by us, is none", async () => {
  const { keys, sign } = await signer();
  const other = await signer();
  const text = await receipt(sign);
  const wrong = [
    "", "a.b.c", "undefined", text.slice(0, -8), `${text}.x`,
    await receipt(sign, { web: toText(new Uint8Array(32)) }), await receipt(sign, { erased_on: "<b>nu</b>" }), await receipt(sign, { backups_gone_on: undefined }),
    await receipt(sign, {}, { alg: "none", kid: "one" }), await receipt(sign, {}, { alg: "EdDSA", kid: "two" }), await receipt(other.sign),
  ];
  for (const one of wrong) await assert.rejects(readReceipt(one, ID, keys), NoReceipt, one);
});
