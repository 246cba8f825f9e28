"""Generated pages say what the code says."""

from __future__ import annotations

from veerkracht.config.reference import rendered
from veerkracht.people import processing


def test_every_generated_page_is_current() -> None:
    stale = [
        path.name
        for path, text in rendered().items()
        if not path.exists() or path.read_text() != text
    ]
    assert not stale, "Run: manage.py write_reference"


def test_every_model_of_the_house_says_what_personal_data_it_holds() -> None:
    assert processing.undeclared() == []
