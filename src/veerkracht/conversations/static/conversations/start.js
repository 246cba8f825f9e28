/** Where the resident's page begins: what the app needs is fetched once (by the service worker without a network) and handed in. */
import { start, today } from "./app.js";
import { cardFrom } from "./core/card.js";
import { Counting } from "./core/counted.js";
import { allowedFor } from "./core/minors.js";
import { send, server } from "./core/server.js";
import { Store } from "./core/store.js";
import { canKeep, openTable } from "./core/table.js";
import { openVault } from "./core/vault.js";
import { given } from "./given.js";
import { SCREENS } from "./screens/index.js";
import { watchRenewal } from "./screens/renewal_note.js";
import { sayer } from "./words.js";

/** Nothing is kept in a browser that cannot keep it closed; then everything is in memory only. */
async function vaultHere() {
  if (!canKeep()) return null;
  return openVault(await openTable("webs")).catch(() => null);
}

/** What stands after the # is taken out of the address at once. @param {Store} store @param {{card: any, met: string | null}} taken */
function fragmentTaker(store, taken) {
  return async (/** @type {string} */ fragment) => {
    history.replaceState(null, "", location.pathname);
    if (fragment.startsWith("met=")) {
      taken.met = `#${fragment}`;
      const [latest] = store.state.webs.filter((one) => !one.erasing);
      if (!store.state.current && latest) await store.open(latest.id);
      return store.state.current ? "delen" : "begin";
    }
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

/** The regions where counting is done; none without a network. @returns {Promise<{code: string, name: string}[]>} */
async function regions() {
  return send("tellen/regios/", "{}").then(({ answer }) => answer.regions ?? [], () => []);
}

const channel = new BroadcastChannel("notities");
const vault = await vaultHere();
const counting = vault ? new Counting(vault, send, means) : null;
const store = new Store({ vault, server, tell: (id) => channel.postMessage(id) });
channel.addEventListener("message", (event) => void store.changedElsewhere(String(event.data)));
window.addEventListener("online", () => void store.sync());
await store.list();
const taken = { card: null, met: null };
const made = await given();
await start({ ...made, store: /** @type {any} */ (store), screens: SCREENS, takeFragment: fragmentTaker(store, taken), tools: { taken, allowed: allowedFor, counting, regions } });
const { lang } = document.documentElement;
void watchRenewal(sayer(made.words[lang] ?? {}, lang), today);
void store.finishErasing();
void counting?.sendDue();
