/**
 * <veerkracht-agenda region="zuid-limburg" sector="" number="5" lang="nl">: our agenda on any site.
 *
 * Needs no inline style or script, sets no cookie, and asks one address of the site that this file comes
 * from. Colours and font follow the custom properties --veerkracht-kleur, --veerkracht-tekst,
 * --veerkracht-achtergrond, --veerkracht-letter and --veerkracht-ronding of the page.
 */

const HOME = new URL(import.meta.url).origin;
const MOST = 20;
const WORDS = {
  nl: { all: "Bekijk alle trainingen", none: "Er zijn nu geen trainingen.", away: "De agenda laadt nu niet." },
  en: { all: "See all trainings", none: "There are no trainings now.", away: "The agenda does not load now." },
};
const STYLE = `
:host { display: block; color: var(--veerkracht-tekst, inherit); background: var(--veerkracht-achtergrond, transparent);
  font-family: var(--veerkracht-letter, inherit); line-height: 1.5; }
ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 0.75rem; }
li { padding: 0.75rem 1rem; border: 1px solid; border-radius: var(--veerkracht-ronding, 8px); }
p { margin: 0; }
a { color: var(--veerkracht-kleur, inherit); font-weight: 650; text-underline-offset: 0.15em; }
a:focus-visible { outline: 3px solid; outline-offset: 3px; }
.day, .places { font-weight: 650; }
.all { margin-block-start: 0.75rem; }
`;

/**
 * @typedef {{day?: string, where?: string, places?: string}} Agenda
 * @typedef {{title?: string, url?: string, _agenda?: Agenda}} Item
 */

/**
 * The address of the agenda: only what we know how to ask goes in it.
 * @param {(name: string) => string | null} asked
 * @param {"nl" | "en"} language
 */
export function source(asked, language) {
  const address = new URL(`${language === "en" ? "/en" : ""}/op-je-site/agenda.json`, import.meta.url);
  const number = Number(asked("number"));
  for (const [name, key] of [["region", "regio"], ["sector", "sector"]]) {
    const value = asked(name ?? "");
    if (value && key) address.searchParams.set(key, value.slice(0, 100));
  }
  if (Number.isInteger(number) && number > 0) address.searchParams.set("aantal", String(Math.min(number, MOST)));
  return address;
}

/**
 * A link of ours; anything else leads to our front page.
 * @param {unknown} url
 */
export function ours(url) {
  try {
    const found = new URL(String(url));
    return found.origin === HOME && /^https?:$/.test(found.protocol) ? found.href : `${HOME}/`;
  } catch {
    return `${HOME}/`;
  }
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} [className]
 */
function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/**
 * @param {string} text
 * @param {unknown} url
 */
function link(text, url) {
  const made = document.createElement("a");
  made.textContent = text;
  made.href = ours(url);
  made.target = "_top";
  return made;
}

/** @param {Item} item */
function row(item) {
  const made = document.createElement("li");
  const told = item._agenda ?? {};
  if (told.day) made.append(element("p", told.day, "day"));
  const name = document.createElement("p");
  name.append(link(String(item.title ?? ""), item.url));
  made.append(name);
  if (told.where) made.append(element("p", told.where));
  if (told.places) made.append(element("p", told.places, "places"));
  return made;
}

class VeerkrachtAgenda extends HTMLElement {
  static observedAttributes = ["region", "sector", "number", "lang"];
  #asked = 0;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    this.#show();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#show();
  }

  /** @returns {"nl" | "en"} */
  get #language() {
    const near = this.closest("[lang]")?.getAttribute("lang") ?? "";
    return near.toLowerCase().startsWith("en") ? "en" : "nl";
  }

  async #show() {
    const turn = ++this.#asked;
    const words = WORDS[this.#language];
    const home = `${HOME}${this.#language === "en" ? "/en" : ""}/leren/`;
    try {
      const answer = await fetch(source((name) => this.getAttribute(name), this.#language), { credentials: "omit" });
      if (!answer.ok) throw new Error(String(answer.status));
      const feed = await answer.json();
      if (turn === this.#asked) this.#fill(feed.items ?? [], words, feed.home_page_url ?? home);
    } catch {
      if (turn === this.#asked) this.#put(element("p", words.away), link(words.all, home));
    }
  }

  /**
   * @param {Item[]} items
   * @param {{all: string, none: string}} words
   * @param {string} home
   */
  #fill(items, words, home) {
    const list = document.createElement("ul");
    list.append(...items.slice(0, MOST).map(row));
    this.#put(items.length ? list : element("p", words.none), link(words.all, home));
  }

  /**
   * @param {HTMLElement} main
   * @param {HTMLElement} all
   */
  #put(main, all) {
    const last = document.createElement("p");
    last.className = "all";
    last.append(all);
    this.shadowRoot?.replaceChildren(main, last);
  }
}

if (!customElements.get("veerkracht-agenda")) customElements.define("veerkracht-agenda", VeerkrachtAgenda);
