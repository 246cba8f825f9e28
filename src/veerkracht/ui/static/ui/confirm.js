/** A question in a dialog before a form is sent by a button with `data-confirm`. */

/** @type {WeakSet<HTMLElement>} */
const agreed = new WeakSet();

/**
 * True when the form may go on; otherwise the dialog is open and the submit is held back.
 * @param {SubmitEvent} event
 * @returns {boolean}
 */
export function confirmed(event) {
  const button = event.submitter;
  const question = button?.dataset.confirm;
  if (!button || !question || agreed.delete(button)) return true;
  event.preventDefault();
  ask(question, button.textContent?.trim() ?? "", () => {
    agreed.add(button);
    button.click();
  });
  return false;
}

/**
 * Show the question; `yes` runs when the person agrees.
 * @param {string} question
 * @param {string} label the words of the button that was pressed
 * @param {() => void} yes
 */
function ask(question, label, yes) {
  const dialog = document.createElement("dialog");
  dialog.className = "confirm";
  dialog.setAttribute("aria-labelledby", "confirm-question");
  const text = Object.assign(document.createElement("p"), { id: "confirm-question", textContent: question });
  const row = Object.assign(document.createElement("form"), { method: "dialog", className: "row" });
  const no = choice(cancelWord(), "secondary-action", "no");
  no.autofocus = true; // the safe answer is the one under the fingers
  row.append(choice(label, "primary-action", "yes"), no);
  dialog.append(text, row);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "yes") yes();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * @param {string} text
 * @param {string} kind
 * @param {string} value
 */
function choice(text, kind, value) {
  const made = document.createElement("button");
  made.className = `utrecht-button utrecht-button--${kind}`;
  made.value = value;
  made.textContent = text;
  return made;
}

/** The word for “no” in the language of the page. */
export function cancelWord(language = document.documentElement.lang) {
  return language.startsWith("en") ? "No, go back" : "Nee, ga terug";
}
