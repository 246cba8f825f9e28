/** The words of a question set in the chosen language, and beside them in a second one for reading together. */
import { el } from "./elements.js";

/** @typedef {import("../shapes.js").QuestionSet} QuestionSet @typedef {import("../shapes.js").Texts} Texts */
/** @typedef {import("../shapes.js").About} About @typedef {import("../shapes.js").Dimension} Dimension */
/** @typedef {(texts: Texts) => string | undefined} Pick */

/**
 * The texts of a set in a language; in Dutch, or whatever it has, when it lacks that language.
 * @param {QuestionSet} set @param {string} language @returns {{language: string, texts: Texts}}
 */
export function textsIn(set, language) {
  const found = [language, "nl", ...Object.keys(set.languages)].find((one) => set.languages[one]);
  const texts = found === undefined ? undefined : set.languages[found];
  if (found === undefined || !texts) throw new Error(`${set.code} has no texts`);
  return { language: found, texts };
}

/** One text in the language of the web. @param {QuestionSet} set @param {About} about @param {Pick} pick */
export function text(set, about, pick) {
  return pick(textsIn(set, about.language).texts) ?? "";
}

/**
 * The text in its own language and direction, and the second one below it.
 * @param {QuestionSet} set @param {About} about @param {Pick} pick @returns {HTMLElement}
 */
export function read(set, about, pick) {
  const both = [about.language, about.second].filter((one) => one !== null);
  const shown = both.map((language, nth) => {
    const { language: found, texts } = textsIn(set, language);
    return el("span", { lang: found, dir: texts.direction, class: nth ? "read__second" : "read__first" }, pick(texts) ?? "");
  });
  return el("span", { class: both.length > 1 ? "read read--together" : "read" }, ...shown);
}

/** @param {Dimension} key @returns {Pick} */
export function labelOf(key) {
  return (texts) => texts.dimensions[key]?.label;
}

/** The newest version of the set for a form. @param {QuestionSet[]} sets @param {string} form */
export function newest(sets, form) {
  return sets.filter((set) => set.form === form).sort((a, b) => String(b.version).localeCompare(String(a.version), "en", { numeric: true }))[0] ?? null;
}

/** The set of a web: that version, or else the newest of its code or form. @param {QuestionSet[]} sets @param {About} about */
export function setOf(sets, about) {
  const same = sets.filter((set) => set.code === about.set.code);
  return same.find((set) => String(set.version) === String(about.set.version)) ?? same[0] ?? newest(sets, about.form);
}

/** English as in the rest of the house: 30 November 2026. @param {string} language */
const written = (language) => (language === "en" ? "en-GB" : language);

/** A day in words. @param {string} day @param {string} language @param {Intl.DateTimeFormatOptions} [how] */
export function dayIn(day, language, how = { day: "numeric", month: "long", year: "numeric" }) {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date) return "";
  return new Intl.DateTimeFormat(written(language), how).format(new Date(year, month - 1, date));
}

/** A moment to the minute, as it is here. @param {string} moment @param {string} language */
export function momentIn(moment, language) {
  return new Date(moment).toLocaleString(written(language), { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
}
