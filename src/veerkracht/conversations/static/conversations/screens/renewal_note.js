/** A newer version of the app: told above the screen, and used only when somebody asks for it. */
import { startRenewal } from "../core/renewal.js";
import { button, el, note } from "./elements.js";

/** @typedef {import("../words.js").Say} Say */

/** @param {Say} say @param {() => string} today */
export async function watchRenewal(say, today) {
  /** @type {HTMLElement | null} */
  let shown = null;
  /** @type {Awaited<ReturnType<typeof startRenewal>>} */
  let renewal = null;
  const show = (/** @type {HTMLElement} */ made) => {
    shown?.remove();
    shown = el("div", { class: "wrap", role: "status" }, made);
    document.getElementById("inhoud")?.before(shown);
  };
  const said = (/** @type {string} */ what, /** @type {string} */ version) => {
    if (what === "agreed") location.reload();
    if (what === "new") show(note("pine", el("p", {}, say("renewal.new")), button(say("renewal.use"), () => renewal?.agree(version))));
    if (what === "other key" || what === "spoilt") show(note("danger", el("p", {}, say("renewal.other"))));
  };
  renewal = await startRenewal({ said, today });
}
