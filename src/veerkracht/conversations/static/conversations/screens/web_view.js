/** The drawing with its legend, its sentence and its table, for every screen that shows the web. */
import { el } from "./elements.js";
import { drawing } from "./drawing.js";
import { DIMENSIONS, highest } from "./geometry.js";
import { dimension, earlier, marks, voices } from "./parts.js";
import { dayIn, labelOf, text, textsIn } from "./texts.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../shapes.js").Web} Web @typedef {import("../shapes.js").Dimension} Dimension */
/** @typedef {{move?: (key: Dimension, mark: number) => void, icons?: boolean, table?: boolean}} Options */

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
  const others = once(() => JSON.stringify(Object.entries(given.store.state.current?.parts ?? {}).filter(([name]) => name.includes("."))), () => lines(given.store.state.current ?? web, given));
  let waiting = 0;
  const draw = () => {
    waiting = 0;
    const now = given.store.state.current;
    if (!now) return;
    const list = marks(now);
    const { value: around, fresh } = others();
    const read = sentence(list, named, given);
    drawn.update({ title: given.say("web.title"), sentence: read, now: list, earlier: of(around, "previous"), voices: of(around, "second") });
    if (fresh) legend.replaceChildren(...keys(around, given));
    if (twin?.open) twin.replaceChildren(...[twin.firstElementChild ?? "", el("p", {}, read), table(now, named, around, given)]);
  };
  twin?.addEventListener("toggle", draw); // nobody sees it while it is closed
  draw();
  return { element, draw, update: () => { waiting ||= requestAnimationFrame(draw); } };
}

/** @param {{kind: string, list: (number | null)[]}[]} others @param {string} kind */
function of(others, kind) {
  return others.filter((one) => one.kind === kind).map((one) => one.list);
}

/**
 * Worked out again only when what it hangs on has changed: a frame has little time.
 * @template T
 * @param {() => string} on @param {() => T} work @returns {() => {value: T, fresh: boolean}}
 */
function once(on, work) {
  let last = on();
  let value = work();
  let fresh = true;
  return () => {
    const now = on();
    if (now !== last) value = work();
    const answer = { value, fresh: fresh || now !== last };
    fresh = false;
    last = now;
    return answer;
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
