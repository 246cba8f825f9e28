"""Pages that are built alike, and texts that are coloured alike: axe need not judge the same thing twice."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

# Elements with what styles and names them. Of texts and addresses only that they are there; of what stands next
# to its like (rows, cards) only the first. Numbers in classes and states do not count.
BUILDING = r"""elements => {
  const kept = /^(class|role|type|lang|dir|hidden|disabled|open|checked|required|tabindex|scope|method)$|^aria-/;
  const named = /^aria-(label|labelledby|describedby|controls|owns|details|valuetext|valuenow|placeholder)$/;
  const said = one => !kept.test(one.name) || named.test(one.name)
    ? one.name + (one.value.trim() ? '' : '!')
    : one.name + '=' + one.value.replace(/\d+/g, '0');
  const build = element => {
    const facts = [...element.attributes].map(said).sort().join(' ');
    const inner = [];
    const next = part => { if (inner[inner.length - 1] !== part) inner.push(part); };
    if (element.tagName !== 'svg') {
      for (const child of element.childNodes) {
        if (child.nodeType === Node.ELEMENT_NODE) next(build(child));
        else if (child.nodeType === Node.TEXT_NODE && child.data.trim()) next('#');
      }
    }
    return `${element.tagName}[${facts}](${inner.join('')})`;
  };
  return elements.map(build).join();
}"""

# What decides whether a text can be read: its colour, size and weight, and all that lies behind it. A link in a text
# is told from the words around it. Returns the first element of each kind.
COLOURED = r"""() => {
  const PLAIN = 'rgba(0, 0, 0, 0) none 1 none normal ';
  const chains = new Map([[null, '']]);
  const behind = element => {
    if (!chains.has(element)) {
      const style = getComputedStyle(element);
      const off = /absolute|fixed/.test(style.position) ? style.position : '';
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode, off]
        .join(' ');
      chains.set(element, behind(element.parentElement) + (own === PLAIN ? '' : `|${own}`));
    }
    return chains.get(element);
  };
  const kinds = new Map();
  for (const element of document.querySelectorAll('body, body *')) {
    const says = /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName)
      || [...element.childNodes].some(one => one.nodeType === Node.TEXT_NODE && one.data.trim());
    if (!says || !element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const style = getComputedStyle(element);
    const around = element.closest('a') && getComputedStyle(element.closest('a').parentElement).color;
    const off = element.matches(':disabled, [aria-disabled=true]') || element.closest('label')?.control?.disabled;
    const kind = [behind(element), style.color, style.fontSize, style.fontWeight, style.textShadow,
      style.textDecorationLine, style.borderBottomStyle, around, off].join(';');
    if (!kinds.has(kind)) kinds.set(kind, element);
  }
  return kinds;
}"""
COLOURED_LIKE = (
    f"kinds => {{ const found = ({COLOURED})(); return kinds.map(one => found.get(one)); }}"
)


class Judged:
    """Digests of what axe found nothing wrong with, in this run: with a folder, by any of its workers."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self._here: set[str] = set()

    def __contains__(self, digest: str) -> bool:
        return digest in self._here or (self.folder is not None and (self.folder / digest).exists())

    def add(self, digest: str) -> None:
        """It need not be judged again."""
        self._here.add(digest)
        if self.folder is not None:
            (self.folder / digest).touch()


JUDGED = Judged()


def building(page: Page, parts: str = "() => [document.documentElement]") -> str:
    """How the page is built, or those parts of it that a function in it gives, as a digest."""
    return _digest(page.evaluate(f"() => ({BUILDING})(({parts})())"))


def colourings(page: Page) -> list[tuple[str, str]]:
    """The ways in which texts of the page are coloured now, each with its digest."""
    kinds: list[str] = page.evaluate(f"() => [...({COLOURED})().keys()]")
    return [(kind, _digest(kind)) for kind in kinds]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
