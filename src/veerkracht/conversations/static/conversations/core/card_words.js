/** The key card as fifteen words: to write down, and to type elsewhere. Pure. */
import { joined, sha256 } from "./bytes.js";
import { LENGTH, NoCard } from "./card.js";
import { WORDS } from "./wordlist.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const BITS = 9; // a word stands for nine bits
const COUNT = 15; // 128 bits and 7 to check them

/** @param {Uint8Array} bytes @param {number} count @returns {number[]} numbers of nine bits */
export function nines(bytes, count) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from({ length: count }, (_nothing, at) => parseInt(bits.slice(at * BITS, (at + 1) * BITS).padEnd(BITS, "0"), 2));
}

/** @param {Bytes} card @returns {Promise<string[]>} */
export async function cardWords(card) {
  const check = await sha256(card);
  return nines(joined(card, check.slice(0, 1)), COUNT).map((nth) => WORDS[nth] ?? "");
}

/** Which word of the list is meant: four letters are enough. @param {string} typed @returns {number} -1 when none */
export function wordMeant(typed) {
  const word = typed.toLowerCase().normalize("NFKD").replace(/[^a-z]/g, "");
  const exact = WORDS.indexOf(word);
  if (exact >= 0 || word.length < 4) return exact;
  return WORDS.findIndex((one) => one.startsWith(word.slice(0, 4)));
}

/** The card that these words say; throws {@link NoCard}. @param {string} typed @returns {Promise<Bytes>} */
export async function cardFromWords(typed) {
  const words = typed.trim().split(/[\s,.;-]+/).filter(Boolean);
  const numbers = words.map(wordMeant);
  const odd = numbers.indexOf(-1);
  if (odd >= 0) throw new NoCard(words[odd]);
  if (words.length !== COUNT) throw new NoCard();
  const bits = numbers.map((nth) => nth.toString(2).padStart(BITS, "0")).join("");
  const card = Uint8Array.from({ length: LENGTH }, (_nothing, at) => parseInt(bits.slice(at * 8, at * 8 + 8), 2));
  const wanted = await cardWords(card);
  if (!wanted.every((word, at) => WORDS[numbers[at] ?? 0] === word)) throw new NoCard();
  return card;
}
