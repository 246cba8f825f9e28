/** The sheet as PDF, made here in the browser. The library comes only when somebody asks for a PDF. */
import { INKS, PAGE } from "./sheet.js";
import { asPng } from "./sheet_draw.js";

/** @typedef {import("./sheet.js").Stroke} Stroke @typedef {import("@cantoo/pdf-lib").PDFPage} Sheet @typedef {import("@cantoo/pdf-lib").PDFFont} Font */

// what the standard fonts of PDF can write (Windows-1252) beside ASCII and Latin-1
const MORE = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** Whether the standard fonts of PDF can write this. @param {string} text */
export function isWinAnsi(text) {
  return [...text].every((letter) => /[\x20-\x7e\xa0-\xff]/.test(letter) || MORE.includes(letter));
}

/** @param {Stroke[][]} sheets */
export function canBeTyped(sheets) {
  return sheets.every((strokes) => strokes.every((stroke) => stroke.kind !== "text" || isWinAnsi(stroke.text)));
}

/**
 * Typed text where the fonts allow it; otherwise each page as a drawing, so that every script comes out whole.
 * @param {Stroke[][]} sheets @param {string} title @param {string} language @returns {Promise<Blob>}
 */
export async function asPdf(sheets, title, language) {
  const { PDFDocument, rgb, StandardFonts } = await import("@cantoo/pdf-lib");
  const made = await PDFDocument.create();
  made.setTitle(title, { showInWindowTitleBar: true });
  made.setLanguage(language);
  made.setProducer("");
  made.setCreator("");
  const colour = (/** @type {keyof typeof INKS} */ ink) => {
    const [red = 0, green = 0, blue = 0] = (INKS[ink].match(/[0-9a-f]{2}/g) ?? []).map((part) => parseInt(part, 16) / 255);
    return rgb(red, green, blue);
  };
  const typed = canBeTyped(sheets);
  const fonts = typed ? { plain: await made.embedFont(StandardFonts.Helvetica), bold: await made.embedFont(StandardFonts.HelveticaBold) } : null;
  for (const strokes of sheets) {
    const page = made.addPage([PAGE.width, PAGE.height]);
    if (fonts) strokes.forEach((stroke) => draw(page, stroke, stroke.kind === "text" && stroke.bold ? fonts.bold : fonts.plain, colour));
    else page.drawImage(await made.embedPng(await (await asPng(strokes)).arrayBuffer()), { x: 0, y: 0, width: PAGE.width, height: PAGE.height });
  }
  const bytes = await made.save();
  return new Blob([new Uint8Array(bytes)], { type: "application/pdf" });
}

/** @param {Sheet} page @param {Stroke} stroke @param {Font} font @param {(ink: keyof typeof INKS) => import("@cantoo/pdf-lib").RGB} colour */
function draw(page, stroke, font, colour) {
  if (stroke.kind === "disc") return page.drawCircle({ x: stroke.x, y: PAGE.height - stroke.y, size: stroke.r, color: colour(stroke.ink) });
  if (stroke.kind === "text") {
    const share = { left: 0, center: 0.5, right: 1 }[stroke.align];
    const x = stroke.x - share * font.widthOfTextAtSize(stroke.text, stroke.size);
    return page.drawText(stroke.text, { x, y: PAGE.height - stroke.y, size: stroke.size, font, color: colour(stroke.ink) });
  }
  if (stroke.points.length === 0) return;
  const path = `M${stroke.points.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}Z`;
  return page.drawSvgPath(path, {
    x: 0, y: PAGE.height, borderColor: colour(stroke.ink), borderWidth: stroke.width, borderDashArray: stroke.dash,
    ...(stroke.fill ? { color: colour(stroke.fill), opacity: 0.6 } : {}),
  });
}
