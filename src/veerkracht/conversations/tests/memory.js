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

/** The server's contract, without a network. */
class Webs {
  webs = new Map();

  async signed(web, body, signature) {
    return (await verifierOf(web.verify))(utf8(body), fromText(signature));
  }

  async save(body, signature) {
    const asked = JSON.parse(body);
    const web = this.webs.get(asked.id) ?? { verify: asked.verify, version: 0, boxes: {}, shares: new Map() };
    if (web.version === 0 && asked.version !== 1) return { status: 404, answer: {} };
    if (!(await this.signed(web, body, signature))) return { status: 403, answer: {} };
    if (asked.version !== web.version + 1) return { status: 409, answer: { version: web.version } };
    Object.assign(web, { version: asked.version, header: asked.header });
    Object.assign(web.boxes, asked.boxes);
    asked.gone.forEach((box) => delete web.boxes[box]);
    asked.stopped.forEach((share) => web.shares.delete(share));
    asked.shares.forEach((share) => web.shares.set(share.id, { opened: [], voice: null, ...web.shares.get(share.id), ...share }));
    this.webs.set(asked.id, web);
    return { status: 200, answer: { version: web.version, saved_on: "2026-11-28" } };
  }

  async fetch(id) {
    const web = this.webs.get(id);
    if (!web) return { status: 404, answer: {} };
    const shares = [...web.shares.values()].map(({ id: share, until, opened, voice }) => ({ id: share, until, opened, voice, voice_version: voice ? 1 : null }));
    return { status: 200, answer: structuredClone({ version: web.version, saved_on: "2026-11-28", header: web.header, boxes: web.boxes, shares }) };
  }

  async erase(body, signature) {
    const asked = JSON.parse(body);
    const web = this.webs.get(asked.id);
    if (!web) return { status: 404, answer: {} };
    if (!(await this.signed(web, body, signature))) return { status: 403, answer: {} };
    if (asked.version !== web.version + 1) return { status: 409, answer: { version: web.version } };
    this.webs.delete(asked.id);
    return { status: 200, answer: { receipt: "a.b.c" } };
  }

  of(share) {
    return [...this.webs.values()].find((one) => one.shares.has(share));
  }
}

/** A server over a network that may fall away. @param {(moment: "asking" | "answering") => void} [lose] throws NoAnswer */
export function memoryServer(lose = () => undefined) {
  const kept = new Webs();
  const messages = [];
  const overNetwork = (name) => async (...words) => {
    messages.push(words);
    lose("asking");
    const answer = await kept[name](...words);
    lose("answering");
    return answer;
  };
  return {
    webs: kept.webs, messages, save: overNetwork("save"), fetch: overNetwork("fetch"), erase: overNetwork("erase"),
    /** What a professional is given of a share. */
    read: (share) => {
      const web = kept.of(share);
      if (!web) return null;
      const { sealed, boxes, opened } = web.shares.get(share);
      opened.push("2026-11-28T10:42");
      return { sealed, version: web.version, boxes: Object.fromEntries(boxes.map((box) => [box, web.boxes[box]])) };
    },
    speak: (share, body) => void (kept.of(share).shares.get(share).voice = body),
  };
}

export function away() {
  throw new NoAnswer();
}
