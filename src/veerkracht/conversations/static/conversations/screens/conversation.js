/** The other conversation, a question a page: what stands out, what matters, what one would like, a first small step. */
import { button, buttonLink, chip, el, field, to } from "./elements.js";
import { chooseTopic, step, talkItems, topics, words } from "./parts.js";
import { read } from "./texts.js";
import { names, webView } from "./web_view.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../shapes.js").Web} Web */
/** @typedef {{name: string, title: string, lead: string, body: (web: Web, given: Given) => HTMLElement[]}} Page */

/** @type {Page[]} */
const PAGES = [
  { name: "opvalt", title: "talk.stands_out", lead: "talk.stands_out_lead", body: (web, given) => [asked("standsOut", "talk.stands_out_field", web, given)] },
  { name: "belangrijk", title: "talk.matters", lead: "talk.matters_lead", body: (web, given) => [chosen(web, given), sentences(web, given), asked("matters", "talk.matters_field", web, given)] },
  { name: "wens", title: "talk.wish", lead: "talk.wish_lead", body: (web, given) => [asked("wish", "talk.wish_field", web, given)] },
  { name: "stap", title: "talk.step", lead: "talk.step_lead", body: (_web, given) => [stepFields(given)] },
];

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const web = given.store.state.current;
  const { say } = given;
  if (!web) return void given.go("begin");
  const index = Math.max(0, PAGES.findIndex((one) => one.name === given.tools.parameter));
  const page = PAGES[index];
  if (!page) return;
  root.append(
    el("p", { class: "muted" }, say("talk.progress", { number: index + 1, total: PAGES.length })),
    el("h1", {}, say(page.title)), el("p", { class: "lead" }, say(page.lead)),
    el("div", { class: "grid sidebar" }, el("div", {}, ...page.body(web, given), onward(index, given)), el("aside", { class: "fill__web", "aria-label": say("web.title") }, webView(given).element)),
  );
}

/** @param {"standsOut" | "matters" | "wish"} name @param {string} key @param {Web} web @param {Given} given */
function asked(name, key, web, { store, say }) {
  return field(say(key), words(web)[name], (value) => {
    const now = store.state.current;
    if (now) store.put("words", { ...words(now), [name]: value });
  }, { rows: 4, hint: say("talk.own_words") });
}

/** @param {Web} web @param {Given} given */
function chosen(web, given) {
  const { store, say, tools } = given;
  const now = topics(web);
  return el("fieldset", { class: "field field__group" }, el("legend", { class: "field__label" }, say("talk.topics")),
    el("div", { class: "chips" }, ...names(web, given).map(({ key, label, lang }) => chip(label, now.includes(key), (on) => chooseTopic(store, key, on, tools.today()), key, lang))));
}

/** The sentences that were chosen while filling in. @param {Web} web @param {Given} given */
function sentences(web, { say, set }) {
  const items = set ? talkItems(web, set) : [];
  if (!set || items.length === 0) return el("div", {});
  return el("div", {}, el("p", { class: "field__label" }, say("talk.sentences")),
    el("ul", {}, ...items.map((one) => el("li", {}, read(set, web.about, (texts) => texts.statements[one])))));
}

/** @param {Given} given */
function stepFields({ store, say }) {
  const put = (/** @type {Partial<import("../shapes.js").StepPart>} */ changes) => {
    const now = store.state.current;
    if (now) store.put("step", { ...step(now), ...changes });
  };
  const web = store.state.current;
  const now = web ? step(web) : { what: "", withWhom: "", when: "", lookBack: "" };
  return el("div", {},
    field(say("step.what"), now.what, (what) => put({ what }), { hint: say("step.what_hint") }),
    field(say("step.with_whom"), now.withWhom, (withWhom) => put({ withWhom }), { type: "text" }),
    field(say("step.when"), now.when, (when) => put({ when }), { type: "text", hint: say("step.when_hint") }),
    field(say("step.when_look_back"), now.lookBack, (lookBack) => put({ lookBack }), { type: "date", hint: say("step.look_back_hint") }));
}

/** @param {number} index @param {Given} given */
function onward(index, { say, go }) {
  const next = PAGES[index + 1];
  const before = PAGES[index - 1];
  const on = button(say(next ? "talk.next" : "talk.finish"), () => (next ? go("gesprek", next.name) : go("overzicht")), { kind: "primary", icon: "arrow-right" });
  return el("nav", { "aria-label": say("fill.onward") }, el("p", { class: "row" }, on, before ? buttonLink(say("talk.back"), to("gesprek", before.name)) : "", buttonLink(say("fill.stop"), to("overzicht"), { kind: "plain" })));
}
