/** Open a web elsewhere with its key card: through the camera, or with its fifteen words. */
import { cardFrom, NoCard } from "../core/card.js";
import { cardFromWords } from "../core/card_words.js";
import { NothingThere } from "../core/carrying.js";
import { Unopenable } from "../core/sealing.js";
import { NoAnswer } from "../core/server.js";
import { button, buttonLink, el, field, note, tick, to } from "./elements.js";
import { NoCamera, scan } from "./qr.js";

/** @typedef {import("../shapes.js").Given} Given */

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { say, tools } = given;
  const told = el("div", {});
  const camera = el("div", { class: "scan-place" });
  const state = { words: "", fleeting: false };
  /** @type {(() => void) | undefined} */
  let stop;

  const use = async (/** @type {() => Promise<Uint8Array<ArrayBuffer>>} */ card) => {
    told.replaceChildren(el("p", { role: "status" }, say("open.busy")));
    try {
      await given.store.openCard(await card(), state.fleeting);
      given.go("overzicht");
    } catch (error) {
      told.replaceChildren(note("danger", el("p", {}, troubleWords(error, given))));
    }
  };
  const look = async () => {
    told.replaceChildren();
    try {
      stop = await scan(camera, say("open.camera"), (text) => taken(text, use));
    } catch (error) {
      if (!(error instanceof NoCamera)) throw error;
      told.replaceChildren(note("sun", el("p", {}, say("open.no_camera"))));
    }
  };
  root.append(
    el("h1", {}, say("open.title")), el("p", { class: "lead" }, say("open.lead")), told, camera,
    el("p", {}, button(say("open.scan"), () => void look(), { kind: "primary", icon: "search" })),
    field(say("open.words"), "", (value) => { state.words = value; }, { hint: say("open.words_hint"), rows: 3 }),
    tick(say("open.fleeting"), false, (on) => { state.fleeting = on; }, say("open.fleeting_hint")),
    el("p", { class: "row" }, button(say("open.go"), () => void use(() => cardFromWords(state.words))), buttonLink(say("go.begin"), to("begin"), { icon: "arrow-left" })),
  );
  if (tools.taken.card) {
    const card = tools.taken.card;
    tools.taken.card = null;
    void use(async () => card);
  }
  return () => stop?.();
}

/** Whether a scanned text is a card; then it is used. @param {string} text @param {(card: () => Promise<Uint8Array<ArrayBuffer>>) => Promise<void>} use */
function taken(text, use) {
  try {
    const card = cardFrom(text);
    void use(async () => card);
    return true;
  } catch {
    return false; // another code; go on looking
  }
}

/** @param {unknown} error @param {Given} given */
export function troubleWords(error, { say }) {
  if (error instanceof NoCard) return error.word ? say("open.odd_word", { word: error.word }) : say("open.no_card");
  if (error instanceof NothingThere) return say("open.nothing");
  if (error instanceof NoAnswer) return say("open.offline");
  if (error instanceof Unopenable) return say("open.tampered");
  throw error;
}
