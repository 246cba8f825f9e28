"""For which purposes people seals secrets (``kernel.sealing``): each has a key of its own."""

from __future__ import annotations

SECOND_FACTOR = "second factor"
PROVIDER = "sign-in provider"
