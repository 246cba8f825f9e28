/**
 * A web on A4, as a list of marks on paper; pure. Points of 1/72 inch, from the top left. Screen, PDF and picture draw the same list.
 */
import { at, DIMENSIONS, label, RADIUS, RINGS, shape } from "./geometry.js";

/** @typedef {(number | null)[]} Marks @typedef {"left" | "center" | "right"} Align @typedef {keyof typeof INKS} Ink */
/**
 * @typedef {{kind: "text", x: number, y: number, text: string, size: number, bold: boolean, align: Align, ink: Ink}} Text
 * @typedef {{kind: "shape", points: {x: number, y: number}[], ink: Ink, width: number, dash: number[], fill: Ink | null}} Shape
 * @typedef {{kind: "disc", x: number, y: number, r: number, ink: Ink}} Disc
 * @typedef {Text | Shape | Disc} Stroke
 * @typedef {(text: string, size: number, bold: boolean) => number} Measure
 * @typedef {{
 *   title: string, day: string, labels: string[], now: Marks, rows: string[],
 *   others: {kind: string, list: Marks, words: string}[], nowWords: string,
 *   said: {head: string, text: string}[], foot: string, blank: boolean, rtl: boolean,
 *   asked: {head: string, statements: string[]}[], ends: {low: string, high: string},
 * }} Content `blank` leaves lines to write on; `asked` are statements to print after it
 */

export const PAGE = { width: 595, height: 842 };
export const INKS = {
  ink: "#14232b", soft: "#51616a", line: "#c3cbc7", pine: "#0f5c4c", sun: "#fbe7c2", info: "#1d5a92",
  body: "#b5443a", feeling: "#2f6fa8", meaning: "#7a4e9e", quality: "#b06a0c", participation: "#1f7f5c", daily: "#4a5b66",
};
const MARGIN = 48;
const CENTRE = { x: PAGE.width / 2, y: 282 };
const ZOOM = 1.22;
const INNER = PAGE.width - 2 * MARGIN;
const BOTTOM = PAGE.height - 56;

/** @param {string} text @param {number} x @param {number} y @param {Partial<Text>} [look] @returns {Text} */
function write(text, x, y, look = {}) {
  return { kind: "text", text, x, y, size: 11, bold: false, align: "left", ink: "ink", ...look };
}

/** @param {{x: number, y: number}[]} points @param {Partial<Shape>} look @returns {Shape} */
function line(points, look) {
  return { kind: "shape", points, ink: "line", width: 0.8, dash: [], fill: null, ...look };
}

/** @param {{x: number, y: number}} spot */
function placed(spot) {
  return { x: CENTRE.x + spot.x * ZOOM, y: CENTRE.y + spot.y * ZOOM };
}

/** The drawing itself. @param {Content} content @returns {Stroke[]} */
export function web(content) {
  const all = DIMENSIONS.map((_, index) => index);
  const outline = shape(content.now).map(placed);
  const given = outline.length > 0;
  return [
    ...RINGS.map((ring) => line(all.map((index) => placed(at(index, ring))), {})),
    ...all.map((index) => line([placed({ x: 0, y: 0 }), placed(at(index, 10))], {})),
    ...(content.blank ? RINGS.map((ring) => write(String(ring), placed(at(0, ring)).x + 4, placed(at(0, ring)).y + 9, { size: 8, ink: "soft" })) : []),
    ...(given ? [line(outline, { width: 0, fill: "sun" })] : []),
    ...content.others.map((one) => line(shape(one.list).map(placed), { ink: one.kind === "second" ? "info" : "soft", width: 1.6, dash: one.kind === "second" ? [1.5, 4] : [6, 5] })),
    ...(given ? [line(outline, { ink: "pine", width: 2.4 })] : []),
    ...all.flatMap((index) => [...point(content, index), ...named(content, index)]),
  ];
}

/** @param {Content} content @param {number} index @returns {Stroke[]} */
function point(content, index) {
  const mark = content.now[index];
  const key = DIMENSIONS[index];
  return typeof mark === "number" && key ? [{ kind: "disc", ...placed(at(index, mark)), r: 5.5, ink: key }] : [];
}

/** @param {Content} content @param {number} index @returns {Stroke[]} */
function named(content, index) {
  const found = label(index, content.labels[index] ?? "");
  const align = /** @type {const} */ ({ middle: "center", start: "left", end: "right" })[found.anchor];
  const x = CENTRE.x + found.x * ZOOM + Math.sign(found.x) * 8;
  const mark = content.now[index];
  const top = CENTRE.y + (found.lines[0]?.y ?? 0) * ZOOM + (found.y < 0 ? 4 : 0);
  return [
    ...found.lines.map((row, nth) => write(row.text, x, top + nth * 14, { bold: true, align })),
    ...(typeof mark === "number" ? [write(String(mark), x, top + found.lines.length * 14 + 1, { align, ink: "soft" })] : []),
  ];
}

/** Words on lines that fit. @param {string} text @param {number} width @param {number} size @param {Measure} measure */
export function fitted(text, width, size, measure) {
  return text.split("\n").flatMap((paragraph) => {
    const lines = [""];
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (measure(longer, size, false) <= width || lines.at(-1) === "") lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  });
}

