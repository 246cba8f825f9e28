"""Theme sheets for tests: a theme, an owner with a contact, and a sheet as far as one wants it."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.test import Client

from tests import factories
from veerkracht.kernel.clock import now
from veerkracht.people.models import Organisation, Person
from veerkracht.places.queries import region
from veerkracht.programme import sheet_actions as actions
from veerkracht.programme.models import Action, SheetEdition, SheetLine, Theme
from veerkracht.programme.sheet_line_actions import Contents, add_line

OWNER = "beweging-limburg-positief-gezond"
_numbers = count(1)


def theme(title: str = "") -> Theme:
    """Another theme with every call."""
    number = next(_numbers)
    return Theme.objects.create(
        slug=f"thema-{number}", programme="Kansrijke start", title=title or f"Thema {number}"
    )


def owner() -> Organisation:
    """The organisation that owns the sheets of these tests."""
    return factories.organisation(OWNER)


def contact_of_owner() -> Person:
    """Somebody who speaks for it."""
    return factories.contact(owner())


def draft(
    *texts: str, by: Person | None = None, code: str = factories.ZUID, **of: Any
) -> SheetEdition:
    """A first edition with these lines under “Uitvoering”."""
    by = by or factories.coordinator(code)
    edition = actions.make_sheet(
        theme=of.get("theme") or theme(), region=region(code), owner=owner(), by=by
    )
    for text in texts or ("We trainen mensen.",):
        line(edition, text, by=by)
    return edition


def line(edition: SheetEdition, text: str, *, by: Person, **values: Any) -> SheetLine:
    """A line at the end of “Uitvoering”, unless told otherwise."""
    given: dict[str, Any] = {"section": "execution", **values}
    return add_line(edition=edition, contents=Contents(text=text, **given), by=by)


def agreed(edition: SheetEdition, *, by: Person, words: str = "") -> SheetEdition:
    """Laid before the owner, who agrees."""
    contact = contact_of_owner()
    actions.ask_review(edition=edition, by=by)
    asked = edition.moves.filter(kind="asked").last()
    assert asked is not None
    actions.approve(edition=edition, asked=asked.pk, by=contact, words=words)
    return fresh(edition)


def published(edition: SheetEdition, *, by: Person) -> SheetEdition:
    """All the way to public."""
    actions.publish(edition=agreed(edition, by=by), by=by)
    return fresh(edition)


def fresh(edition: SheetEdition) -> SheetEdition:
    """As the database has it now."""
    related = SheetEdition.objects.select_related("sheet__theme", "sheet__region", "sheet__owner")
    return related.get(pk=edition.pk)


def action(of: SheetEdition, what: str = "Trainen", **values: Any) -> Action:
    """An action of the sheet's region and theme."""
    sheet = of.sheet
    given: dict[str, Any] = {"theme": sheet.theme, "owner": sheet.owner, **values}
    return Action.objects.create(
        region=sheet.region, what=what, made_at=now(), changed_at=now(), **given
    )


def client_of(person: Person) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    """What a page says, in markup."""
    return str(response.content.decode())
