"""The colours of ``tokens.css``, read as data: for the gallery and for the contrast test."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from veerkracht.ui.stylesheet import declarations, plain, rules

TOKENS = Path(__file__).parent / "static/ui/tokens.css"
_LINEAR = 0.04045  # below it sRGB is a straight line (IEC 61966-2-1)
_HEX = re.compile(r"#[0-9a-f]{6}")


@cache
def schemes() -> dict[str, dict[str, str]]:
    """``{"light": {"ink": "#14232b", …}, "dark": {…}}``; dark holds only what differs."""
    css = plain(TOKENS.read_text("utf-8"))
    dark = "".join(rule.body for rule in rules(css) if "prefers-color-scheme: dark" in rule.head)
    light = "".join(f"{rule.head}{{{rule.body}}}" for rule in rules(css) if rule.head == ":root")
    return {"light": _colours(light), "dark": _colours(dark)}


def _colours(css: str) -> dict[str, str]:
    return {
        name.removeprefix("--"): value
        for name, value in declarations(css).items()
        if _HEX.fullmatch(value)
    }


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two ``#rrggbb`` colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
