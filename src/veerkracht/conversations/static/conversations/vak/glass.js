/** What a professional's screen shows of a shared web: held in memory only, gone with the page. */

/** @typedef {import("../shapes.js").Web} Web */

export class Glass {
  /** @type {import("../shapes.js").State} */
  state = { webs: [], current: null, saving: "saved" };
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {() => void} listener */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** @param {import("../core/desk.js").ReadWeb | null} web */
  show(web) {
    this.state.current = web ? /** @type {any} */ ({ id: web.share.id, about: { ...web.about, fleeting: true }, parts: web.parts, conflicts: [], lastSaved: null }) : null;
    this.#listeners.forEach((listener) => listener());
  }
}
