/** What became of what was typed, in words; and what to do when the device is full. */
import { ask } from "./ask.js";
import { button, buttonLink, el, note, reword, to } from "./elements.js";
import { dayIn } from "./texts.js";

/** @typedef {import("../shapes.js").Store} Store @typedef {import("../shapes.js").Say} Say @typedef {import("../shapes.js").State} State */

/** @param {State} state @param {Say} say @param {boolean} [keeps] false in a browser that keeps nothing */
export function savingWords(state, say, keeps = true) {
  if (!state.current) return "";
  if (state.saving === "full") return say("saving.full");
  if (state.saving === "problem") return say("saving.problem");
  if (state.current.about.fleeting || !keeps) return say("saving.fleeting");
  return state.saving === "saving" ? say("saving.saving") : say("saving.saved");
}

/** Keep the line under the header true; a full device is told at once. @param {HTMLElement} place @param {Store} store @param {Say} say */
export function watchSaving(place, store, say) {
  let last = "";
  const tell = () => {
    const words = savingWords(store.state, say, store.around?.vault !== null);
    if (words === last) return;
    last = words;
    const wrong = store.state.saving === "full" || store.state.saving === "problem";
    const [before, link] = place.children;
    if (before && !link && !wrong) return reword(before, words);
    place.className = wrong ? "saving saving--wrong" : "saving";
    place.replaceChildren(el("span", {}, words), wrong ? el("a", { href: to("opslag") }, say("saving.what_now")) : "");
    return undefined;
  };
  store.subscribe(tell);
  tell();
}

/** The screen for when it cannot be kept. @type {import("../shapes.js").Show} */
export function show(root, { store, say, go, tools }) {
  const { webs, current, saving } = store.state;
  const erase = (/** @type {string} */ id) => ask(say("storage.sure"), say("storage.erase"), say("go.not_now"), async () => { await store.eraseHere(id); go("opslag"); });
  const others = webs.filter((one) => one.id !== current?.id && !one.erasing);
  root.append(
    el("h1", {}, say("storage.title")),
    saving === "full" ? note("danger", el("p", {}, say("storage.full"))) : note("pine", el("p", {}, say("storage.fine"))),
    el("p", {}, say("storage.nothing_lost")),
    el("h2", {}, say("storage.what_now")),
    el("ol", {}, el("li", {}, say("storage.step_free")), el("li", {}, say("storage.step_paper")), el("li", {}, say("storage.step_old"))),
    others.length ? el("ul", { class: "plain-list stack" }, ...others.map((one) => el("li", { class: "card row" }, el("span", { class: "grow" }, say("begin.begun", { day: dayIn(one.begun, tools.language) })),
      button(say("storage.erase"), () => erase(one.id), { kind: "danger", small: true })))) : "",
    el("p", { class: "row" }, buttonLink(say("storage.to_paper"), to("papier"), { kind: "primary", icon: "print" }), buttonLink(say("go.overview"), to("overzicht"))),
  );
}
