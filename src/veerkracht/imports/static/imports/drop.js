/**
 * Dropping a list on the page, and pasting one that is too long for a field: it becomes a file.
 * Without scripts the field for a file and the field for text do the same.
 */

export const MOST_PASTED = 400_000; // characters; a form may send a million bytes beside its files

/**
 * Whether a pasted text goes as a file.
 * @param {string} text
 */
export function goesAsFile(text) {
  return text.length > MOST_PASTED;
}

/**
 * @param {HTMLInputElement} field
 * @param {FileList | File[]} files
 */
function take(field, files) {
  const carrier = new DataTransfer();
  const [first] = files;
  if (!first) return;
  carrier.items.add(first);
  field.files = carrier.files;
  field.focus();
}

/**
 * @param {HTMLElement} zone
 * @param {HTMLInputElement} field
 */
function letDrop(zone, field) {
  const words = /** @type {HTMLElement | null} */ (zone.querySelector("[data-drop-words]"));
  /** @param {boolean} over */
  const show = (over) => {
    zone.classList.toggle("drop--over", over);
    if (words) words.hidden = !over;
  };
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    show(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) show(false);
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    show(false);
    if (event.dataTransfer) take(field, event.dataTransfer.files);
  });
}

/**
 * @param {HTMLTextAreaElement} area
 * @param {HTMLInputElement} field
 */
function letPaste(area, field) {
  area.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!goesAsFile(text)) return;
    event.preventDefault();
    take(field, [new File([text], "lijst.txt", { type: "text/plain" })]);
  });
}

function start() {
  const zone = /** @type {HTMLElement | null} */ (document.querySelector("[data-drop]"));
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-drop-here]"));
  const area = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("[data-paste-here]"));
  if (zone && field) letDrop(zone, field);
  if (area && field) letPaste(area, field);
}

if (typeof document !== "undefined") start();
