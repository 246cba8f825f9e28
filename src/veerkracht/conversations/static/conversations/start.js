/** Where the resident's page begins: what the app needs is fetched once (by the service worker without a network) and handed in. */
import { start } from "./app.js";
import { cardFrom } from "./core/card.js";
import { allowedFor } from "./core/minors.js";
import { server } from "./core/server.js";
import { Store } from "./core/store.js";
import { canKeep, openTable } from "./core/table.js";
import { openVault } from "./core/vault.js";
import { given } from "./given.js";
import { SCREENS } from "./screens/index.js";

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

const channel = new BroadcastChannel("notities");
const store = new Store({ vault: await vaultHere(), server, tell: (id) => channel.postMessage(id) });
channel.addEventListener("message", (event) => void store.changedElsewhere(String(event.data)));
window.addEventListener("online", () => void store.sync());
await store.list();
const taken = { card: null, met: null };
await start({ ...(await given()), store: /** @type {any} */ (store), screens: SCREENS, takeFragment: fragmentTaker(store, taken), tools: { taken, allowed: allowedFor } });
void store.finishErasing();
