"""Reading training: agendas, the finder, overlaps, calendars, and how many queries it takes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from icalendar import Calendar

from tests import factories
from veerkracht.kernel.clock import AMSTERDAM, now
from veerkracht.kernel.together import alone
from veerkracht.people.models import Sector
from veerkracht.places.models import Area
from veerkracht.places.queries import region as region_by_code
from veerkracht.training import actions, queries
from veerkracht.training.finding import counts_without
from veerkracht.training.models import Edition
from veerkracht.training.queries import FinderChoice
from veerkracht.training.sources import OwnLearning, sessions_i_give

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def found(**asked: Any) -> list[Edition]:
    return list(queries.find(FinderChoice(**asked)).object_list)


def place(name: str) -> Area:
    return Area.objects.get(name=name, kind="municipality")


def test_the_agenda_shows_what_is_open_and_begins_first() -> None:
    later = factories.edition(starts=now() + timedelta(days=60))
    sooner = factories.edition(days=2)
    factories.draft()
    closed = factories.edition(closes_at=now() + timedelta(hours=1))
    Edition.objects.filter(pk=closed.pk).update(closes_at=now())
    shown = queries.agenda()
    assert [card.edition for card in shown] == [sooner, later]
    assert shown[0].kind_and_place == "Basistraining · 2 bijeenkomsten · Heerlen"
    assert shown[0].label == "nog 2 plaatsen van 2"
    assert queries.agenda(region=region_by_code(factories.NOORD)) == []


def test_each_filter_keeps_what_fits_and_drops_the_rest() -> None:
    midwives, welfare = Sector.objects.all()[:2]
    evening = datetime(2027, 1, 14, 19, 0, tzinfo=AMSTERDAM)
    fits = factories.edition(
        of=factories.course(for_students=True, kind="coach", sectors=[midwives]),
        starts=evening,
        language="en",
        municipality=place("Landgraaf"),
    )
    other = factories.edition(
        of=factories.course(factories.NOORD, sectors=[welfare]), municipality=place("Venlo")
    )
    table: list[dict[str, Any]] = [
        {"region": region_by_code(factories.ZUID)},
        {"near": place("Heerlen"), "km": 10},
        {"sector": midwives},
        {"students": True},
        {"evening": True},
        {"kind": "coach"},
        {"month": (2027, 1)},
        {"language": "en"},
    ]
    for asked in table:
        assert found(**asked) == [fits], asked
    assert found() == [other, fits]
    assert found(sector=midwives, region=other.region) == []


def test_a_course_for_everybody_fits_every_sector() -> None:
    edition = factories.edition()
    assert found(sector=Sector.objects.first()) == [edition]


def test_points_count_on_the_last_day() -> None:
    edition = factories.edition(starts=datetime(2026, 12, 30, 9, tzinfo=AMSTERDAM), days=2)
    actions.add_accreditation(
        by=None,
        course=edition.course,
        register="knov",
        points=Decimal(7),
        identifier="K",
        valid_from=date(2027, 1, 1),
        valid_until=date(2027, 12, 31),
    )
    assert found(accredited=True) == found(register="knov") == [edition]
    assert found(register="skj") == []
    assert [row.points for row in queries.points_for(edition)] == [Decimal(7)]


def test_online_is_where_nobody_travels() -> None:
    online = factories.edition(municipality=None, venue="", online_link="https://samen.example/")
    factories.edition(online_link="https://samen.example/")
    assert found(online=True) == [online]


def test_only_free_asks_the_app_that_counts() -> None:
    full, free = factories.edition(capacity=1), factories.edition(capacity=1)
    from veerkracht.enrolment.models import Seat  # noqa: PLC0415 - the app above, which counts

    Seat.objects.filter(edition=full).update(taken=True)
    assert found(free=True) == [free]


def test_words_find_title_goals_and_place_by_lemma() -> None:
    course = factories.course(
        title="Het gesprek met (aanstaande) ouders", goals="Je sluit aan bij gezinnen."
    )
    edition = factories.edition(of=course, municipality=place("Heerlen"))
    factories.edition(of=factories.course(title="Iets anders"), municipality=place("Venlo"))
    for asked in ("gezin", "ouder", "gesprekken ouders", "heerlen", "GEZINNEN", "aanst", "oud"):
        assert found(words=asked) == [edition], asked
    for asked in ("schaatsen", "ouder schaatsen", "gez ouder"):
        assert found(words=asked) == [], asked


def test_a_course_that_gets_another_title_is_found_by_it() -> None:
    edition = factories.edition()
    actions.change_course(by=None, course=edition.course, version=1, title="Veerkrachtige buurten")
    assert found(words="buurt") == [edition]


@pytest.mark.parametrize(
    "asked", ["'", "a:*&|!()", "\\", "' | 'x", "<script>", "½ ﬁ x²", "’’’", "а б в", "–" * 300]
)
def test_signs_in_the_words_break_nothing(asked: str) -> None:
    factories.edition()
    assert isinstance(found(words=asked), list)


def test_words_of_only_signs_ask_nothing() -> None:
    assert found(words="?!") == [] == found()
    edition = factories.edition()
    assert found(words="?!") == [edition]


def test_nearest_first_when_asked() -> None:
    near = factories.edition(starts=now() + timedelta(days=90), municipality=place("Landgraaf"))
    far = factories.edition(municipality=place("Maastricht"))
    nowhere = factories.edition(municipality=None, venue="", online_link="https://samen.example/")
    Edition.objects.filter(pk=nowhere.pk).update(starts_at=now() + timedelta(days=5))
    asked = FinderChoice(near=place("Heerlen"), km=50, order="afstand")
    assert list(queries.find(asked).object_list) == [near, far]


def test_an_empty_list_knows_which_filter_to_drop() -> None:
    factories.edition(of=factories.course(factories.NOORD), municipality=place("Venlo"))
    choice = FinderChoice(region=region_by_code(factories.ZUID), kind="basic", evening=False)
    assert counts_without(choice) == {"region": 1, "kind": 0}


def test_the_finder_takes_two_queries_and_the_cards_one_message_more(
    django_assert_num_queries: Any,
) -> None:
    for _n in range(3):
        factories.edition(days=2)
    with django_assert_num_queries(2):
        page = queries.find(FinderChoice())
        editions = list(page.object_list)
        assert [(edition.course.title, edition.place) for edition in editions]
    known = queries.cards(editions)  # plans are made once a connection
    with django_assert_num_queries(1):  # sessions, along with what enrolment counts
        assert queries.cards(editions) == known
    assert [len(card.sessions) for card in known] == [2, 2, 2]


def test_sessions_at_the_same_time_overlap_and_touching_ones_do_not() -> None:
    mine = factories.edition(days=2)
    start = mine.starts_at
    assert start is not None
    length = timedelta(hours=3, minutes=30)
    at_once = factories.edition(starts=start + length - timedelta(minutes=1))
    right_after = factories.edition(starts=start + length)
    assert [row.edition for row in queries.overlapping([mine.pk], at_once)] == [mine]
    assert queries.overlapping([mine.pk], right_after) == []
    assert queries.overlapping([mine.pk], mine) == []
    assert queries.overlapping([], mine) == []


def test_drafts_are_seen_by_their_coordinators_and_trainers() -> None:
    trainer = factories.trainer()
    draft = factories.draft(trainers=[trainer])
    for person in (factories.coordinator(), factories.administrator(), trainer):
        assert draft in queries.visible_to(person)
    for other in (
        None,
        factories.person(),
        factories.trainer(),
        factories.coordinator(factories.NOORD),
    ):
        assert draft not in queries.visible_to(other)


def test_a_calendar_file_has_the_dutch_clock_and_hides_the_online_room() -> None:
    edition = factories.edition(days=2, online_link="https://geheim.example/kamer")
    text = queries.calendar_of(edition, queries.sessions_of(edition))
    calendar = Calendar.from_ical(text)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    first, second = calendar.walk("VEVENT")
    assert first["DTSTART"].dt == edition.starts_at
    assert first["UID"] != second["UID"]
    assert (first["SEQUENCE"], first["STATUS"]) == (0, "CONFIRMED")
    assert "geheim" not in text
    mailed = queries.calendar_of(
        edition,
        queries.sessions_of(edition),
        method="CANCEL",
        cancelled=True,
        attendee="jo@voorbeeld.example",
        link="https://geheim.example/kamer",
    )
    assert "METHOD:CANCEL" in mailed
    assert "STATUS:CANCELLED" in mailed
    assert "mailto:jo@voorbeeld.example" in mailed.replace("\r\n ", "")


def test_html_in_a_title_stays_text_in_a_calendar() -> None:
    course = factories.course(title="<b>Vet</b>; met, tekens\\n")
    edition = factories.edition(of=course)
    event = Calendar.from_ical(queries.calendar_of(edition, queries.sessions_of(edition))).walk(
        "VEVENT"
    )[0]
    assert event["SUMMARY"] == course.title


def test_a_trainer_sees_the_own_sessions_in_the_agenda() -> None:
    trainer = factories.trainer()
    edition = factories.edition(days=2, trainers=[trainer])
    factories.draft(trainers=[trainer])
    items = alone(sessions_i_give(trainer, now()))
    assert [item.title for item in items] == [edition.course.title] * 2
    assert len(alone(OwnLearning().export(trainer))) == 2
    OwnLearning().erase(trainer)
