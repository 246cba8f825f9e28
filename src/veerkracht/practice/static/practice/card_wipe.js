/** At every page of a group: what belongs to meetings that are over is wiped from this device. */
import { wipePast } from "./cards.js";
import { canKeep, openVault } from "./vault.js";

if (canKeep()) await wipePast(await openVault(), Date.now());
