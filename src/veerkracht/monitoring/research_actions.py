"""Asking for records, deciding, making the file, fetching it once, and saying that it is destroyed."""

from __future__ import annotations

import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.messages.actions import News, queue
from veerkracht.monitoring import research_policies as policies
from veerkracht.monitoring import research_queries as queries
from veerkracht.monitoring import research_records as records
from veerkracht.monitoring import research_rules as rules
from veerkracht.monitoring import research_warehouse as warehouse
from veerkracht.monitoring.models import (
    ResearchExport,
    ResearchObjection,
    ResearchRequest,
    ResearchState,
)
from veerkracht.monitoring.research_words import WRONG
from veerkracht.people.models import RoleKind
from veerkracht.people.queries import coordinators_of, with_role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

ASKED: Final = "monitoring.research_asked"
DECIDED: Final = "monitoring.research_decided"
READY: Final = "monitoring.research_ready"
DESTROY: Final = "monitoring.research_destroy"
AT_ONCE = 5  # files in one round of the job

logger = logging.getLogger("veerkracht.research")


@dataclass(frozen=True)
class Wish:
    """What a researcher asks for."""

    title: str
    researcher: str
    institution: str
    purpose: str
    ground: str
    records: str
    columns: Sequence[str]
    region: Area | None
    since: date
    until: date
    keep_until: date


@dataclass(frozen=True)
class Verdict:
    """What was decided: yes on an agreement with these columns until that day, or no with the reason."""

    agreed: bool
    columns: Sequence[str]
    keep_until: date
    agreement: str
    words: str


@transaction.atomic
def ask_for_records(*, wish: Wish, by: Person) -> ResearchRequest:
    """Ask for records for a purpose. RuleBroken for columns, a period or a day that cannot be."""
    day = today()
    _refuse(rules.refuse_columns(wish.records, wish.columns))
    _refuse(rules.refuse_period(wish.since, wish.until, day))
    _refuse(rules.refuse_keeping(wish.keep_until, day))
    facts = {**vars(wish), "columns": rules.in_order(wish.records, wish.columns)}
    made = ResearchRequest.objects.create(asked_by=by, asked_at=now(), **facts)
    _record("asked", made, by=by)
    queue(_letters(ASKED, made, _deciders(made)))
    return made


@transaction.atomic
def withdraw_request(*, request: ResearchRequest, by: Person) -> None:
    """Take a request back before it is decided. RuleBroken afterwards."""
    held = _held(request)
    policies.check_is_own(by, held)
    _step(held, ResearchState.WITHDRAWN)
    held.ended_at = now()
    held.save()
    _record("withdrawn", held, by=by)


@transaction.atomic
def decide_request(
    *, request: ResearchRequest, verdict: Verdict, seen: int, by: Person
) -> ResearchRequest:
    """A second person says yes or no; yes may give fewer columns and a shorter time than was asked, never more.

    OutOfDate when the request changed since ``seen``; RuleBroken when it is one's own, or words are missing.
    """
    held = _held(request)
    policies.check_may_keep(by, held)
    if held.version != seen:
        raise OutOfDate(_("Iemand anders was je voor. Kijk nog eens."))
    _refuse(
        rules.refuse_decision(
            asked_by=held.asked_by_id,
            by=by.pk,
            agreed=verdict.agreed,
            agreement=verdict.agreement,
            words=verdict.words,
        )
    )
    _step(held, ResearchState.APPROVED if verdict.agreed else ResearchState.REFUSED)
    if verdict.agreed:
        _agree(held, verdict)
    held.words, held.decided_by, held.decided_at = verdict.words.strip(), by, now()
    held.save()
    values = {"columns": held.columns, "keep_until": str(held.keep_until), "words": held.words}
    _record("approved" if verdict.agreed else "refused", held, by=by, values=values)
    queue(_letters(DECIDED, held, _asker(held)))
    return held