/** A pen that goes down the page and on to the next. @param {boolean} rtl @param {Stroke[]} first @param {number} from */
function pen(rtl, first, from) {
  const all = [first];
  let y = from;
  const side = rtl ? { x: PAGE.width - MARGIN, align: /** @type {const} */ ("right") } : { x: MARGIN, align: /** @type {const} */ ("left") };
  return {
    pages: all,
    /** Room for so much, on this page or the next. @param {number} height */
    room(height) {
      if (y + height > BOTTOM) {
        this.next();
      }
      const here = y;
      y += height;
      return here;
    },
    /** The next page. */
    next() {
      all.push([]);
      y = MARGIN;
    },
    /** @param {string} text @param {number} down @param {Partial<Text>} [look] */
    text(text, down, look = {}) {
      const here = this.room(down);
      all.at(-1)?.push(write(text, side.x, here, { align: side.align, ...look }));
    },
    /** @param {Stroke} stroke */
    add(stroke) {
      all.at(-1)?.push(stroke);
    },
  };
}

/** Every page. @param {Content} content @param {Measure} measure @returns {Stroke[][]} */
export function pages(content, measure) {
  const side = content.rtl ? { x: PAGE.width - MARGIN, align: /** @type {const} */ ("right") } : { x: MARGIN, align: /** @type {const} */ ("left") };
  const first = [write(content.title, side.x, 66, { size: 23, bold: true, align: side.align }), write(content.day, side.x, 87, { ink: "soft", align: side.align }), ...web(content), ...legend(content)];
  const down = pen(content.rtl, first, 510);
  inTwo(content.rows, down, side.x, content.rtl);
  for (const { head, text } of content.said) said(head, text, content, down, measure);
  if (content.asked.length) down.next(); // statements begin on a page of their own
  if (content.asked.length) down.text(`0 = ${content.ends.low} · 10 = ${content.ends.high}`, 14, { ink: "soft", size: 9.5 });
  for (const one of content.asked) asked(one, content, down, measure);
  down.pages.forEach((page) => page.push(write(content.foot, MARGIN, PAGE.height - 30, { size: 8.5, ink: "soft" })));
  return down.pages.filter((page) => page.length > 1);
}

/** Rows in two columns, the first half beside the second. @param {string[]} rows @param {ReturnType<typeof pen>} down @param {number} from @param {boolean} rtl */
function inTwo(rows, down, from, rtl) {
  const half = Math.ceil(rows.length / 2);
  for (const [nth, row] of rows.slice(0, half).entries()) {
    const y = down.room(17);
    const beside = rows[half + nth];
    down.add(write(row, from, y, { align: rtl ? "right" : "left" }));
    if (beside) down.add(write(beside, from + (rtl ? -1 : 1) * (INNER / 2 + 8), y, { align: rtl ? "right" : "left" }));
  }
}

/** @param {string} head @param {string} text @param {Content} content @param {ReturnType<typeof pen>} down @param {Measure} measure */
function said(head, text, content, down, measure) {
  down.room(8);
  down.text(head, 17, { bold: true });
  if (!content.blank) return fitted(text, INNER, 11, measure).forEach((row) => down.text(row, 16));
  const y = down.room(34);
  for (const under of [8, 30]) down.add(line([{ x: MARGIN, y: y + under }, { x: PAGE.width - MARGIN, y: y + under }], {}));
}

/** @param {Content["asked"][number]} one @param {Content} content @param {ReturnType<typeof pen>} down @param {Measure} measure */
function asked(one, content, down, measure) {
  down.room(6);
  down.text(one.head, 17, { bold: true, size: 12.5 });
  const width = INNER - 232;
  for (const statement of one.statements) {
    const rows = fitted(statement, width, 10, measure);
    const y = down.room(rows.length * 12 + 4);
    const from = content.rtl ? PAGE.width - MARGIN : MARGIN;
    rows.forEach((row, nth) => down.add(write(row, from, y + nth * 12, { size: 10, align: content.rtl ? "right" : "left" })));
    for (let mark = 0; mark <= 10; mark += 1) {
      const x = content.rtl ? MARGIN + 222 - mark * 21 : PAGE.width - MARGIN - 222 + mark * 21;
      down.add(write(String(mark), x, y, { size: 10, align: "center", ink: "soft" }));
    }
  }
}

/** @param {Content} content @returns {Stroke[]} */
function legend(content) {
  if (content.others.length === 0) return [];
  const all = [{ kind: "now", words: content.nowWords }, ...content.others];
  return all.flatMap((one, nth) => {
    const y = 478 - (all.length - 1 - nth) * 13;
    const look = { now: { ink: /** @type {Ink} */ ("pine"), dash: [] }, second: { ink: /** @type {Ink} */ ("info"), dash: [1.5, 4] } }[one.kind] ?? { ink: /** @type {Ink} */ ("soft"), dash: [6, 5] };
    return [line([{ x: MARGIN, y: y - 3 }, { x: MARGIN + 24, y: y - 3 }], { width: 2, ...look }), write(one.words, MARGIN + 30, y, { size: 9, ink: "soft" })];
  });
}

/** The drawing alone, as a square picture. */
export const PICTURE = { x: 40, y: CENTRE.y - RADIUS * ZOOM - 76, width: PAGE.width - 80, height: 2 * RADIUS * ZOOM + 152 };
