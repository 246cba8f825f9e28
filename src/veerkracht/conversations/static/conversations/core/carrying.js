/**
 * One web carried along: saved to the server, fetched, merged. It decides what to send when; the network and the
 * keeping of the document are handed in. Pure but for time between tries.
 */
import { accepted, hasNews, merged, withPart } from "./document.js";
import { Older, opened, saveOf } from "./saving.js";
import { Unopenable } from "./sealing.js";
import { NoAnswer } from "./server.js";
import { openedVoice } from "./sharing.js";

/**
 * @typedef {import("./document.js").Doc} Doc @typedef {import("./card.js").Keys} Keys
 * @typedef {import("./server.js").Server} Server
 * @typedef {{get: () => Doc, set: (change: (doc: Doc) => Doc) => Promise<void>}} Holder `set` resolves when it is kept
 * @typedef {Record<string, string[]>} Openings when each share was opened
 * @typedef {{state: "saved" | "gone" | "refused" | "busy", openings: Openings | null}} Outcome
 * @typedef {"here" | "along" | "waiting" | "offline" | "gone" | "older" | "tampered" | "refused"} Carried how it stands with what lies elsewhere
 */

const TRIES = 6;
/** @type {Record<Outcome["state"], Carried>} */
export const ENDS = { saved: "along", busy: "waiting", gone: "gone", refused: "refused" };

/** @param {unknown} error @returns {Carried} */
export function trouble(error) {
  if (error instanceof NoAnswer) return "offline";
  if (error instanceof Older) return "older";
  if (error instanceof Unopenable) return "tampered";
  throw error;
}

/**
 * Send what is new, after taking in what others saved. Throws NoAnswer when the network is away (nothing is lost: the
 * same is sent later), Older and Unopenable when the server gives something it should not.
 * @param {Holder} holder @param {Keys} keys @param {import("./sealing.js").Verify} verify @param {Server} server @returns {Promise<Outcome>}
 */
export async function carry(holder, keys, verify, server) {
  /** @type {Openings | null} */
  let openings = null;
  if (holder.get().attempt) ({ openings } = await takeIn(holder, keys, verify, server));
  for (let nth = 0; nth < TRIES; nth += 1) {
    if (!hasNews(holder.get())) return { state: "saved", openings };
    const { status } = await sendOnce(holder, keys, server);
    if (status === 409) ({ openings } = await takeIn(holder, keys, verify, server));
    else if (status === 404) return { state: "gone", openings };
    else if (status === 429 || status >= 500) return { state: "busy", openings };
    else if (status !== 200) return { state: "refused", openings };
  }
  return { state: "busy", openings };
}

/** @param {Holder} holder @param {Keys} keys @param {Server} server */
async function sendOnce(holder, keys, server) {
  const { attempt, body, signature } = await saveOf(holder.get(), keys);
  await holder.set((now) => ({ ...now, attempt }));
  const { status, answer } = await server.save(body, signature);
  if (status === 200) await holder.set((now) => accepted(now, attempt, answer.saved_on));
  return { status };
}

/**
 * Take in what lies on the server. `there` is false when nothing lies there (never saved, or erased).
 * @param {Holder} holder @param {Keys} keys @param {import("./sealing.js").Verify} verify @param {Server} server
 * @returns {Promise<{there: boolean, openings: Openings | null}>}
 */
export async function takeIn(holder, keys, verify, server) {
  const { status, answer } = await server.fetch(keys.id);
  if (status !== 200) return { there: status !== 404, openings: null };
  const before = holder.get();
  const theirs = await opened(answer, keys, verify, { seen: before.seen, known: before.places });
  await holder.set((now) => (theirs.version > now.version || now.attempt ? merged(now, theirs) : now));
  await hear(holder, answer.shares);
  return { there: true, openings: Object.fromEntries(answer.shares.map((/** @type {any} */ one) => [one.id, one.opened])) };
}

/** Voices that came in become parts of the web, so that they stay when sharing ends. @param {Holder} holder @param {any[]} shares */
async function hear(holder, shares) {
  for (const { id, voice } of shares) {
    const note = holder.get().shares.find((one) => one.id === id);
    if (!note || !voice) continue;
    try {
      const said = await openedVoice(note, voice);
      await holder.set((now) => withPart(now, `voice.${id}`, { ...said, name: note.name, organisation: note.organisation }));
    } catch (error) {
      if (!(error instanceof Unopenable)) throw error; // not hers, or tampered with: it is not shown
    }
  }
}
