/**
 * The professional's side: her keys that cannot be taken out of this browser, her code, what was shared with her, and her
 * own voice. Pure but for what is handed in.
 */
import { verifierOf } from "./card.js";
import { checkWords, fingerprint, newReaderKeys, openedShare, publicHalves, readParts, sealedVoice } from "./sharing.js";

/**
 * @typedef {import("./vault.js").Table} Table @typedef {import("./sharing.js").ReaderKeys} ReaderKeys
 * @typedef {(path: string, asked: any) => Promise<{status: number, answer: any}>} Ask to the server, as the professional
 * @typedef {{id: string, reader: string, since: string, until: string}} Listed
 * @typedef {{about: import("./document.js").About, parts: Record<string, any>, share: Listed, place: {key: string, box: string}, voiceVersion: number}} ReadWeb
 */

/** What was asked is not there: stopped, past, or sealed for another browser. */
export class NotThere extends Error {
  name = "NotThere";
}

export class Desk {
  /** @type {{reader: string, keys: ReaderKeys} | null} */
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
    this.#own = { reader: answer.reader, keys };
  }

  #must() {
    if (!this.#own) throw new Error("start first");
    return this.#own;
  }

  /** A code of ten minutes, as letters and as the text of a QR code, with the four words. @param {string} origin */
  async invite(origin) {
    const own = this.#must();
    const { status, answer } = await this.ask("vak/uitnodigen/", { reader: own.reader });
    if (status !== 200) throw new NotThere();
    const halves = await publicHalves(own.keys);
    const print = await fingerprint(halves.open, halves.sign);
    return { code: String(answer.code), until: String(answer.until), qr: `${origin}/gesprek/#met=${answer.code}.${print}`, words: await checkWords({ ...halves, code: answer.code }) };
  }

  /** What is shared with her, for this browser and for others of hers. @returns {Promise<(Listed & {here: boolean})[]>} */
  async shared() {
    const { status, answer } = await this.ask("vak/gedeeld/", {});
    if (status !== 200) throw new NotThere();
    return answer.shares.map((/** @type {Listed} */ one) => ({ ...one, here: one.reader === this.#must().reader }));
  }

  /** Open one; throws NotThere or Unopenable. @param {Listed} share @returns {Promise<ReadWeb>} */
  async read(share) {
    const { status, answer } = await this.ask("vak/lees/", { share: share.id });
    if (status !== 200) throw new NotThere();
    const shared = await openedShare(share.id, answer.sealed, this.#must().keys);
    const before = (await this.table.get(`seen.${share.id}`))?.boxes ?? {};
    const { parts, seen } = await readParts(shared, answer.boxes, await verifierOf(shared.verify), before);
    await this.table.put(`seen.${share.id}`, { boxes: seen }, null);
    return { about: shared.about, parts, share, place: shared.voice, voiceVersion: Number(answer.voice_version ?? 0) };
  }

  /** Lay her own voice beside it. @param {ReadWeb} web @param {import("./sharing.js").Voice} voice */
  async speak(web, voice) {
    const version = web.voiceVersion + 1;
    const body = await sealedVoice(web.place, version, voice, this.#must().keys);
    const { status } = await this.ask("vak/stem/", { share: web.share.id, version, body });
    if (status !== 200) throw new NotThere();
    web.voiceVersion = version;
  }

  /** Take her keys and what she saw off this browser. */
  async forget() {
    for (const name of await this.table.names()) await this.table.remove(name);
    this.#own = null;
  }
}
