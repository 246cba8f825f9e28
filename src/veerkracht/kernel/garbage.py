"""Python's search for garbage, for a process that stays: what was imported is not looked through again."""

from __future__ import annotations

import gc


def spare_what_stays() -> None:
    """Call it once everything is imported, before work begins.

    Some 330,000 objects stay as long as the process does. Python would look through all of them every few hundred
    requests and hold up one visitor for a quarter of a second each time (``make bench-pauses``). How often it looks
    is left as it is: a thread that ends leaves its connection to PostgreSQL for that search to close.
    """
    gc.collect()
    gc.freeze()
