/** The key card: keep the web for elsewhere, and show what opens it there. */
import { button, buttonLink, el, note, tick, to } from "./elements.js";
import { qrPicture } from "./qr.js";
import { dayIn } from "./texts.js";

/** @typedef {import("../shapes.js").Given} Given */

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { store, say } = given;
  const web = store.state.current;
  if (!web) return void given.go("begin");
  const { may, who, words } = given.tools.allowed(web.about, "keep");
  root.append(el("h1", {}, say("card.title")));
  if (!may) root.append(note("sun", el("p", {}, say(`minors.${words}`))), back(given));
  else if (web.along) cardPage(root, given);
  else root.append(...asking(given, who));
  return undefined;
}

/** @param {Given} given */
function back({ say }) {
  return el("p", {}, buttonLink(say("go.overview"), to("overzicht"), { icon: "arrow-left" }));
}

/** Before: what happens when you keep it elsewhere too. @param {Given} given @param {string} who must agree */
function asking(given, who) {
  const { say, store, tools } = given;
  const told = el("div", {}); // what comes in it is news by itself
  let agreed = who === "self";
  const keep = async () => {
    if (!agreed) return told.replaceChildren(note("danger", el("p", {}, say("share.parents_first"))));
    await store.takeAlong();
    return tools.restart();
  };
  return [
    el("p", { class: "lead" }, say("card.lead")),
    el("ul", {}, ...["card.sealed", "card.lost", "card.unused"].map((key) => el("li", {}, say(key)))),
    who === "self" ? "" : tick(say("card.parents"), false, (on) => { agreed = on; }), told,
    el("p", { class: "row" }, button(say("card.make"), keep, { kind: "primary", icon: "key" }), buttonLink(say("go.overview"), to("overzicht"))),
  ];
}

/** @param {HTMLElement} root @param {Given} given */
async function cardPage(root, given) {
  const { say, store, tools } = given;
  const state = el("p", { "aria-live": "polite" });
  const { fragment, words } = await store.card();
  const bare = fragment.replace("k=", ""); // no address: a camera app or a browser would keep that in its history
  const tell = () => state.replaceChildren(carriedWords(given));
  const sheet = el("section", { class: "card key-card" },
    el("h2", { class: "card__title" }, say("card.yours")), el("p", {}, say("card.how", { address: `${location.host}/gesprek/` })),
    el("div", { class: "grid two" }, qrPicture(bare, say("card.qr")), wordList(words, say)),
    el("p", { class: "small" }, say("card.careful")));
  root.append(state, sheet,
    el("p", { class: "row no-print" }, button(say("card.print"), () => window.print(), { kind: "primary", icon: "print" }),
      button(say("card.again"), () => void store.sync().then(() => tools.announce(carriedWords(given))), { icon: "swap" }), buttonLink(say("go.overview"), to("overzicht"))));
  tell();
  const stop = store.subscribe(() => (state.isConnected ? tell() : stop()));
  tools.announce(say("card.ready"));
}

/** @param {string[]} words @param {import("../shapes.js").Say} say */
function wordList(words, say) {
  return el("div", {}, el("h3", {}, say("card.words")), el("ol", { class: "key-words", lang: "nl" }, ...words.map((word) => el("li", {}, word))));
}

/** Whether all that is on the screen lies on this device. @param {Given["store"]} store */
function isKept({ state, around }) {
  const wrong = state.saving === "full" || state.saving === "problem";
  return !wrong && around?.vault !== null && !state.current?.about.fleeting;
}

/** How it stands with what lies elsewhere, in words. @param {Given} given @returns {string} */
export function carriedWords({ say, store, tools }) {
  const { carried, current } = store.state;
  const day = current?.lastSaved ? dayIn(current.lastSaved, tools.language) : "";
  if ((carried === "offline" || carried === "refused") && !isKept(store)) return say(`carried.${carried}_unkept`);
  return day && carried === "along" ? say("carried.along_on", { day }) : say(`carried.${carried}`);
}
