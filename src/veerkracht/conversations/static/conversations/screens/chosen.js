/**
 * What a link already chose, behind the `#` so that no server learns it: `form=parents&practice=1&lang=en`. Pure.
 * An organisation's own set (`set=…`) is fetched first, so that is not for here. A key has no such name, so it is never taken for a choice.
 */
import { FORMS } from "./begin.js";

/** @typedef {{screen: string, parameter: string, language: string}} Chosen */

/** @param {string} fragment what follows the `#` @returns {Chosen | null} null when it chooses nothing */
export function chosenIn(fragment) {
  const asked = new URLSearchParams(fragment);
  if (asked.has("set") || !["form", "practice", "lang"].some((name) => asked.has(name))) return null;
  const form = FORMS.find((one) => one.form === asked.get("form"))?.form;
  const practice = asked.get("practice") === "1";
  const language = asked.get("lang") ?? "";
  if (!form && !practice) return { screen: "begin", parameter: "", language };
  return { screen: "opzet", parameter: `${form ?? "adult"}${practice ? "/oefenen" : ""}`, language };
}
