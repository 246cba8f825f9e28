/**
 * Every screen by its name in the address. A further screen adds itself here, and a place below when a link to it belongs
 * on the overview: `along` under “Wie mag meekijken?”, `keeping` under “Alleen jij kunt dit lezen”. What the first screen
 * does not need is fetched when somebody goes there, or before that when the page has nothing to do (`fetchOthers`).
 */
import * as begin from "./begin.js";
import { buttonLink, el, to } from "./elements.js";
import * as setUp from "./set_up.js";

/** @typedef {import("../shapes.js").Show} Show @typedef {() => Promise<{show: Show}>} Load */

/** Without a network, before it was fetched. @type {Show} */
function notHere(root, { say }) {
  root.append(el("h1", {}, say("later.title")), el("p", {}, say("later.not_here")), el("p", {}, buttonLink(say("go.begin"), to("begin"), { icon: "arrow-left" })));
}

/** Loads in the order in which somebody is likely to need them. @type {Load[]} */
const others = [];

/**
 * A screen that is fetched when somebody goes there.
 * @param {Load} load @param {boolean} [soon] fetched too when the page has nothing to do
 */
function later(load, soon = true) {
  /** @type {Show | null} */
  let ready = null;
  const get = () => load().then((module) => ((ready = module.show), module));
  if (soon) others.push(get);
  /** @type {Show} */
  const show = (root, given) => (ready ?? whenThere(get))(root, given);
  return { show };
}

/** @param {Load} get @returns {Show} */
function whenThere(get) {
  return (root, given) => {
    let here = true;
    /** @type {void | (() => void)} */
    let stop;
    const shown = (/** @type {Show} */ screen) => {
      if (!here) return;
      stop = screen(root, given);
      given.tools.arrived();
    };
    get().then((module) => shown(module.show), () => shown(notHere));
    return () => {
      here = false;
      stop?.();
    };
  };
}

/** One after the other, each when the page is quiet. @param {(run: () => void) => void} quiet */
export async function fetchOthers(quiet) {
  for (const load of others) {
    await new Promise((done) => quiet(() => done(undefined)));
    await load().catch(() => undefined); // asked again by who goes there
  }
}

/** @type {import("../shapes.js").Screens} */
export const SCREENS = {
  begin,
  opzet: setUp,
  invullen: later(() => import("./fill.js")),
  overzicht: later(() => import("./overview.js")),
  gesprek: later(() => import("./conversation.js")),
  terugkijken: later(() => import("./look_back.js")),
  eenvoudig: later(() => import("./plain.js").then(({ plain }) => plain)),
  plaatjes: later(() => import("./plain.js").then(({ pictures }) => pictures)),
  "plaatjes-web": later(() => import("./plain.js").then(({ picturesWeb }) => picturesWeb)),
  hulp: later(() => import("./help.js")),
  opslag: later(() => import("./saving.js")),
  "twee-versies": later(() => import("./conflict.js")),
  sleutelkaart: later(() => import("./along_card.js")),
  meenemen: later(() => import("./along_open.js")),
  wissen: later(() => import("./along_erase.js")),
  meekijken: later(() => import("./together_list.js")),
  delen: later(() => import("./together_share.js")),
  meetellen: later(() => import("./count.js")),
  papier: later(() => import("./paper.js"), false),
};

/** @type {import("../shapes.js").Places} */
export const PLACES = {
  along: [{ name: "meekijken", words: "go.together" }],
  keeping: [{ name: "sleutelkaart", words: "go.card" }, { name: "wissen", words: "go.erase" }, { name: "meetellen", words: "go.count" }],
};
