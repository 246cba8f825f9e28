/** The server as the conversation sees it: sealed boxes in and out, without cookies, address or referrer. */

/** @typedef {{status: number, answer: any}} Answer */

const NOTHING = { credentials: /** @type {const} */ ("omit"), referrerPolicy: /** @type {const} */ ("no-referrer"), cache: /** @type {const} */ ("no-store") };

/** No answer came; what was sent may or may not have arrived. */
export class NoAnswer extends Error {
  name = "NoAnswer";
}

/**
 * @param {string} path below /gesprek/ @param {string} body @param {Record<string, string>} [headers] @param {RequestCredentials} [credentials]
 * @returns {Promise<Answer>}
 */
export async function send(path, body, headers = {}, credentials = "omit") {
  try {
    const sent = { method: "POST", body, headers: { "Content-Type": "application/json", ...headers }, signal: AbortSignal.timeout(20_000) };
    const response = await fetch(new URL(path, new URL("/gesprek/", location.href)), { ...NOTHING, ...sent, credentials });
    const answer = await response.json().catch(() => ({}));
    return { status: response.status, answer };
  } catch {
    throw new NoAnswer();
  }
}

/** Something public, without cookie or referrer. @param {string} path below /gesprek/ @returns {Promise<Answer>} */
export async function get(path) {
  try {
    const response = await fetch(new URL(path, new URL("/gesprek/", location.href)), { credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(20_000) });
    return { status: response.status, answer: response.ok ? await response.json() : null };
  } catch {
    throw new NoAnswer();
  }
}

/** What a store needs of the server. */
export const server = {
  /** @param {string} body @param {string} signature */
  save: (body, signature) => send("opslag/bewaar/", body, { "X-Signature": signature }),
  /** @param {string} id */
  fetch: (id) => send("opslag/haal/", JSON.stringify({ id })),
  /** @param {string} body @param {string} signature */
  erase: (body, signature) => send("opslag/wis/", body, { "X-Signature": signature }),
  /** @param {string} code */
  invitation: (code) => send("uitnodiging/", JSON.stringify({ code })),
};

/** @typedef {typeof server} Server */
