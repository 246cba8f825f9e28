"""The words and pictures of the yearly poll."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise


@dataclass(frozen=True)
class PollQuestion:
    """A question in plain words, its picture, what a result is called, and per answer its words and picture."""

    words: Promise
    icon: str
    short: Promise
    answers: Mapping[str, tuple[Promise, str]]


POLL_QUESTIONS = {
    "know": PollQuestion(
        _("Ken jij Positieve Gezondheid?"),
        "info",
        _("Kent Positieve Gezondheid"),
        {
            "yes": (_("Ja"), "check-circle"),
            "some": (_("Een beetje"), "minus"),
            "no": (_("Nee"), "close"),
        },
    ),
    "took": PollQuestion(
        _("Deed je het laatste jaar ergens aan mee?"),
        "people",
        _("Deed ergens aan mee"),
        {
            "yes": (_("Ja"), "check-circle"),
            "no": (_("Nee"), "close"),
            "unsure": (_("Weet ik niet"), "minus"),
        },
    ),
    "helps": PollQuestion(
        _("Helpt het jou of je gezin?"),
        "star",
        _("Vindt dat het helpt"),
        {
            "yes": (_("Ja"), "check-circle"),
            "some": (_("Een beetje"), "minus"),
            "no": (_("Nee"), "close"),
            "unsure": (_("Weet ik niet"), "info"),
        },
    ),
}
