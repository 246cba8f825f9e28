import assert from "node:assert/strict";
import { test } from "node:test";

import * as HPKE from "hpke";

import { fromText, toText, utf8 } from "../static/conversations/core/bytes.js";

/** @param {string} text */
const hex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

test("key agreement: HPKE opens the vector of RFC 9180, A.3.1 (P-256, HKDF-SHA256)", async () => {
  const suite = new HPKE.CipherSuite(HPKE.KEM_DHKEM_P256_HKDF_SHA256, HPKE.KDF_HKDF_SHA256, HPKE.AEAD_AES_128_GCM);
  const open = hex("04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0");
  const jwk = { kty: "EC", crv: "P-256", x: toText(open.slice(1, 33)), y: toText(open.slice(33)), d: toText(hex("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2")) };
  const privateKey = await crypto.subtle.importKey("jwk", jwk, { name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
  const pair = { privateKey, publicKey: await suite.DeserializePublicKey(open) };
  const secret = hex("04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4");
  const sealed = hex("5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434");
  const told = await suite.Open(pair, secret, sealed, { info: utf8("Ode on a Grecian Urn"), aad: utf8("Count-0") });
  assert.equal(new TextDecoder().decode(told), "Beauty is truth, truth beauty");
});

test("signatures: Ed25519 gives the vector of RFC 8032, 7.1, test 2", async () => {
  const before = hex("302e020100300506032b657004220420");
  const seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  const key = await crypto.subtle.importKey("pkcs8", new Uint8Array([...before, ...seed]), "Ed25519", false, ["sign"]);
  const signature = await crypto.subtle.sign("Ed25519", key, hex("72"));
  assert.deepEqual(
    new Uint8Array(signature),
    hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
  );
});

test("derivation: HKDF-SHA256 gives the vector of RFC 5869, A.1", async () => {
  const source = await crypto.subtle.importKey("raw", hex("0b".repeat(22)), "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: hex("000102030405060708090a0b0c"), info: hex("f0f1f2f3f4f5f6f7f8f9") };
  const bits = await crypto.subtle.deriveBits(how, source, 42 * 8);
  assert.deepEqual(new Uint8Array(bits), hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"));
  assert.deepEqual(fromText(toText(new Uint8Array(bits))), new Uint8Array(bits));
});
