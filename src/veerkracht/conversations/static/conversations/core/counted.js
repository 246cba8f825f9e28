/**
 * Counting as this device keeps it: a plan for each web that its resident said yes to, sent at its moment, taken back
 * when asked. Pure but for what is handed in; what is sent and when is `counting.js`.
 */
import { bodyOf, due, plan, tried, withdrawalOf, withdrawn } from "./counting.js";
import { NoAnswer } from "./server.js";

/** @typedef {import("./vault.js").Vault} Vault @typedef {(path: string, body: string) => Promise<{status: number, answer: any}>} Send */
/** @typedef {{format: "count", plan: import("./counting.js").Plan, sent: boolean}} Kept */

/** @param {string} web */
const nameOf = (web) => `count.${web}`;

export class Counting {
  /** @param {Vault} vault @param {Send} send @param {import("./counting.js").Means} means its clock is asked anew each time */
  constructor(vault, send, means) {
    this.vault = vault;
    this.send = send;
    this.means = means;
  }

  /** What was said about this web; null when nothing. @param {string} web @returns {Promise<Kept | null>} */
  async of(web) {
    return (await this.vault.read(nameOf(web)))?.value ?? null;
  }

  /** A yes for this web. @param {string} web @param {{form: string, region: string, sector: string}} asked */
  async yes(web, asked) {
    const made = await plan({ said: true, ...asked }, this.means);
    if (made && !(await this.of(web))) await this.vault.write(nameOf(web), { format: "count", plan: made, sent: false }, 0);
  }

  /** Send what is due; what gets no answer is tried again within the hour, so that nothing is counted twice. */
  async sendDue() {
    for (const name of await this.vault.names()) {
      const row = await this.vault.read(name);
      if (row?.value.format === "count" && !row.value.sent) await this.#sendOne(name, row.value, row.revision);
    }
  }

  /** @param {string} name @param {Kept} kept @param {number} revision */
  async #sendOne(name, kept, revision) {
    const what = due(kept.plan, this.means.now);
    if (what === "drop") return this.vault.remove(name);
    if (what === "wait") return undefined;
    try {
      const { status } = await this.send("tellen/", bodyOf(kept.plan));
      if (status === 200) await this.vault.write(name, { ...kept, sent: true }, revision);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      await this.vault.write(name, { ...kept, plan: tried(kept.plan, this.means.now) }, revision);
    }
    return undefined;
  }

  /** Take it back; what came of it, as a key. @param {string} web */
  async takeBack(web) {
    const kept = await this.of(web);
    if (!kept) return "not-sent";
    const wasSent = kept.sent || kept.plan.tried !== null;
    const answer = wasSent ? await this.send("tellen/intrekken/", withdrawalOf(kept.plan.token)).then((found) => found.answer, () => null) : null;
    const came = withdrawn({ answer, wasSent });
    if (came !== "no-answer") await this.vault.remove(nameOf(web));
    return came;
  }
}
