/**
 * Counting a conversation, only after a separate yes: what is sent, when, and how it is taken back. Pure:
 * the clock, chance and SHA-256 are given. Nothing of marks, age or words can get in.
 *
 * A plan is made once, kept on the device, and sent without cookie at a random moment. The token that takes
 * it back stays on the device; only its hash goes along.
 */

export const FORMS = Object.freeze(["adult", "parents", "plain", "pictures"]); // never the young one
export const SECTORS = Object.freeze(["birth", "youth", "care", "social", "other"]);
export const WITHIN = 14 * 24 * 60 * 60_000; // milliseconds
export const TRY_FOR = 60 * 60_000; // after a first try without answer; later it might be counted twice
const BYTES = 16;

/**
 * @typedef {{instrument: string, region: string, quarter: string, sector: string, token_hash: string}} Sent
 * @typedef {{made: number, at: number, tried: number | null, token: string, sent: Sent}} Plan
 * `made` and `at` are moments in milliseconds; `tried` is the first try that got no answer.
 * @typedef {{now: number, random: (bytes: number) => Uint8Array<ArrayBuffer>, digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>}} Means
 */

/** Whether a form may be counted at all. @param {string} form */
export function mayBeCounted(form) {
  return FORMS.includes(form);
}

/** Sixteen random bytes as base64url. @param {Means["random"]} random */
export function newToken(random) {
  const text = String.fromCharCode(...random(BYTES));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** SHA-256 of a token as it is written, in hexadecimal. @param {string} token @param {Means["digest"]} digest */
export async function hashOf(token, digest) {
  const found = new Uint8Array(await digest(new TextEncoder().encode(token)));
  return Array.from(found, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The quarter in which a moment falls in the Netherlands, such as `2026-4`. @param {number} moment */
export function quarterOf(moment) {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam", year: "numeric", month: "numeric" }).formatToParts(moment);
  const number = (/** @type {string} */ name) => Number(parts.find((part) => part.type === name)?.value);
  return `${number("year")}-${Math.ceil(number("month") / 3)}`;
}

/** A number from 0 up to 1, from six random bytes. @param {Means["random"]} random */
function chance(random) {
  return random(6).reduce((sum, byte) => (sum + byte) / 256, 0);
}

/**
 * What is kept on the device after a yes; null without one, for the young form, or for a word that is none.
 * @param {{said: boolean, form: string, region: string, sector: string}} asked @param {Means} means
 * @returns {Promise<Plan | null>}
 */
export async function plan(asked, means) {
  const known = mayBeCounted(asked.form) && SECTORS.includes(asked.sector) && /^[a-z0-9-]{1,40}$/.test(asked.region);
  if (asked.said !== true || !known) return null;
  const token = newToken(means.random);
  return {
    made: means.now,
    at: means.now + Math.floor(chance(means.random) * WITHIN),
    tried: null,
    token,
    sent: {
      instrument: asked.form,
      region: asked.region,
      quarter: quarterOf(means.now),
      sector: asked.sector,
      token_hash: await hashOf(token, means.digest),
    },
  };
}

/**
 * What to do with a plan now: `wait`, `send`, or `drop` when it is too late to count it once and only once.
 * A clock that was put back before its making waits no longer than the same time again.
 * @param {Plan} kept @param {number} now @returns {"wait" | "send" | "drop"}
 */
export function due(kept, now) {
  if (kept.tried !== null) return Math.abs(now - kept.tried) <= TRY_FOR ? "send" : "drop";
  if (now > kept.made + WITHIN) return "drop";
  return now >= kept.at || now < kept.made - WITHIN ? "send" : "wait";
}

/** The plan after a try that got no answer. @param {Plan} kept @param {number} now @returns {Plan} */
export function tried(kept, now) {
  return { ...kept, tried: kept.tried ?? now };
}

/** What is posted to be counted: these five words and no more. @param {Plan} kept */
export function bodyOf(kept) {
  const { instrument, region, quarter, sector, token_hash } = kept.sent;
  return JSON.stringify({ instrument, region, quarter, sector, token_hash });
}

/** What is posted to take it back. @param {string} token */
export function withdrawalOf(token) {
  return JSON.stringify({ token });
}

/** How a request goes: without cookie, referrer or copy. @param {string} body @returns {RequestInit} */
export function request(body) {
  return {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json" },
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
  };
}

/**
 * What a withdrawal came to, as a key of what the screen says: not sent yet, taken back, or in a total.
 * @param {{answer: unknown, wasSent: boolean}} found
 * @returns {"not-sent" | "taken-back" | "in-a-total" | "no-answer"}
 */
export function withdrawn({ answer, wasSent }) {
  if (!wasSent) return "not-sent";
  const said = answer !== null && typeof answer === "object" && "withdrawn" in answer ? answer.withdrawn : undefined;
  if (said === true) return "taken-back";
  return said === false ? "in-a-total" : "no-answer";
}
