/** Help lines. Numbers as published by the organisations themselves; somebody of the region checks them before each release. */
import { buttonLink, el, icon, note, to } from "./elements.js";

/** @typedef {{name: string, hint: string, number: string}} HelpLine */

/** To be checked by the region before going live, and each year after that. @type {HelpLine[]} */
export const LINES = [
  { name: "help.suicide", hint: "help.suicide_hint", number: "0800-0113" },
  { name: "help.violence", hint: "help.violence_hint", number: "0800-2000" },
  { name: "help.child", hint: "help.child_hint", number: "0800-0432" },
  { name: "help.listen", hint: "help.listen_hint", number: "088-0767000" },
];

/** @type {import("../shapes.js").Show} */
export function show(root, { say, store }) {
  root.append(
    el("h1", {}, say("help.title")), el("p", { class: "lead" }, say("help.lead")),
    note("danger", el("p", {}, say("help.danger"), " ", call("112", say))),
    el("ul", { class: "plain-list stack" }, ...LINES.map((line) => el("li", { class: "card-row" },
      el("div", { class: "grow" }, el("h2", { class: "card-row__title" }, say(line.name)), el("p", { class: "muted" }, say(line.hint))), call(line.number, say)))),
    el("p", {}, say("help.doctor")), note("plain", el("p", {}, say("help.not_watched"))),
    el("p", {}, store.state.current ? buttonLink(say("go.overview"), to("overzicht"), { icon: "arrow-left" }) : buttonLink(say("go.begin"), to("begin"), { icon: "arrow-left" })),
  );
  root.querySelector(".note--danger")?.removeAttribute("role"); // it is part of the page, not news
}

/** @param {string} number @param {import("../shapes.js").Say} say */
function call(number, say) {
  const made = buttonLink(number, `tel:${number.replace(/\D/g, "")}`, { kind: "quiet", label: say("help.call", { number }) });
  made.prepend(icon("phone"));
  return made;
}
