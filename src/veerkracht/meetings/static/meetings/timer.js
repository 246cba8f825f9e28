/**
 * The timer on the screen of a meeting: step, time left, pause and next. No sound: a sign that is seen,
 * and a sentence for screen readers. Without scripts the steps stand below as a list.
 */
import { fresh, fromText, isDone, left, moment, moved, shown, toggled, toText } from "./clock.js";

const OFTEN = 250; // milliseconds between looks at the clock

/** @typedef {import("./clock.js").Clock} Clock @typedef {import("./clock.js").Step} Step */

/** @param {HTMLElement} root @param {string} name @returns {HTMLElement} */
function part(root, name) {
  const found = root.querySelector(`[data-${name}]`);
  if (!found) throw new Error(`the page lacks ${name}`);
  return /** @type {HTMLElement} */ (found);
}

/** The clock as it stands on this device; a timer without a key is kept nowhere. @param {HTMLElement} root */
function keeper(root) {
  if (!root.dataset.key) return { read: fresh, write: () => {} };
  const key = `veerkracht.timer.${root.dataset.key}`;
  return {
    read: () => fromText(localStorage.getItem(key), Date.now()),
    /** @param {Clock} clock */
    write: (clock) => localStorage.setItem(key, toText(clock, Date.now())),
  };
}

/** What the button says. @param {DOMStringMap} words @param {Clock} clock */
function label(words, clock) {
  if (clock.since !== null) return words.wordsPause ?? "";
  return (clock.used === 0 ? words.wordsStart : words.wordsOn) ?? "";
}

/** Which step of how many. @param {DOMStringMap} words @param {Clock} clock @param {number} all */
function position(words, clock, all) {
  const nth = String(Math.min(clock.step + 1, all));
  return (words.wordsOf ?? "").replace("[n]", nth).replace("[all]", String(all));
}

/** The list below shows where we are. @param {number} step */
function mark(step) {
  document.querySelectorAll("[data-nth]").forEach((one) => {
    if (Number(/** @type {HTMLElement} */ (one).dataset.nth) === step) one.setAttribute("aria-current", "step");
    else one.removeAttribute("aria-current");
  });
}

/** What happens and what comes after. @param {HTMLElement} root @param {readonly Step[]} steps @param {Clock} clock */
function describe(root, steps, clock) {
  const words = root.dataset;
  const now = steps[clock.step]?.words ?? words.wordsDone ?? "";
  const next = steps[clock.step + 1]?.words;
  part(root, "of").textContent = position(words, clock, steps.length);
  if (part(root, "step").textContent !== now) part(root, "step").textContent = now;
  part(root, "after").textContent = next ? (words.wordsNext ?? "").replace("[step]", next) : "";
  part(root, "go").textContent = label(words, clock);
  part(root, "go").hidden = isDone(clock, steps);
  mark(clock.step);
}

/** @param {HTMLElement} root @param {readonly Step[]} steps */
function screen(root, steps) {
  const words = root.dataset;
  const signs = { over: words.wordsOver ?? "", "last-minute": words.wordsLastMinute ?? "", "": "" };
  let told = "";

  /** Say it once. @param {string} key @param {string} text */
  const tell = (key, text) => {
    if (told === key || text === "") return;
    told = key;
    part(root, "said").textContent = text;
  };

  /** @param {Clock} clock */
  return (clock) => {
    const done = isDone(clock, steps);
    const rest = left(clock, steps, Date.now());
    const sign = done ? "" : moment(rest, steps[clock.step]?.minutes ?? 0);
    describe(root, steps, clock);
    part(root, "left").hidden = done;
    part(root, "left").textContent = shown(rest);
    part(root, "signal").hidden = sign === "";
    part(root, "signal-words").textContent = signs[sign];
    root.classList.toggle("timer--over", sign === "over");
    tell(`${clock.step} ${sign}`, done ? words.wordsDone ?? "" : signs[sign]);
  };
}

/** @param {HTMLElement} root */
function begin(root) {
  const steps = /** @type {Step[]} */ (JSON.parse(root.dataset.steps ?? "[]"));
  const kept = keeper(root);
  const show = screen(root, steps);
  let clock = kept.read();

  /** @param {Clock} next @param {boolean} [walk] to the step, for who listens */
  const become = (next, walk = false) => {
    clock = next;
    kept.write(clock);
    show(clock);
    if (walk) part(root, "step").focus();
  };
  part(root, "go").addEventListener("click", () => become(toggled(clock, Date.now())));
  part(root, "forward").addEventListener("click", () => become(moved(clock, steps, 1, Date.now()), true));
  part(root, "back").addEventListener("click", () => become(moved(clock, steps, -1, Date.now()), true));
  part(root, "again").addEventListener("click", () => become(fresh(), true));
  const look = () => {
    show(clock);
    setTimeout(look, OFTEN);
  };
  root.hidden = false;
  look();
}

const timer = /** @type {HTMLElement | null} */ (document.querySelector("[data-timer]"));
if (timer) begin(timer);
