/**
 * One open web and its place on this device: changes are kept one after the other, and what another tab kept comes in
 * below ours. Pure; the vault is handed in (null: nothing is left on this device).
 */
import { fromText } from "./bytes.js";
import { cardKeys, verifierOf } from "./card.js";
import { besides } from "./document.js";
import { Changed } from "./vault.js";

/** @typedef {import("./document.js").Doc} Doc @typedef {import("./vault.js").Vault} Vault @typedef {"saved" | "saving" | "full" | "problem"} Saving */

export class Holding {
  /** @type {Promise<void>} */
  #keeping = Promise.resolve();
  /** What lies on this device. @type {Doc | null} */
  #base;
  #revision;

  /**
   * @param {Doc} doc @param {{kept: Doc | null, revision: number}} there @param {import("./card.js").Keys} keys
   * @param {import("./sealing.js").Verify} verify @param {{vault: Vault | null, say: (saving: Saving) => void, tell: (id: string) => void}} around
   */
  constructor(doc, there, keys, verify, around) {
    this.doc = doc;
    this.keys = keys;
    this.verify = verify;
    this.around = around;
    this.#base = there.kept;
    this.#revision = there.revision;
  }

  /** @param {Doc} doc @param {{kept: Doc | null, revision: number}} there @param {Holding["around"]} around */
  static async of(doc, there, around) {
    const keys = await cardKeys(fromText(doc.card));
    return new Holding(doc, there, keys, await verifierOf(keys.verify), around);
  }

  get = () => this.doc;

  /** Change it and keep it; resolves when it lies on this device. @param {(doc: Doc) => Doc} change */
  set = (change) => {
    this.doc = change(this.doc);
    this.#keeping = this.#keeping.then(() => this.#keep());
    return this.#keeping;
  };

  /** Resolves when all that was asked so far is kept. */
  quiet() {
    return this.#keeping;
  }

  /** Take in what another tab kept. */
  refresh() {
    this.#keeping = this.#keeping.then(() => this.#takeOther()).then(() => this.#keep());
    return this.#keeping;
  }

  async #keep() {
    const { vault, say, tell } = this.around;
    if (this.doc.about.fleeting || !vault || this.#base === this.doc) return say("saved");
    say("saving");
    const wanted = this.doc;
    try {
      this.#revision = await vault.write(wanted.id, wanted, this.#revision);
      this.#base = wanted;
      tell(wanted.id);
      return say("saved");
    } catch (error) {
      return error instanceof Changed ? this.#again() : say(/** @type {Error} */ (error).name === "QuotaExceededError" ? "full" : "problem");
    }
  }

  async #again() {
    await this.#takeOther();
    await this.#keep();
  }

  async #takeOther() {
    const other = await this.around.vault?.read(this.doc.id);
    this.#revision = other?.revision ?? 0;
    if (!other || other.value.erasing) return;
    this.doc = this.#base && this.#base !== this.doc ? besides(this.#base, this.doc, other.value) : other.value;
    this.#base = other.value;
  }
}
