/** Sentences by key, texts of sets, and voices to read them aloud. */
import assert from "node:assert/strict";
import test from "node:test";

import { routeOf, today } from "../static/conversations/app.js";
import { listed, sayer } from "../static/conversations/words.js";
import { chosenIn } from "../static/conversations/screens/chosen.js";
import { together } from "../static/conversations/screens/conflict.js";
import { savingWords } from "../static/conversations/screens/saving.js";
import { localVoice } from "../static/conversations/screens/speech.js";
import { dayIn, momentIn, newest, setOf, textsIn } from "../static/conversations/screens/texts.js";

const say = sayer({ plain: "Hoi %(name)s, %(name)s", "few.one": "%(count)s stap", "few.many": "%(count)s stappen" }, "nl");

test("a sentence is filled in; text stays text", () => {
  assert.equal(say("plain", { name: "$& <b>" }), "Hoi $& <b>, $& <b>");
  assert.equal(say("plain"), "Hoi %(name)s, %(name)s");
  assert.equal(say("few", { count: 1 }), "1 stap");
  assert.equal(say("few", { count: 0 }), "0 stappen");
  assert.throws(() => say("nothing"), /nothing/);
  assert.throws(() => say("few"), /few/);
});

test("a list in words", () => {
  assert.equal(listed(["a", "b", "c"], "nl"), "a, b en c");
  assert.equal(listed(["a"], "nl"), "a");
});

test("an address names a screen and what follows it", () => {
  assert.deepEqual(routeOf("#/invullen/body"), { name: "invullen", parameter: "body" });
  assert.deepEqual(routeOf("#/"), { name: "", parameter: "" });
  assert.deepEqual(routeOf("#geheim"), { name: "", parameter: "" });
  assert.deepEqual(routeOf("#/invullen/%E0%A4%A"), { name: "invullen", parameter: "" });
});

test("today is the day here", () => {
  assert.equal(today(new Date(2026, 0, 5, 0, 30)), "2026-01-05");
  assert.equal(dayIn("2026-11-28", "nl"), "28 november 2026");
  assert.equal(dayIn("", "nl"), "");
  assert.equal(dayIn("soms", "nl"), "");
});

test("English days are written as in the rest of the house", () => {
  assert.equal(dayIn("2026-11-30", "en"), "30 November 2026");
  assert.equal(dayIn("2026-11-30", "en", { month: "long", year: "numeric" }), "November 2026");
  assert.match(momentIn("2026-11-30T21:05:00", "en"), /^30 November\b.*\b21:05$/);
  assert.match(momentIn("2026-11-30T21:05:00", "nl"), /^30 november\b.*\b21:05$/);
});

const set = (code, version, form = "adult", languages = { nl: { name: "Nederlands" }, ar: { name: "العربية" } }) => ({ code, version, form, dimensions: [], languages });

test("a web keeps its version; a set or language that is gone gives the nearest", () => {
  const sets = [set("a", 2), set("a", 10), set("b", 1, "young")];
  assert.equal(newest(sets, "adult").version, 10);
  assert.equal(newest(sets, "plain"), null);
  assert.equal(setOf(sets, { form: "adult", set: { code: "a", version: "2" } }).version, 2);
  assert.equal(setOf(sets, { form: "adult", set: { code: "a", version: 7 } }).code, "a");
  assert.equal(setOf(sets, { form: "young", set: { code: "gone", version: 1 } }).code, "b");
  assert.equal(textsIn(sets[0], "ar").language, "ar");
  assert.equal(textsIn(sets[0], "pl").language, "nl");
});

test("only a voice that lives on this device reads aloud", () => {
  const voices = [{ lang: "nl-NL", localService: false }, { lang: "en_GB", localService: true }, { lang: "nl-BE", localService: true }];
  assert.equal(localVoice(voices, "nl").lang, "nl-BE");
  assert.equal(localVoice(voices, "en").lang, "en_GB");
  assert.equal(localVoice(voices, "ar"), null);
  assert.equal(localVoice([], "nl"), null);
});

test("what became of what was typed, in words", () => {
  const told = (state) => savingWords({ webs: [], saving: "saved", current: { about: { fleeting: false } }, ...state }, (key) => key);
  assert.equal(told({ current: null }), "");
  assert.equal(told({}), "saving.saved");
  assert.equal(told({ saving: "saving" }), "saving.saving");
  assert.equal(told({ saving: "full" }), "saving.full");
  assert.equal(told({ current: { about: { fleeting: true } } }), "saving.fleeting");
  assert.equal(savingWords({ webs: [], saving: "saved", current: { about: { fleeting: false } } }, (key) => key, false), "saving.fleeting");
});

test("words of two devices can be kept both; marks are chosen", () => {
  const words = (wish, topics) => ({ standsOut: "x", matters: "", wish, topics });
  assert.deepEqual(together({ part: "words", mine: words("Rust", ["body"]), theirs: words("Werk", ["body", "daily"]) }), { standsOut: "x", matters: "", wish: "Rust\nWerk", topics: ["body", "daily"] });
  assert.equal(together({ part: "body", mine: { mark: 1 }, theirs: { mark: 2 } }), null);
  assert.deepEqual(together({ part: "body.before", mine: [{ on: "2026-03-01", mark: 4 }], theirs: [{ on: "2026-01-01", mark: 3 }, { on: "2026-03-01", mark: 4 }] }).map((one) => one.mark), [3, 4]);
  assert.equal(together({ part: "words", mine: null, theirs: words("", []) }), null);
});

test("a link may choose a form, practice and a language; a key and an address choose nothing", () => {
  assert.deepEqual(chosenIn("form=parents&lang=en"), { screen: "opzet", parameter: "parents", language: "en" });
  assert.deepEqual(chosenIn("practice=1"), { screen: "opzet", parameter: "adult/oefenen", language: "" });
  assert.deepEqual(chosenIn("form=%3Cscript%3E"), { screen: "begin", parameter: "", language: "" });
  assert.deepEqual(chosenIn("lang=en"), { screen: "begin", parameter: "", language: "en" });
  for (const other of ["", "/invullen/body", "met=abc.def", "a1_B-geheim"]) assert.equal(chosenIn(other), null);
});
