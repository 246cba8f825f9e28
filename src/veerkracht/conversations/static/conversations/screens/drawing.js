/**
 * The web as SVG: made once, after that only attributes change, so that it draws along with a finger.
 * Lines differ in kind (whole, dashed, dotted) and not in colour alone.
 */
import { icon, reword, set, svg } from "./elements.js";
import { at, DIMENSIONS, label, nearest, outline, RADIUS, ring, RINGS } from "./geometry.js";
import { typed } from "./mark.js";

/** @typedef {import("../shapes.js").Dimension} Dimension @typedef {(number | null)[]} Marks */
/** @typedef {{title: string, now: Marks, earlier: Marks[], voices: Marks[]}} Seen */
/** @typedef {{key: Dimension, label: string}} Named */
/** @typedef {{words: (name: string) => string, said: (mark: number) => string, move: (key: Dimension, mark: number) => void}} Handles what a handle is called, how its mark is said */
/** @typedef {{names: Named[], icons?: boolean, handles?: Handles | undefined}} Options */

let drawings = 0;
const STEPS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 2, PageDown: -2, Home: -10, End: 10 };

/**
 * A drawing and the function that brings it up to date.
 * With `handles` the points can be moved, for a finger, a mouse and the arrow keys.
 * @param {Options} options @returns {{element: SVGSVGElement, update: (seen: Seen) => void, tell: (words: string) => void}} `tell`: what a screen reader says of it
 */
export function drawing(options) {
  const id = `web-${++drawings}`;
  const title = svg("title", { id: `${id}-title` });
  const sentence = svg("desc", { id: `${id}-text` });
  const lines = svg("g", {});
  const now = svg("polygon", { class: "web__now" });
  const points = options.names.map((name, index) => point(name, index, options));
  const labels = options.names.map((name, index) => written(name, index, options.icons === true));
  const element = svg("svg", { class: "web__drawing", viewBox: "-164 -160 328 320", role: options.handles ? "group" : "img", "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-text`, focusable: "false" },
    title, sentence, ...frame(), lines, now, ...points.map((one) => one.element), ...labels.map((one) => one.element));
  /** @type {Seen | null} */
  let last = null;
  return {
    element,
    tell: (words) => reword(sentence, words),
    update(seen) {
      reword(title, seen.title);
      set(now, { points: outline(seen.now) });
      points.forEach((one, index) => one.update(seen.now[index] ?? null));
      labels.forEach((one, index) => one.update(seen.now[index] ?? null));
      if (last?.earlier !== seen.earlier || last.voices !== seen.voices) lines.replaceChildren(...around(seen));
      last = seen;
    },
  };
}

/** @param {Seen} seen */
function around(seen) {
  return [
    ...seen.earlier.map((marks, round) => svg("polygon", { class: `web__previous web__previous--${round}`, points: outline(marks) })).reverse(),
    ...seen.voices.map((marks) => svg("polygon", { class: "web__second", points: outline(marks) })),
  ];
}

function frame() {
  return [
    ...RINGS.map((one) => svg("polygon", { class: "web__ring", points: ring(one) })),
    ...DIMENSIONS.map((_, index) => {
      const end = at(index, 10);
      return svg("line", { class: "web__axis", x2: end.x, y2: end.y });
    }),
  ];
}

/** @param {Named} name @param {number} index @param {Options} options */
function point(name, index, options) {
  const dot = svg("circle", { class: `web__point web__point--${name.key}`, r: 6 });
  const reach = options.handles ? svg("circle", { class: "web__reach", r: 22 }) : null;
  const element = svg("g", { class: options.handles ? "web__handle" : null }, reach, dot);
  /** @type {number | null} */
  let shown = null;
  let drawnOnce = false;
  if (options.handles) handle(element, name, index, options.handles, () => shown ?? 0);
  return {
    element,
    /** @param {number | null} mark */
    update(mark) {
      if (mark === shown && drawnOnce) return;
      shown = mark;
      drawnOnce = true;
      const place = at(index, mark ?? 0);
      const there = { cx: place.x, cy: place.y };
      set(element, { display: mark === null ? "none" : null });
      set(dot, there);
      if (reach) set(reach, there);
      if (options.handles) set(element, { "aria-valuenow": mark ?? 0, "aria-valuetext": options.handles.said(mark ?? 0) });
    },
  };
}

/** @param {SVGGElement} element @param {Named} name @param {number} index @param {Handles} handles @param {() => number} now */
function handle(element, name, index, { words, move }, now) {
  set(element, { role: "slider", tabindex: 0, "aria-label": words(name.label), "aria-valuemin": 0, "aria-valuemax": 10 });
  element.addEventListener("keydown", (event) => {
    const step = STEPS[/** @type {keyof typeof STEPS} */ (event.key)];
    const wanted = step === undefined ? typed(event.key, now()) : Math.min(10, Math.max(0, now() + step));
    if (typeof wanted !== "number") return;
    event.preventDefault();
    move(name.key, wanted);
  });
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    element.focus();
    event.preventDefault();
  });
  element.addEventListener("pointermove", (event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    const mark = nearest(index, inDrawing(element, event));
    if (mark !== now()) move(name.key, mark);
  });
}

/** Where a finger is, in the units of the drawing. @param {SVGGElement} element @param {PointerEvent} event */
function inDrawing(element, event) {
  const box = element.ownerSVGElement?.getBoundingClientRect();
  if (!box) return { x: 0, y: 0 };
  const unit = 328 / box.width;
  return { x: (event.clientX - box.left) * unit - 164, y: (event.clientY - box.top) * unit - 160 };
}

/** @param {Named} name @param {number} index @param {boolean} pictured */
function written(name, index, pictured) {
  if (pictured) return picture(name, index);
  const place = label(index, name.label);
  const mark = svg("tspan", { class: "web__mark", x: place.x, y: place.markY });
  const rows = place.lines.map((line) => svg("tspan", { x: place.x, y: line.y }, line.text));
  const element = svg("text", { class: "web__label", "text-anchor": place.anchor, "aria-hidden": "true" }, ...rows, mark);
  return { element, update: (/** @type {number | null} */ given) => {
    reword(mark, given === null ? "" : String(given));
  } };
}

/** A picture in place of a word. @param {Named} name @param {number} index */
function picture(name, index) {
  const end = at(index, 10);
  const far = (RADIUS + 28) / RADIUS;
  const drawn = icon(name.key);
  set(drawn, { x: end.x * far - 18, y: end.y * far - 18, width: 36, height: 36, class: `web__picture tone--${name.key}` });
  return { element: drawn, update: () => {} };
}
