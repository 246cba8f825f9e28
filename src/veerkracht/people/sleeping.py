"""Accounts where nobody signs in: their owner is warned, once, a month before they are emptied."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.audit.models import Entry
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.messages.actions import News, queue, writers
from veerkracht.messages.rules import Letter, after_quiet
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

ACCOUNT_KEPT = timedelta(days=2 * 365)
NOTICE = timedelta(days=30)  # between the warning and the emptying
WARNED = (
    "person warned of sleep"  # the trail remembers that this was told, longer than the mail is kept
)


def register() -> None:
    """Look every day whom to warn, and say who writes the warning."""
    jobs.add("people.warn_sleeping", Job(run=warn_sleeping, every=timedelta(days=1)))
    writers.add("people.sleeping", warning_letter)


def sleeping_accounts(kept: timedelta = ACCOUNT_KEPT) -> QuerySet[Person]:
    """Accounts that nobody signed in to for so long (or ever, so long after they were made)."""
    seen = Coalesce("last_login", F("joined_at"))
    return Person.objects.filter(is_active=True).alias(seen=seen).filter(seen__lt=now() - kept)


def _warnings() -> QuerySet[Entry]:
    """Warnings of the person in the outer query, about this sleep and not an earlier one."""
    about = Entry.objects.filter(
        verb=WARNED, subject_kind="people.person", subject_id=OuterRef("pk")
    )
    return about.filter(at__gt=OuterRef("seen"))


def unwarned_accounts() -> QuerySet[Person]:
    """Accounts that will sleep for two years within a month, whose owner does not know that yet."""
    return sleeping_accounts(ACCOUNT_KEPT - NOTICE).filter(~Exists(_warnings()))


def overdue_accounts() -> QuerySet[Person]:
    """Accounts that slept for two years, whose owner was warned a month ago."""
    return sleeping_accounts().filter(Exists(_warnings().filter(at__lt=now() - NOTICE)))


def warn_sleeping() -> int:
    """Warn the owners of accounts that are emptied in a month, each once for each sleep. A daily job."""
    warned = 0
    for person in unwarned_accounts():
        with transaction.atomic():
            record(WARNED, person, by=None)
            queue([_warning(person)])
        warned += 1
    return warned


def _warning(person: Person) -> News:
    seen = person.last_login or person.joined_at
    return News(
        kind="people.sleeping",
        person_id=person.pk,
        address=person.email,
        language=person.language,
        once=f"people.sleeping:{person.pk}:{seen:%Y-%m-%d}",
        facts={"person": person.pk, "until": (now() + NOTICE).isoformat()},
        due_at=after_quiet(now()),
    )


def warning_letter(facts: dict[str, Any]) -> Letter | None:
    """The warning. Old news for whoever signed in meanwhile."""
    person = sleeping_accounts(ACCOUNT_KEPT - NOTICE).filter(pk=facts["person"]).first()
    if person is None:
        return None
    day = date_format(local(datetime.fromisoformat(facts["until"])), "j F Y")
    name = person.get_short_name()
    return Letter(
        subject=_("Wil je je account houden?"),
        paragraphs=(
            _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,"),
            _("Je hebt bijna twee jaar niet ingelogd bij %(site)s.") % {"site": settings.SITE_NAME},
            _(
                "Wil je je account houden? Log dan in voor %(day)s. "
                "Anders verwijderen we je naam, je adres en wat we verder van je weten."
            )
            % {"day": day},
        ),
        button=(_("Inloggen"), f"{settings.PUBLIC_URL}{reverse('account_login')}"),
        after=(_("Heb je het account niet meer nodig? Dan hoef je niets te doen."),),
    )
