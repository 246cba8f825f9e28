/** Erase: from this device only, or everywhere, with a receipt. */
import { cardFrom, cardKeys } from "../core/card.js";
import { readReceipt } from "../core/receipt.js";
import { get } from "../core/server.js";
import { button, buttonLink, el, note, to } from "./elements.js";
import { dayIn } from "./texts.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../shapes.js").Say} Say */
/** @typedef {{done: boolean, receipt: string | null}} Ended @typedef {NonNullable<Given["store"]["state"]["current"]>} Open */

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { store, say, go } = given;
  const web = store.state.current;
  if (!web) return void go("begin");
  const end = (/** @type {Child[]} */ ...said) => {
    root.replaceChildren(...said);
    root.querySelector("h1")?.focus();
  };
  const everywhere = async () => {
    const unsure = web.about.fleeting || store.around?.vault === null; // nothing here remembers to try again
    const number = numberOf(given).catch(() => "");
    const ended = await uncounted(web.id, given, () => store.erase());
    const proof = el("div", { "aria-live": "polite" });
    end(...after(ended, web.along, unsure, say), el("div", { class: "stack" }, proof, onward(say)));
    if (ended.receipt) proof.replaceChildren(await receiptPart(ended.receipt, await number, given));
  };
  const here = async () => {
    await uncounted(web.id, given, () => store.eraseHere(web.id));
    end(...after({ done: true, receipt: null }, false, false, say), onward(say));
  };
  root.append(...asking(web, say, () => void everywhere(), () => void here()));
  return undefined;
}

/** @typedef {Node | string} Child */

/** @param {Open} web @param {Say} say @param {() => void} everywhere @param {() => void} here @returns {Child[]} */
function asking(web, say, everywhere, here) {
  return [
    el("h1", {}, say("erase.title")), el("p", { class: "lead" }, say(web.along ? "erase.lead_along" : "erase.lead")),
    web.along ? el("p", {}, say("erase.others")) : "",
    web.shares.length ? note("sun", el("p", {}, say("erase.shared"))) : "",
    el("p", { class: "row" }, button(say(web.along ? "erase.everywhere" : "erase.now"), everywhere, { kind: "danger", icon: "trash" }),
      buttonLink(say("erase.not"), to("overzicht"), { kind: "primary" })),
    web.along ? el("section", {}, el("h2", {}, say("erase.here_title")), el("p", {}, say("erase.here_lead")), el("p", {}, button(say("erase.here"), here))) : "",
  ];
}

/** The web's number at the server, for its receipt. @param {Given} given */
async function numberOf({ store }) {
  const { fragment } = await store.card();
  return (await cardKeys(cardFrom(fragment))).id;
}

/**
 * Erase, and take its count back at the same time; the plan on this device goes, whatever comes of that. Erasing waits for no answer.
 * @template T @param {string} web @param {Given} given @param {() => Promise<T>} erase @returns {Promise<T>}
 */
async function uncounted(web, { store, tools }, erase) {
  const plans = await tools.counting(); // here already, but for its first second
  void plans?.takeBack(web).catch(() => "no-answer");
  const ended = await erase();
  await store.around?.vault?.remove(`count.${web}`);
  return ended;
}

/** @param {Ended} ended @param {boolean} along @param {boolean} unsure @param {Say} say @returns {Child[]} */
function after({ done }, along, unsure, say) {
  const told = done ? (along ? "erase.done_along" : "erase.done") : unsure ? "erase.later_self" : "erase.later";
  return [el("h1", { tabindex: "-1" }, say(done ? "erase.gone" : "erase.gone_here")), el("p", { class: "lead" }, say(told))];
}

/** @param {Say} say */
function onward(say) {
  return el("p", {}, buttonLink(say("go.begin"), to("begin"), { kind: "primary" }));
}

/** What the receipt says, in words; it stays readable without us. @param {string} receipt @param {string} number @param {Given} given */
async function receiptPart(receipt, number, { say, tools }) {
  const keys = await get("sleutels.json").then(({ answer }) => answer?.keys ?? null, () => null);
  const read = await readReceipt(receipt, number, Array.isArray(keys) ? keys : null).catch(() => null);
  if (!read) return note("sun", el("p", {}, say("erase.receipt_wrong")));
  const day = (/** @type {string} */ one) => dayIn(one, tools.language);
  const file = URL.createObjectURL(new Blob([receipt], { type: "application/jose" }));
  return el("section", { class: "card" }, el("h2", { class: "card__title" }, say("erase.receipt")),
    el("p", {}, say("erase.receipt_says", { on: day(read.claims.erased_on), backups: day(read.claims.backups_gone_on) })),
    el("p", { class: "muted small" }, say(read.signed ? "erase.receipt_checked" : "erase.receipt_unchecked")),
    el("p", {}, el("a", { href: file, download: "bewijs.jws" }, say("erase.receipt_keep"))));
}
