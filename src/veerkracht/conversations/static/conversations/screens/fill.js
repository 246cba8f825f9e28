/** One dimension: its statements, its own mark (chosen, never computed), and whether to talk about it. */
import { button, buttonLink, chip, el, icon, note, reword, set as setOn, to } from "./elements.js";
import { DIMENSIONS } from "./geometry.js";
import { markRow } from "./mark.js";
import { change, chooseTopic, dimension, firstUntouched, isBegun, isDone, nextOpen } from "./parts.js";
import { readAloud } from "./speech.js";
import { labelOf, read, text } from "./texts.js";
import { webView } from "./web_view.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../shapes.js").Dimension} Dimension @typedef {import("../shapes.js").Web} Web */
/** @typedef {Given & {web: Web, set: import("../shapes.js").QuestionSet, key: Dimension}} Asked */

/** Which dimension the address names; else where somebody goes on. @param {Web} web @param {string} parameter @returns {Dimension} */
export function wanted(web, parameter) {
  return DIMENSIONS.find((key) => key === parameter) ?? firstUntouched(web) ?? nextOpen(web) ?? "body";
}

/** How far one is, in words. @param {Web} web @param {Dimension} key @param {import("../shapes.js").Say} say */
export function progress(web, key, say) {
  const had = DIMENSIONS.filter((one) => isDone(web, one)).length;
  const begun = DIMENSIONS.filter((one) => isBegun(web, one)).length;
  return say(begun ? "fill.progress_begun" : "fill.progress", { number: DIMENSIONS.indexOf(key) + 1, had, begun });
}

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const web = given.store.state.current;
  const { set, say } = given;
  if (!web || !set) return void given.go("begin");
  const key = wanted(web, given.tools.parameter);
  const asked = { ...given, web, set, key };
  const view = webView(given, { table: false });
  const how = el("p", { class: "muted fill__progress" });
  const unmarked = el("div", { hidden: true }, note("sun", el("p", {}, say("fill.no_mark"))));
  const tell = () => {
    const now = given.store.state.current ?? web;
    reword(how, progress(now, key, say));
    setOn(unmarked, { hidden: !isBegun(now, key) });
    view.update();
  };
  const stop = given.store.subscribe(tell);
  root.append(
    how, el("h1", { class: `fill__title tone--${key}` }, icon(key), read(set, web.about, labelOf(key))),
    el("p", { class: "lead" }, read(set, web.about, (texts) => texts.dimensions[key]?.question)),
    el("div", { class: "grid sidebar fill" }, el("div", { class: "stack" }, statements(asked), own(asked), unmarked, onward(asked)), el("aside", { class: "fill__web", "aria-label": say("web.title") }, view.element)),
  );
  tell();
  return stop;
}

/** @param {Asked} asked */
function statements({ store, say, web, set, key, tools }) {
  const listedOnes = set.dimensions.find((one) => one.key === key)?.statements ?? [];
  if (listedOnes.length === 0) return "";
  const scale = { low: text(set, web.about, (texts) => texts.scale.low), high: text(set, web.about, (texts) => texts.scale.high) };
  const rows = listedOnes.map((statement) => {
    const item = () => dimension(store.state.current ?? web, key).items[statement] ?? { mark: null, talk: false };
    const put = (/** @type {Partial<import("../shapes.js").Item>} */ changes) => change(store, key, { items: { ...dimension(store.state.current ?? web, key).items, [statement]: { ...item(), ...changes } } }, tools.today());
    const spoken = text(set, web.about, (texts) => texts.statements[statement]);
    const talk = chip(say("fill.talk_item"), item().talk, (on) => put({ talk: on }), "chat");
    talk.setAttribute("aria-label", say("fill.talk_item_about", { name: spoken }));
    const row = markRow({ name: read(set, web.about, (texts) => texts.statements[statement]), spoken, value: item().mark, tone: key, ends: scale, extra: talk, changed: (mark) => put({ mark }) }, say);
    return el("li", { class: "statement" }, row.element);
  });
  const aloud = [text(set, web.about, (texts) => texts.dimensions[key]?.question), ...listedOnes.map((one) => text(set, web.about, (texts) => texts.statements[one]))];
  return el("section", { class: "card", "aria-labelledby": "statements" }, el("div", { class: "title-line" }, el("h2", { id: "statements" }, say("fill.statements")), readAloud(aloud, web.about.language, say)),
    el("p", { class: "muted" }, say("fill.statements_hint")), el("ol", { class: "plain-list statements" }, ...rows));
}

/** @param {Asked} asked */
function own({ store, say, web, set, key, tools }) {
  const part = dimension(web, key);
  const name = text(set, web.about, labelOf(key));
  const row = markRow({
    name: read(set, { ...web.about, second: null }, labelOf(key)), spoken: name, value: part.mark, tone: key,
    changed: (mark) => change(store, key, { mark, skipped: false }, tools.today()),
    skip: { on: part.skipped, turned: (on) => change(store, key, { skipped: on, mark: null }, tools.today()) },
  }, say);
  return el("section", { class: "card own", "aria-labelledby": "own" }, el("h2", { id: "own" }, say("fill.own", { name })), el("p", { class: "muted" }, say("fill.own_hint")), row.element,
    el("p", { class: "chips" }, chip(say("fill.talk"), part.talk, (on) => chooseTopic(store, key, on, tools.today()), "chat")));
}

/** On, or enough for today. @param {Asked} asked */
function onward(asked) {
  const { web, set, key, say, go, store } = asked;
  const next = () => nextOpen(store.state.current ?? web, key);
  const words = next();
  const further = words ? say("fill.next", { name: text(set, web.about, labelOf(words)) }) : say("fill.finish");
  const on = button(further, () => { const open = next(); if (open) go("invullen", open); else go("overzicht"); }, { kind: "primary", icon: "arrow-right" });
  const index = DIMENSIONS.indexOf(key);
  const before = DIMENSIONS[index - 1];
  return el("nav", { class: "stack fill__onward", "aria-label": say("fill.onward") },
    el("p", { class: "row" }, on, buttonLink(say("fill.stop"), to("overzicht"))),
    el("p", { class: "muted small" }, say(web.about.fleeting ? "fill.stop_fleeting" : "fill.stop_hint")),
    before ? el("p", {}, el("a", { href: to("invullen", before) }, say("fill.back", { name: text(set, web.about, labelOf(before)) }))) : "");
}
