/** What a web needs beyond this device: carrying it along, sharing and erasing. Fetched when somebody wants that. */
import { exchange, trouble } from "./carrying.js";

export { fetchedDoc } from "./carrying.js";
export { cardWords } from "./card_words.js";
export { eraseThere, finishErasing } from "./erasing.js";
export { newShare } from "./sharing.js";

/**
 * Take in and send; what goes wrong is told, never thrown.
 * @param {Parameters<typeof exchange>[0]} open @param {Parameters<typeof exchange>[1]} server @param {string} today @returns {ReturnType<typeof exchange>}
 */
export function exchanged(open, server, today) {
  return exchange(open, server, today).catch((error) => ({ carried: trouble(error), openings: null }));
}
