"""What a lower app must ask of a higher one: the lower defines the protocol, the higher registers.

A registry keeps its entries in a fixed order (``order``, then name), so that questions asked
under locks are always asked in the same sequence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named entries of one protocol, in a fixed order."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        self._entries: dict[str, tuple[int, T]] = {}

    def add(self, name: str, entry: T, *, order: int = 100) -> None:
        """Register an entry; the same name again replaces it (apps may be loaded twice in tests)."""
        self._entries[name] = (order, entry)

    def remove(self, name: str) -> None:
        """Take an entry out; an unknown name is a bug."""
        del self._entries[name]

    def items(self) -> list[tuple[str, T]]:
        """Names and entries, ordered."""
        ordered = sorted(self._entries.items(), key=lambda item: (item[1][0], item[0]))
        return [(name, entry) for name, (_, entry) in ordered]

    def __iter__(self) -> Iterator[T]:
        return (entry for _, entry in self.items())

    def __len__(self) -> int:
        return len(self._entries)
