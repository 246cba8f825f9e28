/**
 * The professional's side: her keys that cannot be taken out of this browser, her code, what was shared with her, and her
 * own voice. Pure but for what is handed in.
 */
import { randomBytes } from "./bytes.js";
import { verifierOf } from "./card.js";
import { Unopenable } from "./sealing.js";
import { checkWords, fingerprint, newReaderKeys, openedShare, provedVoice, publicHalves, readParts, sealedVoice } from "./sharing.js";

/**
 * @typedef {import("./vault.js").Table} Table @typedef {import("./sharing.js").ReaderKeys} ReaderKeys
 * @typedef {(path: string, asked: any) => Promise<{status: number, answer: any}>} Ask to the server, as the professional
 * @typedef {{id: string, reader: string, since: string, until: string}} Listed
 * @typedef {{reader: string, code: string, qr: string, words: string[], ends: number}} Invited `ends`: when the code is past, by this device's clock
 * @typedef {{about: import("./document.js").About, parts: Record<string, any>, share: Listed, place: {key: string, box: string}, voiceVersion: number}} ReadWeb
 */

/** Letters that do not look alike, as the server's half has. */
const LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

/** Four letters by chance, each as likely as another. */
function ownHalf() {
  /** @type {string[]} */
  const found = [];
  while (found.length < 4) {
    const [byte = 255] = randomBytes(1);
    if (byte < LETTERS.length * 8) found.push(LETTERS[byte % LETTERS.length] ?? "");
  }
  return found.join("");
}

/** What was asked is not there: stopped, past, or sealed for another browser. */
export class NotThere extends Error {
  name = "NotThere";
}

export class Desk {
  /** @type {{name: string, reader: string, keys: ReaderKeys} | null} */
  #own = null;

  /** @param {Table} table @param {Ask} ask */
  constructor(table, ask) {
    this.table = table;
    this.ask = ask;
  }

  /** Her keys in this browser, made the first time; a colleague's on the same computer have another name. @param {string} name */
  async start(name) {
    const place = `keys.${name}`;
    const keys = (await this.table.get(place))?.keys ?? (await newReaderKeys());
    const { status, answer } = await this.ask("vak/sleutel/", await publicHalves(keys));
    if (status !== 200) throw new NotThere();
    await this.table.put(place, { keys }, null);
    this.#own = { name, reader: answer.reader, keys };
  }

  #must() {
    if (!this.#own) throw new Error("start first");
    return this.#own;
  }

  /**
   * A code of ten minutes, as letters and as the text of a QR code, with the four words. Its last four letters are made
   * here and never sent: who would put other keys in the place of hers cannot know the words beforehand.
   * @param {string} origin @returns {Promise<Invited>}
   */
  async invite(origin) {
    const own = this.#must();
    const asked = Date.now();
    await this.table.remove(this.#code()); // asking ends it, whether or not the answer arrives
    const { status, answer } = await this.ask("vak/uitnodigen/", { reader: own.reader });
    if (status !== 200) throw new NotThere();
    const halves = await publicHalves(own.keys);
    const print = await fingerprint(halves.open, halves.sign);
    const code = `${answer.code}${ownHalf()}`;
    const words = await checkWords({ ...halves, code });
    const invited = { reader: own.reader, code, qr: `${origin}/gesprek/#met=${code}.${print}`, words, ends: asked + answer.seconds * 1000 };
    await this.table.put(this.#code(), invited, null).catch(() => undefined); // on a full device it works until the page goes
    return invited;
  }

  #code() {
    return `code.${this.#must().name}`;
  }

  /**
   * The code that this browser made before and that still works; looking away, another tab or loading anew does not end it.
   * @param {number} [now] @returns {Promise<Invited | null>}
   */
  async invited(now = Date.now()) {
    const kept = await this.table.get(this.#code());
    if (!kept) return null;
    if (kept.reader === this.#must().reader && now < kept.ends) return kept;
    await this.table.remove(this.#code());
    return null;
  }

  /** What is shared with her, for this browser and for others of hers. @returns {Promise<(Listed & {here: boolean})[]>} */
  async shared() {
    const { status, answer } = await this.ask("vak/gedeeld/", {});
    if (status !== 200) throw new NotThere();
    return answer.shares.map((/** @type {Listed} */ one) => ({ ...one, here: one.reader === this.#must().reader }));
  }

  /**
   * Open one; throws NotThere, or Unopenable when it is not of the resident who shared it first, or older than she saw.
   * @param {Listed} share @returns {Promise<ReadWeb>}
   */
  async read(share) {
    const { status, answer } = await this.ask("vak/lees/", { share: share.id });
    if (status !== 200) throw new NotThere();
    const shared = await openedShare(share.id, answer.sealed, this.#must().keys);
    const place = this.#seen(share.id);
    const before = (await this.table.get(place)) ?? { boxes: {}, verify: shared.verify, version: 0 };
    if (before.verify !== shared.verify || !(shared.version >= before.version)) throw new Unopenable();
    const { parts, seen } = await readParts(shared, answer.boxes, await verifierOf(shared.verify), before.boxes);
    await this.table.put(place, { boxes: seen, verify: shared.verify, version: shared.version }, null);
    return { about: shared.about, parts: await proved(parts), share, place: shared.voice, voiceVersion: Number(answer.voice_version ?? 0) };
  }

  /** @param {string} share */
  #seen(share) {
    return `seen.${this.#must().name}.${share}`;
  }

  /** Lay her own voice beside it. @param {ReadWeb} web @param {import("./sharing.js").Voice} voice */
  async speak(web, voice) {
    const version = web.voiceVersion + 1;
    const body = await sealedVoice(web.place, version, voice, this.#must().keys);
    const { status } = await this.ask("vak/stem/", { share: web.share.id, version, body });
    if (status !== 200) throw new NotThere();
    web.voiceVersion = version;
  }

  /** Take her own keys, her code and what she saw off this browser; a colleague's stay. */
  async forget() {
    const { name } = this.#must();
    const own = (await this.table.names()).filter((one) => one === `keys.${name}` || one === this.#code() || one.startsWith(`seen.${name}.`));
    for (const one of own) await this.table.remove(one);
    this.#own = null;
  }
}

/** Voices that were handed on stay only as their own key signed them. @param {Record<string, any>} parts */
async function proved(parts) {
  const rows = await Promise.all(Object.entries(parts).map(async ([part, value]) => {
    if (!part.startsWith("voice.")) return [part, value];
    return [part, await provedVoice(value).catch(() => null)];
  }));
  return Object.fromEntries(rows.filter(([, value]) => value !== null));
}
