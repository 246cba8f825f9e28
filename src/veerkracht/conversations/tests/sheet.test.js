/** What comes on paper. */
import assert from "node:assert/strict";
import test from "node:test";

import { fitted, INKS, PAGE, pages } from "../static/conversations/screens/sheet.js";
import { canBeTyped, isWinAnsi } from "../static/conversations/screens/sheet_pdf.js";

const measure = (text, size) => text.length * size * 0.5;
const content = (more = {}) => ({
  title: "Zo gaat het nu met mij", day: "28 november 2026", labels: ["Lichaam", "Gevoel en gedachten", "Zingeving", "Lekker leven", "Meedoen", "Dagelijks leven"],
  now: [7, 5, null, 6, 8, 4], rows: ["Lichaam: 7", "Gevoel: 5"], others: [{ kind: "previous", list: [6, 7, 6, 7, 5, 5], words: "in september" }, { kind: "second", list: [6, 4, 7, 6, 7, 6], words: "Noor" }],
  nowWords: "jij nu", said: [{ head: "Wat valt je op?", text: "Meedoen gaat goed." }], foot: "Veerkracht", blank: false, rtl: false, asked: [], ends: { low: "niet", high: "wel" }, ...more,
});
const texts = (sheets) => sheets.flat().filter((one) => one.kind === "text").map((one) => one.text);

test("an ordinary web fits on one sheet, with a point for each mark that was given", () => {
  const sheets = pages(content(), measure);
  assert.equal(sheets.length, 1);
  assert.equal(sheets[0].filter((one) => one.kind === "disc").length, 5);
});

test("lines differ in kind and not in colour alone", () => {
  const dashes = new Set(pages(content(), measure)[0].filter((one) => one.kind === "shape" && one.width > 1).map((one) => one.dash.join()));
  assert.ok(dashes.size >= 3);
});

test("whatever was written comes out whole, on as many sheets as it takes", () => {
  const long = Array.from({ length: 900 }, (_, nth) => `woord${nth}`).join(" ");
  const sheets = pages(content({ said: [{ head: "Wat valt je op?", text: long }] }), measure);
  assert.ok(sheets.length > 1);
  assert.ok(long.split(" ").every((word) => texts(sheets).some((text) => text.split(" ").includes(word))));
  assert.ok(sheets.flat().every((one) => one.kind !== "text" || (one.y > 0 && one.y < PAGE.height)));
});

test("an empty web has lines to write on, and 36 statements fit on one more sheet", () => {
  const asked = Array.from({ length: 6 }, (_, nth) => ({ head: `Onderwerp ${nth}`, statements: Array.from({ length: 6 }, () => "Ik heb energie voor wat ik op een dag wil doen.") }));
  const sheets = pages(content({ blank: true, now: [], others: [], rows: [], asked }), measure);
  assert.equal(sheets.length, 2);
  assert.equal(texts(sheets).filter((text) => text === "10").length, 36 + 1); // and the outermost ring
});

test("in a language from right to left the text stands at the right", () => {
  const title = pages(content({ rtl: true }), measure)[0].find((one) => one.text === "Zo gaat het nu met mij");
  assert.equal(title.align, "right");
});

test("lines are broken between words and at new lines; one long word stays whole", () => {
  assert.deepEqual(fitted("een twee\ndrie", 1000, 10, measure), ["een twee", "drie"]);
  assert.deepEqual(fitted("een twee drie", 45, 10, measure), ["een twee", "drie"]);
  assert.deepEqual(fitted("aaaaaaaaaaaaaaaaaaaaaaaa b", 20, 10, measure), ["aaaaaaaaaaaaaaaaaaaaaaaa", "b"]);
});

test("only what the fonts of PDF can write is typed", () => {
  assert.equal(isWinAnsi("Café “één” – € 5"), true);
  for (const text of ["مرحبا", "Łódź", "🙂", "привет"]) assert.equal(isWinAnsi(text), false);
  assert.equal(canBeTyped(pages(content(), measure)), true);
  assert.equal(canBeTyped(pages(content({ title: "سلام" }), measure)), false);
});

test("every ink is known", () => {
  const used = pages(content(), measure).flat().flatMap((one) => [one.ink, one.fill].filter(Boolean));
  assert.ok(used.every((ink) => ink in INKS));
});
