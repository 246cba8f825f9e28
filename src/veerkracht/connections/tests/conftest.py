"""Fixtures of these tests."""

from __future__ import annotations

from typing import Any

import pytest

from veerkracht.connections.tests.scim_world import System


@pytest.fixture
def unhurried(settings: Any) -> None:
    settings.RATE_LIMITS = False


@pytest.fixture
def mumc() -> System:
    """A hospital whose domain we do not know."""
    return System("mumc")


@pytest.fixture
def viecuri() -> System:
    """Another organisation, elsewhere."""
    return System("viecuri")
