"""Registries keep a fixed order, whatever the order of registering."""

from __future__ import annotations

import pytest

from veerkracht.kernel.registries import Registry


def test_entries_come_by_order_and_then_by_name() -> None:
    registry: Registry[int] = Registry("numbers")
    registry.add("b", 2)
    registry.add("a", 1)
    registry.add("last", 9, order=200)
    registry.add("first", 0, order=1)
    assert [name for name, _ in registry.items()] == ["first", "a", "b", "last"]
    assert list(registry) == [0, 1, 2, 9]
    assert len(registry) == 4


def test_the_same_name_again_replaces_and_an_unknown_one_is_a_bug() -> None:
    registry: Registry[int] = Registry("numbers")
    registry.add("a", 1)
    registry.add("a", 2, order=5)
    assert registry.items() == [("a", 2)]
    registry.remove("a")
    with pytest.raises(KeyError):
        registry.remove("a")


def test_an_entry_may_be_taken_out_while_the_registry_is_read() -> None:
    registry: Registry[str] = Registry("words")
    for word in ("a", "b", "c"):
        registry.add(word, word)
    seen = []
    for word in registry:
        seen.append(word)
        registry.remove(word)
    assert seen == ["a", "b", "c"]
