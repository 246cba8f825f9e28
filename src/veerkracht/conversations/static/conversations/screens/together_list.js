/** Who may look along: until when, when it was opened, and stopping. */
import { carriedWords } from "./along_card.js";
import { button, buttonLink, el, note, to } from "./elements.js";
import { dayIn, momentIn } from "./texts.js";
import { partName } from "./together_parts.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../core/document.js").ShareNote} ShareNote */

const OFTEN = 15_000; // milliseconds between looks whether somebody read it
const TROUBLES = ["older", "tampered", "gone", "offline", "refused"];

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { store, say } = given;
  if (!store.state.current) return void given.go("begin");
  const place = el("div", {});
  let shown = "";
  const fill = () => {
    const now = JSON.stringify([store.state.current?.shares, store.state.current?.toStop, store.state.openings, store.state.carried]);
    if (now === shown) return; // nothing that this list shows; the focus stays where it is
    shown = now;
    const focused = place.contains(document.activeElement);
    place.replaceChildren(...rows(given));
    if (focused) root.querySelector("h1")?.focus();
  };
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
  return [
    TROUBLES.includes(store.state.carried) ? note("sun", el("p", {}, carriedWords(given)), wayOut(given)) : "",
    store.state.current?.toStop.length ? note("sun", el("p", {}, say("together.stopping"))) : "",
    shares.length ? el("ul", { class: "plain-list stack" }, ...shares.map((share) => row(share, given))) : el("p", {}, say("together.nobody")),
  ];
}

/** An older web came back at the server: this device's may be put in its place. @param {Given} given */
function wayOut({ store, say }) {
  return store.state.carried === "older" ? el("p", {}, button(say("together.put_back"), () => void store.putBack())) : "";
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
    tools.announce(say(store.state.current?.toStop.includes(share.id) ? "together.stopping" : "together.stopped", { name: share.name }));
  };
  return el("li", { class: "card" }, el("h2", { class: "card__title" }, share.name), el("p", { class: "muted" }, share.organisation),
    el("p", {}, say("together.reads", { parts, until: dayIn(share.until, tools.language) })), el("p", { class: "muted small" }, when),
    el("p", {}, button(say("together.stop"), () => void stop(), { label: say("together.stop_with", { name: share.name }) })),
    el("p", { class: "small muted" }, say("together.stop_says")));
}
