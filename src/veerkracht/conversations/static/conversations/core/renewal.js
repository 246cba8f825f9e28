/** The page's side of the service worker: it is registered, looks for a newer version at most once a day, and switches when told to. */
import { ROOT } from "./list.js";

/**
 * @typedef {{said: (what: "new" | "agreed" | "unasked" | "other key" | "spoilt" | "away" | "nothing", version: string) => void, today: () => string}} Around
 * `new`: a version lies ready, ask before `agree`; `other key`: it was refused, tell it; `agreed`: the
 * asking page loads itself anew, others when they can; `unasked`: the browser threw the agreed version away, so a newer one is used
 */

/**
 * Begin; null where a browser has no service workers. `agree` takes the version that `said` told of.
 * @param {Around} around
 */
export async function startRenewal({ said, today }) {
  const workers = navigator.serviceWorker;
  if (!workers) return null;
  workers.addEventListener("message", (event) => said(event.data.say, event.data.version ?? ""));
  try {
    await workers.register(`${ROOT}sw.js`, { scope: ROOT, type: "module", updateViaCache: "none" });
  } catch {
    return null; // no room, or private browsing: the page works as long as the network does
  }
  const active = (await workers.ready).active;
  active?.postMessage({ do: "later" });
  active?.postMessage({ do: "look", day: today() });
  return { agree: (/** @type {string} */ version) => active?.postMessage({ do: "agree", version }) };
}
