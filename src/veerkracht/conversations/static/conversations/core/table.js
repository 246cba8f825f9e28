/** The browser's own database as a table of rows with revisions. It keeps keys as keys. */

/** @typedef {import("./vault.js").Table} Table */

const DATABASE = "notities";

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}

/** Resolves when all of it lies on the disk. @param {IDBTransaction} transaction @returns {Promise<void>} */
function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    // a failed request aborts the transaction; only then is its error known
    transaction.addEventListener("abort", () => reject(transaction.error ?? new DOMException("", "QuotaExceededError")));
  });
}

/** Whether this browser can keep anything safely: over https, or on the machine itself. */
export function canKeep() {
  return typeof indexedDB !== "undefined" && typeof crypto !== "undefined" && Boolean(crypto.subtle);
}

/** @param {string} name which table: "webs" of a resident, "vak" of a professional @returns {Promise<Table>} */
export async function openTable(name) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener("upgradeneeded", () => ["webs", "vak"].forEach((one) => opening.result.createObjectStore(one)));
  const database = await done(opening);
  database.addEventListener("versionchange", () => database.close());
  /** @param {IDBTransactionMode} mode */
  const begin = (mode) => database.transaction(name, mode, { durability: "strict" });
  return {
    get: (key) => done(begin("readonly").objectStore(name).get(key)),
    names: async () => (await done(begin("readonly").objectStore(name).getAllKeys())).map(String),
    put: async (key, row, expected) => {
      const transaction = begin("readwrite");
      const rows = transaction.objectStore(name);
      const whole = finished(transaction);
      const there = await done(rows.get(key));
      const fits = expected === null || (there?.revision ?? 0) === expected;
      if (fits) rows.put(row, key);
      await whole;
      return fits;
    },
    remove: async (key) => {
      const transaction = begin("readwrite");
      transaction.objectStore(name).delete(key);
      await finished(transaction);
    },
  };
}

/** Take everything off this device. */
export function dropAll() {
  return done(indexedDB.deleteDatabase(DATABASE));
}
