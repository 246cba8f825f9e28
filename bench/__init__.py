"""Measured promises: each file prints its figures; RESULTS.md keeps them as seen."""
