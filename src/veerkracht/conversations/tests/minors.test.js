import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { AGES, allowed, allowedFor, DEEDS } from "../static/conversations/core/minors.js";

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

test("below sixteen nobody keeps or shares alone, and nothing is counted; who said no age is the youngest", () => {
  for (const age of ["under12", "12-15", null]) {
    const about = { form: "young", age };
    for (const deed of ["keep", "share"]) {
      const { may, who } = allowedFor(about, deed);
      assert.ok(!may || who !== "self");
    }
    assert.equal(allowedFor(about, "count").may, false);
  }
  assert.deepEqual(allowedFor({ form: "young", age: null }, "share"), allowed("under-12", "share"));
  for (const about of [{ form: "young", age: "16" }, { form: "adult", age: null }]) assert.ok(allowedFor(about, "share").may);
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
