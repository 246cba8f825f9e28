/** One mark for each dimension: big and with few words (`eenvoudig`), or without any (`plaatjes`). */
import { button, buttonLink, chip, el, icon, to } from "./elements.js";
import { progress, wanted } from "./fill.js";
import { DIMENSIONS } from "./geometry.js";
import { change, chooseTopic, dimension } from "./parts.js";
import { plantPicture, scene } from "./pictures.js";
import { readAloud } from "./speech.js";
import { labelOf, read, text } from "./texts.js";
import { webView } from "./web_view.js";

/** @typedef {import("./fill.js").Asked} Asked */

/** @param {string} screen @param {boolean} wordless @returns {import("../shapes.js").Show} */
function screenFor(screen, wordless) {
  return (root, given) => {
    const web = given.store.state.current;
    if (!web || !given.set) return void given.go("begin");
    const asked = { ...given, web, set: given.set, key: wanted(web, given.tools.parameter) };
    root.append(el("div", { class: wordless ? "plain plain--wordless" : "plain" }, ...page(asked, screen, wordless)));
  };
}

export const plain = { show: screenFor("eenvoudig", false) };
export const pictures = { show: screenFor("plaatjes", true) };

/** @param {Asked} asked @param {string} screen @param {boolean} wordless */
function page(asked, screen, wordless) {
  const { web, set, key, say } = asked;
  const question = read(set, web.about, (texts) => texts.dimensions[key]?.question);
  const steps = el("ol", { class: "dots plain-list", "aria-hidden": "true" }, ...DIMENSIONS.map((one) => el("li", { class: one === key ? `dot dot--here tone--${one}` : `dot tone--${one}` }, icon(one))));
  const heading = el("h1", { class: wordless ? "visually-hidden" : "plain__title" }, read(set, web.about, labelOf(key)));
  const aloud = readAloud([text(set, web.about, labelOf(key)), text(set, web.about, (texts) => texts.dimensions[key]?.question)], web.about.language, say, { large: true });
  return [
    wordless ? steps : el("p", { class: "muted" }, progress(web, key, say)), scene(key), heading,
    el("p", { class: wordless ? "visually-hidden" : "lead plain__question" }, question), wordless ? "" : aloud,
    scale(asked, wordless), wordless ? "" : talk(asked), onward(asked, screen, wordless),
  ];
}

/** Eleven large buttons with a plant on each. @param {Asked} asked @param {boolean} wordless */
function scale({ store, say, web, set, key, tools }, wordless) {
  const now = dimension(web, key).mark;
  const name = text(set, web.about, labelOf(key));
  const ends = { low: text(set, web.about, (texts) => texts.scale.low), high: text(set, web.about, (texts) => texts.scale.high) };
  const buttons = Array.from({ length: 11 }, (_, mark) => {
    const input = el("input", { type: "radio", name: "mark", value: mark, checked: mark === now, class: "plant-scale__input", "aria-label": said(mark, ends, say) });
    input.addEventListener("change", () => change(store, key, { mark, skipped: false }, tools.today()));
    return el("label", { class: "plant-scale__one" }, input, plantPicture(mark), wordless ? "" : el("span", { class: "plant-scale__number" }, String(mark)));
  });
  return el("fieldset", { class: `plant-scale tone--${key}` }, el("legend", { class: "visually-hidden" }, say("plain.mark", { name })),
    wordless ? "" : el("p", { class: "mark__ends muted", "aria-hidden": "true" }, el("span", {}, ends.low), el("span", {}, ends.high)), el("div", { class: "plant-scale__all" }, ...buttons));
}

/** @param {number} mark @param {{low: string, high: string}} ends @param {import("../shapes.js").Say} say */
function said(mark, ends, say) {
  const of = say("mark.of_ten", { mark });
  if (mark === 0) return `${of}: ${ends.low}`;
  return mark === 10 ? `${of}: ${ends.high}` : of;
}

/** @param {Asked} asked */
function talk({ store, say, web, key, tools }) {
  return el("p", { class: "chips plain__talk" }, chip(say("fill.talk"), dimension(web, key).talk, (on) => chooseTopic(store, key, on, tools.today()), "chat"));
}

/** On, skip and back; in pictures alone when there are no words. @param {Asked} asked @param {string} screen @param {boolean} wordless */
function onward({ store, say, key, go, tools }, screen, wordless) {
  const index = DIMENSIONS.indexOf(key);
  const on = () => { const next = DIMENSIONS[index + 1]; if (next) go(screen, next); else go(wordless ? "plaatjes-web" : "overzicht"); };
  const skip = () => { change(store, key, { mark: null, skipped: true }, tools.today()); on(); };
  const before = DIMENSIONS[index - 1];
  const words = (/** @type {string} */ key_) => (wordless ? "" : say(key_));
  const back = before ? to(screen, before) : to("begin");
  return el("nav", { class: "plain__onward", "aria-label": say("fill.onward") },
    buttonLink(words("plain.back"), back, { icon: "arrow-left", label: say("plain.back") }),
    button(words("plain.skip"), skip, { icon: "close", label: say("plain.skip") }),
    button(words("plain.next"), on, { kind: "primary", icon: "arrow-right", label: say("plain.next") }));
}

/** The web in pictures. @type {import("../shapes.js").Show} */
function showWeb(root, given) {
  const { say, go, store } = given;
  if (!store.state.current) return void go("begin");
  root.append(el("div", { class: "plain plain--wordless" }, el("h1", { class: "visually-hidden" }, say("web.title")), webView(given, { icons: true, table: false }).element,
    el("nav", { class: "plain__onward", "aria-label": say("fill.onward") }, buttonLink("", to("plaatjes", "body"), { icon: "arrow-left", label: say("plain.back") }),
      buttonLink("", to("papier"), { icon: "print", label: say("go.paper") }), buttonLink("", to("overzicht"), { kind: "primary", icon: "check", label: say("go.overview") }))));
}

export const picturesWeb = { show: showWeb };
