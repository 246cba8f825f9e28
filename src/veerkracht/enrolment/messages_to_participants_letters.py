"""The mail that a message becomes: a greeting, what was typed, which training it is about, and who wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.enrolment.messages_to_participants_models import Addressee, MessageToParticipants
from veerkracht.enrolment.messages_to_participants_queries import rows_for
from veerkracht.enrolment.messages_to_participants_rules import paragraphs
from veerkracht.enrolment.models import State
from veerkracht.kernel.clock import local
from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition


def register() -> None:
    """Make the letter known to the post room."""
    writers.add("enrolment.to_participants", to_participant)


def to_participant(facts: dict[str, Any]) -> Letter | None:
    """One person's mail.

    Old news for who left meanwhile, when the training was called off since it was written, or when the
    message was taken back.
    """
    found = Addressee.objects.select_related("message__by", "person").filter(pk=facts["addressee"])
    addressee = found.first()
    if addressee is None:
        return None
    message = addressee.message
    rows = list(
        rows_for(message.editions.values_list("pk", flat=True), message.audience)
        .filter(person=addressee.person)
        .exclude(state=State.CALLED_OFF, changed_at__gt=message.made_at)
        .select_related("person", "edition__course", "edition__municipality")
        .order_by("edition__starts_at", "pk")
    )
    if not rows or message.withdrawn_at:
        return None
    page = settings.PUBLIC_URL + reverse("enrolment:mine", args=[rows[0].pk])
    return letter_of(message, rows[0].person, [row.edition for row in rows], page=page)


def letter_of(
    message: MessageToParticipants, reader: Person, editions: Sequence[Edition], *, page: str = ""
) -> Letter:
    """The mail in the active language; the words that were typed stay as they are."""
    name = reader.get_short_name()
    greeting = _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")
    about = tuple((_("Training"), edition_line(edition)) for edition in editions)
    first = editions[0]
    link = page or settings.PUBLIC_URL + reverse(
        "training:edition", args=[first.pk, first.course.slug]
    )
    return Letter(
        subject=message.subject,
        paragraphs=(greeting, *paragraphs(message.text)),
        facts=about,
        button=(_("Bekijk je inschrijving"), link),
        after=(
            _("Dit bericht is van %(name)s. Antwoord je op deze mail, dan komt het daar aan.")
            % {"name": message.by},
        ),
        linked=True,
    )


def edition_line(edition: Edition) -> str:
    """The training, its first day and its place, in one line."""
    day = date_format(local(edition.starts_at), "l j F Y") if edition.starts_at else ""
    return ", ".join(part for part in (str(edition.course), day, edition.place) if part)
