/** Erasing on the server, also later when there is no network now. Pure. */
import { fromText } from "./bytes.js";
import { cardKeys } from "./card.js";
import { eraseOf } from "./saving.js";

/** @typedef {import("./server.js").Server} Server @typedef {import("./vault.js").Vault} Vault */
/** @typedef {{done: boolean, receipt: string | null}} Ended */

const TRIES = 5;

/**
 * Erase on the server. `done` is true when nothing lies there any more; throws NoAnswer without a network.
 * @param {{card: string, version: number}} web @param {Server} server @returns {Promise<Ended>}
 */
export async function eraseThere(web, server) {
  const keys = await cardKeys(fromText(web.card));
  let version = web.version;
  for (let nth = 0; nth < TRIES; nth += 1) {
    const { body, signature } = await eraseOf(version, keys);
    const { status, answer } = await server.erase(body, signature);
    if (status === 200) return { done: true, receipt: String(answer.receipt) };
    if (status === 404) return { done: true, receipt: null };
    if (status !== 409) break;
    version = answer.version; // another device saved in between
  }
  return { done: false, receipt: null };
}

/** Erase on the server what was erased here before without a network. @param {Vault} vault @param {Server} server */
export async function finishErasing(vault, server) {
  for (const name of await vault.names()) {
    const row = await vault.read(name);
    if (!row?.value.erasing) continue;
    const ended = await eraseThere(row.value, server).catch(() => ({ done: false }));
    if (ended.done) await vault.remove(name);
  }
}
