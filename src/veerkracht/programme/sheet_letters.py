"""What theme sheets tell by mail: that one waits for its owner, and that it came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person
from veerkracht.people.policies import coordinates, represents
from veerkracht.programme.sheet_actions import ASKED, CAME_BACK
from veerkracht.programme.sheet_models import EditionState, MoveKind, SheetMove

if TYPE_CHECKING:
    from veerkracht.programme.sheet_models import Sheet


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(ASKED, review_asked)
    writers.add(CAME_BACK, came_back)


def _move(facts: dict[str, Any]) -> tuple[SheetMove, Person] | None:
    """The move and the reader; None when either is gone."""
    related = "edition__sheet__theme", "edition__sheet__region", "edition__sheet__owner"
    found = SheetMove.objects.select_related(*related).defer("edition__words")
    move = found.filter(pk=facts["move"]).first()
    reader = Person.objects.filter(pk=facts["person"]).first()
    return (move, reader) if move and reader else None


def _named(move: SheetMove) -> dict[str, Any]:
    sheet: Sheet = move.edition.sheet
    return {"theme": sheet.theme, "region": sheet.region, "owner": sheet.owner}


def _greeting(person: Person) -> str:
    name = person.get_short_name()
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def _absolute(name: str, pk: int) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=[pk])}"


def review_asked(facts: dict[str, Any]) -> Letter | None:
    """A sheet waits for you; none when it was taken back, or for who speaks for the owner no longer."""
    found = _move(facts)
    if found is None:
        return None
    move, reader = found
    edition = move.edition
    if edition.state != EditionState.REVIEW or not represents(reader, edition.sheet.owner_id):
        return None
    named = _named(move)
    return Letter(
        subject=_("Kijk je naar het themablad %(theme)s?") % named,
        paragraphs=(
            _greeting(reader),
            _("Het themablad %(theme)s van %(region)s is bijgewerkt. %(owner)s is de eigenaar.")
            % named,
            *(
                (_("De coördinator schrijft: “%(words)s”") % {"words": move.words},)
                if move.words
                else ()
            ),
            _(
                "Lees het en zeg of je akkoord bent. Of stuur het terug en schrijf op wat er anders moet."
            ),
        ),
        button=(_("Bekijk het blad"), _absolute("programme:sheet_review", edition.pk)),
        after=(_("Het blad wordt pas openbaar na jouw akkoord."),),
    )


def came_back(facts: dict[str, Any]) -> Letter | None:
    """The owner agreed, or sent it back; none for who no longer coordinates the region."""
    found = _move(facts)
    if found is None or not coordinates(found[1], found[0].edition.sheet.region_id):
        return None
    move, reader = found
    agreed = move.kind == MoveKind.APPROVED
    named = _named(move)
    subject = (
        _("Akkoord met het themablad %(theme)s")
        if agreed
        else _("Het themablad %(theme)s kwam terug")
    )
    told = (
        _("%(owner)s is akkoord met het themablad %(theme)s.")
        if agreed
        else _("%(owner)s wil dat er iets verandert aan het themablad %(theme)s.")
    )
    words = (_("Dit schreven ze: “%(words)s”") % {"words": move.words},) if move.words else ()
    label = _("Maak het openbaar") if agreed else _("Wijzig het blad")
    return Letter(
        subject=subject % named,
        paragraphs=(_greeting(reader), told % named, *words),
        button=(label, _absolute("programme:sheet_edit", move.edition.sheet_id)),
    )
