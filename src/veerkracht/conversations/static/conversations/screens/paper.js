/** On paper or as a file: the web as it is, or an empty one with its statements. All is made on this device. */
import { button, buttonLink, el, note, to } from "./elements.js";
import { DIMENSIONS } from "./geometry.js";
import { dimension, marks, step, talkItems, words } from "./parts.js";
import { pages, PICTURE, web as drawWeb } from "./sheet.js";
import { asPng, asSvg, measureHere, svgFile } from "./sheet_draw.js";
import { asPdf } from "./sheet_pdf.js";
import { dayIn, labelOf, newest, text, textsIn } from "./texts.js";
import { stepFacts } from "./step_facts.js";
import { lines, names } from "./web_view.js";

/** @typedef {import("../shapes.js").Given} Given @typedef {import("../shapes.js").Web} Web @typedef {import("./sheet.js").Content} Content */

const FILE = "notitie"; // neutral: a file name is seen by whoever borrows the telephone

/** @type {import("../shapes.js").Show} */
export function show(root, given) {
  const { say, store, tools } = given;
  const empty = tools.parameter === "leeg" || !store.state.current;
  const content = empty ? blank(given) : filled(given);
  if (!content) return void given.go("begin");
  const sheets = pages(content, measureHere());
  const told = el("p", { role: "status", class: "muted" });
  root.append(
    el("div", { class: "no-print" },
      el("h1", {}, say(empty ? "paper.title_empty" : "paper.title")), el("p", { class: "lead" }, say("paper.lead")),
      el("p", { class: "row" }, button(say("paper.print"), () => window.print(), { kind: "primary", icon: "print" }), ...files(content, sheets, given, told)), told,
      note("sun", el("p", {}, say("paper.careful"))),
      el("p", { class: "row" }, store.state.current ? el("a", { href: to("papier", empty ? "" : "leeg") }, say(empty ? "paper.to_filled" : "paper.to_empty")) : "",
        buttonLink(say(store.state.current ? "go.overview" : "go.begin"), to(store.state.current ? "overzicht" : "begin"), { icon: "arrow-left" }))),
    el("div", { class: "sheets" }, ...sheets.map((strokes, nth) => asSvg(strokes, say("paper.page", { title: content.title, number: nth + 1 })))),
  );
}

/** @param {Content} content @param {import("./sheet.js").Stroke[][]} sheets @param {Given} given @param {HTMLElement} told */
function files(content, sheets, { say, tools }, told) {
  const make = async (/** @type {string} */ ending, /** @type {() => Blob | Promise<Blob>} */ work) => {
    told.textContent = say("paper.making");
    try {
      save(await work(), `${FILE}.${ending}`);
      told.textContent = say("paper.made");
    } catch {
      told.textContent = say("paper.failed");
    }
  };
  const drawn = drawWeb(content);
  return [
    button(say("paper.pdf"), () => make("pdf", () => asPdf(sheets, content.title, tools.language)), { icon: "download" }),
    button(say("paper.png"), () => make("png", () => asPng(drawn, PICTURE)), { icon: "download" }),
    button(say("paper.svg"), () => make("svg", () => svgFile(asSvg(drawn, content.title, PICTURE), PICTURE)), { kind: "plain" }),
  ];
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** @param {Given} given @returns {Content | null} */
function filled(given) {
  const web = given.store.state.current;
  const { say, set, tools } = given;
  if (!web || !set) return null;
  const named = names(web, given);
  const wrote = words(web);
  const next = step(web);
  return {
    title: say("paper.heading"), day: dayIn(tools.today(), tools.language), labels: named.map((one) => one.label), now: marks(web), nowWords: say("web.now"),
    others: lines(web, given), rows: named.map((one) => row(web, one, say)), blank: false, rtl: textsIn(set, web.about.language).texts.direction === "rtl",
    said: [
      { head: say("talk.sentences"), text: talkItems(web, set).map((one) => `· ${text(set, web.about, (texts) => texts.statements[one])}`).join("\n") },
      { head: say("talk.stands_out"), text: wrote.standsOut }, { head: say("talk.matters"), text: wrote.matters }, { head: say("talk.wish"), text: wrote.wish },
      { head: say("overview.step"), text: [next.what, stepFacts(next, given)].filter(Boolean).join("\n") },
    ].filter((one) => one.text),
    foot: say("paper.foot"), asked: [], ends: { low: "", high: "" },
  };
}

/** @param {Web} web @param {{key: import("../shapes.js").Dimension, label: string}} one @param {import("../shapes.js").Say} say */
function row(web, { key, label }, say) {
  const part = dimension(web, key);
  const mark = part.mark ?? (part.skipped ? say("mark.skipped") : "–");
  return `${label}: ${mark}${words(web).topics.includes(key) ? ` · ${say("fill.talk_item")}` : ""}`;
}

/** @param {Given} given @returns {Content | null} */
function blank({ say, set, tools, store }) {
  const shown = set ?? newest(tools.sets, "adult") ?? tools.sets[0];
  if (!shown) return null;
  const { texts } = textsIn(shown, store.state.current?.about.language ?? tools.language);
  return {
    title: texts.title, day: say("paper.day"), labels: DIMENSIONS.map((key) => labelOf(key)(texts) ?? ""), now: [], nowWords: "", others: [], rows: [], blank: true, rtl: texts.direction === "rtl",
    said: ["talk.stands_out", "talk.matters", "talk.wish", "overview.step"].map((key) => ({ head: say(key), text: "" })), foot: say("paper.foot"),
    asked: shown.dimensions.filter((one) => one.statements.length).map((one) => ({ head: texts.dimensions[one.key]?.label ?? "", statements: one.statements.map((key) => texts.statements[key] ?? "") })),
    ends: texts.scale,
  };
}
