import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";

import { addressOf, isOurs, isWhole, OtherKey, partsOf, Spoilt, verified } from "../static/conversations/core/list.js";

const pair = generateKeyPairSync("ed25519");
const other = generateKeyPairSync("ed25519");
const keyText = (keys) => keys.publicKey.export({ format: "jwk" }).x;
const bytes = new TextEncoder().encode("export {};\n");
const file = { path: "core/a.js", sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length, group: "shell" };
const page = { ...file, path: "/gesprek/" };
const list = { format: 1, version: "0123456789abcdef", files: [file, { ...file, path: "lib/pdf-lib.js", group: "later" }], pages: [page] };

function signed(text, keys = pair) {
  return { list: text, signature: sign(null, Buffer.from(text), keys.privateKey).toString("base64url"), key: keyText(keys) };
}

test("the first key is taken, and the same key later", async () => {
  const given = signed(JSON.stringify(list));
  assert.deepEqual(await verified(given, null), list);
  assert.deepEqual(await verified(given, keyText(pair)), list);
});

test("another key later is refused, though its signature holds", async () => {
  await assert.rejects(verified(signed(JSON.stringify(list), other), keyText(pair)), OtherKey);
});

test("a list that was changed, or signed by another than it says, is spoilt", async () => {
  const given = signed(JSON.stringify(list));
  const wrong = [
    { ...given, list: given.list.replace("core/a.js", "core/b.js") },
    { ...signed(given.list, other), key: keyText(pair) },
    { ...given, signature: "AAAA" },
    { ...given, signature: "%" },
    { ...given, key: "AAAA" },
    { ...given, list: 7 },
    null,
    {},
    "text",
  ];
  for (const one of wrong) await assert.rejects(verified(one, null), Spoilt);
});

test("what is signed must be a list that can be used", async () => {
  const odd = [{ ...list, format: 2 }, { ...list, version: "../x" }, { ...list, files: {} }, { ...list, files: [{ ...file, path: "../../x" }] }, { ...list, pages: [{ ...page, sha256: "no" }] }];
  for (const one of odd) await assert.rejects(verified(signed(JSON.stringify(one)), null), Spoilt);
});

test("a file is whole when its bytes are those of the list", async () => {
  assert.equal(await isWhole(file, bytes.buffer), true);
  assert.equal(await isWhole(file, new TextEncoder().encode("export []\n ").buffer), false);
  assert.equal(await isWhole({ ...file, size: 5 }, bytes.buffer), false);
});

test("files lie below their version, pages where they are; what is for later is apart", () => {
  assert.equal(addressOf(list, file), "/gesprek/schil/0123456789abcdef/core/a.js");
  assert.equal(addressOf(list, page), "/gesprek/");
  assert.deepEqual(partsOf(list, "shell"), [file, page]);
  assert.deepEqual(partsOf(list, "later").map((one) => one.path), ["lib/pdf-lib.js"]);
});

test("nothing that is posted and no other address is answered from the device", () => {
  const origin = "https://gesprek.example";
  const ours = (method, path, from = origin) => isOurs({ method, url: `${from}${path}` }, origin);
  assert.ok(ours("GET", "/gesprek/") && ours("GET", "/gesprek/vak/?a=1") && ours("GET", "/gesprek/schil/x/core/a.js"));
  const not = [["POST", "/gesprek/"], ["POST", "/gesprek/opslag/bewaar/"], ["GET", "/gesprek/vak/binnen/?ticket=x"], ["GET", "/gesprek/schil.json"], ["GET", "/gesprek/papier/"], ["GET", "/"]];
  for (const [method, path] of not) assert.equal(ours(method, path), false, path);
  assert.equal(ours("GET", "/gesprek/", "https://elsewhere.example"), false);
});
