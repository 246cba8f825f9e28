/**
 * Sharing with a professional, in three steps: her code, the same four words on both screens, and what she may see until when.
 * Nothing is sealed for her before the resident says yes to all three.
 */
import { checkWords, fingerprint } from "../core/sharing.js";
import { NoAnswer } from "../core/server.js";
import { button, buttonLink, choice, el, field, form, note, sending, tick, to } from "./elements.js";
import { NoCamera, scan } from "./qr.js";
import { dayIn } from "./texts.js";
import { partChoice } from "./together_parts.js";

/** @typedef {import("../shapes.js").Given} Given */
/** @typedef {{reader: string, name: string, organisation: string, open: string, sign: string, code: string}} Invited */

/** What a code as letters may look like; the server knows the first eight. */
const CODE = /^[A-Z0-9]{12}$/;
const LOOKED_UP = 8;
/** Days that sharing lasts, by the key of their words. @type {[number, string][]} */
const LASTS = [[1, "share.day"], [7, "share.week"], [30, "share.month"], [90, "share.quarter"]];

/** The code and, when it was scanned, the print of her keys. @param {string} typed @returns {{code: string, print: string | null} | null} */
export function metCode(typed) {
  const scanned = /#met=([A-Z0-9]{12})\.([A-Za-z0-9_-]{22})$/.exec(typed.trim());
  if (scanned) return { code: String(scanned[1]), print: String(scanned[2]) };
  const letters = typed.toUpperCase().replace(/[\s-]/g, "");
  return CODE.test(letters) ? { code: letters, print: null } : null;
}

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { store, say } = given;
  const web = store.state.current;
  if (!web) return void given.go("begin");
  root.append(el("h1", {}, say("share.title")));
  const { may, who, words } = given.tools.allowed(web.about, "share");
  if (!may) {
    root.append(note("sun", el("p", {}, say(`minors.${words}`))), el("p", {}, buttonLink(say("go.overview"), to("overzicht"))));
    return undefined;
  }
  const place = el("div", {});
  root.append(el("p", { class: "lead" }, say("share.lead")), place);
  /** @type {(() => void) | undefined} */
  let stop;
  const begin = () => { stop = askCode(place, given, (invited) => askWords(place, given, invited, begin, who)); };
  begin();
  return () => stop?.();
}

/** Step one: her code. @param {HTMLElement} place @param {Given} given @param {(invited: Invited) => void} next */
function askCode(place, given, next) {
  const { say, tools } = given;
  const told = el("div", {});
  const camera = el("div", { class: "scan-place" });
  let typed = "";
  /** @type {(() => void) | undefined} */
  let stop;
  const wrong = (/** @type {string} */ key) => told.replaceChildren(note("danger", el("p", {}, say(key))));
  const use = async (/** @type {string} */ text) => {
    const met = metCode(text);
    if (!met) return wrong("share.no_code");
    const found = await invitation(met, given);
    return typeof found === "string" ? wrong(found) : next(found);
  };
  const look = async () => {
    try {
      stop = await scan(camera, say("share.camera"), (text) => Boolean(metCode(text)) && (void use(text), true));
    } catch (error) {
      if (!(error instanceof NoCamera)) throw error;
      told.replaceChildren(note("sun", el("p", {}, say("share.no_camera"))));
    }
  };
  place.replaceChildren(told, camera,
    el("p", {}, button(say("share.scan"), () => void look(), { kind: "primary", icon: "search" })),
    form(() => void use(typed), field(say("share.code"), "", (value) => { typed = value; }, { hint: say("share.code_hint"), type: "text", enter: "go" }),
      el("p", { class: "row" }, sending(say("share.go")), buttonLink(say("together.back"), to("meekijken"), { icon: "arrow-left" }))));
  if (tools.taken.met) {
    const met = tools.taken.met;
    tools.taken.met = null;
    void use(met);
  }
  return () => stop?.();
}

/** Who this code is of; the key of what went wrong otherwise. @param {{code: string, print: string | null}} met @param {Given} given @returns {Promise<Invited | string>} */
async function invitation(met, { store }) {
  try {
    const { status, answer } = await store.around.server.invitation(met.code.slice(0, LOOKED_UP));
    if (status !== 200) return status === 404 ? "share.unknown" : "share.later";
    const print = await fingerprint(answer.open, answer.sign);
    return met.print === null || met.print === print ? { ...answer, code: met.code } : "share.other_keys";
  } catch (error) {
    if (error instanceof NoAnswer) return "share.offline";
    throw error;
  }
}

/**
 * Step two: is it she, and are the words the same? @param {HTMLElement} place @param {Given} given @param {Invited} invited
 * @param {() => void} back @param {string} who
 */
async function askWords(place, given, invited, back, who) {
  const { say } = given;
  place.replaceChildren(el("p", { role: "status" }, say("open.busy"))); // a slow phone needs a moment for the words
  const words = await checkWords(invited);
  place.replaceChildren(
    el("h2", { tabindex: "-1" }, say("share.is_it")),
    el("p", { class: "share__who" }, el("strong", {}, invited.name), el("br"), invited.organisation),
    el("p", {}, say("share.words")), el("p", { class: "check-words", lang: "nl" }, words.join(" · ")),
    el("p", { class: "row" }, button(say("share.same"), () => askParts(place, given, invited, who), { kind: "primary", icon: "check" }),
      button(say("share.not_same"), () => { given.tools.announce(say("share.not_shared")); back(); }, { kind: "danger" })));
  place.querySelector("h2")?.focus();
}

/** Step three: what she may see, and until when. @param {HTMLElement} place @param {Given} given @param {Invited} invited @param {string} who */
function askParts(place, given, invited, who) {
  const { say, store, go, tools } = given;
  const parts = partChoice(given);
  const told = el("div", {});
  const state = { days: 7, parents: who === "self" };
  const share = async () => {
    if (parts.chosen().length === 0) return told.replaceChildren(note("danger", el("p", {}, say("share.nothing_chosen"))));
    if (!state.parents) return told.replaceChildren(note("danger", el("p", {}, say("share.parents_first"))));
    const { reader, name, organisation, open, sign } = invited;
    await store.share({ reader, name, organisation, open, sign, parts: parts.chosen(), since: tools.today(), until: dayAfter(tools.today(), state.days) });
    const waits = store.state.current?.toShare.length;
    tools.announce(say(waits ? "share.waits" : "share.done", { name: invited.name }));
    return go("meekijken");
  };
  place.replaceChildren(
    el("h2", { tabindex: "-1" }, say("share.what", { name: invited.name })), parts.element,
    choice(say("share.until"), LASTS.map(([days, key]) => [String(days), say(key, { day: dayIn(dayAfter(tools.today(), days), tools.language) })]), "7", (value) => { state.days = Number(value); }),
    who === "self" ? "" : tick(say("card.parents"), false, (on) => { state.parents = on; }),
    told, el("p", { class: "small muted" }, say("share.says")),
    el("p", { class: "row" }, button(say("share.yes", { name: invited.name }), () => void share(), { kind: "primary", icon: "people" }), buttonLink(say("share.no"), to("meekijken"))));
  place.querySelector("h2")?.focus();
}

/** @param {string} day @param {number} days */
export function dayAfter(day, days) {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
