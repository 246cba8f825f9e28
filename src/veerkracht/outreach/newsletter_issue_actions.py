"""The verbs of an issue: make, change, fill, test, send, pause, resume, stop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.messages.actions import queue_made
from veerkracht.messages.rules import after_quiet
from veerkracht.outreach import newsletter_queries as queries
from veerkracht.outreach import newsletter_rules as rules
from veerkracht.outreach.models import Delivery, DeliveryState, Issue, IssueItem
from veerkracht.outreach.newsletter_items import newsletter_items
from veerkracht.outreach.newsletter_policies import check_may_make_for, check_may_make_issue
from veerkracht.outreach.newsletter_rules import IssueState, Step
from veerkracht.outreach.newsletter_writing import HERE, body

if TYPE_CHECKING:
    from veerkracht.outreach.newsletter_items import Suggestion
    from veerkracht.people.models import Person, Sector
    from veerkracht.places.models import Area

MOST_ITEMS = 30
ENGLISH = "en"
EXAMPLE = "voorbeeld"  # stands for a token in a test; it opens nothing
_web_address = URLValidator(schemes=["https", "http"])


@dataclass(frozen=True)
class Head:
    """What an issue says before its pieces, for whom it is, and how fast it goes."""

    subject: str
    intro: str = ""
    subject_en: str = ""
    intro_en: str = ""
    sectors: Sequence[Sector] = ()
    public: bool = True
    pace: int = rules.USUAL


@dataclass(frozen=True)
class Told:
    """The words of a piece."""

    kind: str
    title: str
    text: str = ""
    url: str = ""
    title_en: str = ""
    text_en: str = ""


def _draft(issue: Issue, by: Person) -> Issue:
    """The issue, locked; raises RuleBroken when it is no draft any more."""
    held = Issue.objects.select_for_update(of=("self",)).select_related("region").get(pk=issue.pk)
    check_may_make_issue(by, held)
    if held.state != IssueState.DRAFT:
        raise RuleBroken(_("Deze nieuwsbrief is al onderweg. Hij verandert niet meer."))
    return held


@transaction.atomic
def make_issue(*, region: Area, head: Head, by: Person) -> Issue:
    """Begin an issue of a region."""
    check_may_make_for(by, region.pk)
    made = Issue(region=region, made_by=by, made_at=now())
    _write(made, head)
    record("newsletter.made", made, by=by, region_id=region.pk)
    return made


@transaction.atomic
def change_issue(*, issue: Issue, head: Head, by: Person) -> None:
    """Change the words before the pieces, and for whom it is."""
    held = _draft(issue, by)
    _write(held, head)
    record("newsletter.changed", held, by=by, region_id=held.region_id)


def _write(issue: Issue, head: Head) -> None:
    if not rules.SLOWEST <= head.pace <= rules.FASTEST:
        raise RuleBroken(
            _("Kies een tempo van 10 tot en met 30.000 mails per minuut."), field="pace"
        )
    for field in fields(head):
        if field.name != "sectors":
            setattr(issue, field.name, getattr(head, field.name))
    issue.save()
    issue.sectors.set(head.sectors)


@transaction.atomic
def discard_issue(*, issue: Issue, by: Person) -> None:
    """Throw a draft away."""
    held = _draft(issue, by)
    record("newsletter.discarded", held, by=by, region_id=held.region_id)
    held.delete()


# Pieces


@transaction.atomic
def pick(*, issue: Issue, keys: Iterable[tuple[str, str]], by: Person) -> int:
    """Put live things in, as (source, key), in both languages; what is in already is passed over."""
    held = _draft(issue, by)
    wanted: dict[str, list[str]] = defaultdict(list)
    for of, key in keys:
        wanted[of].append(key)
    there = {(one.source, one.key) for one in held.items.all()}
    number = 0
    for name, source in newsletter_items.items():
        asked = dict.fromkeys(wanted.get(name, []))
        fresh = [key for key in asked if (name, key) not in there]
        dutch, english = _in_both(name, fresh)
        for key in fresh:
            if key in dutch:
                item = IssueItem(issue=held, source=name, key=key, kind=source.kind)
                _tell_of(item, dutch[key], english.get(key))
                _append(held, item)
                number += 1
    return number


def _in_both(name: str, keys: Sequence[str]) -> tuple[dict[str, Suggestion], dict[str, Suggestion]]:
    source = dict(newsletter_items.items())[name]
    with translation.override(settings.LANGUAGE_CODE):
        dutch = source.find(keys) if keys else {}
    with translation.override(ENGLISH):
        english = source.find(keys) if keys else {}
    return dutch, english


def _tell_of(item: IssueItem, dutch: Suggestion, english: Suggestion | None) -> None:
    item.title, item.text, item.url = dutch.title[:160], dutch.text[:1500], dutch.url
    if english is not None:
        item.title_en, item.text_en = english.title[:160], english.text[:1500]
        item.url_en = english.url


def _append(issue: Issue, item: IssueItem) -> None:
    rows = list(issue.items.values_list("order", flat=True))
    if len(rows) >= MOST_ITEMS:
        raise RuleBroken(_("Er staan al dertig stukjes in. Haal er eerst een weg."))
    item.order = max(rows, default=0) + 1
    item.save()


@transaction.atomic
def write_item(*, issue: Issue, told: Told, by: Person, item: IssueItem | None = None) -> IssueItem:
    """Write a piece of one's own, or change the words of one. Raises RuleBroken for a link that is no page."""
    held = _draft(issue, by)
    if told.url:
        _check_url(told.url)
    row = item or IssueItem(issue=held)
    if told.url != row.url:
        row.url_en = ""
    for field in fields(told):
        setattr(row, field.name, getattr(told, field.name))
    if item is None:
        _append(held, row)
    else:
        row.save()
    return row


