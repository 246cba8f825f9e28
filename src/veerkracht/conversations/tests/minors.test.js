import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { AGES, ageOf, allowed, byDefault, DEEDS } from "../static/conversations/core/minors.js";

const DOC = new URL("../../../../docs/explanation/gesprek-leeftijd-en-toestemming.md", import.meta.url);
const WORDS = {
  "Zelf": { may: true, who: "self" },
  "Kind en ouders": { may: true, who: "self-and-parents" },
  "Ouders": { may: true, who: "parents" },
  "Nee": { may: false },
};

/** The first table of the document: heading cells, then rows of cells. */
function table() {
  const lines = readFileSync(DOC, "utf8").split("\n").filter((line) => line.startsWith("|"));
  const cells = lines.map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
  const end = cells.findIndex((row, nth) => nth > 1 && row.length !== cells[0].length);
  return cells.slice(2, end === -1 ? undefined : end);
}

test("the table in the code is the table in the document", () => {
  const rows = table();
  assert.deepEqual(rows.map((row) => /`(.+)`/.exec(row[0])?.[1]), [...AGES]);
  rows.forEach((row, nth) => {
    DEEDS.forEach((deed, column) => {
      const said = /^(Zelf|Kind en ouders|Ouders|Nee)\b/.exec(row[column + 1])?.[1];
      assert.ok(said, `${row[0]} × ${deed}: ${row[column + 1]}`);
      const found = allowed(AGES[nth], deed);
      assert.equal(found.may, WORDS[said].may, `${row[0]} × ${deed}`);
      if (found.may) assert.equal(found.who, WORDS[said].who, `${row[0]} × ${deed}`);
    });
  });
});

test("below sixteen only the own device is offered by itself, and nothing is counted", () => {
  for (const age of ["under-12", "12-15"]) {
    assert.deepEqual(DEEDS.filter((deed) => byDefault(age, deed)), ["own-device"]);
    assert.equal(allowed(age, "count").may, false);
  }
  for (const age of ["16-17", "adult"]) assert.ok(DEEDS.every((deed) => byDefault(age, deed)));
});

test("what is not in the table may nothing", () => {
  for (const [age, deed] of [["", "share"], ["adult", "sell"], ["__proto__", "keep"], ["adult", "constructor"]]) {
    assert.equal(allowed(age, deed).may, false);
  }
});

test("an answer cannot change the table", () => {
  allowed("under-12", "share").may = true;
  assert.equal(allowed("under-12", "share").may, false);
});

test("years become a row; what is no age is the youngest", () => {
  const cases = [[0, "under-12"], [11, "under-12"], [12, "12-15"], [15, "12-15"], [16, "16-17"], [17, "16-17"], [18, "adult"], [NaN, "under-12"], [-3, "under-12"]];
  for (const [years, age] of cases) assert.equal(ageOf(Number(years)), age);
});
