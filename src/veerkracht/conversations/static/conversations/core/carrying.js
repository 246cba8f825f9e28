/**
 * One web carried along: saved to the server, fetched, merged. It decides what to send when; the network and the
 * keeping of the document are handed in. Pure but for time between tries.
 */
import { toText } from "./bytes.js";
import { cardKeys, verifierOf } from "./card.js";
import { accepted, hasNews, leftOut, merged, newDoc, withoutPast, withPart } from "./document.js";
import { Older, opened, saveOf } from "./saving.js";
import { TooLarge, Unopenable } from "./sealing.js";
import { NoAnswer } from "./server.js";
import { openedVoice, voiceVersion } from "./sharing.js";

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
const ENDS = { saved: "along", busy: "waiting", gone: "gone", refused: "refused" };

/** What went wrong, as it is told. What nobody foresaw is tried again later. @param {unknown} error @returns {Carried} */
export function trouble(error) {
  if (error instanceof NoAnswer) return "offline";
  if (error instanceof Older) return "older";
  if (error instanceof Unopenable) return "tampered";
  return error instanceof TooLarge ? "refused" : "waiting";
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
    else if (status === 404 || status === 410) return { state: "gone", openings };
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
  if (status !== 200) return { status };
  if (answer?.version !== attempt.version) throw new NoAnswer(); // somebody on the way answered in its place
  await holder.set((now) => leftOut(accepted(now, attempt, answer.saved_on), answer.left_out ?? []));
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
  if (typeof answer?.header !== "string" || !Array.isArray(answer.shares)) throw new NoAnswer();
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
    if (!note || typeof voice !== "string") continue;
    try {
      const said = await openedVoice(note, voice);
      if (voiceVersion(said) <= voiceVersion(holder.get().parts[`voice.${id}`])) continue; // heard already, or an older one
      await holder.set((now) => withPart(now, `voice.${id}`, { ...said, name: note.name, organisation: note.organisation }));
    } catch (error) {
      if (!(error instanceof Unopenable)) throw error; // not hers, or tampered with: it is not shown
    }
  }
}

/**
 * Take in and send, for a web that is carried along. @param {import("./holding.js").Holding} open @param {Server} server
 * @param {string} today shares that ended before it are gone
 * @returns {Promise<{carried: Carried, openings: Openings | null}>}
 */
export async function exchange(open, server, today) {
  if (open.doc.shares.some((one) => one.until < today)) await open.set((doc) => withoutPast(doc, today));
  const saved = open.doc.version > 0;
  const first = saved || open.doc.attempt ? await takeIn(open, open.keys, open.verify, server) : { there: true, openings: null };
  if (saved && !first.there) return { carried: "gone", openings: null };
  const { state, openings } = await carry(open, open.keys, open.verify, server);
  return { carried: ENDS[state], openings: openings ?? first.openings };
}

/** There is nothing on the server for this card: never saved, erased, or too long unused. */
export class NothingThere extends Error {
  name = "NothingThere";
}

/**
 * The web of a card, from the server; throws NothingThere, NoAnswer or Unopenable.
 * @param {import("./bytes.js").Bytes} card @param {boolean} fleeting @param {Server} server @returns {Promise<Doc>}
 */
export async function fetchedDoc(card, fleeting, server) {
  const keys = await cardKeys(card);
  const { status, answer } = await server.fetch(keys.id);
  if (status === 404) throw new NothingThere();
  if (status !== 200) throw new NoAnswer();
  const theirs = await opened(answer, keys, await verifierOf(keys.verify), { seen: 0, known: {} });
  const doc = merged({ ...newDoc(theirs.about, toText(card)), along: true, aboutChanged: false }, theirs);
  return { ...doc, about: { ...doc.about, fleeting } };
}
