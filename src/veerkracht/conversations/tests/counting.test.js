import assert from "node:assert/strict";
import { createHash, webcrypto } from "node:crypto";
import { test } from "node:test";

import { bodyOf, due, hashOf, mayBeCounted, newToken, plan, quarterOf, request, tried, TRY_FOR, WITHIN, withdrawalOf, withdrawn } from "../static/conversations/core/counting.js";

const NOW = Date.parse("2026-11-23T09:00:00Z");
const DAY = 24 * 60 * 60_000;
const means = (now = NOW) => ({
  now,
  random: (bytes) => webcrypto.getRandomValues(new Uint8Array(bytes)),
  digest: (bytes) => webcrypto.subtle.digest("SHA-256", bytes),
});
const ASKED = { said: true, form: "parents", region: "zuid-limburg", sector: "birth" };

test("a token is sixteen random bytes as base64url, and its hash is what the server computes", async () => {
  const token = newToken(means().random);
  assert.match(token, /^[A-Za-z0-9_-]{22}$/);
  assert.equal(newToken(() => new Uint8Array(16).fill(255)), "_____________________w");
  assert.equal(await hashOf(token, means().digest), createHash("sha256").update(token).digest("hex"));
  assert.equal(new Set(Array.from({ length: 200 }, () => newToken(means().random))).size, 200);
});

test("what is sent is five words, with neither token nor moment", async () => {
  const kept = await plan(ASKED, means());
  assert.ok(kept);
  const body = JSON.parse(bodyOf({ ...kept, sent: { ...kept.sent, mark: 7 } }));
  assert.deepEqual(Object.keys(body).sort(), ["instrument", "quarter", "region", "sector", "token_hash"]);
  assert.equal(body.quarter, "2026-4");
  assert.ok(!bodyOf(kept).includes(kept.token));
  assert.deepEqual(JSON.parse(withdrawalOf(kept.token)), { token: kept.token });
});

test("without a yes, from the young form, or with a word that is none, nothing is planned", async () => {
  for (const change of [{ said: false }, { said: 1 }, { form: "young" }, { form: "" }, { sector: "7" }, { region: "Zuid Limburg" }]) {
    assert.equal(await plan({ ...ASKED, ...change }, means()), null, JSON.stringify(change));
  }
  assert.equal(mayBeCounted("young"), false);
});

test("the moment lies anywhere in fourteen days, evenly", async () => {
  const moments = [];
  for (let n = 0; n < 400; n += 1) moments.push(((await plan(ASKED, means()))?.at ?? 0) - NOW);
  assert.ok(moments.every((one) => one >= 0 && one < WITHIN));
  const weeks = moments.filter((one) => one < WITHIN / 2).length;
  assert.ok(weeks > 130 && weeks < 270, `${weeks} of 400 in the first week`);
});

test("a plan waits, is sent, and is dropped when it is too late", async () => {
  const kept = { ...(await plan(ASKED, means())), at: NOW + DAY };
  const cases = [[0, "wait"], [DAY, "send"], [13 * DAY, "send"], [15 * DAY, "drop"], [-DAY, "wait"], [-400 * DAY, "send"]];
  for (const [later, what] of cases) assert.equal(due(kept, NOW + Number(later)), what, String(later));
});

test("after a try without answer it is tried for an hour, and then never again", async () => {
  const kept = tried({ ...(await plan(ASKED, means())), at: NOW }, NOW);
  assert.equal(due(kept, NOW + TRY_FOR), "send");
  assert.equal(due(tried(kept, NOW + TRY_FOR), NOW + TRY_FOR + 1), "drop");
});

test("a quarter is that of the Dutch calendar", () => {
  const cases = [["2026-03-31T21:59:00Z", "2026-1"], ["2026-03-31T22:00:00Z", "2026-2"], ["2026-12-31T23:30:00Z", "2027-1"], ["2026-09-30T12:00:00Z", "2026-3"]];
  for (const [moment, quarter] of cases) assert.equal(quarterOf(Date.parse(moment)), quarter);
});

test("a request goes without cookie and referrer", () => {
  const { credentials, referrerPolicy, method } = request("{}");
  assert.deepEqual([credentials, referrerPolicy, method], ["omit", "no-referrer", "POST"]);
});

test("taking back says which it was", () => {
  const cases = [[{ answer: null, wasSent: false }, "not-sent"], [{ answer: { withdrawn: true }, wasSent: true }, "taken-back"], [{ answer: { withdrawn: false }, wasSent: true }, "in-a-total"], [{ answer: "x", wasSent: true }, "no-answer"], [{ answer: { withdrawn: "ja" }, wasSent: true }, "no-answer"]];
  for (const [found, said] of cases) assert.equal(withdrawn(found), said);
});
