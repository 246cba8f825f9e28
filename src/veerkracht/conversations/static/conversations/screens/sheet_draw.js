/** Drawing the strokes of a sheet: as SVG (screen, print, picture), on a canvas (PNG), and as a PDF. */
import { set, svg } from "./elements.js";
import { INKS, PAGE } from "./sheet.js";

/** @typedef {import("./sheet.js").Stroke} Stroke @typedef {import("./sheet.js").Measure} Measure */
/** @typedef {{x: number, y: number, width: number, height: number}} Part */

const FAMILY = '"Atkinson Hyperlegible Next", system-ui, sans-serif';
const WHOLE = { x: 0, y: 0, width: PAGE.width, height: PAGE.height };
const ANCHOR = { left: "start", center: "middle", right: "end" };

/** @param {number} size @param {boolean} bold */
function font(size, bold) {
  return `${bold ? 650 : 400} ${size}px ${FAMILY}`;
}

/** How wide the browser writes a text. @returns {Measure} */
export function measureHere() {
  const pencil = canvas(1, 1).getContext("2d");
  return (text, size, bold) => {
    if (!pencil) return text.length * size * 0.5;
    pencil.font = font(size, bold);
    return pencil.measureText(text).width;
  };
}

/** @param {number} width @param {number} height */
function canvas(width, height) {
  const made = document.createElement("canvas");
  made.width = width;
  made.height = height;
  return made;
}

/** @param {Stroke} stroke */
function drawn(stroke) {
  if (stroke.kind === "disc") return svg("circle", { cx: stroke.x, cy: stroke.y, r: stroke.r, fill: INKS[stroke.ink], stroke: "#fff", "stroke-width": 1.5 });
  if (stroke.kind === "text") {
    // an explicit direction, so that “start” is left for every script
    return svg("text", { x: stroke.x, y: stroke.y, direction: "ltr", "font-size": stroke.size, "font-weight": stroke.bold ? 650 : 400, "font-family": FAMILY, fill: INKS[stroke.ink], "text-anchor": ANCHOR[stroke.align] }, stroke.text);
  }
  const points = stroke.points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  return svg("polygon", { points, fill: stroke.fill ? INKS[stroke.fill] : "none", "fill-opacity": 0.6, stroke: INKS[stroke.ink], "stroke-width": stroke.width, "stroke-linejoin": "round", "stroke-dasharray": stroke.dash.join(" ") || null });
}

/** A page as SVG. @param {Stroke[]} strokes @param {string} title @param {Part} [part] */
export function asSvg(strokes, title, part = WHOLE) {
  const element = svg("svg", { class: "sheet-page", viewBox: `${part.x} ${part.y} ${part.width} ${part.height}`, role: "img", "aria-label": title },
    svg("title", {}, title), svg("rect", { x: part.x, y: part.y, width: part.width, height: part.height, fill: "#fff" }), ...strokes.map(drawn));
  return element;
}

/** As a file that stands by itself. @param {SVGSVGElement} element @param {Part} part */
export function svgFile(element, part) {
  set(element, { width: part.width, height: part.height });
  return new Blob([new XMLSerializer().serializeToString(element)], { type: "image/svg+xml" });
}

/** @param {CanvasRenderingContext2D} pencil @param {Stroke} stroke */
function paint(pencil, stroke) {
  pencil.setLineDash([]);
  pencil.fillStyle = INKS[stroke.ink];
  if (stroke.kind === "text") {
    pencil.font = font(stroke.size, stroke.bold);
    pencil.textAlign = stroke.align;
    pencil.fillText(stroke.text, stroke.x, stroke.y);
    return;
  }
  pencil.beginPath();
  if (stroke.kind === "disc") {
    pencil.arc(stroke.x, stroke.y, stroke.r, 0, 2 * Math.PI);
    pencil.fill();
    return;
  }
  stroke.points.forEach(({ x, y }) => pencil.lineTo(x, y));
  pencil.closePath();
  if (stroke.fill) {
    pencil.globalAlpha = 0.6;
    pencil.fillStyle = INKS[stroke.fill];
    pencil.fill();
    pencil.globalAlpha = 1;
  }
  pencil.setLineDash(stroke.dash);
  pencil.lineWidth = stroke.width;
  pencil.strokeStyle = INKS[stroke.ink];
  pencil.stroke();
}

/** A page as PNG. @param {Stroke[]} strokes @param {Part} [part] @param {number} [zoom] @returns {Promise<Blob>} */
export function asPng(strokes, part = WHOLE, zoom = 2.5) {
  const sheet = canvas(Math.round(part.width * zoom), Math.round(part.height * zoom));
  const pencil = sheet.getContext("2d");
  if (!pencil) return Promise.reject(new Error("this browser does not draw"));
  pencil.fillStyle = "#fff";
  pencil.fillRect(0, 0, sheet.width, sheet.height);
  pencil.scale(zoom, zoom);
  pencil.translate(-part.x, -part.y);
  strokes.forEach((stroke) => paint(pencil, stroke));
  return new Promise((found, lost) => sheet.toBlob((blob) => (blob ? found(blob) : lost(new Error("no picture came"))), "image/png"));
}
