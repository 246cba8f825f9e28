/**
 * One web as this device knows it: its parts, what is not saved elsewhere yet, and what two devices disagree on.
 * Pure: each function returns a new document. How it is sealed and sent is `saving.js`.
 */
import { randomBytes, toText } from "./bytes.js";

/**
 * @typedef {{form: string, set: {code: string, version: number}, language: string, second: string | null, age: string | null, begun: string, fleeting: boolean}} About
 * @typedef {{box: string, key: string, version: number}} Place where a part lies on the server, and what opens it
 * @typedef {{id: string, reader: string, name: string, organisation: string, open: string, sign: string, parts: string[],
 *   until: string, since: string, voice: {key: string, box: string}}} ShareNote
 * @typedef {{part: string, mine: any, theirs: any}} Conflict
 * @typedef {{by: string, version: number, parts: Record<string, string>, places: Record<string, Place>, about: string,
 *   shared: string[], stopped: string[], stale: Record<string, number>}} Attempt
 * @typedef {{format: 1, id: string, card: string, about: About, aboutChanged: boolean, parts: Record<string, any>, changed: string[],
 *   along: boolean, version: number, seen: number, places: Record<string, Place>, shares: ShareNote[], toShare: string[], toStop: string[],
 *   ended: string[], stale: Record<string, number>, leftOver: string[], conflicts: Conflict[], attempt: Attempt | null, lastSaved: string | null}} Doc
 * `ended`: shares that were stopped, so that no device brings one back; `stale`: parts whose key must change, each with the
 * number of that wish; `leftOver`: boxes to remove
 * @typedef {{version: number, savedOn: string, about: About, places: Record<string, Place>, shares: ShareNote[], ended: string[], parts: Record<string, any>}} Theirs
 * what lies on the server, opened; `parts` holds at least those whose place is newer than ours
 */

const MOST_ENDED = 200;
export const DIMENSIONS = ["body", "feeling", "meaning", "quality", "participation", "daily"];

/** @param {About} about @param {string} card @returns {Doc} */
export function newDoc(about, card) {
  return {
    format: 1, id: toText(randomBytes(9)), card, about, aboutChanged: true, parts: {}, changed: [], along: false, version: 0, seen: 0, places: {},
    shares: [], toShare: [], toStop: [], ended: [], stale: {}, leftOver: [], conflicts: [], attempt: null, lastSaved: null,
  };
}

/** Two parts are alike when they say the same, in whatever order. @param {any} one @param {any} other @returns {boolean} */
export function alike(one, other) {
  return written(one) === written(other);
}

/** A value as text, with its keys in order. @param {any} value @returns {string} */
export function written(value) {
  return JSON.stringify(value, (_key, one) =>
    one && typeof one === "object" && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  ) ?? "null";
}

/** @param {string[]} names @param {...string} more */
const also = (names, ...more) => [...new Set([...names, ...more])];
/** @param {string[]} names @param {...string} less */
const without = (names, ...less) => names.filter((name) => !less.includes(name));

/** @param {Doc} doc @param {string} part @param {any} value @returns {Doc} */
export function withPart(doc, part, value) {
  if (alike(doc.parts[part] ?? null, value)) return doc;
  return { ...doc, parts: { ...doc.parts, [part]: value }, changed: also(doc.changed, part) };
}

/** @param {Doc} doc @param {Partial<About>} changes @returns {Doc} */
export function withAbout(doc, changes) {
  return { ...doc, about: { ...doc.about, ...changes }, aboutChanged: true };
}

/**
 * A new time round: marks of now become earlier ones, and all six begin empty.
 * @param {Doc} doc @returns {Doc}
 */
export function again(doc) {
  return DIMENSIONS.reduce((now, name) => {
    const part = now.parts[name];
    if (!part) return now;
    const earlier = now.parts[`${name}.before`] ?? [];
    const kept = part.mark === null || part.mark === undefined ? now : withPart(now, `${name}.before`, [...earlier, { on: part.on, mark: part.mark }]);
    return withPart(kept, name, { on: "", mark: null, skipped: false, talk: false, items: {} });
  }, doc);
}

/**
 * Of a part that two devices wrote one version is chosen. When a third version waits, that one is asked about next.
 * @param {Doc} doc @param {string} part @param {any} value @returns {Doc}
 */
export function settled(doc, part, value) {
  const first = doc.conflicts.findIndex((one) => one.part === part);
  const left = doc.conflicts.filter((_one, nth) => nth !== first).map((one) => (one.part === part ? { ...one, mine: value } : one));
  return { ...doc, conflicts: left, parts: { ...doc.parts, [part]: value }, changed: also(doc.changed, part) };
}

