import assert from "node:assert/strict";
import { test } from "node:test";

import { run } from "./faults.js";
import { memoryServer } from "./memory.js";

test("forty random runs with killed tabs and lost answers lose and double nothing", async () => {
  for (let seed = 1; seed <= 40; seed += 1) assert.deepEqual(await run(seed, memoryServer()), [], `seed ${seed}`);
});
