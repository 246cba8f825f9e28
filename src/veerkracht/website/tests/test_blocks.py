"""What an editor may and may not put on a page."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from veerkracht.ui.icons import drawing
from veerkracht.website.blocks import ICONS, BodyBlock, LinkBlock, OptionalLinkBlock, PictureBlock

LINK = {"label": "Bekijk", "page": None, "address": "/leren/"}


def cleaned(block: Any, **values: Any) -> Any:
    return block.clean(block.normalize(values))


@pytest.mark.parametrize(
    "address", ["/leren/", "https://www.limburg.nl", "mailto:hallo@veerkracht.example", "#kop"]
)
def test_a_link_leads_to_a_page_or_an_address(address: str) -> None:
    assert cleaned(LinkBlock(), **{**LINK, "address": address})["address"] == address


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "javascript:alert(1)"},
        {"address": " data:text/html,hallo"},
        {"address": "leren"},
        {"address": ""},
        {"label": ""},
    ],
    ids=str,
)
def test_a_link_that_leads_nowhere_or_runs_a_script_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        cleaned(LinkBlock(), **{**LINK, **wrong})


def test_a_card_may_do_without_a_link_but_not_with_half_of_one() -> None:
    cleaned(OptionalLinkBlock(), label="", page=None, address="")
    with pytest.raises(ValidationError):
        cleaned(OptionalLinkBlock(), label="Bekijk", page=None, address="")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "accepted"), [("Drie mensen aan een tafel", True), ("", False), ("   ", False)]
)
def test_a_picture_needs_words_for_who_does_not_see_it(
    words: str, *, accepted: bool, picture: Any
) -> None:
    values = {"image": picture, "alternative": words, "caption": "", "maker": ""}
    if accepted:
        assert cleaned(PictureBlock(), **values)
        return
    with pytest.raises(ValidationError):
        cleaned(PictureBlock(), **values)


@pytest.mark.django_db
@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Wagtail leaves a spooled file open
def test_a_picture_is_shown_with_its_words_in_two_sizes(picture: Any) -> None:
    html = PictureBlock().render(
        PictureBlock().normalize(
            {"image": picture, "alternative": 'Een "tafel"', "caption": "", "maker": "An"}
        )
    )
    assert 'alt="Een &quot;tafel&quot;"' in html
    assert "srcset=" in html
    assert "An" in html


@pytest.mark.parametrize(("name", "_label"), ICONS)
def test_every_drawing_that_can_be_chosen_exists(name: str, _label: object) -> None:
    assert "<svg" in drawing(name)


def test_numbers_come_with_a_source_and_a_date() -> None:
    figures = BodyBlock().child_blocks["figures"]
    values = {
        "heading": "Bereik",
        "figures": [{"number": "31", "words": "gemeenten"}],
        "source": "",
        "on": None,
    }
    with pytest.raises(StructBlockValidationError) as refused:
        cleaned(figures, **values)
    assert {"source", "on"} <= refused.value.block_errors.keys()