/**
 * Parts are shared with a professional: each that does not lie on the server yet will be written with the same save.
 * @param {Doc} doc @param {ShareNote} share @returns {Doc}
 */
export function withShare(doc, share) {
  const missing = share.parts.filter((part) => !doc.places[part]);
  return { ...doc, shares: [...doc.shares, share], toShare: also(doc.toShare, share.id), changed: also(doc.changed, ...missing) };
}

/** These parts get new keys with the next save. @param {Doc} doc @param {string[]} parts @returns {Record<string, number>} */
function staler(doc, parts) {
  const next = Math.max(0, ...Object.values(doc.stale)) + 1;
  const lying = parts.filter((part) => doc.places[part] ?? doc.attempt?.places[part]);
  return { ...doc.stale, ...Object.fromEntries(lying.map((part) => [part, next])) };
}

/** Sharing stops: what she could open gets new keys with the next save. @param {Doc} doc @param {string} id @returns {Doc} */
export function withoutShare(doc, id) {
  const share = doc.shares.find((one) => one.id === id);
  if (!share) return doc;
  return {
    ...doc, shares: doc.shares.filter((one) => one.id !== id), toShare: without(doc.toShare, id), toStop: also(doc.toStop, id),
    ended: also(doc.ended, id).slice(-MOST_ENDED), stale: staler(doc, share.parts),
  };
}

/** Shares whose last day has passed are gone, and what they held gets new keys. @param {Doc} doc @param {string} today @returns {Doc} */
export function withoutPast(doc, today) {
  return doc.shares.filter((one) => one.until < today).reduce((now, one) => ({ ...withoutShare(now, one.id), toStop: now.toStop }), doc);
}

/** Shares that the server left out, for nobody can read them any more. @param {Doc} doc @param {string[]} ids @returns {Doc} */
export function leftOut(doc, ids) {
  return ids.length ? { ...doc, shares: doc.shares.filter((one) => !ids.includes(one.id)) } : doc;
}

/**
 * This device's web in place of an older one that came back at the server: all of it is saved anew.
 * @param {Doc} doc @param {number} version that lies there @param {string[]} boxes @param {string[]} shares that lie there @returns {Doc}
 */
export function putBack(doc, version, boxes, shares) {
  const mine = doc.shares.map((one) => one.id);
  return {
    ...doc, version, seen: version, places: {}, changed: Object.keys(doc.parts), stale: {}, leftOver: boxes, attempt: null,
    toShare: mine, toStop: shares.filter((id) => !mine.includes(id)),
  };
}

/** Parts that a save must write: changed ones, and those whose key must go; never what is disputed. @param {Doc} doc */
export function toWrite(doc) {
  const disputed = doc.conflicts.map((one) => one.part);
  return without(also(doc.changed, ...Object.keys(doc.stale)), ...disputed);
}

/** Whether there is anything to send. @param {Doc} doc */
export function hasNews(doc) {
  return doc.along && (doc.version === 0 || doc.aboutChanged || toWrite(doc).length + doc.toShare.length + doc.toStop.length + doc.leftOver.length > 0);
}

/**
 * A save was taken: what it wrote is clean unless it changed since. When another tab came in between, this document
 * is of another version: then the save is left to be fetched and merged.
 * @param {Doc} doc @param {Attempt} attempt @param {string} savedOn @returns {Doc}
 */
export function accepted(doc, attempt, savedOn) {
  if (doc.version !== attempt.version - 1) return doc;
  const names = Object.keys(attempt.parts);
  const clean = names.filter((part) => written(doc.parts[part] ?? null) === attempt.parts[part]);
  return {
    ...doc, version: attempt.version, seen: Math.max(doc.seen, attempt.version), places: attempt.places, attempt: null, lastSaved: savedOn,
    changed: without(doc.changed, ...clean), stale: satisfied(doc.stale, attempt.stale), leftOver: [], aboutChanged: written(doc.about) !== attempt.about,
    toShare: without(doc.toShare, ...attempt.shared), toStop: without(doc.toStop, ...attempt.stopped),
  };
}

/** Wishes for a new key that this save met; one that came in while it was under way stays. @param {Record<string, number>} stale @param {Record<string, number>} met */
function satisfied(stale, met) {
  return Object.fromEntries(Object.entries(stale).filter(([part, number]) => met[part] !== number));
}

/**
 * What somebody else saved comes in. A part that both changed stays as it is here, and the other version is
 * laid beside it until one is chosen: nothing is overwritten.
 * @param {Doc} doc @param {Theirs} theirs @returns {Doc}
 */