def _agree(held: ResearchRequest, verdict: Verdict) -> None:
    """Columns, time and agreement as they were decided."""
    _refuse(rules.refuse_columns(held.records, verdict.columns))
    if not set(verdict.columns) <= set(held.columns):
        raise RuleBroken(_("Dit gegeven is niet gevraagd."), field="columns")
    _refuse(rules.refuse_keeping(verdict.keep_until, today()))
    if verdict.keep_until > held.keep_until:
        raise RuleBroken(_("Dat is langer dan gevraagd."), field="keep_until")
    held.columns = rules.in_order(held.records, verdict.columns)
    held.keep_until, held.agreement = verdict.keep_until, verdict.agreement.strip()


@transaction.atomic
def ask_for_file(*, request: ResearchRequest, by: Person) -> ResearchExport:
    """Let a job make the file. RuleBroken when one is on its way or waits, or when the time is over."""
    held = _held(request)
    policies.check_is_own(by, held)
    if held.state != ResearchState.APPROVED or held.keep_until <= today():
        raise RuleBroken(_("Voor dit verzoek kan geen bestand meer worden gemaakt."))
    newest = held.exports.order_by("-number").first()
    if (
        newest
        and newest.fetched_at is None
        and (newest.made_at is None or newest.content is not None)
    ):
        raise RuleBroken(_("Er staat al een bestand klaar, of het komt eraan."))
    number = newest.number + 1 if newest else 1
    if number > rules.MOST_FILES:
        raise RuleBroken(_("Dit bestand is al drie keer gemaakt. Doe een nieuw verzoek."))
    made = ResearchExport.objects.create(request=held, number=number, asked_at=now())
    _record("file_asked", held, by=by, values={"number": number})
    return made


def make_waiting_files() -> int:
    """Make each file that was asked for; how many. One that fails is logged and tried at the next round."""
    waiting = ResearchExport.objects.filter(made_at=None).order_by("asked_at")
    done = 0
    for pk in waiting.values_list("pk", flat=True)[:AT_ONCE]:
        try:
            done += _make_file(pk)
        except Exception:
            logger.exception("Research file %s could not be made", pk)
    return done


@transaction.atomic
def _make_file(pk: int) -> int:
    """Make one file, unless another process does. The key lives in this function only."""
    free = ResearchExport.objects.select_for_update(skip_locked=True, of=("self",))
    export = free.filter(pk=pk, made_at=None).select_related("request").first()
    if export is None:
        return 0
    content = _contents(export.request)
    export.content, export.digest = content, hashlib.sha256(content).hexdigest()
    export.made_at, export.expires_at = now(), now() + rules.FETCH_WITHIN
    export.save()
    _record("file_made", export.request, by=None, values={"digest": export.digest})
    queue(_letters(READY, export.request, _asker(export.request), once=f"{export.number}"))
    return 1


def _contents(request: ResearchRequest) -> bytes:
    key = secrets.token_bytes(rules.KEY_BYTES)
    columns = [rules.PSEUDONYM, *rules.in_order(request.records, request.columns)]
    return warehouse.protected_parquet(
        dict.fromkeys(columns, "string"),
        records.rows(request, key),
        person=rules.PSEUDONYM,
        known=rules.known_to_others(request.records, request.columns),
        least=rules.LEAST,
        mark=rules.RARE,
    )


@transaction.atomic
def fetch_file(*, export: ResearchExport, by: Person) -> bytes:
    """The file, once: it is gone here afterwards, and counted. RuleBroken when it is not there."""
    held = (
        ResearchExport.objects.select_for_update(of=("self",))
        .select_related("request")
        .get(pk=export.pk)
    )
    policies.check_is_own(by, held.request)
    if held.content is None or held.expires_at is None or held.expires_at <= now():
        raise RuleBroken(_("Dit bestand is er niet meer. Je kunt het opnieuw laten maken."))
    content = bytes(held.content)
    held.content, held.fetched_at, held.downloads = None, now(), 1
    held.save()
    _record("file_fetched", held.request, by=by, values={"digest": held.digest})
    return content


