/** The first screen: go on with a web, or begin one. */
import { buttonLink, button, el, icon, note, to } from "./elements.js";
import { newest, textsIn, dayIn } from "./texts.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../shapes.js").Form} Form */

/** @type {{form: Form, picture: string, name: string, hint: string}[]} */
export const FORMS = [
  { form: "adult", picture: "person", name: "form.adult", hint: "form.adult_hint" },
  { form: "parents", picture: "people", name: "form.parents", hint: "form.parents_hint" },
  { form: "young", picture: "star", name: "form.young", hint: "form.young_hint" },
  { form: "plain", picture: "chat", name: "form.plain", hint: "form.plain_hint" },
  { form: "pictures", picture: "light", name: "form.pictures", hint: "form.pictures_hint" },
];

/** What a form is called. @param {Form} form @param {import("../shapes.js").Say} say */
export function formName(form, say) {
  return say(FORMS.find((one) => one.form === form)?.name ?? "form.adult");
}

/** Where a web of this form is filled in. @param {Form} form */
export function fillScreen(form) {
  if (form === "plain") return "eenvoudig";
  return form === "pictures" ? "plaatjes" : "invullen";
}

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { store, say, tools } = given;
  const here = () => store.state.webs.filter((web) => !web.erasing);
  const known = here().length;
  const stop = store.subscribe(() => { if (here().length !== known) tools.restart(); });
  root.append(
    el("h1", {}, say("begin.title")),
    el("p", { class: "lead" }, say("begin.lead")),
    known ? goOn(given) : "",
    el("h2", { class: known ? null : "visually-hidden" }, say(known ? "begin.new" : "begin.choose")),
    el("ul", { class: "plain-list choices" }, ...FORMS.filter(({ form }) => newest(tools.sets, form)).map((one) => el("li", {}, card(one, given)))),
    note("sun", el("p", {}, say("begin.yours"))),
    el("p", { class: "row" }, el("a", { href: to("meenemen") }, say("go.open_card")),
      el("a", { href: to("papier", "leeg") }, say("begin.paper")), el("a", { href: to("hulp") }, say("go.help"))),
  );
  return stop;
}

/** @param {typeof FORMS[number]} one @param {Given} given */
function card(one, { say }) {
  return el("a", { class: "card choice", href: to("opzet", one.form) }, icon(one.picture),
    el("span", { class: "choice__text" }, el("strong", {}, say(one.name)), el("span", { class: "muted" }, say(one.hint))), icon("chevron-right"));
}

/** @param {Given} given */
function goOn({ store, say, go, tools }) {
  const rows = store.state.webs.filter((web) => !web.erasing).map((web) => el("li", { class: "card-row" },
    el("div", { class: "grow" }, el("h3", {}, formName(web.form, say)), el("p", { class: "muted small" }, say("begin.begun", { day: dayIn(web.begun, tools.language) }))),
    button(say("begin.go_on"), async () => { await store.open(web.id); go("overzicht"); }, { kind: "primary", icon: "arrow-right", label: say("begin.go_on_with", { name: formName(web.form, say), day: dayIn(web.begun, tools.language) }) })));
  return el("section", {}, el("h2", {}, say("begin.earlier")), el("ul", { class: "plain-list stack" }, ...rows));
}

/** The languages of a set, by their own names. @param {import("../shapes.js").QuestionSet} set @returns {[string, string][]} */
export function languagesOf(set) {
  return Object.keys(set.languages).map((code) => [code, textsIn(set, code).texts.name]);
}

/** A link back to the first screen. @param {import("../shapes.js").Say} say */
export function backToBegin(say) {
  return buttonLink(say("go.begin"), to("begin"), { icon: "arrow-left" });
}
