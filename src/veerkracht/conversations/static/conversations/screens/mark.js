/**
 * One mark of 0 to 10 on a slider that starts empty: hollow to the eye, and “nog leeg” to a screen reader.
 * A digit chooses at once, Delete makes it empty again; the first arrow begins in the middle.
 */
import { button, el, reword, set } from "./elements.js";

/** @typedef {import("../shapes.js").Say} Say @typedef {import("../shapes.js").Dimension} Dimension */
/**
 * @typedef {{
 *   name: HTMLElement, spoken: string, value: number | null, tone: Dimension,
 *   changed: (mark: number | null) => void, skip?: {on: boolean, turned: (on: boolean) => void},
 *   ends?: {low: string, high: string}, extra?: HTMLElement,
 * }} Asked
 */

const MIDDLE = "5";
const MOVES = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown"]);
const SETTLED = 60; // milliseconds in which a tap elsewhere on the track has told its own mark
let marks = 0;

/**
 * A row: name, slider, the number, and how to skip it or make it empty.
 * @param {Asked} asked @param {Say} say
 */
export function markRow(asked, say) {
  const id = `mark-${++marks}`;
  const input = el("input", { type: "range", id, min: 0, max: 10, step: 1, class: "mark__range", "aria-label": asked.spoken });
  const number = el("output", { class: "mark__number num", for: id, "aria-hidden": "true" });
  const side = el("div", { class: "mark__side" });
  const element = el("div", { class: `mark tone--${asked.tone}` }, el("div", { class: "mark__name" }, asked.name),
    el("div", { class: "mark__slide" }, input, asked.ends ? ends(asked.ends) : null), number, side,
    asked.extra ? el("div", { class: "mark__extra" }, asked.extra) : null);
  /** @type {number | null} */
  let value = asked.value;
  let shown = "";

  const show = (/** @type {number | null} */ mark, skipped = false) => {
    value = mark;
    input.value = mark === null ? MIDDLE : String(mark);
    set(element, { "data-mark": mark === null ? "none" : "given", "data-skipped": skipped });
    set(input, { "data-at": mark, "aria-valuetext": mark === null ? say(skipped ? "mark.skipped" : "mark.empty") : say("mark.of_ten", { mark }) });
    reword(number, mark === null ? "–" : String(mark));
    const kind = `${mark === null} ${skipped}`;
    if (kind !== shown) side.replaceChildren(...sides(mark, skipped));
    shown = kind;
  };
  const choose = (/** @type {number | null} */ mark) => {
    if (mark === value) return;
    show(mark);
    asked.changed(mark);
  };
  const sides = (/** @type {number | null} */ mark, /** @type {boolean} */ skipped) => {
    const small = (/** @type {string} */ words, /** @type {() => void} */ press) => button(words, press, { kind: "plain", small: true, label: say("mark.named", { words, name: asked.spoken }) });
    if (mark !== null) return [small(say("mark.clear"), () => { choose(null); input.focus(); })];
    if (!asked.skip) return [];
    const made = small(say(skipped ? "mark.skipped" : "mark.skip"), () => {
      asked.skip?.turned(!skipped);
      show(null, !skipped);
      side.querySelector("button")?.focus();
    });
    set(made, { "aria-pressed": String(skipped) });
    return [made];
  };
  listen(input, () => value, choose);
  show(value, asked.skip?.on === true && value === null);
  return { element, show };
}

/** @param {HTMLInputElement} input @param {() => number | null} now @param {(mark: number | null) => void} choose */
function listen(input, now, choose) {
  input.addEventListener("input", () => choose(Number(input.value)));
  // a press where the hidden thumb already stands changes nothing, so no input is told; a finger makes no click either
  const pressed = () => { if (now() === null) choose(Number(input.value)); };
  input.addEventListener("click", pressed);
  input.addEventListener("pointerup", () => setTimeout(pressed, SETTLED));
  input.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = typed(event.key, now());
    if (wanted === undefined) return;
    event.preventDefault();
    choose(wanted);
  });
}

/** What a key asks for: a mark, null for empty, undefined for what the slider does itself. @param {string} key @param {number | null} now */
export function typed(key, now) {
  if (/^\d$/.test(key)) return key === "0" && now === 1 ? 10 : Number(key); // 1 and then 0 is ten
  if (key === "Delete" || key === "Backspace") return null;
  return now === null && MOVES.has(key) ? Number(MIDDLE) : undefined;
}

/** @param {{low: string, high: string}} words */
function ends(words) {
  return el("div", { class: "mark__ends small muted", "aria-hidden": "true" }, el("span", {}, words.low), el("span", {}, words.high));
}