@transaction.atomic
def lapse_files() -> int:
    """Throw away what nobody fetched in time; how many."""
    old = ResearchExport.objects.filter(expires_at__lte=now(), content__isnull=False)
    gone = list(old.select_for_update(of=("self",)).select_related("request").defer("content"))
    for export in gone:
        _record("file_lapsed", export.request, by=None, values={"number": export.number})
    old.filter(pk__in=[one.pk for one in gone]).update(content=None)
    return len(gone)


@transaction.atomic
def say_destroyed(*, request: ResearchRequest, by: Person) -> None:
    """The researcher says that every copy is gone; nothing can be fetched any more. RuleBroken when it is over."""
    held = _held(request)
    policies.check_is_own(by, held)
    _step(held, ResearchState.ENDED)
    held.ended_at = now()
    held.save()
    held.exports.filter(made_at=None).delete()
    held.exports.exclude(content=None).update(content=None)
    _record("destroyed", held, by=by)


@transaction.atomic
def remind_to_destroy() -> int:
    """Write once to who must destroy a file within two weeks; how many."""
    due = (
        queries.to_destroy()
        .filter(reminded_at=None)
        .select_for_update(of=("self",), skip_locked=True)
    )
    found = list(due)
    for request in found:
        queue(_letters(DESTROY, request, _asker(request)))
    ResearchRequest.objects.filter(pk__in=[one.pk for one in found]).update(reminded_at=now())
    return len(found)


@transaction.atomic
def stay_out_of_research(*, person: Person, by: Person) -> None:
    """From now on nobody's file for research holds this person. Again changes nothing."""
    _own_choice(person, by)
    made, new = ResearchObjection.objects.get_or_create(person=person, defaults={"since": now()})
    if new:
        record("research.objected", made, by=by)


@transaction.atomic
def take_part_in_research(*, person: Person, by: Person) -> None:
    """Take that back. Again changes nothing."""
    _own_choice(person, by)
    for made in ResearchObjection.objects.filter(person=person):
        record("research.objection_taken_back", made, by=by)
        made.delete()


def _own_choice(person: Person, by: Person) -> None:
    if person.pk != by.pk:
        raise RuleBroken(_("Dit kiest iedereen zelf."))


def _held(request: ResearchRequest) -> ResearchRequest:
    """The request as it is now, held until the end of the transaction."""
    found = ResearchRequest.objects.select_for_update(of=("self",)).select_related(
        "region", "asked_by"
    )
    return found.get(pk=request.pk)


def _step(held: ResearchRequest, to: ResearchState) -> None:
    if not rules.may_go(held.state, to):
        raise RuleBroken(
            _("Dat kan niet meer: het verzoek staat op “%(state)s”.")
            % {"state": held.get_state_display()}
        )
    held.state = to
    held.version += 1


def _refuse(wrong: rules.Wrong | None) -> None:
    if wrong is not None:
        field, words = WRONG[wrong]
        raise RuleBroken(str(words), field=field or None)


def _record(
    verb: str, request: ResearchRequest, *, by: Person | None, values: dict[str, Any] | None = None
) -> None:
    record(f"research.{verb}", request, by=by, region_id=request.region_id, values=values)


def _deciders(request: ResearchRequest) -> list[Person]:
    """Who may decide, without who asked."""
    found = (
        coordinators_of(request.region_id)
        if request.region_id
        else list(with_role(RoleKind.ADMINISTRATOR))
    )
    return [one for one in found if one.pk != request.asked_by_id]


def _asker(request: ResearchRequest) -> list[Person]:
    return [request.asked_by] if request.asked_by else []


def _letters(
    kind: str, request: ResearchRequest, people: Iterable[Person], once: str = ""
) -> list[News]:
    return [
        News(
            kind=kind,
            address=one.email,
            once=f"{kind}:{request.pk}:{request.version}:{once}:{one.pk}",
            facts={"request": request.pk, "person": one.pk},
            person_id=one.pk,
            language=one.language,
        )
        for one in people
    ]
