/**
 * Ticking who is there with bad reception: each tick is kept on this phone and sent when it can be,
 * once. It survives a reload. Without scripts the form is sent as a whole.
 */
import { fromText, inWords, meaning, minutesOf, parcel, settled, withMark } from "./marks.js";

const AGAIN = 10_000; // milliseconds until the next try

/** @typedef {import("./marks.js").Mark} Mark */

/** @param {HTMLFormElement} form */
function storage(form) {
  const name = `veerkracht.aanwezig.${form.dataset.session}`;
  return {
    /** @returns {Mark[]} */
    read: () => fromText(localStorage.getItem(name)),
    /** @param {readonly Mark[]} queue */
    write: (queue) => {
      if (queue.length) localStorage.setItem(name, JSON.stringify(queue));
      else localStorage.removeItem(name);
    },
  };
}

/** @param {HTMLFormElement} form @param {string} name @returns {HTMLInputElement | null} */
function control(form, name) {
  return form.querySelector(`input[name="${name}"]`);
}

/**
 * What the page says of one person now; null when nothing, or minutes that are no number.
 * @param {HTMLFormElement} form @param {number} pk @returns {Mark | null}
 */
function markOf(form, pk) {
  const chosen = /** @type {HTMLInputElement | null} */ (form.querySelector(`input[name="presence-${pk}"]:checked`));
  const minutes = minutesOf(control(form, `minutes-${pk}`)?.value ?? "");
  if (!chosen || minutes === undefined) return null;
  const reason = control(form, `reason-${pk}`)?.value ?? "";
  return { key: newKey(), enrolment: pk, presence: chosen.value, minutes, reason, made: Date.now() / 1000 };
}

/** 122 random bits as a UUID; `randomUUID` is not there on a page without https. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Show what waits as it was ticked, after a reload. @param {HTMLFormElement} form @param {Mark} mark */
function show(form, mark) {
  const choice = /** @type {HTMLInputElement | null} */ (
    form.querySelector(`input[name="presence-${mark.enrolment}"][value="${mark.presence}"]`));
  const minutes = control(form, `minutes-${mark.enrolment}`);
  const reason = control(form, `reason-${mark.enrolment}`);
  if (choice) choice.checked = true;
  if (minutes) minutes.value = mark.minutes === null ? "" : String(mark.minutes);
  if (reason) reason.value = mark.reason;
}

/** @param {HTMLFormElement} form @param {Mark[]} queue @returns {Promise<Response>} */
function post(form, queue) {
  const token = control(form, "csrfmiddlewaretoken")?.value ?? "";
  return fetch(form.dataset.send ?? "", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(parcel(queue, Date.now() / 1000)),
  });
}

/** The server keeps these now: a later save of the whole form need not say them again. @param {HTMLFormElement} form @param {Mark[]} marks */
function note(form, marks) {
  for (const mark of marks) {
    const was = control(form, `was-${mark.enrolment}`);
    if (was) was.value = [mark.presence, mark.minutes ?? "", mark.reason.trim()].join("|");
  }
}

/** @param {HTMLElement} line @param {string} text @param {boolean} done */
function say(line, text, done) {
  line.hidden = false;
  line.textContent = text;
  line.classList.toggle("kept--done", done);
}

/** @param {HTMLFormElement} form @param {HTMLElement} line */
function sender(form, line) {
  const kept = storage(form);
  const words = {
    one: form.dataset.wordsOne ?? "", many: form.dataset.wordsMany ?? "", done: form.dataset.wordsDone ?? "",
  };
  /** @type {Promise<boolean> | null} */
  let running = null;
  let later = 0;
  const tell = () => say(line, inWords(kept.read().length, words), kept.read().length === 0);

  /** @param {Response} response @returns {Promise<boolean>} whether all was kept */
  const heed = async (response) => {
    const means = meaning(response);
    if (means !== "read") {
      say(line, (means === "out" ? form.dataset.wordsOut : form.dataset.wordsFailed) ?? "", false);
      return false;
    }
    const { left, known, why } = settled(kept.read(), await response.json());
    note(form, known);
    kept.write(left);
    if (why.length) say(line, (form.dataset.wordsRefused ?? "").replace("[why]", () => why.join(" ")), false);
    else tell();
    return !why.length;
  };

  const once = async () => {
    if (!kept.read().length) return true;
    const well = await post(form, kept.read()).then(heed).catch(() => {
      tell(); // no reception: it waits
      return false;
    });
    clearTimeout(later);
    if (kept.read().length) later = setTimeout(send, well ? 0 : AGAIN);
    return well;
  };
  /** One sending at a time. @returns {Promise<boolean>} whether it came over and nothing was refused */
  const send = () => {
    running ??= once().finally(() => {
      running = null;
    });
    return running;
  };
  return { kept, tell, send };
}

/** @param {HTMLFormElement} form @param {HTMLElement} line */
function begin(form, line) {
  const { kept, tell, send } = sender(form, line);
  form.addEventListener("change", (event) => {
    const about = /** @type {HTMLElement} */ (event.target).closest("[data-enrolment]");
    const pk = Number(/** @type {HTMLElement | null} */ (about)?.dataset.enrolment);
    const mark = pk ? markOf(form, pk) : null;
    if (!mark) return;
    kept.write(withMark(kept.read(), mark));
    if (!navigator.onLine) tell();
    send();
  });
  form.addEventListener("submit", async (event) => {
    if (!kept.read().length) return; // nothing waits: the form goes as without scripts
    event.preventDefault();
    let well = await send();
    while (well && kept.read().length) well = await send(); // what was ticked while sending
    if (well) location.reload();
  });
  window.addEventListener("online", send);
  kept.read().forEach((mark) => show(form, mark));
  if (kept.read().length) tell();
  send();
}

const page = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-marks]"));
const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-kept]"));
if (page && place) begin(page, place);
