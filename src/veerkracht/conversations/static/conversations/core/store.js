/**
 * What screens use: the web that is open, kept on this device at each change, and carried along when that was asked.
 * Pure but for what is handed in.
 */
import { fromText, toText } from "./bytes.js";
import { cardFragment, newCard } from "./card.js";
import { again, newDoc, putBack, rest, settled, withAbout, withoutShare, withPart, withShare } from "./document.js";
import { Holding } from "./holding.js";

/**
 * @typedef {import("./document.js").Doc} Doc @typedef {import("./document.js").About} About
 * @typedef {import("./vault.js").Vault} Vault @typedef {import("./server.js").Server} Server
 * @typedef {Pick<Doc, "id" | "about" | "parts" | "conflicts" | "lastSaved" | "along" | "shares" | "toShare" | "toStop">} Web
 * @typedef {import("./carrying.js").Carried} Carried
 * @typedef {{webs: {id: string, begun: string, form: string, erasing: boolean}[], current: Web | null,
 *   saving: import("./holding.js").Saving, carried: Carried, openings: import("./carrying.js").Openings}} State
 * @typedef {{vault: Vault | null, server: Server, wait?: number, tell?: (id: string) => void, today?: () => string,
 *   frame?: (run: () => void) => void, pause?: number}} Around
 * `wait`: milliseconds without a change before a save goes out (0: only when asked); `tell`: other tabs; `today`: YYYY-MM-DD;
 * `frame`: when screens are told, once for all that happened until then (at once when absent); `pause`: milliseconds from one
 * writing on this device to the next, so that a mark that is dragged is not written at each step
 */

const UNDOS = 50;
const PAUSE = 1_500;
const LONGEST = 120_000; // milliseconds between tries

/** The first visit needs none of it. */
const elsewhere = () => import("./elsewhere.js");
/** Without a network, before that was fetched. @type {Awaited<ReturnType<typeof import("./carrying.js").exchange>>} */
const NOT_HERE = { carried: "offline", openings: null };

/** @param {Doc} doc @returns {Web} */
function shown({ id, about, parts, conflicts, lastSaved, along, shares, toShare, toStop }) {
  return { id, about, parts, conflicts, lastSaved, along, shares, toShare, toStop };
}

export class Store {
  /** @type {State} */
  state = { webs: [], current: null, saving: "saved", carried: "here", openings: {} };
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {Holding | null} */
  #open = null;
  /** @type {{part: string, value: any}[]} */
  #undos = [];
  /** @type {Promise<void>} */
  #carrying = Promise.resolve();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Whether listeners will be told of this already. */
  #telling = false;
  /** How often a save in a row did not get through. */
  #tries = 0;

  /** @param {Around} around */
  constructor(around) {
    this.around = around;
  }

