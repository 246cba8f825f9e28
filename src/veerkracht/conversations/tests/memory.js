/** For tests: a table in memory, and the server's contract in its smallest form (docs/explanation/gesprek-protocol.md). */
import { fromText, utf8 } from "../static/conversations/core/bytes.js";
import { verifierOf } from "../static/conversations/core/card.js";
import { NoAnswer } from "../static/conversations/core/server.js";

/** A table as the browser's: what is put is copied, revisions are compared. `fail` may throw before or after. */
export function memoryTable(fail = () => undefined) {
  const rows = new Map();
  return {
    rows,
    get: async (name) => rows.get(name),
    names: async () => [...rows.keys()],
    put: async (name, row, expected) => {
      fail("before");
      if (expected !== null && (rows.get(name)?.revision ?? 0) !== expected) return false;
      rows.set(name, row);
      fail("after");
      return true;
    },
    remove: async (name) => void rows.delete(name),
  };
}

/** @param {() => void} [lose] called before and after each message; throws NoAnswer when the network is away */
export function memoryServer(lose = () => undefined) {
  const webs = new Map();
  const messages = [];

  const save = async (body, signature) => {
    const asked = JSON.parse(body);
    const web = webs.get(asked.id);
    if (!web && asked.version !== 1) return { status: 404, answer: {} };
    const verify = await verifierOf(web?.verify ?? asked.verify);
    if (!(await verify(utf8(body), fromText(signature)))) return { status: 403, answer: {} };
    if (asked.version !== (web?.version ?? 0) + 1) return { status: 409, answer: { version: web.version } };
    const now = web ?? { verify: asked.verify, boxes: {}, shares: new Map() };
    Object.assign(now, { version: asked.version, header: asked.header });
    Object.assign(now.boxes, asked.boxes);
    asked.gone.forEach((box) => delete now.boxes[box]);
    asked.stopped.forEach((share) => now.shares.delete(share));
    asked.shares.forEach((share) => now.shares.set(share.id, { opened: [], voice: null, ...now.shares.get(share.id), ...share }));
    webs.set(asked.id, now);
    return { status: 200, answer: { version: now.version, saved_on: "2026-11-28" } };
  };

  const fetch = async (id) => {
    const web = webs.get(id);
    if (!web) return { status: 404, answer: {} };
    const shares = [...web.shares.values()].map(({ id: share, until, opened, voice }) => ({ id: share, until, opened, voice, voice_version: voice ? 1 : null }));
    return { status: 200, answer: structuredClone({ version: web.version, saved_on: "2026-11-28", header: web.header, boxes: web.boxes, shares }) };
  };

  const erase = async (body, signature) => {
    const asked = JSON.parse(body);
    const web = webs.get(asked.id);
    if (!web) return { status: 404, answer: {} };
    if (!(await (await verifierOf(web.verify))(utf8(body), fromText(signature)))) return { status: 403, answer: {} };
    if (asked.version !== web.version + 1) return { status: 409, answer: { version: web.version } };
    webs.delete(asked.id);
    return { status: 200, answer: { receipt: "a.b.c" } };
  };

  const overNetwork = (deed) => async (...words) => {
    messages.push(words);
    lose("asking");
    const answer = await deed(...words);
    lose("answering");
    return answer;
  };
  return {
    webs, messages, save: overNetwork(save), fetch: overNetwork(fetch), erase: overNetwork(erase), invitation: async () => ({ status: 404, answer: {} }),
    /** What a professional is given of a share. */
    read: (share) => {
      const web = [...webs.values()].find((one) => one.shares.has(share));
      if (!web) return null;
      const { sealed, boxes } = web.shares.get(share);
      web.shares.get(share).opened.push("2026-11-28T10:42");
      return { sealed, version: web.version, boxes: Object.fromEntries(boxes.map((box) => [box, web.boxes[box]])) };
    },
    speak: (share, body) => void ([...webs.values()].find((one) => one.shares.has(share)).shares.get(share).voice = body),
  };
}

export function away() {
  throw new NoAnswer();
}
