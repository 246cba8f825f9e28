/**
 * Away at once: the screen is empty before the other page comes. “Back” may load this page again, so a mark says that
 * somebody left: then no web is opened by itself, and the first screen is shown.
 */

import { hush } from "./speech.js";

const TWICE = 800; // milliseconds within which the second Escape must come
const MARK = "weg"; // in the storage of this tab only

/** @template T @param {() => T} work @returns {T | null} null where a browser allows no storage */
function tried(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Whether somebody left in this tab, and opened nothing since. */
export function hasLeft() {
  return tried(() => sessionStorage.getItem(MARK)) !== null;
}

/** Somebody is here again on purpose. */
export function isBack() {
  tried(() => sessionStorage.removeItem(MARK));
}

/** Nothing in the address says which screen it was. */
export function withoutScreen() {
  history.replaceState(null, "", location.pathname);
}

/**
 * Bind the button and Escape pressed twice; returns the way out. The professional's page has no such button.
 * @param {HTMLElement | null} button @param {string} address a neutral page
 */
export function canLeave(button, address) {
  const leave = () => {
    hush();
    tried(() => sessionStorage.setItem(MARK, ""));
    document.title = "";
    document.documentElement.classList.add("is-gone");
    document.body.replaceChildren();
    location.replace(address);
  };
  if (!button) return leave;
  button.addEventListener("click", leave);
  escapes(leave);
  window.addEventListener("pageshow", ({ persisted }) => persisted && hasLeft() && anew());
  return leave;
}

/** The browser kept the page as it was left: load it anew, which opens nothing. */
function anew() {
  withoutScreen();
  location.reload();
}

/** @param {() => void} leave */
function escapes(leave) {
  let before = -Infinity;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.timeStamp - before < TWICE) leave();
    before = event.timeStamp;
  });
}
