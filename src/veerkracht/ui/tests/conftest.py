"""The look is tested on its own: without the words that other apps put in the header."""

from __future__ import annotations

import pytest

from veerkracht.ui.navigation import navigation


@pytest.fixture(autouse=True)
def _no_words_of_other_apps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their addresses are not in the URLconf of these tests."""
    monkeypatch.setattr(navigation, "_entries", {})
