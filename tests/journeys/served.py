"""The web of the journeys' demo: it forgets what it kept in memory when its database is a fresh one.

Keys of kept pages and pieces hold numbers and versions of rows, and those begin anew in a fresh copy.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.cache import caches

from tests.journeys import RENEWED
from veerkracht.config.wsgi import application as demo
from veerkracht.kernel import page_cache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Forgetful:
    """The demo's application, which looks before each request whether its database was renewed."""

    def __init__(self) -> None:
        self.mark = Path(os.environ[RENEWED])
        self.known = self._renewed_at()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        if self.known != (renewed_at := self._renewed_at()):
            self.known = renewed_at
            page_cache.clear()
            caches["here"].clear()
        return demo(environ, start)

    def _renewed_at(self) -> int:
        return self.mark.stat().st_mtime_ns


application = Forgetful()
