/** The whole web on one page: the drawing and six sliders, what to talk about, the first step, who may look along. */
import { button, buttonLink, chip, el, icon, note, to } from "./elements.js";
import { ask } from "./ask.js";
import { fillScreen } from "./begin.js";
import { DIMENSIONS } from "./geometry.js";
import { markRow } from "./mark.js";
import { change, chooseTopic, dimension, firstUntouched, isBegun, step, topics, voices, words } from "./parts.js";
import { readAloud } from "./speech.js";
import { stepFacts } from "./step_facts.js";
import { dayIn, labelOf, momentIn, read, text } from "./texts.js";
import { names, webView } from "./web_view.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../shapes.js").Web} Web @typedef {import("../shapes.js").Dimension} Dimension */

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { store, say, set } = given;
  const web = store.state.current;
  if (!web || !set) return void given.go("begin");
  const rows = sliders(web, given);
  const view = webView(given, { icons: web.about.form === "pictures", move: (key, mark) => change(store, key, { mark, skipped: false }, given.tools.today()) });
  const cards = el("div", { class: "grid three overview__cards" });
  const aside = el("div", {});
  const along = el("section", { class: "card no-print" });
  const spoken = el("div", { class: "stack overview__voices" });
  const heard = hearing();
  /** What was shown last: each part of the page is made anew only when what it shows is another. @type {{parts?: unknown, conflicts?: unknown, shares?: unknown, openings?: unknown}} */
  let seen = {};
  const all = () => {
    const now = store.state.current;
    if (!now) return;
    const { parts, conflicts, shares } = now;
    const { openings } = store.state;
    if (parts !== seen.parts) {
      view.update();
      rows.update(now);
      if (heard.changed(now)) spoken.replaceChildren(...voices(now).map((voice) => heard.card(voice, given)));
    }
    if (conflicts !== seen.conflicts) aside.replaceChildren(told(now, given));
    if (shares !== seen.shares || openings !== seen.openings) along.replaceChildren(...alongCard(given));
    seen = { parts, conflicts, shares, openings };
  };
  const stop = store.subscribe(all);
  root.append(
    el("h1", {}, say("overview.title")), el("p", { class: "lead" }, say("overview.lead")), aside, unmarked(web, given),
    el("div", { class: "grid two overview" }, view.element, el("section", { class: "card", "aria-label": say("overview.marks") }, ...rows.elements, ways(web, given))),
    cards, spoken, keeping(given), more(web, given),
  );
  cards.append(talking(web, given), stepCard(web, given), along);
  all();
  return stop;
}

/** @param {Web} web @param {Given} given */
function sliders(web, given) {
  const { store, say, set, tools } = given;
  const rows = names(web, given).map(({ key, label }) => {
    const part = dimension(web, key);
    const name = el("a", { href: to(fillScreen(web.about.form), key), class: "mark__link" }, icon(key), set ? read(set, web.about, labelOf(key)) : label);
    return { key, ...markRow({
      name, spoken: label, value: part.mark, tone: key,
      changed: (mark) => change(store, key, { mark, skipped: false }, tools.today()),
      skip: { on: part.skipped, turned: (on) => change(store, key, { skipped: on, mark: null }, tools.today()) },
    }, say) };
  });
  const shown = new Map(DIMENSIONS.map((key) => [key, dimension(web, key).mark]));
  return {
    elements: rows.map((row) => row.element),
    /** What came from elsewhere (the drawing, undo, another tab) moves the sliders. @param {Web} now */
    update(now) {
      for (const row of rows) {
        const { mark, skipped } = dimension(now, row.key);
        if (shown.get(row.key) !== mark) row.show(mark, skipped);
        shown.set(row.key, mark);
      }
    },
  };
}

/** What asks for attention: two versions. @param {Web} web @param {Given} given */
function told(web, { say }) {
  if (web.conflicts.length === 0) return "";
  return note("sun", el("p", {}, say("overview.conflict"), " ", el("a", { href: to("twee-versies") }, say("overview.conflict_go"))));
}

/** Why the drawing lacks topics that somebody did fill in. It stays as it was: nothing may jump below a finger that slides. @param {Web} web @param {Given} given */
function unmarked(web, { say }) {
  return DIMENSIONS.some((key) => isBegun(web, key)) ? el("div", { class: "no-print" }, note("sun", el("p", {}, say("overview.no_mark")))) : "";
}

