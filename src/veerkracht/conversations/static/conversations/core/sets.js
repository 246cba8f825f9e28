/**
 * Question sets beyond those of the shell: an organisation's own, by the code on its leaflet, and translations that were
 * reviewed since. What was fetched once stays on this device, for without a network as well. Pure but for what is handed in.
 */

/** @typedef {import("../shapes.js").QuestionSet} QuestionSet @typedef {import("./vault.js").Vault} Vault */
/** @typedef {(path: string) => Promise<{status: number, answer: any}>} Get */

const FORMAT = "set";

/** @param {QuestionSet[]} sets @param {QuestionSet} found */
function into(sets, found) {
  const known = sets.find((one) => one.code === found.code && one.version === found.version);
  if (known) Object.assign(known.languages, found.languages);
  else sets.push(found);
}

/** @param {Vault | null} vault @param {QuestionSet} set */
async function keep(vault, set) {
  const name = `set.${set.code}.${set.version}`;
  const row = await vault?.read(name);
  await vault?.write(name, { format: FORMAT, set }, row?.revision ?? 0);
}

/** Add what this device fetched before. @param {Vault | null} vault @param {QuestionSet[]} sets */
export async function addKept(vault, sets) {
  for (const name of (await vault?.names()) ?? []) {
    const row = await vault?.read(name);
    if (row?.value.format === FORMAT) into(sets, row.value.set);
  }
}

/** Fetch translations of the shell's sets; without a network it stays as it is. @param {Vault | null} vault @param {QuestionSet[]} sets @param {Get} get */
export async function addTranslations(vault, sets, get) {
  for (const set of [...sets]) {
    const { status, answer } = await get(`vragen/${set.code}/${set.version}.json`).catch(() => ({ status: 0, answer: null }));
    if (status !== 200 || Object.keys(answer.languages).every((one) => set.languages[one])) continue;
    into(sets, answer);
    await keep(vault, answer).catch(() => undefined); // another tab did it, or the device is full
  }
}

/** The set of this code on a leaflet; null when it is not offered (any more) or there is no network. @param {Vault | null} vault @param {QuestionSet[]} sets @param {string} code @param {Get} get */
export async function addByCode(vault, sets, code, get) {
  const { status, answer } = await get(`vragen/adres/${encodeURIComponent(code)}.json`).catch(() => ({ status: 0, answer: null }));
  if (status !== 200) return null;
  into(sets, answer);
  await keep(vault, answer).catch(() => undefined);
  return /** @type {QuestionSet} */ (answer);
}
