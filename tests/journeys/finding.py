"""Which Chromium the browser tests drive."""

from __future__ import annotations

import shutil

# the shell draws no windows of its own, which takes half the time of the whole browser
BROWSERS = ("chromium-headless-shell", "chromium")


def browser() -> str:
    """The path of the quickest that is installed. Raises FileNotFoundError with advice when none is."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("The browser tests need Chromium: make browser")
