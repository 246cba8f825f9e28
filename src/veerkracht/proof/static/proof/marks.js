/**
 * Marks that wait until there is reception: a queue of plain values. Pure; `attendance.js` keeps it on
 * the phone and sends it. A later mark of the same person takes the place of an earlier one.
 */

/**
 * @typedef {{key: string, enrolment: number, presence: string, minutes: number | null, reason: string, made: number}} Mark
 * `made` is in seconds on this phone's clock; the server only uses how long ago that was.
 */

export const MOST = 500; // marks in one sending, as the server takes them

/**
 * The queue with this mark in it.
 * @param {readonly Mark[]} queue
 * @param {Mark} mark
 * @returns {Mark[]}
 */
export function withMark(queue, mark) {
  return [...queue.filter((one) => one.enrolment !== mark.enrolment), mark];
}

/**
 * What goes to the server.
 * @param {readonly Mark[]} queue
 * @param {number} now seconds on this phone's clock
 */
export function parcel(queue, now) {
  return { sent: now, marks: queue.slice(0, MOST) };
}

/**
 * The queue without what the server dealt with; a mark that was made while sending stays.
 * @param {readonly Mark[]} queue
 * @param {readonly string[]} taken keys
 * @returns {Mark[]}
 */
export function without(queue, taken) {
  return queue.filter((one) => !taken.includes(one.key));
}

/**
 * The queue as the server's answer leaves it: what it keeps from now on, and why the rest was refused.
 * @param {readonly Mark[]} queue
 * @param {{taken: readonly string[], refused: Readonly<Record<string, string>>}} answer
 */
export function settled(queue, { taken, refused }) {
  return {
    left: without(queue, taken),
    known: queue.filter((one) => taken.includes(one.key) && !(one.key in refused)),
    why: Object.values(refused),
  };
}

/**
 * What an answer of the server means: it can be read, somebody must sign in again, or it went wrong.
 * @param {{ok: boolean, status: number, redirected: boolean}} response
 * @returns {"read" | "out" | "failed"}
 */
export function meaning({ ok, status, redirected }) {
  if (redirected || status === 401 || status === 403) return "out";
  return ok ? "read" : "failed";
}

/**
 * The queue from what was kept on the phone; anything that is not ours is passed over.
 * @param {string | null} text
 * @returns {Mark[]}
 */
export function fromText(text) {
  try {
    const found = JSON.parse(text ?? "[]");
    return Array.isArray(found) ? found.filter(isMark) : [];
  } catch {
    return [];
  }
}

/** @param {unknown} one @returns {one is Mark} */
function isMark(one) {
  const mark = /** @type {Partial<Mark> | null} */ (one);
  return typeof mark?.key === "string" && typeof mark.enrolment === "number"
    && typeof mark.presence === "string" && typeof mark.made === "number";
}

/**
 * Minutes as a number; null for nothing, undefined for what is none.
 * @param {string} text
 * @returns {number | null | undefined}
 */
export function minutesOf(text) {
  const typed = text.trim();
  if (typed === "") return null;
  return /^\d{1,4}$/.test(typed) ? Number(typed) : undefined;
}

/**
 * How many wait, in words.
 * @param {number} number
 * @param {{one: string, many: string, done: string}} words `[n]` stands for the number
 */
export function inWords(number, words) {
  if (number === 0) return words.done;
  return number === 1 ? words.one : words.many.replace("[n]", String(number));
}
