/** Erase: from this device only, or everywhere, with a receipt. */
import { button, buttonLink, el, note, to } from "./elements.js";

/** @typedef {import("../shapes.js").Given} Given */

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { store, say, go } = given;
  const web = store.state.current;
  if (!web) return void go("begin");
  const everywhere = async () => {
    const ended = await store.erase();
    root.replaceChildren(...after(ended, web.along, given));
    root.querySelector("h1")?.focus();
  };
  const here = async () => {
    await store.eraseHere(web.id);
    root.replaceChildren(...after({ done: true, receipt: null }, false, given));
    root.querySelector("h1")?.focus();
  };
  root.append(
    el("h1", {}, say("erase.title")), el("p", { class: "lead" }, say(web.along ? "erase.lead_along" : "erase.lead")),
    web.shares.length ? note("sun", el("p", {}, say("erase.shared"))) : "",
    el("p", { class: "row" }, button(say(web.along ? "erase.everywhere" : "erase.now"), () => void everywhere(), { kind: "danger", icon: "trash" }),
      buttonLink(say("erase.not"), to("overzicht"), { kind: "primary" })),
    web.along ? el("section", {}, el("h2", {}, say("erase.here_title")), el("p", {}, say("erase.here_lead")), el("p", {}, button(say("erase.here"), () => void here()))) : "",
  );
  return undefined;
}

/** @param {{done: boolean, receipt: string | null}} ended @param {boolean} along @param {Given} given */
function after(ended, along, { say }) {
  const told = !ended.done ? "erase.later" : along ? "erase.done_along" : "erase.done";
  return [
    el("h1", { tabindex: "-1" }, say(ended.done ? "erase.gone" : "erase.gone_here")), el("p", { class: "lead" }, say(told)),
    ended.receipt ? receiptPart(ended.receipt, say) : "",
    el("p", {}, buttonLink(say("go.begin"), to("begin"), { kind: "primary" })),
  ];
}

/** What the receipt says, in words; it stays readable without us. @param {string} receipt @param {import("../shapes.js").Say} say */
function receiptPart(receipt, say) {
  const claims = JSON.parse(atob((receipt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));
  const file = URL.createObjectURL(new Blob([receipt], { type: "application/jose" }));
  return el("section", { class: "card" }, el("h2", { class: "card__title" }, say("erase.receipt")),
    el("p", {}, say("erase.receipt_says", { on: claims.erased_on, backups: claims.backups_gone_on })),
    el("p", {}, el("a", { href: file, download: "bewijs.jws" }, say("erase.receipt_keep"))));
}
