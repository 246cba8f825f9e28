/**
 * The bringer's card: its words, sealed with a key that never leaves this device (AES-GCM, a key that
 * cannot be taken out). Pure: where it is kept is handed in; `vault.js` keeps it in the browser.
 */

/**
 * @typedef {{question: string, happened: string, wanted: string}} Words
 * @typedef {{key: CryptoKey, iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer, until: number}} Sealed
 * `until` is the end of the meeting in milliseconds.
 * @typedef {{
 *   get: (name: string) => Promise<Sealed | undefined>,
 *   put: (name: string, sealed: Sealed) => Promise<void>,
 *   remove: (name: string) => Promise<void>,
 *   all: () => Promise<[string, Sealed][]>,
 * }} Vault
 */

/** @type {(keyof Words)[]} */
export const PARTS = ["question", "happened", "wanted"];

/** @returns {Words} */
export function blank() {
  return { question: "", happened: "", wanted: "" };
}

/** @param {Words} words */
export function isBlank(words) {
  return PARTS.every((part) => words[part].trim() === "");
}

function newKey() {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/**
 * Keep the words until the meeting ends; what is blank is not kept at all.
 * @param {Vault} vault @param {string} name @param {number} until @param {Words} words
 */
export async function keep(vault, name, until, words) {
  if (isBlank(words)) {
    await vault.remove(name);
    return;
  }
  const key = (await vault.get(name))?.key ?? (await newKey());
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(words));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain);
  await vault.put(name, { key, iv, data, until });
}

/**
 * The words as they were kept; blank when there are none, or when they cannot be opened.
 * @param {Vault} vault @param {string} name @returns {Promise<Words>}
 */
export async function read(vault, name) {
  const sealed = await vault.get(name);
  if (!sealed) return blank();
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, sealed.key, sealed.data);
    const found = JSON.parse(new TextDecoder().decode(plain));
    return { ...blank(), ...found };
  } catch {
    await vault.remove(name);
    return blank();
  }
}

/**
 * Wipe every card whose meeting is over; with the card goes its key. Returns how many.
 * @param {Vault} vault @param {number} now milliseconds
 */
export async function wipePast(vault, now) {
  const past = (await vault.all()).filter(([, sealed]) => sealed.until <= now);
  for (const [name] of past) await vault.remove(name);
  return past.length;
}

/**
 * What the page says of all one's own meetings ahead, so that no card is wiped at an old end.
 * @param {Vault} vault @param {Iterable<{cardKey?: string, cardUntil?: string}>} said ends in seconds
 */
export async function keepAll(vault, said) {
  for (const { cardKey, cardUntil } of said) {
    await keepUntil(vault, cardKey ?? "", Number(cardUntil) * 1000);
  }
}

/**
 * The meeting was moved: the card stays until its new end. Called off or over (`until` 0): it goes.
 * @param {Vault} vault @param {string} name @param {number} until
 */
export async function keepUntil(vault, name, until) {
  const sealed = await vault.get(name);
  if (!sealed) return;
  if (until === 0) await vault.remove(name);
  else if (sealed.until !== until) await vault.put(name, { ...sealed, until });
}
