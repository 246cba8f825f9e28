"""Helpers, questions, ways of working and placements, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.test import Client

from tests import factories
from veerkracht.cocreation import actions
from veerkracht.kernel.clock import today
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.policies import forget_roles
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Offer, Placement, Question, Way
    from veerkracht.people.models import Organisation, Person

HEERLEN, MAASTRICHT, VENLO = "GM0917", "GM0935", "GM0983"


def town(code: str = HEERLEN) -> Area:
    """A municipality."""
    return Area.objects.get(code=code)


def client_of(person: Person | None = None) -> Client:
    """A browser, of somebody or of nobody."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def text(response: Any) -> str:
    """The page in words."""
    return str(response.content.decode())


def mails(address: str) -> list[Message]:
    """What was sent to an address, the latest last."""
    send_due()
    return list(Message.objects.filter(address=address, state="sent").order_by("pk"))


def subjects(address: str) -> list[str]:
    """The subjects of what was sent to an address."""
    return [one.subject for one in mails(address)]


def offer(
    person: Person | None = None, *, by: Person | None = None, accepted: bool = True, **values: Any
) -> Offer:
    """Somebody who helps, accepted by a coordinator unless told otherwise."""
    someone = person or factories.person()
    given = {
        "kinds": ["experience"],
        "themes": "wandelgroep, buurt",
        "shows": [],
        "area": town(),
        "organisation": None,
        "organisation_name": "",
        "sector": None,
        **values,
    }
    offering = actions.Offering(given.pop("kinds"), given.pop("themes"), given.pop("shows"))
    joining = actions.Joining(name=someone.name, email=someone.email, offering=offering, **given)
    made = actions.join_in(joining=joining, by=someone)
    if accepted:
        made = actions.accept_offer(
            offer=made,
            organisation=made.organisation,
            make_organisation=False,
            by=by or factories.coordinator(),
        )
    return made


def asking(**values: Any) -> actions.Asking:
    """A question about a walking group in Heerlen."""
    given = {
        "title": "Hoe begin je een wandelgroep?",
        "text": "In onze flat kennen mensen elkaar niet.",
        "kind": "experience",
        "name": "Frits",
        "email": "frits@voorbeeld.example",
        "area": town(),
        **values,
    }
    return actions.Asking(**given)


def question(**values: Any) -> Question:
    """A question that was asked and confirmed."""
    made = actions.ask(asking=asking(**values), by=None)
    return actions.confirm_question(question=made)


def contents(**values: Any) -> actions.Contents:
    """A way of working of half an hour."""
    given = {
        "title": "Rondje om",
        "summary": "Samen een blokje om.",
        "for_whom": ["residents"],
        "minutes": 30,
        "steps": [(10, "Loop samen."), (20, "Praat na.")],
        **values,
    }
    return actions.Contents(**given)


def way(*, published: bool = True, by: Person | None = None, **values: Any) -> Way:
    """A way of working, on the site unless told otherwise."""
    maker = by or factories.coordinator()
    made = actions.save_way(contents=contents(**values), by=maker)
    if published:
        actions.publish_way(way=made, by=factories.coordinator())
        made.refresh_from_db()
    return made


def representative(of: Organisation | None = None) -> tuple[Organisation, Person]:
    """An organisation and who speaks for it."""
    organisation = of or factories.organisation()
    someone = factories.contact(organisation)
    forget_roles(someone)
    return organisation, someone


def wanted(**values: Any) -> actions.Wanted:
    """A stage in Heerlen."""
    given = {
        "title": "Wandelkaart van de wijk",
        "kind": "internship",
        "levels": ["hbo"],
        "study": "Sociaal werk",
        "area": town(),
        "from_on": today() + timedelta(days=30),
        "until_on": today() + timedelta(days=130),
        "hours": 16,
        "text": "Je maakt een kaart.",
        "closes_on": today() + timedelta(days=20),
        **values,
    }
    return actions.Wanted(**given)


def placement(*, opened: bool = True, by: Person | None = None, **values: Any) -> Placement:
    """A placement of an organisation, open unless told otherwise."""
    organisation, someone = representative()
    made = actions.post_placement(
        organisation=organisation, wanted=wanted(**values), by=by or someone
    )
    if opened:
        actions.approve_placement(placement=made, by=factories.coordinator())
        made.refresh_from_db()
    return made


def reacting(**values: Any) -> actions.Reacting:
    """What a student writes."""
    given = {
        "name": "Stan Student",
        "email": "stan@voorbeeld.example",
        "study": "Sociaal werk, Zuyd",
        "text": "Ik wandel graag.",
        **values,
    }
    return actions.Reacting(**given)
