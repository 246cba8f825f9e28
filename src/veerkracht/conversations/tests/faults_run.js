/** `node faults_run.js SERVER RUNS [FIRST SEED]`: the random runs of `faults.js` against a running server; prints JSON. */
import { NoAnswer } from "../static/conversations/core/server.js";
import { run } from "./faults.js";

/** What a store needs of the server, over HTTP as the browser does it. @param {string} base */
function httpServer(base) {
  const send = async (path, body, headers = {}) => {
    const sent = { method: "POST", body, headers: { "Content-Type": "application/json", ...headers }, signal: AbortSignal.timeout(20_000) };
    const response = await fetch(new URL(path, `${base}/gesprek/`), sent).catch(() => {
      throw new NoAnswer();
    });
    return { status: response.status, answer: await response.json().catch(() => ({})) };
  };
  return {
    save: (body, signature) => send("opslag/bewaar/", body, { "X-Signature": signature }),
    fetch: (id) => send("opslag/haal/", JSON.stringify({ id })),
    erase: (body, signature) => send("opslag/wis/", body, { "X-Signature": signature }),
    invitation: (code) => send("uitnodiging/", JSON.stringify({ code })),
  };
}

const [base = "", runs = "40", first = "1"] = globalThis.process.argv.slice(2);
const server = httpServer(base);
/** @type {Record<string, string[]>} */
const problems = {};
for (let seed = Number(first); seed < Number(first) + Number(runs); seed += 1) {
  const found = await run(seed, server);
  if (found.length) problems[seed] = found;
}
globalThis.process.stdout.write(JSON.stringify({ runs: Number(runs), problems }));
