/**
 * The page of the bringer's card. Its fields have no name and stand in no form, so nothing can send them.
 * Kept as one types, shown large on one's own screen, wiped when the meeting ends or when asked.
 */
import { blank, keep, keepAll, keepUntil, PARTS, read, wipePast } from "./cards.js";
import { canKeep, openVault } from "./vault.js";

const OFTEN = 15_000; // milliseconds between looks whether the meeting is over

/** @typedef {import("./cards.js").Words} Words @typedef {import("./cards.js").Vault} Vault */

/** @param {HTMLElement} root @param {string} name @returns {HTMLElement} */
function part(root, name) {
  const found = root.querySelector(`[data-${name}]`);
  if (!found) throw new Error(`the page lacks ${name}`);
  return /** @type {HTMLElement} */ (found);
}

/** @param {HTMLElement} root @param {keyof Words} name */
function field(root, name) {
  return /** @type {HTMLTextAreaElement} */ (root.querySelector(`[data-part="${name}"]`));
}

/** @param {HTMLElement} root @returns {Words} */
function typed(root) {
  const words = blank();
  for (const name of PARTS) words[name] = field(root, name).value;
  return words;
}

/** @param {HTMLElement} root @param {Words} words */
function write(root, words) {
  for (const name of PARTS) field(root, name).value = words[name];
}

/** Show it large, or the fields again. @param {HTMLElement} root @param {boolean} large */
function turn(root, large) {
  const words = typed(root);
  root.querySelectorAll("[data-out]").forEach((place) => {
    const name = /** @type {keyof Words} */ (/** @type {HTMLElement} */ (place).dataset.out);
    place.textContent = large ? words[name] || (root.dataset.wordsEmpty ?? "") : "";
  });
  part(root, "write").hidden = large;
  part(root, "large").hidden = !large;
  document.querySelectorAll("[data-around], [data-paper]").forEach((one) => {
    /** @type {HTMLElement} */ (one).hidden = large;
  });
  (large ? part(root, "large") : field(root, "question")).focus();
}

/** @param {HTMLElement} root @param {Vault} vault */
function bind(root, vault) {
  const name = root.dataset.key ?? "";
  const until = Number(root.dataset.until);
  const said = part(root, "said");
  /** One after the other, so that the last that was typed stays. @type {Promise<unknown>} */
  let last = Promise.resolve();

  const wipe = () => {
    write(root, blank());
    if (!part(root, "large").hidden) turn(root, false);
    last = last.then(() => vault.remove(name));
    said.textContent = root.dataset.wordsWiped ?? "";
    return last;
  };
  root.addEventListener("input", () => {
    const words = typed(root);
    last = last.then(() => keep(vault, name, until, words)).then(() => {
      said.textContent = root.dataset.wordsKept ?? "";
    });
  });
  part(root, "show").addEventListener("click", () => turn(root, true));
  part(root, "hide").addEventListener("click", () => turn(root, false));
  part(root, "wipe").addEventListener("click", wipe);
  const look = () => {
    if (Date.now() < until) setTimeout(look, OFTEN);
    else wipe();
  };
  look();
}

/** The fields come into sight once they keep what is typed: what is typed sooner would be lost. @param {HTMLElement} root */
async function begin(root) {
  const vault = canKeep() ? await openVault().catch(() => null) : null;
  if (!vault) {
    root.hidden = false;
    part(root, "write").hidden = true;
    part(root, "said").textContent = root.dataset.wordsCannot ?? "";
    return;
  }
  const name = root.dataset.key ?? "";
  /** @type {NodeListOf<HTMLElement>} */
  const said = document.querySelectorAll("[data-card-until]");
  await keepAll(vault, [...said].map((one) => one.dataset));
  await keepUntil(vault, name, Number(root.dataset.until));
  await wipePast(vault, Date.now());
  if (Number(root.dataset.until) <= Date.now()) return;
  write(root, await read(vault, name));
  bind(root, vault);
  root.hidden = false;
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-card]"));
if (place) await begin(place);