  /** @param {() => void} listener */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** @param {Partial<State>} [changes] */
  #say(changes = {}) {
    Object.assign(this.state, changes, { current: this.#open ? shown(this.#open.doc) : null });
    if (this.#telling) return;
    this.#telling = true;
    const soon = this.around.frame ?? ((/** @type {() => void} */ run) => run());
    soon(() => {
      this.#telling = false;
      this.#listeners.forEach((listener) => listener());
    });
  }

  /** The webs on this device. */
  async list() {
    const webs = (await this.#rows()).map(([id, { about, erasing }]) => ({ id, begun: about.begun, form: about.form, erasing: Boolean(erasing) }));
    this.#say({ webs: webs.sort((one, other) => (one.begun < other.begun ? 1 : -1)) });
  }

  /** @returns {Promise<[string, any, number][]>} */
  async #rows() {
    const vault = this.around.vault;
    if (!vault) return [];
    const rows = await Promise.all((await vault.names()).map(async (name) => /** @type {const} */ ([name, await vault.read(name)])));
    return rows.flatMap(([name, row]) => (row?.value.format === 1 ? [[name, row.value, row.revision]] : []));
  }

  /** @param {Doc} doc @param {{kept: Doc | null, revision: number}} there */
  async #use(doc, there) {
    await this.#open?.quiet();
    clearTimeout(this.#timer);
    const { vault, pause = 0, tell = () => undefined } = this.around;
    const say = (/** @type {import("./holding.js").Saving} */ saving) => this.#say({ saving });
    this.#open = await Holding.of(doc, there, { vault, tell, pause, say });
    this.#undos = [];
    this.#say({ carried: doc.along ? "waiting" : "here", openings: {} });
  }

  #must() {
    if (!this.#open) throw new Error("no web is open");
    return this.#open;
  }

  /** @param {(doc: Doc) => Doc} change */
  #change(change) {
    const open = this.#must();
    const kept = open.set(change).then(() => this.#leaveIfGone(open));
    this.#say();
    if (open.doc.along) this.#later();
    return kept;
  }

  /** Another tab erased this web: here it is closed, and not written again. @param {Holding} open */
  #leaveIfGone(open) {
    if (!open.gone || this.#open !== open) return;
    this.#open = null;
    this.#say({ saving: "saved", carried: "here" });
  }

  /** @param {number} [pause] */
  #later(pause = PAUSE) {
    clearTimeout(this.#timer);
    const wait = this.around.wait ?? pause;
    if (wait > 0) this.#timer = setTimeout(() => void this.sync(), wait);
  }

  /** What did not get through is tried again by itself, each time after a longer while. @param {Carried} carried */
  #retry(carried) {
    const waits = carried === "waiting" || carried === "offline";
    this.#tries = waits ? this.#tries + 1 : 0;
    if (waits) this.#later(Math.min(LONGEST, PAUSE * 2 ** this.#tries));
  }

  /** @param {About} about */
  async begin(about) {
    await this.#use(newDoc(about, toText(newCard())), { kept: null, revision: 0 });
    await this.#change((doc) => ({ ...doc }));
    await this.list();
    return this.state.current;
  }

  /** @param {string} id */
  async open(id) {
    const row = await this.around.vault?.read(id);
    if (!row || row.value.erasing) return null;
    await this.#use(row.value, { kept: row.value, revision: row.revision });
    if (row.value.along && this.around.wait !== 0) void this.sync();
    return this.state.current;
  }

  /** The page may go: what waits is written at once. */
  hurry = () => this.#open?.hurry();

  async close() {
    await this.#open?.quiet();
    this.#open = null;
    this.#say();
  }

  /** @param {string} part @param {any} value */
  put(part, value) {
    this.#undos = [...this.#undos.slice(1 - UNDOS), { part, value: this.#must().doc.parts[part] ?? null }];
    return this.#change((doc) => withPart(doc, part, value));
  }

  /** @param {Partial<About>} changes */
  putAbout(changes) {
    return this.#change((doc) => withAbout(doc, changes));
  }

  /** A new time round: what was filled in becomes an earlier web. */
  again() {
    return this.#change(again);
  }

  /** Take the last change back; false when there is none. */
  async undo() {
    const last = this.#undos.pop();
    return last ? this.#change((doc) => withPart(doc, last.part, last.value)).then(() => true) : false;
  }

  /** Choose between what two devices wrote. @param {string} part @param {any} value */
  settle(part, value) {
    return this.#change((doc) => settled(doc, part, value));
  }

  /** Take it off this device only. @param {string} id */
  async eraseHere(id) {
    clearTimeout(this.#timer);
    await this.#open?.quiet();
    if (this.#open?.doc.id === id) this.#open = null;
    await this.around.vault?.remove(id);
    this.around.tell?.(id);
    this.#say({ saving: "saved", carried: "here" });
    await this.list();
  }

  /** Another tab wrote this web. @param {string} id */
  async changedElsewhere(id) {
    if (this.#open?.doc.id !== id) return this.list();
    const open = this.#open;
    await open.refresh();
    this.#leaveIfGone(open);
    return this.#say();
  }

  /** Send and fetch now; resolves when done, whatever came of it (see `state.carried`). */
  sync() {
    clearTimeout(this.#timer);
    this.#carrying = this.#carrying.catch(() => undefined).then(() => this.#syncNow());
    return this.#carrying;
  }

  async #syncNow() {
    const open = this.#open;
    if (!open?.doc.along) return;
    const today = this.around.today?.() ?? new Date().toISOString().slice(0, 10);
    const { carried, openings } = await elsewhere().then((far) => far.exchanged(open, this.around.server, today), () => NOT_HERE);
    this.#say({ carried, openings: openings ?? this.state.openings });
    this.#retry(carried);
  }

  /** @param {(doc: Doc) => Doc} change */
  async #changeAndSend(change) {
    await this.#change(change);
    await this.sync();
  }

  /** From now on it lies on the server as well, sealed. */
  takeAlong() {
    return this.#changeAndSend((doc) => ({ ...doc, along: true }));
  }

  /** The card of the web that is open. */
  async card() {
    const card = fromText(this.#must().doc.card);
    return { fragment: cardFragment(card), words: await (await elsewhere()).cardWords(card) };
  }

  /**
   * Open a web by its card; throws NothingThere, NoAnswer or Unopenable.
   * @param {import("./bytes.js").Bytes} card @param {boolean} fleeting
   */
  async openCard(card, fleeting) {
    const known = (await this.#rows()).find(([, value]) => value.card === toText(card) && !value.erasing);
    if (known) await this.#use(known[1], { kept: known[1], revision: known[2] });
    else await this.#use(await (await elsewhere()).fetchedDoc(card, fleeting, this.around.server), { kept: null, revision: 0 });
    await this.#change((doc) => ({ ...doc }));
    await this.list();
    await this.sync();
    return this.state.current;
  }

  /** Share parts with who was met; returns the share's id. @param {Parameters<typeof import("./sharing.js").newShare>[0]} chosen */
  async share(chosen) {
    const note = (await elsewhere()).newShare(chosen);
    await this.#changeAndSend((doc) => withShare({ ...doc, along: true }, note));
    return note.id;
  }

  /** @param {string} id */
  stop(id) {
    return this.#changeAndSend((doc) => withoutShare(doc, id));
  }

  /** Put this device's web in place of an older one that came back at the server (see `carried` "older"). */
  async putBack() {
    const open = this.#must();
    const { status, answer } = await this.around.server.fetch(open.keys.id);
    if (status !== 200) return;
    await this.#changeAndSend((doc) => putBack(doc, Number(answer.version), Object.keys(answer.boxes), answer.shares.map((/** @type {{id: string}} */ one) => one.id)));
  }

  /** Erase the open web everywhere. Without a network it is erased here now, and there as soon as that can be. */
  async erase() {
    const { doc } = this.#must();
    clearTimeout(this.#timer);
    await this.#carrying.catch(() => undefined);
    const ended = doc.along ? await elsewhere().then((far) => far.eraseThere(this.#must().doc, this.around.server)).catch(() => ({ done: false, receipt: null })) : { done: true, receipt: null };
    const left = rest(this.#must().doc);
    await this.eraseHere(doc.id);
    if (!ended.done && !doc.about.fleeting) await this.around.vault?.write(doc.id, left, 0);
    await this.list();
    return ended;
  }

  /** Erase on the server what was erased here without a network. */
  async finishErasing() {
    if (!this.state.webs.some((one) => one.erasing)) return;
    if (this.around.vault) await (await elsewhere()).finishErasing(this.around.vault, this.around.server);
    await this.list();
  }
}
