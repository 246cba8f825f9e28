/**
 * The geometry of the web; pure. Six axes, 0 in the middle, 10 outside, the first one up and on with the clock.
 * An absent mark draws no point: the line passes from one neighbour to the next. Nothing here adds or averages.
 */

/** @typedef {import("../shapes.js").Dimension} Dimension @typedef {number | null | undefined} Mark */
/** @typedef {{x: number, y: number}} Point */

/** @type {Dimension[]} */
export const DIMENSIONS = ["body", "feeling", "meaning", "quality", "participation", "daily"];
export const RADIUS = 110;
export const RINGS = [2, 4, 6, 8, 10];
const LINE = 17; // from one line of a label to the next
const WIDEST = 13; // letters that fit beside the web on a telephone

const AXES = DIMENSIONS.map((_, index) => {
  const angle = ((60 * index - 90) * Math.PI) / 180;
  return { x: Math.cos(angle), y: Math.sin(angle) };
});
/** Where a label begins: beside the slanting edges. @type {{x: number, y: number, anchor: "middle" | "start" | "end"}[]} */
const LABELS = [
  { x: 0, y: -140, anchor: "middle" },
  { x: 70, y: -106, anchor: "start" },
  { x: 70, y: 93, anchor: "start" },
  { x: 0, y: 133, anchor: "middle" },
  { x: -70, y: 93, anchor: "end" },
  { x: -70, y: -106, anchor: "end" },
];

/** @param {number} value */
function tenth(value) {
  return Math.round(value * 10) / 10 + 0; // no minus zero
}

/** The place of a mark on an axis. @param {number} index @param {number} mark @returns {Point} */
export function at(index, mark) {
  const axis = AXES[index] ?? { x: 0, y: 0 };
  const distance = (RADIUS * Math.min(Math.max(mark, 0), 10)) / 10;
  return { x: tenth(axis.x * distance), y: tenth(axis.y * distance) };
}

/** The points that were given, in order. @param {Mark[]} marks @returns {Point[]} */
export function shape(marks) {
  return marks.flatMap((mark, index) => (typeof mark === "number" ? [at(index, mark)] : []));
}

/** The value of a `points` attribute. @param {Mark[]} marks */
export function outline(marks) {
  return shape(marks).map((point) => `${point.x},${point.y}`).join(" ");
}

/** The hexagon of one mark. @param {number} mark */
export function ring(mark) {
  return outline(DIMENSIONS.map(() => mark));
}

/** The whole mark on this axis that lies nearest to a place. @param {number} index @param {Point} place */
export function nearest(index, place) {
  const axis = AXES[index] ?? { x: 0, y: 0 };
  const along = (place.x * axis.x + place.y * axis.y) / RADIUS;
  return Math.min(10, Math.max(0, Math.round(along * 10)));
}

/** Where a label stands, and its lines. @param {number} index @param {string} text */
export function label(index, text) {
  const { x, y, anchor } = LABELS[index] ?? { x: 0, y: 0, anchor: /** @type {const} */ ("middle") };
  const lines = x === 0 ? [text] : wrapped(text, WIDEST);
  const rows = lines.map((line, nth) => ({ text: line, y: y + nth * LINE }));
  return { x, y, anchor, lines: rows, markY: y + rows.length * LINE };
}

/** Words on lines of at most so many letters; a longer word stays whole. @param {string} text @param {number} widest */
export function wrapped(text, widest) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= widest) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * Which mark was highest, and where: to be read aloud, as somebody would point at the drawing.
 * @param {Mark[]} marks @returns {{mark: number, keys: Dimension[]} | null}
 */
export function highest(marks) {
  const given = marks.filter((mark) => typeof mark === "number");
  if (given.length === 0) return null;
  const mark = Math.max(...given);
  return { mark, keys: DIMENSIONS.filter((_, index) => marks[index] === mark) };
}
