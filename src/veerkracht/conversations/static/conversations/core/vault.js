/**
 * Webs on this device: each sealed with a key that cannot be taken out of the browser. Pure: the table is handed in;
 * `table.js` is the browser's own database.
 */
import { fromUtf8, randomBytes, utf8 } from "./bytes.js";

/**
 * @typedef {{revision: number, iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer}} Row
 * @typedef {{
 *   get: (name: string) => Promise<any>,
 *   names: () => Promise<string[]>,
 *   put: (name: string, row: any, expected: number | null) => Promise<boolean>,
 *   remove: (name: string) => Promise<void>,
 * }} Table `put` is refused (false) when the row's revision is not the expected one
 */

const KEY = ".key";

/** Somebody else (another tab) wrote in between. */
export class Changed extends Error {
  name = "Changed";
}

/** @param {Table} table @returns {Promise<CryptoKey>} */
async function deviceKey(table) {
  const kept = await table.get(KEY);
  if (kept) return kept.key;
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  // Two tabs that begin at once: the first key stays.
  return (await table.put(KEY, { revision: 1, key }, 0)) ? key : (await table.get(KEY)).key;
}

/** @param {string} name */
const bound = (name) => utf8(`veerkracht.device.1 ${name}`);

/** @param {Table} table */
export async function openVault(table) {
  const key = await deviceKey(table);

  /** @param {string} name @returns {Promise<{revision: number, value: any} | null>} null when there is none, or it cannot be opened */
  const read = async (name) => {
    const row = /** @type {Row | undefined} */ (await table.get(name));
    if (!row) return null;
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv, additionalData: bound(name) }, key, row.data);
      return { revision: row.revision, value: JSON.parse(fromUtf8(new Uint8Array(plain))) };
    } catch {
      return null; // damaged, or of another key; it is left as it lies
    }
  };

  /** @param {string} name @param {any} value @param {number} revision of what was read before; 0 for a new one @returns {Promise<number>} */
  const write = async (name, value, revision) => {
    const iv = randomBytes(12);
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(name) }, key, utf8(JSON.stringify(value)));
    if (!(await table.put(name, { revision: revision + 1, iv, data }, revision))) throw new Changed();
    return revision + 1;
  };

  const names = async () => (await table.names()).filter((name) => !name.startsWith("."));
  /** @param {string} name */
  const remove = (name) => table.remove(name);
  return { read, write, names, remove };
}

/** @typedef {Awaited<ReturnType<typeof openVault>>} Vault */
