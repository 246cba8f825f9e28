"""``make bench-coalitions``: pages with 40 coalitions, ten years of monthly meetings and 5,000 actions.

Promise: every page below 100 ms and at most 12 queries, for who coordinates and for who only visits.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bench import stage
from bench.looking import look

if TYPE_CHECKING:
    from veerkracht.coalitions.models import Coalition

COALITIONS, YEARS, ACTIONS = 40, 10, 5_000
SEATS, POINTS, LINES = 15, 8, 3  # in a coalition; brought to a meeting; under a point


def main() -> None:
    """Fill, ask every page several times, and print what was seen."""
    stage.set_up("bench_coalitions")
    try:
        print(f"Machine: {stage.machine()}")
        coalitions = fill()
        measure(coalitions)
    finally:
        stage.tear_down()


def fill() -> list[Coalition]:
    """Forty coalitions with a past; the rows of meetings, points, lines and decisions are written at once."""
    from django.db import connection

    from veerkracht.kernel.clock import held_at, now

    with held_at(now() - timedelta(days=365 * YEARS + 60)):
        coalitions = [_coalition(number) for number in range(COALITIONS)]
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement)
    for one in coalitions:
        _coming(one)
    with connection.cursor() as cursor:
        cursor.execute(ACTIONS_STATEMENT)
        cursor.execute("VACUUM ANALYZE")
        for table in ("meetings_meeting", "coalitions_point", "coalitions_minuteline"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            print(f"{table:24} {cursor.fetchone()[0]:8}")
    return coalitions


def _coalition(number: int) -> Coalition:
    from tests import factories
    from veerkracht.coalitions.actions import give_seat, start_coalition
    from veerkracht.people.models import Organisation
    from veerkracht.places.models import Area
    from veerkracht.places.queries import region

    tables = list(Organisation.objects.order_by("pk")[: SEATS + 10])
    made = start_coalition(
        name=f"Coalitie {number}",
        kind="local",
        area=Area.objects.get(code="GM0917"),
        region=region(factories.ZUID),
        coordinator=factories.person(),
        purpose="Samen aan een goede start.",
        by=factories.coordinator(),
    )
    for seat in range(SEATS):
        table = tables[(seat + number) % len(tables)]
        person = factories.person(organisation=table)
        give_seat(
            coalition=made,
            kind="organisation",
            organisation=table,
            person=person,
            by=made.coordinator,  # type: ignore[arg-type] # it has one
        )
    return made


STATEMENTS = (
    f"""INSERT INTO meetings_meeting (series_id, starts_at, ends_at, place, online_link, state, facilitator_id,
        method, theme, sequence, made_at, changed_at)
        SELECT c.series_id, now() - n * interval '30 days', now() - n * interval '30 days' + interval '2 hours',
        'Huis van de Wijk', '', 'held', c.coordinator_id, '', '', 0, now(), now()
        FROM coalitions_coalition c, generate_series(1, {YEARS * 12}) n""",
    """INSERT INTO coalitions_agenda (meeting_id, made_at, closed_at, mailed, finished_at, approved_at)
        SELECT id, starts_at, starts_at, 1, ends_at, ends_at FROM meetings_meeting""",
    f"""INSERT INTO coalitions_point (agenda_id, thread, standing, "order", title, notes, minutes, lines, state,
        carried, why, version, made_at)
        SELECT a.id, gen_random_uuid(), '', n, 'Punt ' || n, 'Wat vinden jullie?', 10, '[]', 'done', 0, '', 0, now()
        FROM coalitions_agenda a, generate_series(1, {POINTS}) n""",
    f"""INSERT INTO coalitions_minuteline (point_id, kind, words, made_at, changed_at, version)
        SELECT p.id, 'note', 'Opmerking ' || n, now(), now(), 0
        FROM coalitions_point p, generate_series(1, {LINES}) n""",
    """INSERT INTO meetings_decision (meeting_id, what, review_on, inside, made_at)
        SELECT id, 'Besluit van die dag', CASE WHEN id % 7 = 0 THEN current_date + 20 END, false, starts_at
        FROM meetings_meeting""",
)
ACTIONS_STATEMENT = f"""INSERT INTO programme_action (region_id, what, what_en, owner_id, status, next_step, evidence,
    made_at, changed_at, due_on, done_on)
    SELECT c.region_id, 'Actie ' || n, '', o.id, CASE WHEN n % 3 = 0 THEN 'planned' ELSE 'done' END, '', '',
    now(), now(),
    current_date + n % 200, CASE WHEN n % 3 = 0 THEN NULL ELSE current_date END
    FROM generate_series(1, {ACTIONS}) n
    JOIN LATERAL (SELECT id FROM people_organisation ORDER BY id OFFSET n % 20 LIMIT 1) o ON true
    CROSS JOIN (SELECT region_id FROM coalitions_coalition LIMIT 1) c"""


def _coming(one: Coalition) -> None:
    """A meeting in two weeks whose agenda has points of its own."""
    from veerkracht.coalitions.actions import add_point
    from veerkracht.coalitions.agenda_queries import agenda_of, meeting_of
    from veerkracht.kernel.clock import now
    from veerkracht.meetings.actions import When, plan_meeting

    starts = now() + timedelta(days=14)
    by: Any = one.coordinator
    when = When(starts, starts + timedelta(hours=2))
    meeting = meeting_of(plan_meeting(series=one.series, when=when, by=by).pk)
    agenda = agenda_of(meeting) if meeting else None
    for number in range(POINTS):
        add_point(agenda=agenda, title=f"Punt {number}", by=by)  # type: ignore[arg-type] # it has one


def measure(coalitions: list[Coalition]) -> None:
    """What each page takes and asks."""
    from django.test import Client

    member = Client()
    member.force_login(coalitions[0].coordinator)  # type: ignore[arg-type] # it has one
    failed = False
    for who, client, pages in (
        ("coordinator", member, _inside(coalitions[0])),
        ("visitor", Client(), _outside(coalitions[0])),
    ):
        for page in pages:
            seen = look(client, page)
            failed |= not seen.keeps()
            print(f"{who:12} {page:44} {seen}")
    print("Above the promise." if failed else "Every page within the promise.")


def _inside(one: Coalition) -> list[str]:
    from veerkracht.coalitions.models import Agenda

    agendas = Agenda.objects.filter(meeting__series=one.series).order_by("-meeting__starts_at")
    coming, last = agendas[0], agendas[1]
    point = last.points.all()[0]
    return [
        "/mijn-plek/coalities/",
        f"/coalities/{one.slug}/samen/",
        f"/coalities/{one.slug}/bijeenkomsten/",
        f"/coalities/{one.slug}/beheer/",
        f"/coalities/agenda/{coming.meeting_id}/",
        f"/coalities/agenda/{coming.meeting_id}/agenda.pdf",
        f"/coalities/verslag/{last.meeting_id}/",
        f"/coalities/verslag/punt/{point.pk}/",
        f"/samenkomen/bijeenkomst/{last.meeting_id}/",
    ]


def _outside(one: Coalition) -> list[str]:
    return ["/coalities/", f"/coalities/{one.slug}/", f"/coalities/{one.slug}/besluiten/"]


if __name__ == "__main__":
    main()
