/** A newer version of the app: told above the screen, and used only when somebody asks for it. */
import { startRenewal } from "../core/renewal.js";
import { button, el, note } from "./elements.js";

/** @typedef {import("../words.js").Say} Say @typedef {import("../shapes.js").Store} Store */

/** Whether loading the page anew loses nothing of what is open. @param {Pick<Store, "state" | "around">} store */
export function mayRenew({ state, around }) {
  if (!state.current) return true;
  return !state.current.about.fleeting && Boolean(around?.vault) && state.saving === "saved";
}

/** @param {Say} say @param {() => string} today @param {() => boolean} [may] whether the page can be loaded anew without loss */
export async function watchRenewal(say, today, may = () => true) {
  /** @type {Awaited<ReturnType<typeof startRenewal>>} */
  let renewal = null;
  let asked = false;
  const show = shower();
  const first = () => show(note("danger", el("p", {}, say("renewal.first"))));
  const agree = (/** @type {string} */ version) => {
    if (!may()) return first();
    asked = true;
    return renewal?.agree(version);
  };
  const anew = () => (may() ? location.reload() : first());
  /** @type {Record<string, (version: string) => void>} */
  const told = {
    agreed: () => (asked && may() ? location.reload() : show(note("pine", el("p", {}, say("renewal.elsewhere")), button(say("renewal.anew"), anew)))),
    new: (version) => show(note("pine", el("p", {}, say("renewal.new")), button(say("renewal.use"), () => void agree(version)))),
    unasked: () => show(note("sun", el("p", {}, say("renewal.unasked")))),
    "other key": () => show(note("danger", el("p", {}, say("renewal.other")))),
    spoilt: () => show(note("danger", el("p", {}, say("renewal.other")))),
  };
  renewal = await startRenewal({ said: (what, version) => told[what]?.(version), today });
}

/** One message at a time, above the screen. */
function shower() {
  /** @type {HTMLElement | null} */
  let shown = null;
  return (/** @type {HTMLElement} */ made) => {
    shown?.remove();
    shown = el("div", { class: "wrap", role: made.getAttribute("role") ? null : "status" }, made);
    document.getElementById("inhoud")?.before(shown);
  };
}
