/** A question before something that cannot be taken back; the safe answer has the focus. */
import { button, el } from "./elements.js";

/** @param {string} question @param {string} yes what it does, as on the button that was pressed @param {string} no @param {() => void} act */
export function ask(question, yes, no, act) {
  const dialog = el("dialog", { class: "confirm", "aria-labelledby": "ask" });
  const stay = button(no, () => dialog.close(), { kind: "quiet" });
  const go = button(yes, () => { dialog.close(); act(); }, { kind: "primary" });
  dialog.append(el("p", { id: "ask" }, question), el("div", { class: "row" }, go, stay));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  stay.focus();
}
