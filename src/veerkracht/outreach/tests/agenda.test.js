/** The web component asks only us, and links only to us. */
import assert from "node:assert/strict";
import test from "node:test";

globalThis.HTMLElement ??= /** @type {any} */ (class {});
globalThis.customElements ??= /** @type {any} */ ({ get: () => undefined, define: () => undefined });

const { ours, source } = await import("../static/outreach/veerkracht-agenda.js");

/** @param {Record<string, string>} given */
const asked = (given) => (/** @type {string} */ name) => given[name] ?? null;

test("it asks for a region, a sector and a number within bounds", () => {
  const found = source(asked({ region: "zuid-limburg", sector: "welzijn", number: "9999" }), "en");
  assert.equal(found.pathname, "/en/op-je-site/agenda.json");
  assert.equal(found.search, "?regio=zuid-limburg&sector=welzijn&aantal=20");
});

test("odd values are escaped or passed over", () => {
  const found = source(asked({ region: "a&b=<c>", number: "-1" }), "nl");
  assert.equal(found.searchParams.get("regio"), "a&b=<c>");
  assert.equal(found.searchParams.has("aantal"), false);
});

test("a link to elsewhere leads to us", () => {
  for (const url of ["javascript:alert(1)", "https://elders.example/", "data:text/html,x", undefined]) { // eslint-disable-line no-script-url -- a hostile address
    assert.doesNotMatch(ours(url), /alert|elders|data:/);
  }
});
