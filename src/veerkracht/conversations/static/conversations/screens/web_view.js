/** The drawing with its legend, its sentence and its table, for every screen that shows the web. */
import { el } from "./elements.js";
import { drawing } from "./drawing.js";
import { DIMENSIONS, highest } from "./geometry.js";
import { dimension, earlier, marks, voices } from "./parts.js";
import { dayIn, labelOf, text, textsIn } from "./texts.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../shapes.js").Web} Web @typedef {import("../shapes.js").Dimension} Dimension */
/** @typedef {{move?: (key: Dimension, mark: number) => void, icons?: boolean, table?: boolean}} Options */

const A_MOMENT = 250; // milliseconds

/** @param {Web} web @param {Given} given */
export function names(web, { set }) {
  const lang = set ? textsIn(set, web.about.language).language : web.about.language;
  return DIMENSIONS.map((key) => ({ key, lang, label: set ? text(set, web.about, labelOf(key)) : key }));
}

/** What the drawing says. @param {(number | null)[]} list @param {{label: string}[]} named @param {Given} given */
export function sentence(list, named, { say, tools }) {
  const top = highest(list);
  if (!top) return say("web.empty");
  const where = named.filter((_, index) => list[index] === top.mark).map((one) => one.label);
  return say("web.highest", { count: where.length, names: tools["listed"](where), mark: top.mark });
}

/** @param {Web} web @param {Given} given */
export function lines(web, { say, tools }) {
  const month = /** @type {Intl.DateTimeFormatOptions} */ ({ month: "long", year: "numeric" });
  return [
    ...earlier(web).map((one) => ({ kind: "previous", list: one.marks, words: one.on ? say("web.earlier", { when: dayIn(one.on, tools.language, month) }) : say("web.before") })),
    ...voices(web).map((one) => ({ kind: "second", list: one.list, words: say("web.voice", { name: one.name }) })),
  ];
}

/** @param {Given} given @param {Options} [options] */
export function webView(given, options = {}) {
  const web = given.store.state.current;
  if (!web) throw new Error("no web is open");
  const named = names(web, given);
  const drawn = drawing({ names: named, icons: options.icons === true, handles: options.move && { move: options.move, words: (name) => given.say("web.handle", { name }), said: (mark) => given.say("mark.of_ten", { mark }) } });
  const legend = el("figcaption", { class: "web__legend" });
  const twin = options.table === false ? null : el("details", { class: "web__twin" }, el("summary", {}, given.say("web.as_table")));
  const element = el("figure", { class: "web" }, drawn.element, legend, twin);
  const others = once((now) => Object.entries(now.parts).flatMap(([name, value]) => (name.includes(".") ? [value] : [])), (now) => around(lines(now, given)));
  const title = given.say("web.title");
  /** @type {Web["parts"] | null} */
  let seen = null;
  const draw = () => {
    const now = given.store.state.current;
    if (!now) return;
    seen = now.parts;
    const { value, fresh } = others(now);
    drawn.update({ title, now: marks(now), earlier: value.earlier, voices: value.voices });
    if (fresh) legend.replaceChildren(...keys(value.all, given));
  };
  const told = () => {
    const now = given.store.state.current;
    if (!now) return;
    const read = sentence(marks(now), named, given);
    drawn.tell(read);
    if (twin?.open) twin.replaceChildren(...[twin.firstElementChild ?? "", el("p", {}, read), table(now, named, others(now).value.all, given)]);
  };
  twin?.addEventListener("toggle", told); // nobody sees it while it is closed
  draw();
  told();
  const saying = resting(told);
  const update = () => {
    if (given.store.state.current?.parts === seen) return;
    draw();
    saying();
  };
  return { element, draw, update };
}

/** What is read out comes a moment after what is seen: while a finger drags nobody can listen. @param {() => void} work */
function resting(work) {
  let last = 0;
  let waits = false;
  const look = () => {
    const left = last + A_MOMENT - performance.now();
    waits = left > 0;
    if (waits) setTimeout(look, left);
    else work();
  };
  return () => {
    last = performance.now();
    if (!waits) look();
  };
}

/** @param {{kind: string, list: (number | null)[], words: string}[]} all */
function around(all) {
  const of = (/** @type {string} */ kind) => all.filter((one) => one.kind === kind).map((one) => one.list);
  return { all, earlier: of("previous"), voices: of("second") };
}

/**
 * Worked out again only when one of the things that it hangs on is another: a frame has little time.
 * @template T
 * @param {(web: Web) => unknown[]} on @param {(web: Web) => T} work @returns {(web: Web) => {value: T, fresh: boolean}}
 */
function once(on, work) {
  /** @type {unknown[] | null} */
  let last = null;
  /** @type {T | undefined} */
  let value;
  return (web) => {
    const now = on(web);
    const fresh = last === null || now.length !== last.length || now.some((one, nth) => one !== last?.[nth]);
    if (fresh) value = work(web);
    last = now;
    return { value: /** @type {T} */ (value), fresh };
  };
}

/** @param {{kind: string, words: string}[]} others @param {Given} given */
function keys(others, { say }) {
  if (others.length === 0) return [];
  return [el("span", { class: "web__key web__key--now" }, say("web.now")), ...others.map((one) => el("span", { class: `web__key web__key--${one.kind}` }, one.words))];
}

/** @param {Web} web @param {{key: Dimension, label: string, lang: string}[]} named @param {{list: (number | null)[], words: string}[]} others @param {Given} given */
function table(web, named, others, { say }) {
  const head = [say("web.topic"), say("web.now"), ...others.map((one) => one.words)];
  const rows = named.map(({ key, label, lang }, index) => {
    const part = dimension(web, key);
    const mine = part.mark ?? (part.skipped ? say("mark.skipped") : "–");
    return el("tr", {}, el("th", { scope: "row", lang }, label), el("td", { class: "num" }, String(mine)), ...others.map((one) => el("td", { class: "num" }, String(one.list[index] ?? "–"))));
  });
  return el("div", { class: "table-scroll" }, el("table", {}, el("caption", { class: "visually-hidden" }, say("web.title")),
    el("thead", {}, el("tr", {}, ...head.map((words, nth) => el("th", { scope: "col", class: nth ? "num" : null }, words)))), el("tbody", {}, ...rows)));
}
