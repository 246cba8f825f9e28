/** The professional's screens: her code, what is shared with her, reading together, her own voice beside it. */
import { NoAnswer } from "../core/server.js";
import { NotThere } from "../core/desk.js";
import { Unopenable } from "../core/sealing.js";
import { button, buttonLink, el, field, note, reword, to } from "../screens/elements.js";
import { markRow } from "../screens/mark.js";
import { step, words } from "../screens/parts.js";
import { qrPicture } from "../screens/qr.js";
import { dayIn } from "../screens/texts.js";
import { partName } from "../screens/together_parts.js";
import { names, webView } from "../screens/web_view.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../core/desk.js").Invited} Invited */

const OFTEN = 4_000; // milliseconds between looks whether something was shared
const MINUTE = 60_000; // milliseconds

/** @param {unknown} error @param {Given} given */
function troubleNote(error, { say }) {
  const key = error instanceof NotThere ? "vak.not_there" : error instanceof Unopenable ? "vak.unopenable" : error instanceof NoAnswer ? "vak.offline" : null;
  if (key === null) throw error;
  return note("danger", el("p", {}, say(key)));
}

/** Her code, large, for as long as it works. @type {import("../shapes.js").Show} */
export function showCode(root, given) {
  const { say, tools } = given;
  const code = shownCode(given);
  let known = -1;
  const look = async () => {
    void code.look();
    const list = await tools.desk.shared().catch(() => []);
    if (known >= 0 && list.length > known) given.go("gedeeld");
    known = list.length;
  };
  root.append(el("h1", {}, say("vak.code_title")), el("p", { class: "lead" }, say("vak.code_lead")), code.element,
    el("p", { class: "row" }, button(say("vak.new_code"), () => void code.make()), buttonLink(say("vak.shared"), to("gedeeld"), { icon: "list" })));
  void code.begin();
  void look();
  const timer = setInterval(() => void look(), OFTEN);
  return () => clearInterval(timer);
}

/** The code that still works, or a new one; while it is looked at nothing takes its place unless somebody asks. @param {Given} given */
function shownCode(given) {
  const { say, tools } = given;
  const element = el("div", {});
  const left = el("p", { class: "small" });
  /** @type {Invited | null} */
  let shown = null;
  const tell = () => {
    const minutes = shown ? Math.ceil((shown.ends - Date.now()) / MINUTE) : 0;
    if (minutes > 0) return reword(left, say("vak.works", { count: minutes }));
    if (!shown) return;
    shown = null;
    element.replaceChildren(note("sun", el("p", {}, say("vak.code_past"))));
    tools.announce(say("vak.code_past"));
  };
  const show = (/** @type {Invited} */ invited) => {
    shown = invited;
    element.replaceChildren(codeCard(invited, left, given));
    tell();
  };
  const make = () => tools.desk.invite(location.origin).then(show, (/** @type {unknown} */ error) => element.replaceChildren(troubleNote(error, given)));
  const begin = async () => { const kept = await tools.desk.invited(); if (kept) show(kept); else await make(); };
  const look = async () => { const kept = shown && (await tools.desk.invited()); if (kept && kept.code !== shown?.code) show(kept); else tell(); }; // made anew in another tab
  return { element, make, begin, look };
}

/** @param {Invited} invited @param {HTMLElement} left @param {Given} given */
function codeCard({ code, qr, words: same }, left, { say }) {
  return el("section", { class: "card key-card" }, el("div", { class: "grid two" }, qrPicture(qr, say("vak.qr")),
    el("div", {}, el("h2", { class: "card__title" }, say("vak.code")), el("p", { class: "code-large" }, (code.match(/.{4}/g) ?? []).join(" ")), left,
      el("h2", { class: "card__title" }, say("vak.words")), el("p", { class: "check-words", lang: "nl" }, same.join(" · ")), el("p", { class: "small" }, say("vak.words_says")))));
}

/** @type {import("../shapes.js").Show} */
export function showShared(root, given) {
  const { say, tools } = given;
  const place = el("div", {});
  const fill = async () => {
    try {
      const list = await tools.desk.shared();
      place.replaceChildren(list.length ? el("ul", { class: "plain-list stack" }, ...list.map((/** @type {any} */ one) => sharedRow(one, given))) : el("p", {}, say("vak.nothing")));
    } catch (error) {
      place.replaceChildren(troubleNote(error, given));
    }
  };
  const forget = async () => {
    await tools.desk.forget();
    location.assign("/gesprek/vak/uit/");
  };
  root.append(el("h1", {}, say("vak.shared_title")), el("p", { class: "lead" }, say("vak.shared_lead")), place,
    el("p", { class: "row" }, buttonLink(say("vak.my_code"), to("code"), { kind: "primary", icon: "key" }), button(say("vak.look_again"), () => void fill(), { icon: "swap" })),
    el("details", {}, el("summary", {}, say("vak.forget_title")), el("p", {}, say("vak.forget_lead")), el("p", {}, button(say("vak.forget"), () => void forget(), { kind: "danger", icon: "trash" }))));
  void fill();
  return undefined;
}

