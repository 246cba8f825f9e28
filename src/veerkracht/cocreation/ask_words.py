"""Why a question went to somebody, in a sentence; and the steps of a question in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.cocreation.join_words import as_written, list_of
from veerkracht.cocreation.models import Question, QuestionStep, StepKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.cocreation.ask_rules import Match

WORD = "="  # in front of a shared word among the reasons that are kept
MOST_WORDS = 4


def kept_reasons(match: Match) -> list[str]:
    """The reasons of a match as they are kept with a step."""
    return [*match.why, *(f"{WORD}{word}"[:64] for word in match.shared[:MOST_WORDS])]


def why_in_words(reasons: Sequence[str], question: Question) -> str:
    """One sentence for the asker and the coordinator; empty without reasons."""
    shared = _shared(reasons, question)
    parts = {
        "kind": _("biedt deze hulp aan"),
        "words": _("weet iets van %(words)s") % {"words": list_of(shared)} if shared else "",
        "town": _("werkt in %(place)s") % {"place": question.area},
        "region": _("werkt in de regio %(place)s") % {"place": question.region},
        "sector": _("kent de sector"),
    }
    told = [parts[one] for one in reasons if parts.get(one)]
    return _("Waarom deze helper? Die %(reasons)s.") % {"reasons": list_of(told)} if told else ""


def why_you(reasons: Sequence[str], question: Question) -> str:
    """The same, for the helper."""
    shared = _shared(reasons, question)
    parts = {
        "kind": _("je biedt deze hulp aan"),
        "words": _("je weet iets van %(words)s") % {"words": list_of(shared)} if shared else "",
        "town": _("je werkt in %(place)s") % {"place": question.area},
        "region": _("je werkt in de regio %(place)s") % {"place": question.region},
        "sector": _("je kent de sector"),
    }
    found = [parts[one] for one in reasons if parts.get(one)]
    if not found:
        return ""
    told = list_of(found)
    return _("Waarom jij? %(reasons)s.") % {"reasons": told[:1].upper() + told[1:]}


def _shared(reasons: Sequence[str], question: Question) -> list[str]:
    """The shared words, as the asker wrote them."""
    shared = [one.removeprefix(WORD) for one in reasons if one.startswith(WORD)]
    written = as_written([question.title, question.text]) if shared else {}
    return [written.get(one, one) for one in shared]


def told(step: QuestionStep, question: Question) -> str:
    """A step in a sentence, as the asker may read it."""
    who = step.who or _("iemand uit de beweging")
    sentences = {
        StepKind.ASKED: _("Je stelde je vraag."),
        StepKind.SENT: _("Je vraag ging naar %(who)s."),
        StepKind.PASSED: _("%(who)s kan niet helpen en gaf je vraag door."),
        StepKind.LATE: _("%(who)s antwoordde niet op tijd. Daarom gaven we je vraag door."),
        StepKind.STUCK: _("De coördinator zoekt wie je kan helpen."),
        StepKind.ANSWERED: _("%(who)s gaf antwoord."),
        StepKind.AGAIN: _("Je bent nog niet geholpen. We zoeken verder."),
        StepKind.HELPED: _("Je bent geholpen. Fijn!"),
        StepKind.CLOSED: _("De coördinator sloot je vraag af."),
        StepKind.WITHDRAWN: _("Je trok je vraag in."),
    }
    sentence = str(sentences[StepKind(step.kind)] % {"who": who})
    return sentence[:1].upper() + sentence[1:]


def timeline(
    question: Question, steps: Iterable[QuestionStep]
) -> list[tuple[QuestionStep, str, str]]:
    """Each step with its sentence and, where it was sent, why."""
    return [(one, told(one, question), why_in_words(one.why, question)) for one in steps]
