/**
 * The app of the resident: one page, a screen for each address after `#/`. It fetches nothing; what it needs is handed in.
 */
import { listed, sayer } from "./words.js";
import { chosenIn } from "./screens/chosen.js";
import { watchSaving } from "./screens/saving.js";
import { canLeave, hasLeft, isBack, withoutScreen } from "./screens/leave.js";
import { hush } from "./screens/speech.js";
import { setOf } from "./screens/texts.js";
import { PLACES } from "./screens/index.js";

/** @typedef {import("./shapes.js").Store} Store @typedef {import("./shapes.js").QuestionSet} QuestionSet */
/** @typedef {import("./shapes.js").Screens} Screens @typedef {import("./shapes.js").Tools} Tools */
/**
 * @typedef {{
 *   store: Store, sets: QuestionSet[], words: Record<string, Record<string, string>>, screens: Screens,
 *   fragment?: string, takeFragment?: (fragment: string) => any, tools?: Record<string, any>,
 * }} Parts `words` by language; `fragment` stood in the address at first and was taken out of it; `takeFragment` gets what
 * does not begin with `#/` and may answer with the name of a screen
 */

const FIRST = "begin";

/** @param {string} id */
function place(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page lacks ${id}`);
  return found;
}

/** The screen and what follows it, of an address. @param {string} hash */
export function routeOf(hash) {
  const [name = "", ...rest] = hash.startsWith("#/") ? hash.slice(2).split("/") : [];
  return { name, parameter: rest.map(plain).join("/") };
}

/** @param {string} text */
function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // not an address of ours
  }
}

/** A day as it is here, not in Greenwich. @param {Date} [now] */
export function today(now = new Date()) {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** @param {Parts} parts @returns {Tools} */
function toolsFor(parts) {
  const language = parts.words[document.documentElement.lang] ? document.documentElement.lang : "nl";
  const leave = canLeave(document.getElementById("weg"), document.body.dataset["leave"] ?? "about:blank");
  return {
    ...parts.tools,
    sets: parts.sets,
    language,
    parameter: "",
    today,
    announce: (text) => { place("gezegd").textContent = text; },
    leave,
    restart: () => {},
    arrived: () => {},
    places: PLACES,
    listed: (/** @type {string[]} */ names) => listed(names, language),
  };
}

/**
 * Start the app in a page made by `shell.html`.
 * @param {Parts} parts
 */
export async function start(parts) {
  const tools = toolsFor(parts);
  const say = sayer(parts.words[tools.language] ?? {}, tools.language);
  const root = place("inhoud");
  const title = document.title;
  /** @type {void | (() => void)} */
  let gone;

  const go = (/** @type {string} */ name, parameter = "") => {
    const wanted = `#/${name}${parameter ? `/${parameter}` : ""}`;
    if (location.hash === wanted) show();
    else location.hash = wanted;
  };
  const show = () => {
    const { name, parameter } = routeOf(location.hash);
    const screen = parts.screens[Object.hasOwn(parts.screens, name) ? name : FIRST];
    if (typeof gone === "function") gone();
    hush();
    root.replaceChildren();
    const about = parts.store.state.current?.about;
    const given = { store: parts.store, say, go, set: about ? setOf(parts.sets, about) : null, tools: { ...tools, parameter, restart: show, arrived: () => arrive(root, title) } };
    gone = screen?.show(root, given);
    arrive(root, title);
  };
  const turn = async (fragment = location.hash.startsWith("#/") ? "" : location.hash.slice(1)) => {
    const chosen = chosenIn(fragment);
    if (chosen) return follow(chosen, fragment, tools.language, go);
    if (fragment) {
      const next = await parts.takeFragment?.(fragment);
      if (typeof next === "string") return go(next);
      if (location.hash.startsWith("#/")) return; // its own change of address shows the screen
    }
    return show();
  };
  if (hasLeft()) stayAway(parts.store);
  else await openAgain(parts.store);
  skip(root);
  watchSaving(place("bewaard"), parts.store, say);
  window.addEventListener("hashchange", () => void turn());
  await turn(parts.fragment || undefined);
}

/** The page was loaded anew: the web that must have been open, when there is only one. @param {Store} store */
async function openAgain(store) {
  const [only, ...others] = store.state.webs.filter((one) => !one.erasing);
  if (!store.state.current && only && others.length === 0 && location.hash.startsWith("#/")) await store.open(only.id);
}

/** Somebody left in a hurry and this is “back”: nothing is opened until somebody does so. @param {Store} store */
function stayAway(store) {
  if (location.hash.startsWith("#/")) withoutScreen();
  store.subscribe(() => store.state.current && isBack());
}

/** Where a link leads that already chose something; in another language it is another page. @param {import("./screens/chosen.js").Chosen} chosen @param {string} fragment @param {string} language @param {import("./shapes.js").Go} go */
function follow(chosen, fragment, language, go) {
  /** @type {HTMLAnchorElement[]} */
  const links = [...document.querySelectorAll("a")];
  const elsewhere = links.find((one) => chosen.language !== language && one.hreflang === chosen.language && chosen.language !== "");
  if (elsewhere) return location.replace(`${elsewhere.pathname}#${fragment}`);
  history.replaceState(null, "", location.pathname);
  return go(chosen.screen, chosen.parameter);
}

/** After each change of screen: to the top, with the focus on what it is called. @param {HTMLElement} root @param {string} title */
function arrive(root, title) {
  document.title = title; // the same for each screen: the list of visited pages tells nothing
  window.scrollTo(0, 0);
  const heading = root.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** The skip link moves the focus only: the address is for screens. @param {HTMLElement} root */
function skip(root) {
  document.querySelector(".utrecht-skip-link")?.addEventListener("click", (event) => {
    event.preventDefault();
    root.focus();
  });
}
