/** Counting this conversation, only with a yes of its own: what goes along and what does not, and taking it back. */
import { button, buttonLink, choice, el, note, to } from "./elements.js";

/** @typedef {import("../shapes.js").Given} Given */

const SECTORS = ["birth", "youth", "care", "social", "other"];

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { say, store, go, tools } = given;
  const web = store.state.current;
  if (!web) return void go("begin");
  const place = el("div", {});
  root.append(el("h1", {}, say("count.title")), place, el("p", {}, buttonLink(say("go.overview"), to("overzicht"), { icon: "arrow-left" })));
  const { may } = tools.allowed(web.about, "count");
  const leaves = store.around?.vault && !web.about.fleeting; // a plan lies on this device
  if (!may || !leaves) place.append(note("sun", el("p", {}, say(may ? "count.not_here" : "minors.not-counted"))));
  else void fill(place, web, given);
  return undefined;
}

/** @param {HTMLElement} place @param {import("../shapes.js").Web} web @param {Given} given */
async function fill(place, web, given) {
  const { tools } = given;
  const plans = await tools.counting();
  if (!plans) return place.replaceChildren(note("sun", el("p", {}, given.say("count.offline"))));
  const kept = await plans.of(web.id);
  if (kept) return place.replaceChildren(...said(kept, place, web, given));
  const regions = await tools.regions();
  return place.replaceChildren(...asking(regions, place, web, given));
}

/** @param {{code: string, name: string}[]} regions @param {HTMLElement} place @param {import("../shapes.js").Web} web @param {Given} given */
function asking(regions, place, web, given) {
  const { say, tools } = given;
  if (regions.length === 0) return [note("sun", el("p", {}, say("count.offline")))];
  const asked = { form: web.about.form, region: "", sector: "" };
  const told = el("div", {}); // what comes in it is news by itself
  const yes = async () => {
    if (!asked.region || !asked.sector) return told.replaceChildren(note("danger", el("p", {}, say("count.choose"))));
    await (await tools.counting()).yes(web.id, asked);
    tools.announce(say("count.thanks"));
    return fill(place, web, given);
  };
  return [
    el("p", { class: "lead" }, say("count.lead")), el("ul", {}, ...["count.what", "count.never", "count.when"].map((key) => el("li", {}, say(key)))),
    choice(say("count.region"), regions.map(({ code, name }) => [code, name]), "", (value) => { asked.region = value; }),
    choice(say("count.sector"), SECTORS.map((sector) => [sector, say(`count.${sector}`)]), "", (value) => { asked.sector = value; }),
    told, el("p", {}, button(say("count.yes"), () => void yes(), { kind: "primary" })),
  ];
}

/** @param {import("../core/counted.js").Kept} kept @param {HTMLElement} place @param {import("../shapes.js").Web} web @param {Given} given */
function said(kept, place, web, given) {
  const { say, tools } = given;
  const back = async () => {
    const came = await (await tools.counting()).takeBack(web.id);
    tools.announce(say(`count.${came}`));
    place.replaceChildren(note(came === "no-answer" ? "sun" : "pine", el("p", {}, say(`count.${came}`))));
  };
  return [note("pine", el("p", {}, say(kept.sent ? "count.sent" : "count.planned"))), el("p", {}, button(say("count.back"), () => void back()))];
}
