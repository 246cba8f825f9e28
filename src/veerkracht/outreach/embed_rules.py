"""What may be asked of a page that stands on another site: colours, a font, a number. Pure; anything odd falls back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from veerkracht.kernel.numbers import whole
from veerkracht.ui.palette import contrast

ACCENT, TEXT, GROUND = "#0f5c4c", "#14232b", "#ffffff"
FONTS = {
    "eigen": '"Atkinson Hyperlegible Next", system-ui, sans-serif',
    "systeem": "system-ui, sans-serif",
    "schreef": "Georgia, serif",
}
FEWEST, USUAL, MOST = 1, 5, 20  # things in a list
LOWEST, HIGH, HIGHEST = 120, 480, 2_000  # pixels
LEGIBLE = 4.5  # contrast of text (WCAG 2, 1.4.3)
LONGEST = 100  # characters of one answer that are looked at
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.ASCII)
_DIGITS = 4


@dataclass(frozen=True)
class Look:
    """How an embedded page looks; always legible."""

    accent: str = ACCENT
    text: str = TEXT
    ground: str = GROUND
    font: str = "eigen"

    @property
    def stack(self) -> str:
        """The fonts in the order in which a browser tries them."""
        return FONTS[self.font]

    @property
    def asked(self) -> dict[str, str]:
        """What differs from the usual, by the names of the address."""
        named = {
            "kleur": (self.accent, ACCENT),
            "tekst": (self.text, TEXT),
            "achtergrond": (self.ground, GROUND),
            "letter": (self.font, "eigen"),
        }
        return {
            name: given.removeprefix("#")
            for name, (given, usual) in named.items()
            if given != usual
        }

    @property
    def query(self) -> str:
        """The same as part of an address, empty for the usual look."""
        return urlencode(self.asked)


def look(asked: Mapping[str, str]) -> Look:
    """The look that is asked for, as far as it can be read by everybody."""
    text = colour(asked.get("tekst", "")) or TEXT
    ground = colour(asked.get("achtergrond", "")) or GROUND
    if contrast(text, ground) < LEGIBLE:
        text, ground = TEXT, GROUND
    accent = colour(asked.get("kleur", "")) or ACCENT
    if contrast(accent, ground) < LEGIBLE:
        accent = ACCENT if contrast(ACCENT, ground) >= LEGIBLE else text
    font = asked.get("letter", "")
    return Look(accent, text, ground, font if font in FONTS else "eigen")


def colour(text: str) -> str:
    """A colour as ``#rrggbb``, or "" for anything else that was sent."""
    found = _HEX.fullmatch(text.strip().lower()[:LONGEST])
    if not found:
        return ""
    digits = found[1]
    return "#" + (digits if len(digits) == 6 else "".join(one * 2 for one in digits))


def number(text: str, usual: int, least: int, most: int) -> int:
    """A number within bounds; the usual one for anything else that was sent."""
    found = whole(text, digits=_DIGITS)
    return usual if found is None else min(max(found, least), most)


def words(text: str) -> str:
    """What somebody looks for, cut off, without signs that a database cannot hold."""
    return text[:LONGEST].replace("\x00", "").strip()


def stylesheet(chosen: Look) -> str:
    """The look as rules; every value was checked or is ours."""
    return (
        f":root{{--accent:{chosen.accent};--text:{chosen.text};"
        f"--ground:{chosen.ground};--font:{chosen.stack}}}\n"
    )
