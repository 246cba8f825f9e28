"""Pages that are built alike: axe judges how a page is built, so it need not see the same building twice."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

# Elements with what styles and names them. Of texts and addresses only that they are there; of what stands next
# to its like (rows, cards) only the first. Numbers in classes and states do not count.
BUILDING = r"""() => {
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
  return build(document.documentElement);
}"""


class Judged:
    """Buildings in which axe found nothing, in this run: with a folder, by any of its workers."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self._here: set[str] = set()

    def __contains__(self, built: str) -> bool:
        return built in self._here or (self.folder is not None and (self.folder / built).exists())

    def add(self, built: str) -> None:
        """It need not be judged again."""
        self._here.add(built)
        if self.folder is not None:
            (self.folder / built).touch()


JUDGED = Judged()


def building(page: Page) -> str:
    """How the page is built, as a digest."""
    return hashlib.sha256(page.evaluate(BUILDING).encode()).hexdigest()
