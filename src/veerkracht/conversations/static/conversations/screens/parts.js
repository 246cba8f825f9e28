/** Reading the parts of a web; pure. */
import { DIMENSIONS } from "./geometry.js";

/** @typedef {import("../shapes.js").Web} Web @typedef {import("../shapes.js").Dimension} Dimension */
/** @typedef {import("../shapes.js").DimensionPart} DimensionPart @typedef {import("../shapes.js").Store} Store */
/** @typedef {import("../shapes.js").WordsPart} WordsPart @typedef {import("../shapes.js").StepPart} StepPart */

const MOST_EARLIER = 3; // more lines than that cannot be told apart

/** @param {Web} web @param {Dimension} key @returns {DimensionPart} */
export function dimension(web, key) {
  return { on: "", mark: null, skipped: false, talk: false, items: {}, ...web.parts[key] };
}

/** @param {Web} web @returns {WordsPart} */
export function words(web) {
  return { standsOut: "", matters: "", wish: "", topics: [], ...web.parts["words"] };
}

/** @param {Web} web @returns {StepPart} */
export function step(web) {
  return { what: "", withWhom: "", when: "", lookBack: "", looks: [], ...web.parts["step"] };
}

/** The six marks in order. @param {Web} web */
export function marks(web) {
  return DIMENSIONS.map((key) => dimension(web, key).mark);
}

/**
 * Earlier webs, the latest first. A filling may span several days, so a new one begins where a dimension comes again.
 * @param {Web} web @returns {{on: string, marks: (number | null)[]}[]}
 */
export function earlier(web) {
  const all = DIMENSIONS.flatMap((key, index) => (web.parts[`${key}.before`] ?? []).map((/** @type {import("../shapes.js").Earlier} */ one) => ({ ...one, index })));
  all.sort((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)));
  /** @type {{on: string, marks: (number | null)[]}[]} */
  const rounds = [];
  for (const { on, mark, index } of all) {
    let last = rounds.at(-1);
    if (!last || last.marks[index] !== null) rounds.push((last = { on, marks: DIMENSIONS.map(() => null) }));
    last.marks[index] = mark;
    last.on = on;
  }
  return rounds.reverse().slice(0, MOST_EARLIER);
}

/** The second voices. @param {Web} web @returns {(import("../shapes.js").Voice & {id: string, list: (number | null)[]})[]} */
export function voices(web) {
  return Object.entries(web.parts)
    .filter(([name, value]) => name.startsWith("voice.") && value)
    .map(([id, value]) => ({ ...value, id, list: DIMENSIONS.map((key) => value.marks?.[key] ?? null) }));
}

/** A dimension was dealt with: it has a mark or was skipped. @param {Web} web @param {Dimension} key */
export function isDone(web, key) {
  const part = dimension(web, key);
  return part.mark !== null || part.skipped;
}

/** A dimension was begun: something was said of its sentences, and its own mark is still empty. @param {Web} web @param {Dimension} key */
export function isBegun(web, key) {
  return !isDone(web, key) && Object.values(dimension(web, key).items).some(({ mark, talk }) => mark !== null || talk);
}

/** What comes after this one that is not done; null after the last, for nobody is sent round. @param {Web} web @param {Dimension | null} after */
export function nextOpen(web, after = null) {
  const start = after ? DIMENSIONS.indexOf(after) + 1 : 0;
  return DIMENSIONS.slice(start).find((key) => !isDone(web, key)) ?? null;
}

/** The first of which nothing was said yet: there somebody goes on. @param {Web} web */
export function firstUntouched(web) {
  return DIMENSIONS.find((key) => !isDone(web, key) && !isBegun(web, key)) ?? null;
}

/** What to talk about: chosen, in the fixed order. @param {Web} web */
export function topics(web) {
  const chosen = words(web).topics;
  return DIMENSIONS.filter((key) => chosen.includes(key));
}

/** The statements that somebody wants to talk about, in order. @param {Web} web @param {import("../shapes.js").QuestionSet} set @returns {string[]} */
export function talkItems(web, set) {
  return set.dimensions.flatMap(({ key, statements }) => statements.filter((one) => web.parts[key]?.items?.[one]?.talk === true));
}

/**
 * Change a dimension; the day goes along with a mark.
 * @param {Store} store @param {Dimension} key @param {Partial<DimensionPart>} changes @param {string} today
 */
export function change(store, key, changes, today) {
  const web = store.state.current;
  if (!web) return;
  store.put(key, { ...dimension(web, key), on: today, ...changes });
}

/** @param {Store} store @param {Dimension} key @param {boolean} talk @param {string} today */
export function chooseTopic(store, key, talk, today) {
  const web = store.state.current;
  if (!web) return;
  const others = words(web).topics.filter((one) => one !== key);
  store.put("words", { ...words(web), topics: talk ? [...others, key] : others });
  change(store, key, { talk }, dimension(web, key).on || today);
}
