"""Editions whose dates follow: made, opened, found apart, and dated later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from veerkracht.kernel.errors import RuleBroken
from veerkracht.training import rules
from veerkracht.training.actions import (
    change_edition,
    copy_edition,
    make_edition,
    publish_edition,
)
from veerkracht.training.models import Edition
from veerkracht.training.queries import FinderChoice, undated, undated_of_course
from veerkracht.training.tests.test_views import edition_form, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NO_SESSIONS = {f"sessions-0-{part}": "" for part in ("day", "begins", "ends")}


def test_without_dates_it_stays_open_long_and_may_have_no_place_yet() -> None:
    edition = factories.undated()
    assert (edition.starts_at, edition.state, edition.place) == (None, "published", "")
    assert edition.closes_at > timezone.now() + timedelta(days=700)


def test_dates_in_a_draft_may_come_and_go_and_take_their_window_along() -> None:
    draft = factories.draft(opens_at=timezone.now())
    dated_closing = draft.closes_at
    without = change_edition(by=None, edition=draft, version=draft.version, sessions=())
    assert without.starts_at is None
    assert without.closes_at > dated_closing + timedelta(days=300)
    first = timezone.now() + timedelta(days=20)
    sessions = [(first, first + timedelta(hours=2))]
    again = change_edition(by=None, edition=without, version=without.version, sessions=sessions)
    assert again.closes_at == first - timedelta(days=1)


def test_a_window_that_is_given_with_the_dates_holds() -> None:
    edition = factories.undated()
    first = timezone.now() + timedelta(days=20)
    closing = first - timedelta(days=3)
    town = factories.draft().municipality
    dated = change_edition(
        by=None,
        edition=edition,
        version=edition.version,
        sessions=[(first, first + timedelta(hours=2))],
        closes_at=closing,
        municipality=town,
    )
    assert dated.closes_at == closing


def test_an_edition_without_dates_has_nothing_to_copy() -> None:
    with pytest.raises(RuleBroken, match="minstens één bijeenkomst"):
        copy_edition(by=None, edition=factories.undated(), first_day=timezone.now().date())


def test_the_window_without_dates_is_one_that_may_be() -> None:
    moment = timezone.now()
    opens_at, closes_at, cancel_until = rules.default_window(None, moment)
    assert rules.flaws_of_window(opens_at, closes_at, cancel_until, None) == []
    assert rules.flaws_of_meetings([], moment, dates_follow=True) == []


def test_the_finder_lists_them_apart_and_only_where_dates_do_not_matter() -> None:
    edition, dated = factories.undated(), factories.edition()
    closed = factories.undated(closes_at=timezone.now() + timedelta(hours=1))
    Edition.objects.filter(pk=closed.pk).update(closes_at=timezone.now())
    assert list(undated(FinderChoice())) == [edition]
    assert list(undated(FinderChoice(region=edition.region))) == [edition]
    for about_dates in ({"month": (2027, 1)}, {"evening": True}, {"free": True}):
        choice: dict[str, Any] = about_dates
        assert list(undated(FinderChoice(**choice))) == []
    page = text_of(Client().get("/leren/"))
    assert "Nog zonder datum" in page
    assert page.index(dated.course.title) < page.index("Nog zonder datum")
    assert page.index("Nog zonder datum") < page.index(edition.course.title)
    assert "1 training" in page
    assert "Nog zonder datum" not in text_of(Client().get("/leren/?avond=on"))


def test_a_course_shows_its_other_dates_and_what_follows() -> None:
    course = factories.course()
    dated, follows = factories.edition(of=course), factories.undated(of=course)
    assert [card.edition for card in undated_of_course(course.pk, 3)] == [follows]
    shown = text_of(Client().get(f"/leren/{dated.pk}/{course.slug}/"))
    assert "Nog zonder datum" in shown
    other = text_of(Client().get(f"/leren/{follows.pk}/{course.slug}/"))
    assert "Andere datums van deze training" in other
    assert "De datum volgt nog" in other
    for path in ("paneel/", "agenda.ics"):
        assert Client().get(f"/leren/{follows.pk}/{path}").status_code == 200


def test_a_coordinator_makes_and_opens_one_and_gives_it_dates() -> None:
    client, course = signed_in(factories.coordinator()), factories.course()
    path = f"/werk/edities/nieuw/?training={course.pk}"
    typed = {**edition_form(), **NO_SESSIONS}
    refused = client.post(path, typed)
    assert refused.status_code == 422
    assert "kruis aan dat de datum nog volgt" in text_of(refused)
    assert client.post(path, {**typed, "dates_follow": "on"}).status_code == 302
    edition = Edition.objects.get(course=course)
    assert edition.starts_at is None
    client.post(f"/werk/edities/{edition.pk}/openzetten/")
    edition.refresh_from_db()
    assert edition.state == "published"
    page = f"/werk/edities/{edition.pk}/"
    assert "datum volgt" in text_of(client.get(page))
    dated = {**edition_form(), "version": edition.version, "dates_follow": "on"}
    assert client.post(page, dated).status_code == 302
    edition.refresh_from_db()
    assert edition.starts_at is not None
    assert "dates_follow" not in text_of(client.get(page))


def test_saving_one_that_is_open_leaves_it_open_as_long_as_it_was() -> None:
    edition, client = factories.undated(), signed_in(factories.coordinator())
    typed = {**edition_form(venue="De Brug"), **NO_SESSIONS, "dates_follow": "on"}
    answer = client.post(f"/werk/edities/{edition.pk}/", {**typed, "version": edition.version})
    assert answer.status_code == 302
    closing = edition.closes_at
    edition.refresh_from_db()
    assert (edition.venue, edition.closes_at) == ("De Brug", closing)


def test_a_list_of_editions_may_hold_one_without_dates() -> None:
    course, client = factories.course(), signed_in(factories.coordinator())
    factories.undated(of=course)
    make_edition(by=None, course=course, region=course.region, sessions=())
    shown = text_of(client.get(f"/werk/trainingen/{course.pk}/"))
    assert shown.count("Datum volgt nog") == 2
    assert client.get("/werk/?toon=concept").status_code == 200


def test_opening_twice_is_refused() -> None:
    with pytest.raises(RuleBroken, match="staat al open"):
        publish_edition(by=None, edition=factories.undated())


def test_a_new_edition_is_like_the_last_one_that_has_dates() -> None:
    course, client = factories.course(), signed_in(factories.coordinator())
    factories.edition(of=course, venue="De Brug")
    factories.undated(of=course, venue="Nog onbekend")
    for page in ("nieuw", "reeks"):
        shown = text_of(client.get(f"/werk/edities/{page}/?training={course.pk}"))
        assert "De Brug" in shown
        assert "Nog onbekend" not in shown
