/**
 * At every page of a group: what belongs to meetings that are over is wiped from this device. A meeting
 * on the page says its own end, so that a card moves along with it.
 */
import { keepUntil, wipePast } from "./cards.js";
import { canKeep, openVault } from "./vault.js";

if (canKeep()) {
  const vault = await openVault();
  for (const one of document.querySelectorAll("[data-card-until]")) {
    const { cardKey, cardUntil } = /** @type {HTMLElement} */ (one).dataset;
    await keepUntil(vault, cardKey ?? "", Number(cardUntil) * 1000);
  }
  await wipePast(vault, Date.now());
}
