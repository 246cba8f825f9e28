/** Reading aloud: our own texts only, and only with a voice that lives on this device, so that no word leaves it. */
import { button, el } from "./elements.js";

/** @typedef {import("../shapes.js").Say} Say @typedef {{lang: string, localService: boolean}} Voice */

/**
 * The first local voice for a language; null when there is none.
 * @template {Voice} V
 * @param {V[]} voices @param {string} language @returns {V | null}
 */
export function localVoice(voices, language) {
  const wanted = language.toLowerCase().split("-")[0];
  return voices.find((voice) => voice.localService && voice.lang.toLowerCase().replace("_", "-").split("-")[0] === wanted) ?? null;
}

/** Stop what is being read. */
export function hush() {
  if ("speechSynthesis" in window) window.speechSynthesis.cancel();
}

/** @param {string[]} texts @param {SpeechSynthesisVoice} voice */
function speak(texts, voice) {
  hush();
  for (const text of texts) {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voice;
    spoken.lang = voice.lang;
    window.speechSynthesis.speak(spoken);
  }
}

/**
 * A button that reads these texts; it says so when this device has no voice of its own for the language.
 * @param {string[]} texts @param {string} language @param {Say} say @param {{large?: boolean}} [look]
 */
export function readAloud(texts, language, say, look = {}) {
  const told = el("span", { class: "small muted", role: "status" });
  const press = () => {
    if ("speechSynthesis" in window && window.speechSynthesis.speaking) return hush();
    const voice = "speechSynthesis" in window ? localVoice(window.speechSynthesis.getVoices(), language) : null;
    told.textContent = voice ? "" : say("speech.none");
    if (voice) speak(texts, voice);
  };
  if ("speechSynthesis" in window) window.speechSynthesis.getVoices(); // asked once, they are there at the first press
  return el("span", { class: "aloud" }, button(say("speech.read"), press, { kind: "quiet", small: look.large !== true, icon: "sound" }), told);
}
