// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { bytesOf, readable, textOf, writable } from "../static/people/passkey.js";

test("bytes survive the way to text and back", () => {
  for (const length of [0, 1, 2, 3, 4, 31, 32, 255]) {
    const bytes = Uint8Array.from({ length }, (_, place) => (place * 37) % 256);
    assert.deepEqual(new Uint8Array(bytesOf(textOf(bytes.buffer))), bytes);
  }
});

test("text is fit for an address: no plus, slash or padding", () => {
  assert.equal(textOf(Uint8Array.of(251, 255, 254, 1).buffer), "-__-AQ");
});

test("the server's options get their binary parts", () => {
  const options = readable({ challenge: "AQ", user: { id: "Ag", name: "Anna" }, allowCredentials: [{ id: "Aw", type: "public-key" }] });
  assert.deepEqual([...new Uint8Array(options.challenge)], [1]);
  assert.deepEqual([...new Uint8Array(options.user.id)], [2]);
  assert.deepEqual([...new Uint8Array(options.allowCredentials[0].id)], [3]);
  assert.equal(options.user.name, "Anna");
});

test("the browser's answer becomes plain JSON", () => {
  const credential = {
    id: "AQ",
    type: "public-key",
    rawId: Uint8Array.of(1).buffer,
    authenticatorAttachment: "platform",
    getClientExtensionResults: () => ({}),
    response: { clientDataJSON: Uint8Array.of(2).buffer, signature: Uint8Array.of(3).buffer },
  };
  const answer = writable(/** @type {any} */ (credential));
  assert.deepEqual(JSON.parse(JSON.stringify(answer)).response, { clientDataJSON: "Ag", signature: "Aw" });
});