/** @param {import("../core/desk.js").Listed & {here: boolean}} share @param {Given} given */
function sharedRow(share, { say, tools }) {
  const since = dayIn(share.since.slice(0, 10), tools.language);
  return el("li", { class: "card card-row" }, el("div", { class: "grow" }, el("h2", { class: "card__title" }, say("vak.since", { day: since })),
    el("p", { class: "muted small" }, say("vak.until", { day: dayIn(share.until.slice(0, 10), tools.language) }))),
  share.here ? buttonLink(say("vak.open"), to("lezen", share.id), { kind: "primary", label: say("vak.open_since", { day: since }) }) : el("span", { class: "muted small" }, say("vak.elsewhere")));
}

/** One web, read on her screen; each opening is told to the resident. @type {import("../shapes.js").Show} */
export function showRead(root, given) {
  const { say, tools } = given;
  const glass = /** @type {import("./glass.js").Glass} */ (/** @type {unknown} */ (given.store));
  const place = el("div", {});
  const open = async () => {
    try {
      const share = (await tools.desk.shared()).find((/** @type {any} */ one) => one.id === tools.parameter);
      if (!share) throw new NotThere();
      const web = await tools.desk.read(share);
      glass.show(web);
      place.replaceChildren(...page(web, { ...given, set: tools.setOf(web.about) }));
    } catch (error) {
      place.replaceChildren(el("h1", {}, say("vak.read_title")), troubleNote(error, given), el("p", {}, buttonLink(say("vak.shared"), to("gedeeld"))));
    }
    place.querySelector("h1")?.setAttribute("tabindex", "-1");
    place.querySelector("h1")?.focus();
  };
  root.append(place);
  void open();
  return () => glass.show(null);
}

/** @param {import("../core/desk.js").ReadWeb} web @param {Given} given */
function page(web, given) {
  const { say, tools } = given;
  const view = webView(given, {});
  return [
    el("h1", {}, say("vak.read_title")), el("p", { class: "lead" }, say("vak.read_lead", { day: dayIn(web.share.until.slice(0, 10), tools.language) })),
    el("div", { class: "grid two overview" }, view.element, el("section", { class: "card" }, ...said(web, given))),
    voicePart(web, given), el("p", { class: "no-print" }, buttonLink(say("vak.shared"), to("gedeeld"), { icon: "arrow-left" })),
  ];
}

/** What the resident wrote, and what was shared. @param {import("../core/desk.js").ReadWeb} web @param {Given} given */
function said(web, given) {
  const { say, tools } = given;
  const { standsOut, matters, wish } = words(/** @type {any} */ (web));
  const { what, withWhom, when } = step(/** @type {any} */ (web));
  const facts = [["talk.stands_out", standsOut], ["talk.matters", matters], ["talk.wish", wish], ["step.what", what], ["step.with_whom", withWhom], ["step.when", when]];
  const talk = Object.keys(web.parts).filter((part) => web.parts[part]?.talk).map((part) => partName(part, given));
  const shown = Object.keys(web.parts).filter((part) => !part.endsWith(".before")).map((part) => partName(part, given));
  return [
    el("h2", { class: "card__title" }, say("vak.says")),
    talk.length ? el("p", {}, say("vak.wants", { parts: tools.listed(talk) })) : "",
    el("dl", {}, ...facts.filter(([, fact]) => fact).map(([key, fact]) => el("div", {}, el("dt", {}, say(String(key))), el("dd", {}, String(fact))))),
    el("p", { class: "muted small" }, say("vak.shown", { parts: tools.listed(shown) })),
  ];
}

/** How she sees it: beside the resident's, never instead. @param {import("../core/desk.js").ReadWeb} web @param {Given} given */
function voicePart(web, given) {
  const { say, tools } = given;
  const shared = names(/** @type {any} */ (web), given).filter(({ key }) => web.parts[key]);
  const voice = { name: tools.who.name, organisation: tools.who.organisation, on: tools.today(), marks: /** @type {Record<string, number | null>} */ ({}), words: "" };
  const told = el("div", { "aria-live": "polite" });
  const rows = shared.map(({ key, label }) => markRow({ name: el("span", {}, label), spoken: label, value: null, tone: key, changed: (mark) => { voice.marks[key] = mark; } }, say).element);
  const send = async () => {
    try {
      await tools.desk.speak(web, voice);
      told.replaceChildren(note("pine", el("p", {}, say("vak.spoken"))));
    } catch (error) {
      told.replaceChildren(troubleNote(error, given));
    }
  };
  return el("section", { class: "no-print" }, el("h2", {}, say("vak.voice")), el("p", {}, say("vak.voice_lead")), el("div", { class: "card" }, ...rows,
    field(say("vak.voice_words"), "", (value) => { voice.words = value; }, { hint: say("vak.voice_hint"), rows: 3 }), told,
    el("p", {}, button(say("vak.speak"), () => void send(), { kind: "primary" }))));
}