/** @param {Web} web @param {Given} given */
function ways(web, { say, set }) {
  const open = firstUntouched(web);
  const aloud = set ? DIMENSIONS.map((key) => text(set, web.about, (texts) => texts.dimensions[key]?.question)) : [];
  return el("p", { class: "row overview__ways" },
    buttonLink(say(open ? "overview.by_one" : "overview.look_again"), to(fillScreen(web.about.form), open ?? "body"), { kind: open ? "primary" : "quiet", icon: "list" }), readAloud(aloud, web.about.language, say));
}

/** @param {Web} web @param {Given} given */
function talking(web, given) {
  const { say, store, tools } = given;
  const chosen = topics(web);
  const chips = names(web, given).map(({ key, label, lang }) => chip(label, chosen.includes(key), (on) => chooseTopic(store, key, on, tools.today()), undefined, lang));
  const { wish } = words(web);
  return el("section", { class: "card" }, el("h2", { class: "card__title" }, say("overview.talk")), el("div", { class: "chips", role: "group", "aria-label": say("overview.talk") }, ...chips),
    wish ? el("blockquote", { class: "overview__wish" }, wish) : el("p", { class: "muted small" }, say("overview.talk_hint")),
    el("p", {}, buttonLink(say(wish ? "overview.talk_on" : "overview.talk_begin"), to("gesprek"), { kind: firstUntouched(web) ? "quiet" : "primary", icon: "chat" })));
}

/** @param {Web} web @param {Given} given */
function stepCard(web, given) {
  const { say } = given;
  const now = step(web);
  const title = el("h2", { class: "card__title" }, say("overview.step"));
  if (!now.what) return el("section", { class: "card" }, title, el("p", { class: "muted" }, say("overview.step_none")), el("p", {}, el("a", { href: to("gesprek", "stap") }, say("overview.step_make"))));
  return el("section", { class: "card" }, title, el("p", {}, now.what), el("p", { class: "muted small" }, stepFacts(now, given)),
    el("p", {}, el("a", { href: to("terugkijken") }, say("overview.look_back")), " · ", el("a", { href: to("gesprek", "stap") }, say("overview.step_change"))));
}

/** Who reads along now, until when, and when it was last read. @param {Given} given */
function alongCard(given) {
  const { say, store, tools } = given;
  const people = (store.state.current?.shares ?? []).map((share) => {
    const last = store.state.openings?.[share.id]?.at(-1);
    return el("li", {}, say("overview.along_until", { name: share.name, until: dayIn(share.until.slice(0, 10), tools.language) }),
      last ? el("span", { class: "muted small overview__read" }, say("overview.along_read", { when: momentIn(last, tools.language) })) : "");
  });
  return [
    el("h2", { class: "card__title" }, say("overview.along")), people.length ? el("ul", { class: "plain-list" }, ...people) : el("p", {}, say("overview.along_nobody")),
    el("ul", { class: "plain-list" }, ...tools.places.along.map(({ name, words: key }) => el("li", {}, el("a", { href: to(name) }, say(people.length ? "overview.along_change" : key))))),
  ];
}

/** Second voices: beside one's own, with their own words, never mixed with it. */
function hearing() {
  let last = "[]";
  return {
    /** @param {Web} web */
    changed(web) {
      const now = JSON.stringify(voices(web));
      const different = now !== last;
      last = now;
      return different;
    },
    /** @param {ReturnType<typeof voices>[number]} voice @param {Given} given */
    card({ name, organisation, on, words: said }, { say, tools }) {
      return el("section", { class: "card" }, el("h2", { class: "card__title" }, say("overview.voice", { name })),
        el("p", { class: "muted small" }, [organisation, dayIn((on ?? "").slice(0, 10), tools.language)].filter(Boolean).join(" · ")), said ? el("blockquote", { class: "overview__wish" }, said) : "");
    },
  };
}

/** @param {Given} given */
function keeping({ say, store, tools }) {
  const links = tools.places.keeping.flatMap(({ name, words: key }, nth) => [nth ? " · " : " ", el("a", { href: to(name) }, say(key))]);
  return note("sun", el("p", {}, say(store.state.current?.about.fleeting ? "overview.fleeting" : "overview.only_you"), ...links));
}

/** @param {Web} web @param {Given} given */
function more(web, { say, store, go, tools }) {
  const fill = () => { store.again(); tools.announce(say("overview.again_done")); go(fillScreen(web.about.form)); };
  const again = () => ask(say("overview.again_sure"), say("overview.again"), say("go.not_now"), fill);
  return el("p", { class: "row no-print" }, buttonLink(say("go.paper"), to("papier"), { icon: "print" }), button(say("overview.again"), again),
    button(say("overview.undo"), () => { store.undo(); tools.restart(); }, { kind: "plain" }), el("a", { href: to("begin") }, say("go.begin")));
}
