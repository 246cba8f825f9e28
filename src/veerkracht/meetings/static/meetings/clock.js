/**
 * The timer of a meeting as plain values: which step, since when, and how much of it is used. Pure;
 * `timer.js` shows it and keeps it on this device, so that it goes on after a reload.
 */

/**
 * @typedef {{words: string, minutes: number}} Step
 * @typedef {{step: number, used: number, since: number | null}} Clock
 * `used` counts milliseconds of this step until `since`, when it began to run; null while it stands.
 */

const MINUTE = 60_000;
export const KEPT = 12 * 60 * MINUTE; // a clock of yesterday's meeting begins anew

/** @returns {Clock} a clock that has not begun */
export function fresh() {
  return { step: 0, used: 0, since: null };
}

/** @param {Clock} clock @param {number} now milliseconds */
export function used(clock, now) {
  return clock.used + (clock.since === null ? 0 : Math.max(0, now - clock.since));
}

/**
 * Milliseconds left of this step; below zero once its time is over.
 * @param {Clock} clock @param {readonly Step[]} steps @param {number} now
 */
export function left(clock, steps, now) {
  return (steps[clock.step]?.minutes ?? 0) * MINUTE - used(clock, now);
}

/** Start or pause. @param {Clock} clock @param {number} now @returns {Clock} */
export function toggled(clock, now) {
  return clock.since === null ? { ...clock, since: now } : { ...clock, used: used(clock, now), since: null };
}

/**
 * Another step, from its beginning; it runs when the clock ran. Past the last step it is done.
 * @param {Clock} clock @param {readonly Step[]} steps @param {number} by @param {number} now @returns {Clock}
 */
export function moved(clock, steps, by, now) {
  const step = Math.min(Math.max(clock.step + by, 0), steps.length);
  const runs = clock.since !== null && step < steps.length;
  return { step, used: 0, since: runs ? now : null };
}

/** @param {Clock} clock @param {readonly Step[]} steps */
export function isDone(clock, steps) {
  return clock.step >= steps.length;
}

/** Time as a clock shows it: `9:05`, and `+0:30` when it is over. @param {number} milliseconds */
export function shown(milliseconds) {
  const seconds = milliseconds >= 0 ? Math.ceil(milliseconds / 1000) : Math.floor(-milliseconds / 1000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return milliseconds < 0 && seconds > 0 ? `+${text}` : text;
}

/**
 * What to tell who does not see the clock: once when a minute is left, once when the time is over.
 * @param {number} milliseconds left @param {number} whole minutes of the step
 * @returns {"" | "last-minute" | "over"}
 */
export function moment(milliseconds, whole) {
  if (milliseconds <= 0) return "over";
  return milliseconds <= MINUTE && whole > 1 ? "last-minute" : "";
}

/** @param {Clock} clock @param {number} now what is kept on the device */
export function toText(clock, now) {
  return JSON.stringify({ ...clock, kept: now });
}

/**
 * The clock as it was kept; a fresh one for anything that is not ours, or too old.
 * @param {string | null} text @param {number} now @returns {Clock}
 */
export function fromText(text, now) {
  try {
    const found = JSON.parse(text ?? "null");
    return isKept(found) && now - found.kept <= KEPT ? { step: found.step, used: found.used, since: found.since } : fresh();
  } catch {
    return fresh();
  }
}

/** @param {any} found @returns {found is Clock & {kept: number}} */
function isKept(found) {
  const since = found?.since === null || Number.isFinite(found?.since);
  const numbers = [found?.used, found?.kept].every(Number.isFinite);
  return since && numbers && Number.isInteger(found.step) && found.step >= 0;
}
