/**
 * Every screen by its name in the address. A further screen adds itself here, and a place below when a link to it belongs
 * on the overview: `along` under “Wie mag meekijken?”, `keeping` under “Alleen jij kunt dit lezen”.
 */
import * as card from "./along_card.js";
import * as erase from "./along_erase.js";
import * as openCard from "./along_open.js";
import * as begin from "./begin.js";
import * as conflict from "./conflict.js";
import * as conversation from "./conversation.js";
import { buttonLink, el, to } from "./elements.js";
import * as fill from "./fill.js";
import * as count from "./count.js";
import * as help from "./help.js";
import * as lookBack from "./look_back.js";
import * as overview from "./overview.js";
import { pictures, picturesWeb, plain } from "./plain.js";
import * as saving from "./saving.js";
import * as setUp from "./set_up.js";
import * as together from "./together_list.js";
import * as share from "./together_share.js";

const paper = later(() => import("./paper.js"));

/** Without a network, before it was fetched. @type {import("../shapes.js").Show} */
function notHere(root, { say }) {
  root.append(el("h1", {}, say("later.title")), el("p", {}, say("later.not_here")), el("p", {}, buttonLink(say("go.overview"), to("overzicht"), { icon: "arrow-left" })));
}

/** A screen that is fetched when somebody goes there: the first visit stays light. @param {() => Promise<{show: import("../shapes.js").Show}>} load */
function later(load) {
  return {
    /** @type {import("../shapes.js").Show} */
    show(root, given) {
      let here = true;
      /** @type {void | (() => void)} */
      let stop;
      const shown = (/** @type {import("../shapes.js").Show} */ screen) => {
        if (!here) return;
        stop = screen(root, given);
        given.tools.arrived();
      };
      load().then((module) => shown(module.show), () => shown(notHere));
      return () => {
        here = false;
        stop?.();
      };
    },
  };
}

/** @type {import("../shapes.js").Screens} */
export const SCREENS = {
  begin,
  opzet: setUp,
  invullen: fill,
  overzicht: overview,
  gesprek: conversation,
  terugkijken: lookBack,
  eenvoudig: plain,
  plaatjes: pictures,
  "plaatjes-web": picturesWeb,
  papier: paper,
  hulp: help,
  "twee-versies": conflict,
  opslag: saving,
  sleutelkaart: card,
  meenemen: openCard,
  wissen: erase,
  meekijken: together,
  delen: share,
  meetellen: count,
};

/** @type {import("../shapes.js").Places} */
export const PLACES = {
  along: [{ name: "meekijken", words: "go.together" }],
  keeping: [{ name: "sleutelkaart", words: "go.card" }, { name: "wissen", words: "go.erase" }, { name: "meetellen", words: "go.count" }],
};
