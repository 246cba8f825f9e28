/** Sentences by key, in the language of the page. Pure: the words are handed in. */

/** @typedef {Record<string, string>} Words @typedef {(key: string, values?: Record<string, string | number>) => string} Say */

/**
 * A function that says the sentence of a key. With a `count` it looks for `key.one` and `key.many`.
 * An unknown key is a bug and is loud.
 * @param {Words} words @param {string} language @returns {Say}
 */
export function sayer(words, language) {
  const plural = new Intl.PluralRules(language);
  return (key, values = {}) => filled(found(words, key, values["count"], plural), values);
}

/** @param {Words} words @param {string} key @param {string | number | undefined} count @param {Intl.PluralRules} plural */
function found(words, key, count, plural) {
  const ending = plural.select(Number(count)) === "one" ? "one" : "many";
  const sentence = words[key] ?? (count === undefined ? undefined : words[`${key}.${ending}`]);
  if (sentence === undefined) throw new Error(`no sentence for ${key}`);
  return sentence;
}

/** @param {string} sentence @param {Record<string, string | number>} values */
function filled(sentence, values) {
  return sentence.replace(/%\((\w+)\)s/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Making one takes longer than all else in a drawn frame. @type {Map<string, Intl.ListFormat>} */
const formats = new Map();

/**
 * “a, b en c”, in the way of the language.
 * @param {string[]} words @param {string} language
 */
export function listed(words, language) {
  let format = formats.get(language);
  if (!format) formats.set(language, (format = new Intl.ListFormat(language, { type: "conjunction" })));
  return format.format(words);
}