def _check_url(url: str) -> None:
    try:
        _web_address(url)
    except ValidationError as error:
        raise RuleBroken(_("Begin de link met https://"), field="url") from error


@transaction.atomic
def drop_item(*, item: IssueItem, by: Person) -> None:
    """Take a piece out."""
    _draft(item.issue, by)
    item.delete()


@transaction.atomic
def move_item(*, item: IssueItem, up: bool, by: Person) -> None:
    """Let a piece change places with the one above or below it, if there is one."""
    held = _draft(item.issue, by)
    rows = list(held.items.all())
    place = next(n for n, one in enumerate(rows) if one.pk == item.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    for number, one in enumerate(rows, start=1):
        one.order = number
    IssueItem.objects.bulk_update(rows, ["order"])


# Sending


@transaction.atomic
def test_issue(*, issue: Issue, by: Person) -> None:
    """Send the issue to oneself alone, as everybody would get it."""
    check_may_make_issue(by, issue)
    made = body(issue, by.language, ())
    queue_made(
        kind="newsletter.test",
        address=by.email,
        once=f"newsletter.test-{issue.pk}-{now().isoformat()}",
        subject=_("Test: %(subject)s") % {"subject": made.subject},
        bodies=(made.text.replace(HERE, EXAMPLE), made.html.replace(HERE, EXAMPLE)),
        language=by.language,
        person_id=by.pk,
    )


@transaction.atomic
def send_issue(*, issue: Issue, by: Person) -> int:
    """Queue the issue for everybody who wants it, in one statement; returns how many.

    What can no longer be told is taken out first. It begins at once, or in the morning when people are left
    alone now. Raises RuleBroken when it holds nothing, or nobody would get it.
    """
    held = _draft(issue, by)
    _refresh(held)
    if not held.intro and not held.items.exists():
        raise RuleBroken(_("Er staat nog niets in deze nieuwsbrief."))
    number = _queue_for_all(held)
    if not number:
        raise RuleBroken(_("Er is nog niemand die deze nieuwsbrief wil lezen."))
    held.state = rules.after(held.state, Step.SEND) or held.state
    held.sent_at = now()
    held.goes_on_at = after_quiet(now())
    held.save()
    record("newsletter.sent", held, by=by, region_id=held.region_id)
    return number


def _refresh(issue: Issue) -> None:
    """Pieces of live things that are no longer there go."""
    by_source: dict[str, list[IssueItem]] = defaultdict(list)
    for item in issue.items.exclude(source=""):
        by_source[item.source].append(item)
    known = dict(newsletter_items.items())
    for name, items in by_source.items():
        there = known[name].find([one.key for one in items]) if name in known else {}
        for one in items:
            if one.key not in there:
                one.delete()


def _queue_for_all(issue: Issue) -> int:
    """One row for each reader: INSERT … SELECT, so that the number of readers costs no memory here."""
    wanted, values = queries.audience(issue).order_by().values_list("pk").query.sql_with_params()
    table = Delivery._meta.db_table
    statement = (
        f"INSERT INTO {table} (issue_id, subscriber_id, state, due_at, attempts, trouble) "  # noqa: S608 - names of tables and columns
        f"SELECT %s, reader, %s, %s, 0, '' FROM ({wanted}) AS wanted (reader) ON CONFLICT DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [issue.pk, DeliveryState.WAITING.value, now(), *values])
        return int(cursor.rowcount)


@transaction.atomic
def take_step(*, issue: Issue, step: str, by: Person) -> None:
    """Pause, resume or stop. Raises RuleBroken when that cannot be done now; what went stays gone."""
    held = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    check_may_make_issue(by, held)
    allowed = step in {Step.PAUSE, Step.RESUME, Step.STOP}
    there = rules.after(held.state, step) if allowed else None
    if there is None:
        raise RuleBroken(_("Dat kan nu niet meer. Kijk hoe het er nu voor staat."))
    held.state = there
    held.goes_on_at = after_quiet(now()) if there == IssueState.SENDING else held.goes_on_at
    if there == IssueState.STOPPED:
        held.finished_at = now()
        waiting = held.deliveries.filter(state=DeliveryState.WAITING)
        waiting.update(state=DeliveryState.SKIPPED)
    held.save()
    record(f"newsletter.{step}", held, by=by, region_id=held.region_id)
