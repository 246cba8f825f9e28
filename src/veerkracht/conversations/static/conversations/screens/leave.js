/** Away at once: the screen is empty before the other page comes, and “back” does not return here. */

import { hush } from "./speech.js";

const TWICE = 800; // milliseconds within which the second Escape must come

/**
 * Bind the button and Escape pressed twice; returns the way out. The professional's page has no such button.
 * @param {HTMLElement | null} button @param {string} address a neutral page
 */
export function canLeave(button, address) {
  const leave = () => {
    hush();
    document.title = "";
    document.documentElement.classList.add("is-gone");
    document.body.replaceChildren();
    location.replace(address);
  };
  let before = -Infinity;
  if (!button) return leave;
  button.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.timeStamp - before < TWICE) leave();
    before = event.timeStamp;
  });
  return leave;
}
