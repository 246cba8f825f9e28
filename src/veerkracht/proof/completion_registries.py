"""What completion asks of the part that keeps e-learning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from veerkracht.kernel.registries import Registry


class ElearningDone(Protocol):
    """Tells of these editions which enrolments have finished the e-learning that belongs to them."""

    def __call__(self, edition_ids: Iterable[int]) -> Iterable[int]:
        """Ids of enrolments; whoever is not among them has something left to do."""
        ...


elearning_done: Registry[ElearningDone] = Registry("Who finished the e-learning of an edition")
