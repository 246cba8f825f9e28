/** For tests: devices of a resident, around one server. */
import { cardFrom } from "../static/conversations/core/card.js";
import { Store } from "../static/conversations/core/store.js";
import { openVault } from "../static/conversations/core/vault.js";
import { memoryTable } from "./memory.js";

export const ABOUT = { form: "adult", set: { code: "volwassenen", version: 1 }, language: "nl", second: null, age: null, begun: "2026-11-28", fleeting: false };
export const mark = (value, on = "2026-11-28") => ({ on, mark: value, skipped: false, talk: false, items: {} });

/** The day on which all devices live; what is shared until a later day has not passed. */
export const TODAY = "2026-11-28";

export async function device(server, table = memoryTable()) {
  const store = new Store({ vault: await openVault(table), server, wait: 0, today: () => TODAY });
  await store.list();
  return store;
}

export async function carried(server) {
  const store = await device(server);
  await store.begin(ABOUT);
  await store.put("body", mark(7));
  await store.takeAlong();
  return store;
}

export async function other(server, store, table = memoryTable()) {
  const second = await device(server, table);
  await second.openCard(cardFrom((await store.card()).fragment), false);
  return second;
}
