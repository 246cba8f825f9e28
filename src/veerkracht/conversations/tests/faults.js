/**
 * Random sequences on two devices and three tabs of one resident, while tabs are killed, answers get lost and the network goes: is any
 * answer lost or doubled? Each value that is filled in names those that it replaced, so that at the end all that was
 * ever kept must be behind what stands there. `faults_run.js` does it against a running server.
 */
import { cardFrom } from "../static/conversations/core/card.js";
import { NoAnswer } from "../static/conversations/core/server.js";
import { Store } from "../static/conversations/core/store.js";
import { openVault } from "../static/conversations/core/vault.js";
import { ABOUT } from "./devices.js";
import { memoryTable } from "./memory.js";

const PARTS = ["body", "feeling", "words"];
const STEPS = 40;

/** Numbers from 0 to 1 that follow from a seed (mulberry32). @param {number} seed */
function chances(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The same server, over a network that loses one in so many messages on the way there or back. */
function unsteady(server, chance, rate) {
  const over = (deed) => async (...words) => {
    if (chance() < rate.now) throw new NoAnswer();
    const answer = await deed(...words);
    if (chance() < rate.now) throw new NoAnswer();
    return answer;
  };
  return { save: over(server.save), fetch: over(server.fetch), erase: over(server.erase), invitation: server.invitation };
}

/** One device: its disk stays, its open tab may be killed before or after something reached the disk. */
class Device {
  constructor(server, chance, disk = memoryTable()) {
    Object.assign(this, { server, chance, disk, id: null, killing: false });
    this.table = { ...this.disk, put: (...words) => this.put(...words) };
  }

  async put(...words) {
    if (!this.killing) return this.disk.put(...words);
    if (this.chance() < 0.5) await this.disk.put(...words);
    return new Promise(() => undefined); // the tab is gone: nothing answers any more
  }

  async start() {
    this.killing = false;
    this.store = new Store({ vault: await openVault(this.table), server: this.server, wait: 0 });
    if (this.id) await this.store.open(this.id);
  }

  /** Do something while the tab is killed, and open it again. */
  async killed(deed) {
    this.killing = true;
    void deed();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await this.start();
  }
}

export class Run {
  constructor(seed, server) {
    this.chance = chances(seed);
    this.rate = { now: 0.15 };
    const around = [unsteady(server, this.chance, this.rate), this.chance];
    const [first, second] = [new Device(...around), new Device(...around)];
    this.devices = [first, second, new Device(...around, first.disk)]; // the third is another tab of the first
    this.made = 0;
    /** Values by number: which part, which numbers they replaced, and whether they were said to be kept. */
    this.values = new Map();
  }

  pick = (list) => list[Math.floor(this.chance() * list.length)];

  value(part, replaced) {
    this.made += 1;
    this.values.set(this.made, { part, replaced, kept: false });
    return { n: this.made, mark: this.made % 11, words: "x".repeat(Math.floor(this.chance() * 700)) };
  }

  async fill(device) {
    const part = this.pick(PARTS);
    const web = device.store.state.current;
    if (web.conflicts.some((one) => one.part === part)) return this.settle(device, part);
    const value = this.value(part, web.parts[part] ? [web.parts[part].n] : []);
    const put = () => device.store.put(part, value);
    if (this.chance() < 0.12) return device.killed(put);
    await put();
    this.values.get(value.n).kept = device.store.state.saving === "saved";
    return undefined;
  }

  async settle(device, part) {
    const conflict = device.store.state.current.conflicts.find((one) => one.part === part);
    if (!conflict) return; // another tab settled it
    const value = this.value(part, [conflict.mine?.n, conflict.theirs?.n, device.store.state.current.parts[part]?.n].filter(Boolean));
    await device.store.settle(part, value);
    this.values.get(value.n).kept = true;
  }

  async step() {
    const device = this.pick(this.devices);
    const what = this.chance();
    if (what < 0.6) await this.fill(device);
    else if (what < 0.85) await device.store.sync();
    else if (what < 0.9) await device.killed(() => device.store.sync());
    else if (what < 0.95) await device.store.changedElsewhere(device.id);
    else if (device.store.state.current.conflicts.length) await this.settle(device, device.store.state.current.conflicts[0].part);
  }

  async begin() {
    const [first, second, tab] = this.devices;
    await first.start();
    first.id = (await first.store.begin(ABOUT)).id;
    this.rate.now = 0;
    await first.store.takeAlong();
    await second.start();
    second.id = (await second.store.openCard(cardFrom((await first.store.card()).fragment), false)).id;
    tab.id = first.id;
    await tab.start();
    this.rate.now = 0.15;
  }

  /** The network is back and both look at what they disagree on. */
  async end() {
    this.rate.now = 0;
    for (let round = 0; round < 6; round += 1) {
      for (const device of this.devices) {
        await device.store.sync();
        for (const { part } of [...device.store.state.current.conflicts]) await this.settle(device, part);
        await device.store.sync();
      }
    }
  }

  behind(number, seen = new Set()) {
    if (!number || seen.has(number)) return seen;
    seen.add(number);
    this.values.get(number).replaced.forEach((one) => this.behind(one, seen));
    return seen;
  }

  problems() {
    const [first, ...others] = this.devices.map((device) => device.store.state.current.parts);
    const apart = PARTS.filter((part) => others.some((other) => first[part]?.n !== other[part]?.n)).map((part) => `${part} differs`);
    const lost = [...this.values].filter(([n, one]) => one.kept && !this.behind(first[one.part]?.n).has(n)).map(([n, one]) => `${one.part} ${n} is lost`);
    return [...apart, ...lost];
  }
}

/** @returns {Promise<string[]>} what went wrong in the run of this seed */
export async function run(seed, server) {
  const one = new Run(seed, server);
  await one.begin();
  for (let nth = 0; nth < STEPS; nth += 1) await one.step();
  await one.end();
  return one.problems();
}

