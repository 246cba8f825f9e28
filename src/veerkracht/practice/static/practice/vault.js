/** Where cards lie on this device: one table in the browser's own database, which holds keys as keys. */

/** @typedef {import("./cards.js").Vault} Vault @typedef {import("./cards.js").Sealed} Sealed */

const DATABASE = "veerkracht.kaarten";
const TABLE = "kaarten";

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}

/** Whether this browser can keep a card safely: only over https, or on the machine itself. */
export function canKeep() {
  return typeof indexedDB !== "undefined" && typeof crypto !== "undefined" && Boolean(crypto.subtle);
}

/** @returns {Promise<Vault>} */
export async function openVault() {
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(TABLE));
  const database = await done(opening);
  /** @param {IDBTransactionMode} mode */
  const table = (mode) => database.transaction(TABLE, mode).objectStore(TABLE);
  return {
    get: (name) => done(table("readonly").get(name)),
    put: async (name, sealed) => {
      await done(table("readwrite").put(sealed, name));
    },
    remove: async (name) => {
      await done(table("readwrite").delete(name));
    },
    all: async () => {
      const rows = table("readonly");
      const [names, sealed] = await Promise.all([done(rows.getAllKeys()), done(rows.getAll())]);
      return names.map((name, nth) => /** @type {[string, Sealed]} */ ([String(name), sealed[nth]]));
    },
  };
}
