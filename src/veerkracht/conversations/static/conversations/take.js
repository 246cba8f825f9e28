/**
 * What stands after the # and names no screen (a card, a code) is taken out of the address before anything else: this
 * module needs no other, and the page asks for it first.
 */
const { hash, pathname } = location;

/** What stood there, without the #; empty when it was a screen. */
export const taken = hash.startsWith("#/") ? "" : hash.slice(1);
if (taken) history.replaceState(null, "", pathname);
