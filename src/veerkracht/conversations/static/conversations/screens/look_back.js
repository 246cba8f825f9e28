/** Looking back on the first step: how it went, in one's own words. No mark, no verdict. */
import { button, buttonLink, choice, el, field, to } from "./elements.js";
import { step } from "./parts.js";
import { dayIn } from "./texts.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../shapes.js").Look} Look */

const HOW = /** @type {const} */ ([["done", "look.done"], ["partly", "look.partly"], ["not", "look.not"]]);

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { store, say } = given;
  const web = store.state.current;
  if (!web) return void given.go("begin");
  const { what, looks } = step(web);
  root.append(el("h1", {}, say("look.title")));
  if (!what) {
    root.append(el("p", { class: "lead" }, say("look.no_step")), el("p", {}, buttonLink(say("overview.step_make"), to("gesprek", "stap"), { kind: "primary" })));
    return;
  }
  root.append(el("blockquote", {}, what), form(given), earlier(looks, given));
}

/** @param {Given} given */
function form({ store, say, go, tools }) {
  /** @type {{how: Look["how"] | "", words: string}} */
  const now = { how: "", words: "" };
  const wrong = el("p", { class: "field__error", role: "alert" });
  const keep = () => {
    const web = store.state.current;
    if (!now.how) return void wrong.replaceChildren(say("look.choose"));
    if (!web) return;
    const before = step(web);
    store.put("step", { ...before, looks: [...before.looks, { on: tools.today(), how: now.how, words: now.words }] });
    tools.announce(say("look.kept"));
    go("terugkijken");
  };
  return el("div", { class: "card" },
    choice(say("look.how"), HOW.map(([value, key]) => [value, say(key)]), "", (value) => { now.how = /** @type {Look["how"]} */ (value); wrong.replaceChildren(); }),
    field(say("look.words"), "", (value) => { now.words = value; }, { hint: say("look.words_hint") }), wrong,
    el("p", { class: "row" }, button(say("look.keep"), keep, { kind: "primary" }), buttonLink(say("look.next_step"), to("gesprek", "stap")), buttonLink(say("go.overview"), to("overzicht"), { kind: "plain" })));
}

/** @param {Look[]} looks @param {Given} given */
function earlier(looks, { say, tools }) {
  if (looks.length === 0) return "";
  const rows = [...looks].reverse().map((one) => el("li", { class: "card" }, el("strong", {}, say(HOW.find(([how]) => how === one.how)?.[1] ?? "look.partly")),
    el("span", { class: "muted small" }, ` · ${dayIn(one.on, tools.language)}`), one.words ? el("p", {}, one.words) : ""));
  return el("section", {}, el("h2", {}, say("look.before")), el("ul", { class: "plain-list stack" }, ...rows));
}
