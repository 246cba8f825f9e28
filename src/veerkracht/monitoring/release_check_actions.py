"""What the job does with drafts: freeze the counts, build, attack, judge, and tell who waits for it.

A worker that dies lets go of the draft, and nothing is left half done: the next one starts over.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from veerkracht.audit.actions import record
from veerkracht.disclosure.tables import RawCell, Rules
from veerkracht.figures.actions import next_number
from veerkracht.kernel.clock import now
from veerkracht.kernel.sealing import seal
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.monitoring import count_queries
from veerkracht.monitoring import release_queries as queries
from veerkracht.monitoring import release_rules as rules
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.monitoring.release_actions import go, region_of
from veerkracht.monitoring.release_attacking import examine
from veerkracht.monitoring.release_building import WORDS, Built, build
from veerkracht.people.models import Person, RoleKind
from veerkracht.people.queries import coordinators_of, with_role
from veerkracht.places.models import AreaKind

if TYPE_CHECKING:
    from veerkracht.disclosure.tables import Table
    from veerkracht.monitoring.count_queries import Definition

logger = logging.getLogger("veerkracht.monitoring")
CHECKED, ASKED = "monitoring.release_checked", "monitoring.release_asked"
MOST_AT_ONCE, MOST_TRIES = 5, 3
NOBODY = RawCell(0)  # is not kept
MOST_ASKED = 20  # people who are asked to publish


def check_drafts() -> int:
    """Look at every draft that waits; how many were looked at."""
    done = 0
    while done < MOST_AT_ONCE and (number := _next()):
        _check(number)
        done += 1
    return done


def _next() -> int | None:
    """The first draft that waits and that nobody holds; one that failed too often is given up."""
    with transaction.atomic():
        free = ReleaseDraft.objects.select_for_update(skip_locked=True, of=("self",))
        row = free.filter(state=DraftState.WAITING).order_by("tries", "pk").first()
        if row is None:
            return None
        if row.tries >= MOST_TRIES:
            go(row, DraftState.FAILED)
            row.save(update_fields=["state"])
            return None
        ReleaseDraft.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
        return int(row.pk)


def _check(number: int) -> None:
    try:
        with transaction.atomic():
            free = ReleaseDraft.objects.select_for_update(skip_locked=True, of=("self",))
            row = free.select_related("area").filter(pk=number, state=DraftState.WAITING).first()
            if row is not None:
                judge(row, frozen(row))
    except Exception:
        logger.exception("Draft %s of a release could not be looked at", number)


def judge(row: ReleaseDraft, counted: rules.Frozen) -> None:
    """Build and attack what was counted for a draft; what comes of it is kept on the draft.

    When a release is unsafe together with earlier ones, the tables in question wait: they tell what was told before.
    """
    before = queries.released_before(row.area)
    known, number = queries.known_releases(), next_number(row.area)
    hidden = queries.hidden_before(row.area)
    kept = rules.still_hidden(rules.held_back(counted, before), hidden)
    built = build(kept, number)
    report = examine(built.content, known)
    if report["number"]:
        names = {one["indicator"] for one in report["found"]}
        waiting = rules.still_hidden(rules.held_back(counted, before, whole=names), hidden)
        if waiting != kept:
            kept, built = waiting, build(waiting, number)
            report = examine(built.content, known)
    report |= _told(built, rules.waiting_tables(counted, kept))
    report["without"] = examine(build(kept, number, gate=False).content, [])["number"]
    row.inputs = seal(queries.PURPOSE, rules.frozen_text(kept))
    row.report, row.against = report, [one.number for one in known]
    _conclude(row, built)


def _told(built: Built, waiting: list[str]) -> dict[str, Any]:
    return {"tables": [asdict(one) for one in built.tables], "waiting": waiting}


def _conclude(row: ReleaseDraft, built: Built) -> None:
    audited = all(one.audited for one in built.tables)
    is_safe = not row.report["number"] and audited
    go(row, DraftState.SAFE if is_safe else DraftState.UNSAFE)
    row.content = built.text if is_safe else ""
    row.checked_at = now()
    row.save()
    values = {"findings": row.report["number"]}
    record("release.checked", row, by=None, region_id=region_of(row), values=values)
    queue(_letters(row))


def _letters(row: ReleaseDraft) -> list[News]:
    made_by = Person.objects.filter(pk__in=[row.made_by_id or 0], is_active=True)
    letters = [_news(row, one, CHECKED) for one in made_by]
    if row.state == DraftState.SAFE:
        letters += [_news(row, one, ASKED) for one in seconds(row)]
    return letters


def seconds(row: ReleaseDraft) -> list[Person]:
    """Who may publish it: other coordinators of the area, or else administrators."""
    if row.area.kind == AreaKind.REGION:
        known = coordinators_of(row.area_id)
    else:
        known = list(with_role(RoleKind.COORDINATOR)[:MOST_ASKED])
    others = [one for one in known if one.pk != row.made_by_id]
    if others:
        return others
    administrators = with_role(RoleKind.ADMINISTRATOR).exclude(pk__in=[row.made_by_id or 0])
    return list(administrators[:MOST_ASKED])


def _news(row: ReleaseDraft, person: Person, kind: str) -> News:
    return News(
        kind=kind,
        address=person.email,
        once=f"{kind}:{row.pk}:{person.pk}:{row.checked_at:%Y%m%d%H%M%S%f}",
        facts={"draft": row.pk, "person": person.pk},
        person_id=person.pk,
        language=person.language,
        due_at=after_quiet(now()),
    )


# Freezing


def frozen(row: ReleaseDraft) -> rules.Frozen:
    """What is counted for this draft, as it was on its day."""
    known = {one.code: one for one in count_queries.definitions()}
    chosen = [known[code] for code in row.indicators if code in known and known[code].is_public]
    raw = _raw(row, chosen)
    tables = (_frozen_table(row, one, raw[one.code]) for one in chosen if one.code in raw)
    return rules.Frozen(
        area=row.area.code,
        area_name=row.area.name,
        as_of=row.as_of,
        tables=tuple(rules.without(one, row.left_out) for one in tables),
    )


def _raw(row: ReleaseDraft, chosen: list[Definition]) -> dict[str, Table]:
    """The counts by indicator; those of one kind of period are read together."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for one in chosen:
        by_kind[one.period_kind].append(one.code)
    found: dict[str, Table] = {}
    for kind, codes in by_kind.items():
        periods = rules.periods(kind, row.since_year, row.as_of)
        tables = count_queries.raw_tables(
            codes, area_code=row.area.code, as_of=row.as_of, periods=periods
        )
        found.update({table.name: table for table in tables})
    return found


def _frozen_table(row: ReleaseDraft, known: Definition, table: Table) -> rules.FrozenTable:
    words = {name: str(getattr(known, name)) for name in WORDS}
    about = Rules(threshold=known.threshold) if known.threshold > 1 else Rules(1, base=1)
    denominators = (
        count_queries.denominators(known.code, area_code=row.area.code, as_of=row.as_of)
        if known.has_rates
        else {}
    )
    source = count_queries.denominator_source(known.code) if denominators else ""
    counted = {key: cell for key, cell in table.cells.items() if cell != NOBODY}
    return rules.FrozenTable(
        words=words
        | {"version": known.version, "order": known.order, "has_rates": known.has_rates},
        table=replace(table, cells=counted),
        rules=about,
        denominators=denominators,
        source=source,
    )