export function merged(doc, theirs) {
  const about = { ...theirs.about, fleeting: doc.about.fleeting }; // whether it stays on a device is that device's own
  let now = landed(doc, theirs);
  for (const [part, value] of Object.entries(theirs.parts)) now = partMerged(now, theirs, part, value);
  const ended = also(theirs.ended, ...now.ended).slice(-MOST_ENDED);
  const ours = now.shares.filter((one) => now.toShare.includes(one.id) && !theirs.shares.some((other) => other.id === one.id));
  return {
    ...now, version: theirs.version, seen: Math.max(now.seen, theirs.version), places: theirs.places, attempt: null, lastSaved: theirs.savedOn,
    shares: [...theirs.shares, ...ours].filter((one) => !ended.includes(one.id)), toShare: without(now.toShare, ...ended), ended,
    about: now.aboutChanged ? now.about : about,
    aboutChanged: now.aboutChanged && !alike(now.about, about),
  };
}

/** What of our last attempt had landed after all, though its answer never came. @param {Doc} doc @param {Theirs} theirs @returns {Doc} */
function landed(doc, theirs) {
  const there = theirs.shares.map((one) => one.id);
  const renewed = Object.entries(doc.stale).filter(([part]) => doc.places[part]?.box === theirs.places[part]?.box);
  return {
    ...doc,
    toShare: without(doc.toShare, ...there),
    toStop: doc.toStop.filter((id) => there.includes(id)),
    stale: Object.fromEntries(renewed),
  };
}

/** @param {Conflict[]} conflicts @param {Conflict} one */
const knows = (conflicts, one) => conflicts.some((other) => other.part === one.part && alike(other.theirs, one.theirs));
/** @param {Doc} doc @param {string} part @param {any} mine @param {any} theirs @returns {Doc} */
const disputed = (doc, part, mine, theirs) =>
  knows(doc.conflicts, { part, mine, theirs }) ? doc : { ...doc, conflicts: [...doc.conflicts, { part, mine, theirs }] };

/** @param {{places: Record<string, Place>}} web @param {string} part */
const versionAt = (web, part) => web.places[part]?.version ?? 0;

/** @param {Doc} doc @param {Theirs} theirs @param {string} part @param {any} value @returns {Doc} */
function partMerged(doc, theirs, part, value) {
  if (versionAt(theirs, part) <= versionAt(doc, part)) return doc;
  if (!doc.changed.includes(part)) return { ...doc, parts: { ...doc.parts, [part]: value } };
  if (alike(doc.parts[part] ?? null, value)) return { ...doc, changed: without(doc.changed, part) };
  const ours = doc.attempt?.parts[part] === written(value); // our own save, whose answer got lost
  return ours ? doc : disputed(doc, part, doc.parts[part] ?? null, value);
}

/**
 * Another tab of this device wrote the same web: its document is the newer one, and what was changed here comes on top.
 * @param {Doc} base what both began with @param {Doc} mine @param {Doc} other @returns {Doc}
 */
export function besides(base, mine, other) {
  let now = other;
  for (const part of Object.keys(mine.parts)) {
    const [was, here, there] = [base.parts[part] ?? null, mine.parts[part] ?? null, other.parts[part] ?? null];
    if (alike(was, here) || alike(here, there)) continue;
    now = alike(was, there) ? withPart(now, part, here) : withPart(disputed(now, part, here, there), part, here);
  }
  const settledHere = base.conflicts.filter((one) => !knows(mine.conflicts, one));
  const conflicts = now.conflicts.filter((one) => !knows(settledHere, one));
  const more = mine.conflicts.filter((one) => !knows(base.conflicts, one) && !knows(conflicts, one));
  now = { ...now, conflicts: [...conflicts, ...more] };
  return sharesBesides(base, mine, alike(base.about, mine.about) ? now : withAbout(now, mine.about));
}

/** What was shared and stopped here since, on top. @param {Doc} base @param {Doc} mine @param {Doc} other @returns {Doc} */
function sharesBesides(base, mine, other) {
  const made = mine.shares.filter((one) => ![...base.shares, ...other.shares].some((known) => known.id === one.id));
  return {
    ...other, along: other.along || mine.along, shares: [...other.shares, ...made].filter((one) => !mine.toStop.includes(one.id)),
    toShare: without(also(other.toShare, ...made.map((one) => one.id)), ...mine.toStop), toStop: also(other.toStop, ...mine.toStop),
    ended: also(other.ended, ...mine.ended), stale: { ...other.stale, ...mine.stale },
  };
}

/**
 * What is left of a web that waits to be erased on the server.
 * @param {Doc} doc @returns {{format: 1, erasing: true, id: string, card: string, version: number, about: {begun: string, form: string}}}
 */
export function rest(doc) {
  return { format: 1, erasing: true, id: doc.id, card: doc.card, version: doc.version, about: { begun: doc.about.begun, form: doc.about.form } };
}
