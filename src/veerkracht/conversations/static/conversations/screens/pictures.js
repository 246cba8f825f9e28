/** Our own drawings: one for each dimension, and a plant that grows with a mark. Shapes are pure; `picture` makes them SVG. */
import { svg } from "./elements.js";

/** @typedef {import("../shapes.js").Dimension} Dimension */
/** @typedef {[keyof SVGElementTagNameMap, Record<string, string | number>]} Shape */

const GROUND = 88;

/** @param {string} d @param {string} [kind] @returns {Shape} */
function path(d, kind = "line") {
  return ["path", { d, class: `drawn__${kind}` }];
}

/** @param {number} cx @param {number} cy @param {number} r @param {string} [kind] @returns {Shape} */
function disc(cx, cy, r, kind = "fill") {
  return ["circle", { cx, cy, r, class: `drawn__${kind}` }];
}

/**
 * The plant of a mark: a seed in the ground at 0, in flower at 10. On a field of 100 by 100.
 * @param {number} mark @returns {Shape[]}
 */
export function plant(mark) {
  const ground = path(`M14 ${GROUND}h72`, "ground");
  if (mark === 0) return [ground, disc(50, GROUND + 5, 4)];
  const top = GROUND - 8 - mark * 5.4;
  const leaves = Array.from({ length: Math.ceil(mark / 2) }, (_, nth) => leaf(nth, top));
  const head = mark >= 8 ? flower(50, top, mark) : [disc(50, top, 2 + mark * 0.5)];
  return [ground, path(`M50 ${GROUND}V${top}`, "stem"), ...leaves, ...head];
}

/** @param {number} nth @param {number} top @returns {Shape} */
function leaf(nth, top) {
  const y = GROUND - 8 - nth * ((GROUND - 12 - top) / 5);
  const side = nth % 2 ? -1 : 1;
  return path(`M50 ${y}q${side * 6} -13 ${side * 20} -11q${side * -3} 12 ${side * -20} 11z`, "leaf");
}

/** @param {number} x @param {number} y @param {number} mark @returns {Shape[]} */
function flower(x, y, mark) {
  const size = 5 + (mark - 8) * 1.5;
  const petals = Array.from({ length: 6 }, (_, nth) => {
    const angle = (nth * Math.PI) / 3;
    return disc(Math.round((x + Math.cos(angle) * size * 1.25) * 10) / 10, Math.round((y + Math.sin(angle) * size * 1.25) * 10) / 10, size, "petal");
  });
  return [...petals, disc(x, y, size * 0.8, "heart")];
}

/** What each dimension looks like. @type {Record<Dimension, Shape[]>} */
const SCENES = {
  body: [disc(50, 22, 10), path("M50 34v26M50 42 26 28M50 42l24-14M50 60 34 88M50 60l18 26", "thick")],
  feeling: [path("M27 88c2-12-6-18-6-36a29 29 0 1 1 58 0c0 14-6 18-10 24v12", "thick"), path("M50 66c-11-8-16-14-16-21a8.5 8.5 0 0 1 16-3.5a8.5 8.5 0 0 1 16 3.5c0 7-5 13-16 21z", "fill")],
  meaning: [disc(50, 36, 15), path("M50 8v6M50 58v5M22 36h6M72 36h6M30 16l4 4M66 52l4 4M70 16l-4 4M34 52l-4 4", "thick"), path("M12 88c12-14 24-14 38 0 10-10 24-12 38 0", "thick")],
  quality: [["circle", { cx: 50, cy: 50, r: 36, class: "drawn__thick" }], disc(38, 42, 4.5), disc(62, 42, 4.5), path("M32 58q18 20 36 0", "thick")],
  participation: [disc(22, 32, 8), disc(50, 24, 8), disc(78, 32, 8), path("M22 44v22M50 36v26M78 44v22M22 52l28-6 28 6M22 66l-6 20M22 66l7 20M50 62l-7 24M50 62l7 24M78 66l-7 20M78 66l6 20", "thick")],
  daily: [path("M14 48 50 16l36 32M24 42v44h52V42", "thick"), path("M44 86V66h14v20z", "fill"), path("M32 52h10v9H32zM58 52h10v9H58z", "fill")],
};

/** @param {Shape[]} shapes @param {string} name the class of the drawing */
function drawn(shapes, name) {
  return svg("svg", { class: `drawn ${name}`, viewBox: "0 0 100 100", "aria-hidden": "true", focusable: "false" }, ...shapes.map(([tag, attributes]) => svg(tag, attributes)));
}

/** The drawing of a dimension. @param {Dimension} key */
export function scene(key) {
  return drawn(SCENES[key], `scene tone--${key}`);
}

/** The drawing of a mark. @param {number} mark */
export function plantPicture(mark) {
  return drawn(plant(mark), "plant");
}
