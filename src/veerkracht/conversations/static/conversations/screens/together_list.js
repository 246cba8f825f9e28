/** Who may look along: until when, when it was opened, and stopping. */
import { carriedWords } from "./along_card.js";
import { button, buttonLink, el, note, to } from "./elements.js";
import { dayIn } from "./texts.js";
import { partName } from "./together_parts.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../core/document.js").ShareNote} ShareNote */

const OFTEN = 15_000; // milliseconds between looks whether somebody read it

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { store, say } = given;
  if (!store.state.current) return void given.go("begin");
  const place = el("div", { "aria-live": "polite" });
  const fill = () => place.replaceChildren(...rows(given));
  root.append(el("h1", {}, say("together.title")), el("p", { class: "lead" }, say("together.lead")), place,
    el("p", { class: "row" }, buttonLink(say("together.new"), to("delen"), { kind: "primary", icon: "plus" }), buttonLink(say("go.overview"), to("overzicht"), { icon: "arrow-left" })));
  fill();
  const stop = store.subscribe(fill);
  void store.sync();
  const timer = setInterval(() => void store.sync(), OFTEN);
  return () => {
    clearInterval(timer);
    stop();
  };
}

/** @param {Given} given */
function rows(given) {
  const { store, say } = given;
  const shares = store.state.current?.shares ?? [];
  const trouble = ["older", "tampered", "gone", "offline", "refused"].includes(store.state.carried);
  return [
    trouble ? note("sun", el("p", {}, carriedWords(given))) : "",
    shares.length ? el("ul", { class: "plain-list stack" }, ...shares.map((share) => row(share, given))) : el("p", {}, say("together.nobody")),
  ];
}

/** @param {ShareNote} share @param {Given} given */
function row(share, given) {
  const { store, say, tools } = given;
  const opened = store.state.openings[share.id] ?? [];
  const last = opened.at(-1);
  const when = last ? say("together.opened", { when: momentIn(last, tools.language), count: opened.length }) : say("together.never_opened");
  const parts = tools.listed(share.parts.filter((part) => !part.endsWith(".before")).map((part) => partName(part, given)));
  const stop = async () => {
    await store.stop(share.id);
    tools.announce(say("together.stopped", { name: share.name }));
  };
  return el("li", { class: "card" }, el("h2", { class: "card__title" }, share.name), el("p", { class: "muted" }, share.organisation),
    el("p", {}, say("together.reads", { parts, until: dayIn(share.until, tools.language) })), el("p", { class: "muted small" }, when),
    el("p", {}, button(say("together.stop"), () => void stop(), { label: say("together.stop_with", { name: share.name }) })),
    el("p", { class: "small muted" }, say("together.stop_says")));
}

/** A moment to the minute, as it is here. @param {string} moment @param {string} language */
export function momentIn(moment, language) {
  return new Date(moment).toLocaleString(language, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
}
