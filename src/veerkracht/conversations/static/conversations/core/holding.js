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
  /** When something was written last. */
  #written = -Infinity;
  /** Ends the wait for the next writing. @type {() => void} */
  #wake = () => undefined;
  /** Another tab erased it: nothing is kept of it any more. */
  gone = false;

  /**
   * @param {Doc} doc @param {{kept: Doc | null, revision: number}} there @param {import("./card.js").Keys} keys
   * @param {import("./sealing.js").Verify} verify @param {{vault: Vault | null, say: (saving: Saving) => void, tell: (id: string) => void, pause: number}} around
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

  /** Change it and keep it; resolves when it lies on this device, or that is told to be impossible. @param {(doc: Doc) => Doc} change */
  set = (change) => {
    this.doc = change(this.doc);
    return this.#next(() => this.#keep());
  };

  /** One after the other; what failed before holds up nothing. @param {() => Promise<void>} deed */
  #next(deed) {
    this.#keeping = this.#keeping.then(deed).catch((error) => this.around.say(/** @type {Error | null} */ (error)?.name === "QuotaExceededError" ? "full" : "problem"));
    return this.#keeping;
  }

  /** Resolves when all that was asked so far is kept. */
  quiet() {
    return this.#keeping;
  }

  /** Take in what another tab kept. */
  refresh() {
    return this.#next(async () => {
      await this.#takeOther();
      await this.#keep();
    });
  }

  /** The page may go: nothing waits any longer. */
  hurry() {
    this.#written = -Infinity;
    this.#wake();
  }

  /** A mark that is dragged is written now and then, not at each step; one change alone is written at once. */
  async #rest() {
    const left = this.#written + this.around.pause - performance.now();
    if (left <= 0) return;
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, left);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
  }

  /** @returns {Promise<void>} */
  async #keep() {
    const { vault, say, tell } = this.around;
    if (this.gone || this.doc.about.fleeting || !vault || this.#base === this.doc) return say("saved");
    say("saving");
    await this.#rest();
    const wanted = this.doc;
    try {
      this.#revision = await vault.write(wanted.id, wanted, this.#revision);
    } catch (error) {
      if (!(error instanceof Changed)) throw error;
      await this.#takeOther();
      return this.#keep();
    }
    this.#base = wanted;
    this.#written = performance.now();
    tell(wanted.id);
    return say("saved");
  }

  /** What another tab kept comes in; a web that it erased is not written again. */
  async #takeOther() {
    const other = await this.around.vault?.read(this.doc.id);
    if (!other || other.value.erasing) {
      this.gone = true;
      return;
    }
    this.#revision = other.revision;
    this.doc = this.#base && this.#base !== this.doc ? besides(this.#base, this.doc, other.value) : other.value;
    this.#base = other.value;
  }
}
