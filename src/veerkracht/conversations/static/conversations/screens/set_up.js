/** A few choices before a web begins: language, reading together, age for the young, and leaving nothing behind. */
import { button, choice, el, note, tick } from "./elements.js";
import { backToBegin, fillScreen, formName, languagesOf } from "./begin.js";
import { newest, textsIn } from "./texts.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../shapes.js").About} About */

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { say, tools } = given;
  const [form = "", how] = tools.parameter.split("/");
  const practice = how === "oefenen"; // a web to practise with: nothing is kept unless one wants to
  const set = tools.sets.find((one) => one.code === form) ?? newest(tools.sets, form); // an organisation's own goes by its code
  if (!set) return void given.go("begin");
  /** @type {About} */
  const about = {
    form: set.form, set: { code: set.code, version: set.version }, language: textsIn(set, tools.language).language,
    second: null, age: null, begun: tools.today(), fleeting: practice,
  };
  const wrong = el("div", { class: "field__error", role: "alert" });
  root.append(
    el("h1", {}, formName(set.form, say)),
    el("p", { class: "lead" }, say(practice ? "setup.practice" : "setup.lead")),
    el("div", { class: "card stack setup" }, wrong, ...languages(set, about, given), set.form === "young" ? age(about, given) : "",
      tick(say("setup.fleeting"), practice, (on) => { about.fleeting = on; }, say("setup.fleeting_hint")),
      el("p", { class: "row" }, button(say("setup.start"), () => begin(about, given, wrong), { kind: "primary", icon: "arrow-right" }), backToBegin(say))),
  );
}

/** @param {About} about @param {Given} given @param {HTMLElement} wrong */
async function begin(about, { store, go, say }, wrong) {
  if (about.form === "young" && about.age === null) {
    wrong.replaceChildren(el("p", {}, say("setup.choose_age")));
    return;
  }
  if (about.second === about.language) about.second = null;
  await store.begin(about);
  go(fillScreen(about.form));
}

/** @param {import("../shapes.js").QuestionSet} set @param {About} about @param {Given} given */
function languages(set, about, { say }) {
  const all = languagesOf(set);
  if (all.length < 2) return [];
  const second = select(say("setup.second"), [["", say("setup.no_second")], ...all], "", (code) => { about.second = code || null; });
  const together = el("details", {}, el("summary", {}, say("setup.together")), el("p", { class: "field__hint" }, say("setup.together_hint")), second);
  return [select(say("setup.language"), all, about.language, (code) => { about.language = code; }), together];
}

/** @param {About} about @param {Given} given */
function age(about, { say }) {
  const told = el("div", { "aria-live": "polite" });
  const asked = choice(say("setup.age"), [["under12", say("setup.under12")], ["12-15", say("setup.12_15")], ["16", say("setup.16")]], "", (value) => {
    about.age = /** @type {About["age"]} */ (value);
    told.replaceChildren(value === "16" ? "" : note("pine", el("p", {}, say(value === "under12" ? "setup.under12_told" : "setup.12_15_told"))));
  });
  return el("div", {}, asked, told);
}

let selects = 0;

/** @param {string} name @param {[string, string][]} options @param {string} chosen @param {(value: string) => void} changed */
function select(name, options, chosen, changed) {
  const id = `select-${++selects}`;
  const list = el("select", { id, class: "utrecht-select" }, ...options.map(([value, text]) => el("option", { value, selected: value === chosen, lang: value || null }, text)));
  list.addEventListener("change", () => changed(list.value));
  return el("div", { class: "field" }, el("label", { for: id, class: "field__label" }, name), list);
}
