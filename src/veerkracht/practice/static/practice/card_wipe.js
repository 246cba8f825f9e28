/**
 * At every page of a group: what belongs to meetings that are over is wiped from this device. The
 * page says the present end of each of one's own meetings, so that a card moves along with its meeting.
 */
import { keepAll, wipePast } from "./cards.js";
import { canKeep, openVault } from "./vault.js";

if (canKeep()) {
  const vault = await openVault();
  /** @type {NodeListOf<HTMLElement>} */
  const said = document.querySelectorAll("[data-card-until]");
  await keepAll(vault, [...said].map((one) => one.dataset));
  await wipePast(vault, Date.now());
}
