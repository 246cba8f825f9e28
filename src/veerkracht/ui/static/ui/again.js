/**
 * For the page that says “one moment”: asks every five seconds whether the server is back, and only
 * then opens the page again. Without scripts the page refreshes itself.
 */

const PAUSE = 5_000; // milliseconds

/**
 * Whether the answer means that the page can be opened again.
 * @param {number} status
 */
export function isBack(status) {
  return status < 500;
}

async function look() {
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    if (isBack(answer.status)) return location.replace(location.href);
  } catch {
    // Not reachable yet; look again below.
  }
  setTimeout(look, PAUSE);
}

if (typeof document !== "undefined") setTimeout(look, PAUSE);
