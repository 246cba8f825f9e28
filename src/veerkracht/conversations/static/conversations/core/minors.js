/**
 * Who must agree to what, by age. The same table stands in
 * `docs/explanation/gesprek-leeftijd-en-toestemming.md` with its sources; a test compares the two. Pure.
 */

/**
 * @typedef {"under-12" | "12-15" | "16-17" | "adult"} Age
 * @typedef {"own-device" | "keep" | "share" | "count"} Deed
 * @typedef {"self" | "self-and-parents" | "parents"} Who
 * @typedef {{may: boolean, who: Who, words: string}} Allowed `who` must agree; `words` is a key of what the screen says.
 */

/** @type {readonly Age[]} */
export const AGES = ["under-12", "12-15", "16-17", "adult"];
/** @type {readonly Deed[]} */
export const DEEDS = ["own-device", "keep", "share", "count"];

/** @param {Who} who @returns {Allowed} */
const yes = (who) => ({ may: true, who, words: who });
/** @param {Who} who @returns {Allowed} not here, not with anybody's consent either */
const no = (who) => ({ may: false, who, words: "device-only" });
/** @type {Allowed} */
const notCounted = { may: false, who: "self", words: "not-counted" };

/** @type {Record<Age, Record<Deed, Allowed>>} */
const TABLE = {
  "under-12": { "own-device": yes("parents"), keep: no("parents"), share: no("parents"), count: notCounted },
  "12-15": {
    "own-device": yes("self"),
    keep: yes("self-and-parents"),
    share: yes("self-and-parents"),
    count: notCounted,
  },
  "16-17": { "own-device": yes("self"), keep: yes("self"), share: yes("self"), count: yes("self") },
  adult: { "own-device": yes("self"), keep: yes("self"), share: yes("self"), count: yes("self") },
};

/**
 * Whether somebody of this age may do this, and who must agree. An age or deed that is not in the table
 * may nothing. @param {string} age @param {string} deed @returns {Allowed}
 */
export function allowed(age, deed) {
  const row = Object.hasOwn(TABLE, age) ? TABLE[/** @type {Age} */ (age)] : null;
  const found = row && Object.hasOwn(row, deed) ? row[/** @type {Deed} */ (deed)] : no("parents");
  return { ...found };
}

/** Ages as a young web says them. @type {Record<string, Age>} */
const SAID = { under12: "under-12", "12-15": "12-15", 16: "16-17" };

/**
 * The same for a web. Only the young form asks an age; who did not say it counts as the youngest.
 * @param {{form: string, age: string | null}} about @param {string} deed
 */
export function allowedFor({ form, age }, deed) {
  return allowed(form === "young" ? SAID[age ?? ""] ?? "under-12" : "adult", deed);
}
