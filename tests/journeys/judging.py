"""What axe says of a page that is open: at 320 px of all of it, elsewhere of what it did not see there.

Judging is most of the time of a walk, so nothing is judged twice in one run (:mod:`tests.journeys.alike`). With
``whole`` it is: `make journey` asks that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.environment import ROOT
from tests.journeys import alike

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = ROOT / "node_modules/axe-core/axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # all that another light can change
EVERYTHING = {"type": "tag", "values": STANDARDS}
ONLY_COLOURS = {"type": "rule", "values": COLOURS}
WITHOUT_COLOURS = {rule: {"enabled": False} for rule in COLOURS}
RUN = """async (include, asked) => {
  if (!include.length) return [];  // axe would take that for the whole page
  scrollTo({top: 0, behavior: 'instant'});  // what stays in view while scrolling covers nothing there,
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));  // once it is drawn
  // what it would fetch first is for rules about sound and turned screens that are not asked
  const found = await axe.run({include}, {...asked, resultTypes: ['violations'], preload: false});
  return found.violations.map(one => one.id + ': ' + one.nodes[0].html.slice(0, 200)
    + ' ' + one.nodes[0].any.map(why => why.message).join('; '));
}"""
SHOWN = """() => [...document.querySelectorAll('body *')]
  .filter(one => one.checkVisibility({visibilityProperty: true}))"""
# the narrow screen remembers what it showed; of what is new, the outermost
REMEMBER = f"() => {{ window.shownBefore = new Set(({SHOWN})()); }}"
NEW = f"""() => {{
  const fresh = new Set(({SHOWN})().filter(one => !window.shownBefore.has(one)));
  return [...fresh].filter(one => !fresh.has(one.parentElement));
}}"""


def prepare(page: Page) -> None:
    """Let axe into the page."""
    page.evaluate(AXE.read_text("utf-8"))


def narrow(page: Page) -> list[str]:
    """What is wrong on a small screen, colours apart: those stay the ones of the wide screen."""
    found = _run(page, "() => [document]", {"runOnly": EVERYTHING, "rules": WITHOUT_COLOURS})
    page.evaluate(REMEMBER)
    return found


def wide(page: Page, *, whole: bool) -> list[str]:
    """What is wrong with what only a wide screen shows, after :func:`narrow`; or with the whole."""
    built = alike.building(page, NEW)
    if built in alike.JUDGED and not whole:
        return []
    asked = {"runOnly": EVERYTHING, "rules": WITHOUT_COLOURS}
    found = _run(page, "() => [document]" if whole else NEW, asked)
    if not found:
        alike.JUDGED.add(built)
    return found


def colours(page: Page, *, whole: bool) -> list[str]:
    """What cannot be read in this light, among texts that are not coloured like one that was judged; or among all."""
    asked = {"runOnly": ONLY_COLOURS}
    if whole:
        return _run(page, "() => [document]", asked)
    fresh = {kind: digest for kind, digest in alike.colourings(page) if digest not in alike.JUDGED}
    found = _run(page, alike.COLOURED_LIKE, asked, list(fresh)) if fresh else []
    if not found:
        for digest in fresh.values():
            alike.JUDGED.add(digest)
    return found


def _run(page: Page, where: str, asked: dict[str, Any], given: Any = None) -> list[str]:
    """``where`` is a function in the page that finds the elements to judge."""
    script = f"([given, asked]) => ({RUN})(({where})(given), asked)"
    found: list[str] = page.evaluate(script, [given, asked])
    return found
