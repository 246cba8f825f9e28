/** Parts of a web by their names, and choosing some of them. */
import { el, tick } from "./elements.js";
import { DIMENSIONS } from "./geometry.js";
import { labelOf, text } from "./texts.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../shapes.js").Dimension} Dimension */

/** @param {string} part @param {Given} given @returns {string} */
export function partName(part, { say, set, store }) {
  const about = store.state.current?.about;
  const voice = part.startsWith("voice.") ? store.state.current?.parts[part] : null;
  if (voice) return say("parts.voice", { name: voice.name });
  if (part === "words" || part === "step") return say(`parts.${part}`);
  const key = /** @type {Dimension} */ (part.split(".")[0]);
  return set && about && DIMENSIONS.includes(key) ? text(set, about, labelOf(key)) : part;
}

/**
 * Boxes to tick: each dimension, the words, the step, earlier webs, and what other professionals said.
 * @param {Given} given @returns {{element: HTMLElement, chosen: () => string[]}}
 */
export function partChoice(given) {
  const { say, store } = given;
  const parts = store.state.current?.parts ?? {};
  const chosen = new Set(/** @type {string[]} */ (DIMENSIONS.filter((key) => parts[key]?.mark !== null && parts[key]?.mark !== undefined)));
  let before = false;
  const one = (/** @type {string} */ part) => tick(partName(part, given), chosen.has(part), (on) => void (on ? chosen.add(part) : chosen.delete(part)));
  const voices = Object.keys(parts).filter((part) => part.startsWith("voice."));
  const earlier = DIMENSIONS.some((key) => parts[`${key}.before`]?.length);
  const element = el("fieldset", { class: "field field__group" }, el("legend", { class: "field__label" }, say("parts.which")),
    ...DIMENSIONS.map(one), one("words"), one("step"),
    earlier ? tick(say("parts.before"), false, (on) => { before = on; }, say("parts.before_hint")) : "",
    ...voices.map((part) => el("div", {}, one(part), el("p", { class: "field__hint" }, say("parts.voice_hint")))));
  const all = () => [...chosen, ...(before ? DIMENSIONS.filter((key) => chosen.has(key) && parts[`${key}.before`]?.length).map((key) => `${key}.before`) : [])];
  return { element, chosen: all };
}
