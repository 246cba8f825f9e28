"""Python's search for garbage, for a process that stays: what was imported is not looked through again."""

from __future__ import annotations

import gc

# objects and rounds before Python looks; 700, 10 and 10 unless told
YOUNG, MIDDLE, OLD = 50_000, 20, 50


def spare_what_stays() -> None:
    """Call it once everything is imported, before work begins.

    Some 330,000 objects stay as long as the process does. Python would look through all of them every few hundred
    requests and hold up one visitor for a quarter of a second each time (``make bench-pauses``).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
