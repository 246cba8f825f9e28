/** Two devices wrote the same part: both versions side by side, the resident chooses, and until then both stay. */
import { button, buttonLink, el, note, to } from "./elements.js";
import { DIMENSIONS } from "./geometry.js";
import { dayIn, labelOf, text } from "./texts.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../shapes.js").Conflict} Conflict @typedef {import("../shapes.js").Dimension} Dimension */

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { store, say, tools } = given;
  const web = store.state.current;
  if (!web) return void given.go("begin");
  const known = web.conflicts.length;
  const stop = store.subscribe(() => { if (store.state.current?.conflicts.length !== known) tools.restart(); });
  root.append(
    el("h1", {}, say("conflict.title")),
    known ? el("p", { class: "lead" }, say("conflict.lead")) : note("pine", el("p", {}, say("conflict.none"))),
    ...web.conflicts.map((conflict) => both(conflict, given)),
    el("p", {}, buttonLink(say("go.overview"), to("overzicht"), { kind: known ? "quiet" : "primary" })),
  );
  return stop;
}

/** What a part is called. @param {string} part @param {Given} given */
function nameOf(part, { say, set, store }) {
  const about = store.state.current?.about;
  const key = /** @type {Dimension} */ (part.split(".")[0]);
  if (part === "words") return say("conflict.words");
  if (part === "step") return say("conflict.step");
  return DIMENSIONS.includes(key) && set && about ? text(set, about, labelOf(key)) : say("conflict.other");
}

/** @param {Conflict} conflict @param {Given} given */
function both(conflict, given) {
  const { say, store, tools } = given;
  const name = nameOf(conflict.part, given);
  const settle = (/** @type {any} */ value) => { store.settle(conflict.part, value); tools.announce(say("conflict.settled", { name })); };
  const joined = together(conflict);
  const side = (/** @type {string} */ title, /** @type {any} */ value, /** @type {string} */ words) => el("div", { class: "card stack" }, el("h3", {}, title), summary(value, given),
    el("p", {}, button(say(words), () => settle(value), { kind: "primary", label: say("conflict.choose_label", { words: say(words), name, which: title }) })));
  return el("section", { class: "conflict" }, el("h2", {}, name),
    el("div", { class: "grid two" }, side(say("conflict.mine"), conflict.mine, "conflict.choose_mine"), side(say("conflict.theirs"), conflict.theirs, "conflict.choose_theirs")),
    joined ? el("p", {}, button(say("conflict.both"), () => settle(joined))) : "");
}

/** Words of both, one after the other; null where there are only marks. @param {Conflict} conflict */
export function together({ part, mine, theirs }) {
  if (part.endsWith(".before")) return earlierOfBoth(mine ?? [], theirs ?? []);
  if (part !== "words" && part !== "step") return null;
  if (!mine || !theirs) return null;
  if (part === "words") return { ...each(["standsOut", "matters", "wish"], mine, theirs), topics: [...new Set([...mine.topics, ...theirs.topics])] };
  return { ...theirs, ...mine, ...each(["what", "withWhom", "when"], mine, theirs), looks: [...mine.looks, ...theirs.looks] };
}

/** Every earlier mark once, in the order of days. @param {import("../shapes.js").Earlier[]} mine @param {import("../shapes.js").Earlier[]} theirs */
function earlierOfBoth(mine, theirs) {
  const all = new Map([...mine, ...theirs].map((one) => [`${one.on} ${one.mark}`, one]));
  return [...all.values()].sort((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)));
}

/** @param {string[]} names @param {any} mine @param {any} theirs */
function each(names, mine, theirs) {
  return Object.fromEntries(names.map((name) => [name, join(mine[name], theirs[name])]));
}

/** @param {string} [one] @param {string} [other] */
function join(one = "", other = "") {
  return one === other ? one : [one, other].filter(Boolean).join("\n");
}

/** What a version holds, to be read. @param {any} value @param {Given} given */
function summary(value, { say, set, store, tools }) {
  if (!value) return el("p", { class: "muted" }, say("conflict.nothing"));
  if (Array.isArray(value)) return facts(value.map((one) => [dayIn(one.on, tools.language), one.mark ?? "–"]));
  const about = store.state.current?.about;
  const items = Object.entries(value.items ?? {}).map(([key, item]) => [set && about ? text(set, about, (texts) => texts.statements[key]) : key, itemWords(/** @type {any} */ (item), say)]);
  return facts([
    ["mark" in value ? say("conflict.mark") : "", value.skipped ? say("mark.skipped") : value.mark ?? "–"],
    [say("talk.stands_out"), value.standsOut], [say("talk.matters"), value.matters], [say("talk.wish"), value.wish],
    [say("step.what"), value.what], [say("step.with_whom"), value.withWhom], [say("step.when"), value.when], ...items,
  ].filter(([name, fact]) => name && fact !== undefined && fact !== ""));
}

/** @param {import("../shapes.js").Item} item @param {import("../shapes.js").Say} say */
function itemWords({ mark, talk }, say) {
  return talk ? `${mark ?? "–"} · ${say("fill.talk_item")}` : mark ?? "–";
}

/** @param {any[][]} rows name and value */
function facts(rows) {
  return el("dl", { class: "conflict__facts" }, ...rows.map(([name, fact]) => el("div", {}, el("dt", {}, String(name)), el("dd", {}, String(fact)))));
}
