/** Where the resident's page begins: what the app needs is fetched once (by the service worker without a network) and handed in. */
import { taken as atFirst } from "./take.js";
import { start, today } from "./app.js";
import { cardFrom } from "./core/card.js";
import { allowedFor } from "./core/minors.js";
import { get, send, server } from "./core/server.js";
import { addByCode, addKept, addTranslations } from "./core/sets.js";
import { Store } from "./core/store.js";
import { canKeep, openTable } from "./core/table.js";
import { openVault } from "./core/vault.js";
import { given } from "./given.js";
import { fetchOthers, SCREENS } from "./screens/index.js";
import { sayer } from "./words.js";

/** Nothing is kept in a browser that cannot keep it closed; then everything is in memory only. */
async function vaultHere() {
  if (!canKeep()) return null;
  return openVault(await openTable("webs")).catch(() => null);
}

/** What was taken from an address: a card, a professional's code. @type {{card: import("./core/bytes.js").Bytes | null, met: string | null}} */
const taken = { card: null, met: null };

/** Somebody's code: go on with the latest web. @param {Store} store @param {string} fragment */
async function meet(store, fragment) {
  taken.met = `#${fragment}`;
  const [latest] = store.state.webs.filter((one) => !one.erasing);
  if (!store.state.current && latest) await store.open(latest.id);
  return store.state.current ? "delen" : "begin";
}

/** A leaflet with an organisation's own set; without it the house's own for that form. @param {URLSearchParams} chosen @param {import("./shapes.js").QuestionSet[]} sets */
async function chosenForm(chosen, sets) {
  const code = chosen.get("set");
  const own = code ? await addByCode(vault, sets, code, get) : null;
  const form = own?.code ?? chosen.get("form") ?? "adult";
  return `opzet/${encodeURIComponent(form)}${chosen.has("practice") ? "/oefenen" : ""}`;
}

/** What stands after the # is taken out of the address at once. @param {Store} store @param {import("./shapes.js").QuestionSet[]} sets */
function fragmentTaker(store, sets) {
  return async (/** @type {string} */ fragment) => {
    history.replaceState(null, "", location.pathname);
    const chosen = new URLSearchParams(fragment);
    if (fragment.startsWith("met=")) return meet(store, fragment);
    if (chosen.has("set")) return chosenForm(chosen, sets);
    try {
      taken.card = cardFrom(fragment);
      return "meenemen";
    } catch {
      return "begin";
    }
  };
}

/** Chance, the clock and SHA-256 of this browser. */
const means = {
  get now() { return Date.now(); },
  random: (/** @type {number} */ count) => crypto.getRandomValues(new Uint8Array(count)),
  digest: (/** @type {Uint8Array<ArrayBuffer>} */ bytes) => crypto.subtle.digest("SHA-256", bytes),
};

const SOONEST = 60_000; // milliseconds
const LATEST = 6 * 60_000;

/** Send counts that are due, a random few minutes after the app opened: not at the moment that somebody came. @param {import("./core/counted.js").Counting} plans */
function countLater(plans) {
  const [chance = 0] = crypto.getRandomValues(new Uint32Array(1));
  setTimeout(() => void plans.sendDue(), SOONEST + ((LATEST - SOONEST) * chance) / 2 ** 32);
}

/** The regions where counting is done; none without a network. @returns {Promise<{code: string, name: string}[]>} */
async function regions() {
  return send("tellen/regios/", "{}").then(({ answer }) => answer.regions ?? [], () => []);
}

const REST = 60; // milliseconds between two writings on this device

/** Runs when nobody waits for the page. @param {() => void} run */
function quiet(run) {
  if ("requestIdleCallback" in window) window.requestIdleCallback(run, { timeout: 2_000 });
  else setTimeout(run, 200);
}

/** The page may be closed: what waits is written now. @param {Store} store */
function hurryWhenLeaving(store) {
  document.addEventListener("visibilitychange", () => document.hidden && store.hurry());
  window.addEventListener("pagehide", () => store.hurry());
}

/** What the first screen does without: a newer version, the other screens, counting, translations. @param {Awaited<ReturnType<typeof given>>} made */
async function afterwards(made) {
  const { lang } = document.documentElement;
  const { mayRenew, watchRenewal } = await import("./screens/renewal_note.js");
  void watchRenewal(sayer(made.words[lang] ?? {}, lang), today, () => mayRenew(/** @type {any} */ (store)));
  void store.finishErasing();
  void fetchOthers(quiet);
  const plans = await counting();
  if (plans) countLater(plans);
  await addTranslations(vault, made.sets, get);
}

/** Plans of counts on this device; null when nothing is kept here. @type {Promise<import("./core/counted.js").Counting | null> | null} */
let plans = null;
const counting = () => (plans ??= import("./core/counted.js").then(({ Counting }) => (vault ? new Counting(vault, send, means) : null), () => ((plans = null), null)));

const channel = new BroadcastChannel("notities");
const coming = given();
coming.catch(() => undefined); // told below
const vault = await vaultHere();
/** Screens are told once a frame; a page that nobody sees has no frames. @param {() => void} run */
const frame = (run) => void (document.hidden ? setTimeout(run) : requestAnimationFrame(run));
const store = new Store({ vault, server, frame, pause: REST, tell: (id) => channel.postMessage(id) });
channel.addEventListener("message", (event) => void store.changedElsewhere(String(event.data)));
window.addEventListener("online", () => void store.sync());
hurryWhenLeaving(store);
const [made] = await Promise.all([coming, store.list()]);
await addKept(vault, made.sets);
await start({ ...made, store: /** @type {any} */ (store), screens: SCREENS, fragment: atFirst, takeFragment: fragmentTaker(store, made.sets), tools: { taken, allowed: allowedFor, counting, regions } });
await afterwards(made);
