"""Pages of what is counted: who reads, who changes, and forms that say what is wrong."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.together import alone
from veerkracht.monitoring import count_actions as actions
from veerkracht.monitoring import count_queries as queries
from veerkracht.monitoring import count_roll_actions as rolling
from veerkracht.monitoring.count_own_data import OwnCounting
from veerkracht.monitoring.count_reading import Value
from veerkracht.monitoring.models import (
    Denominator,
    ExternalSeries,
    ExternalValue,
    IndicatorVersion,
    Target,
)
from veerkracht.monitoring.tests import counting
from veerkracht.people.models import Person
from veerkracht.places.models import Area
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TRAINED = "professionals-trained"


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def words(**values: Any) -> actions.Words:
    given: dict[str, Any] = {
        "name": "Wie een training volgde",
        "meaning": "Hoeveel?",
        "numerator": "Iedereen die kwam.",
        "owner": "De regio",
        "threshold": 15,
        "why": "De naam was te lang.",
        **values,
    }
    return actions.Words(**given)


def a_file(content: str, name: str = "lijst.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode(), content_type="text/csv")


def test_everybody_reads_how_it_is_counted_in_both_languages() -> None:
    for path, says in (
        ("/cijfers/hoe-we-rekenen/", "Professionals die een training volgden"),
        ("/en/cijfers/hoe-we-rekenen/", "Professionals who followed a training"),
        (f"/cijfers/hoe-we-rekenen/{TRAINED}/", "Iedereen telt één keer"),
        (f"/en/cijfers/hoe-we-rekenen/{TRAINED}/", "Everybody counts once"),
    ):
        assert says in text(Client().get(path))
    assert Client().get("/cijfers/hoe-we-rekenen/niets/").status_code == 404
    assert "nog niets" in text(Client().get("/cijfers/van-anderen/"))


def test_an_administrator_makes_a_new_version_and_everybody_reads_why() -> None:
    by = factories.administrator()
    made = actions.change_definition(code=TRAINED, words=words(), seen=1, by=by)
    assert (made.version, queries.definition(TRAINED).threshold) == (2, 15)
    assert queries.definition(TRAINED).breakdowns == ("area", "sector", "function", "period")
    page = text(Client().get(f"/cijfers/hoe-we-rekenen/{TRAINED}/"))
    assert "De naam was te lang." in page
    with pytest.raises(OutOfDate):
        actions.change_definition(code=TRAINED, words=words(), seen=1, by=by)
    with pytest.raises(RuleBroken, match="vanaf 10"):
        actions.change_definition(code=TRAINED, words=words(threshold=9), seen=2, by=by)
    with pytest.raises(RuleBroken):
        actions.change_definition(code=TRAINED, words=words(why=" "), seen=2, by=by)
    with pytest.raises(NotAllowed):
        actions.change_definition(code=TRAINED, words=words(), seen=2, by=factories.coordinator())


def test_a_form_that_was_overtaken_keeps_what_was_typed() -> None:
    by = factories.administrator()
    client, here = client_of(by), f"/werk/meetpunten/{TRAINED}/"
    typed = {**words().__dict__, "seen": "1", "is_public": "on", "name": "Mijn nieuwe naam"}
    assert client.get(here).status_code == 200
    assert client.post(here, {**typed, "why": ""}).status_code == 422
    assert client.post(here, typed).status_code == 302
    again = client.post(here, typed)
    assert again.status_code == 409
    assert "Mijn nieuwe naam" in text(again)
    assert client.post(here, {**typed, "seen": "2", "is_public": ""}).status_code == 302
    assert Client().get(f"/cijfers/hoe-we-rekenen/{TRAINED}/").status_code == 404


def test_a_list_is_taken_over_whole_or_not_at_all() -> None:
    client, here = client_of(factories.coordinator()), "/werk/meetpunten/noemers/lijst/"
    assert "Er staat nog geen aantal" in text(client.get("/werk/meetpunten/noemers/"))
    given = {"kind": "workforce", "source": "Personeelstelling"}
    wrong = "gebied;sector;jaar;aantal\nHeerlen;welzijn;2025;120\nVenlo;welzijn;2025;veel\n"
    answer = client.post(here, {**given, "file": a_file(wrong)})
    assert answer.status_code == 422
    assert "“Venlo” is geen gebied" in text(answer)
    assert "“veel” is geen getal" in text(answer)
    assert not Denominator.objects.exists()
    right = "gebied;sector;jaar;aantal\nHeerlen;Welzijn;2025;1.120\nZuid-Limburg;alle;2025;30000\n"
    assert client.post(here, {**given, "file": a_file(right)}).status_code == 302
    assert set(Denominator.objects.values_list("number", flat=True)) == {1120, 30000}
    again = right.replace("1.120", "1130")
    client.post(here, {**given, "file": a_file(again)})
    assert Denominator.objects.get(area__name="Heerlen").number == 1130
    file = client.get("/werk/meetpunten/noemers/noemers.csv").content.decode("utf-8-sig")
    assert "GM0917;welzijn;;2025;1130;Personeelstelling" in file
    assert client.post(here, {**given, "file": a_file("%PDF-1.7")}).status_code == 422
    assert client.post(here, {**given, "file": a_file("\x00\x01", "x.xlsx")}).status_code == 422


def test_a_coordinator_keeps_numbers_of_the_own_region_only() -> None:
    by, venlo = factories.coordinator(), Area.objects.get(name="Venlo")
    with pytest.raises(NotAllowed):
        actions.keep_denominator(counted=actions.Counted(venlo, 2025, 5, "Bron"), by=by)
    elsewhere = factories.coordinator(factories.NOORD)
    told = actions.Counted(venlo, 2025, 5, "Bron")
    row = actions.keep_denominator(counted=told, by=elsewhere)
    client = client_of(by)
    assert client.get(f"/werk/meetpunten/noemers/{row.pk}/").status_code == 404
    assert client.post(f"/werk/meetpunten/noemers/{row.pk}/weg/").status_code == 404
    assert "Venlo" not in text(client.get("/werk/meetpunten/noemers/"))
    theirs = client_of(elsewhere)
    assert theirs.get(f"/werk/meetpunten/noemers/{row.pk}/").status_code == 200
    assert theirs.post(f"/werk/meetpunten/noemers/{row.pk}/weg/").status_code == 302
    assert not Denominator.objects.exists()


def test_typing_a_number_and_a_target_and_taking_them_away() -> None:
    by, heerlen = factories.coordinator(), Area.objects.get(name="Heerlen")
    client = client_of(by)
    typed = {
        "kind": "workforce",
        "area": heerlen.pk,
        "sector": "zorg",
        "year": "2025",
        "number": "12",
        "source": "Telling",
    }
    assert client.post("/werk/meetpunten/noemers/nieuw/", typed).status_code == 302
    twice = client.post("/werk/meetpunten/noemers/nieuw/", typed)
    assert "Dit getal staat er al" in text(twice)
    nobody = client.post("/werk/meetpunten/noemers/nieuw/", {**typed, "source": ""})
    assert nobody.status_code == 422
    target = {"indicator": TRAINED, "area": heerlen.pk, "year": "2027", "number": "50"}
    assert client.post("/werk/meetpunten/doelen/nieuw/", target).status_code == 302
    assert "Heerlen: 50 in 2027" in text(client.get("/werk/meetpunten/doelen/"))
    wrong = {**target, "indicator": "groups-alive", "sector": "zorg"}
    assert "kent geen sectoren" in text(client.post("/werk/meetpunten/doelen/nieuw/", wrong))
    client.post(f"/werk/meetpunten/doelen/{Target.objects.get().pk}/weg/")
    assert "Er is nog geen doel" in text(client.get("/werk/meetpunten/doelen/"))


def test_figures_of_others_stand_beside_ours_with_their_source() -> None:
    client = client_of(factories.coordinator())
    typed = {"title": "Roken", "unit": "procent", "source": "RIVM"}
    rows = "gemeente;jaar;waarde\nHeerlen;2024;12,5\nVenlo;2024;<10\nVenlo;2023;=1+1\n"
    here = "/werk/meetpunten/reeksen/nieuw/"
    refused = client.post(here, {**typed, "file": a_file(rows)})
    assert "Rij 4" in text(refused)
    good = rows.replace("=1+1", "")
    assert client.post(here, {**typed, "file": a_file(good)}).status_code == 302
    page = text(Client().get("/cijfers/van-anderen/roken/"))
    for said in ("12,5", "verborgen", "RIVM"):
        assert said in page
    file = Client().get("/cijfers/van-anderen/roken/cijfers.csv").content.decode("utf-8-sig")
    assert "GM0917;Heerlen;2024;12,5;procent;RIVM" in file
    row = ExternalSeries.objects.get()
    client.post(f"/werk/meetpunten/reeksen/{row.pk}/weg/")
    assert Client().get("/cijfers/van-anderen/roken/").status_code == 404


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_what_somebody_typed_runs_in_no_spreadsheet(sign: str) -> None:
    formula, town = f"{sign}SUM(A1)", Area.objects.get(code="GM0917")
    series = ExternalSeries.objects.create(
        slug="roken", title="Roken", unit=formula, source=formula, changed_at=now()
    )
    ExternalValue.objects.create(series=series, area=town, year=2025, value=Decimal("-1.5"))
    address = "/cijfers/van-anderen/roken/cijfers.csv"
    public = Client().get(address).content.decode("utf-8-sig")
    (_head, row) = csv.reader(io.StringIO(public, newline=""), delimiter=";")
    assert row[3:] == ["-1,5", f"'{formula}", f"'{formula}"]
    Denominator.objects.create(area=town, year=2025, number=50, source=formula, changed_at=now())
    client = client_of(factories.coordinator())
    kept = client.get("/werk/meetpunten/noemers/noemers.csv").content.decode("utf-8-sig")
    (_head, row) = csv.reader(io.StringIO(kept, newline=""), delimiter=";")
    assert row[5] == f"'{formula}"


def test_the_desk_shows_no_number_of_people() -> None:
    for _one in range(3):
        counting.followed(counting.worker())
    rolling.roll_up()
    rolling.recount()
    page = text(client_of(factories.coordinator()).get("/werk/meetpunten/"))
    assert "klopte alles" in page
    assert ">3<" not in page
    assert client_of(factories.person()).get("/werk/meetpunten/").status_code == 403


def test_people_see_in_which_figures_they_count() -> None:
    person, other = counting.worker(), counting.worker()
    counting.followed(person)
    rolling.roll_up()
    (row,) = alone(OwnCounting().export(person))
    assert row["Periode"] == "2026"
    assert "Professionals" in row["Je telt mee in"]
    assert alone(OwnCounting().export(other)) == []


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: _version(version=1), "indicator_version_after_ours"),
        (lambda: _version(threshold=0), "indicator_threshold_in_range"),
        (lambda: _version(why=""), "indicator_version_says_why"),
        (lambda: _denominator(year=1990), "denominator_year"),
        (lambda: _denominator(source=""), "denominator_has_source"),
        (lambda: _target(number=0), "figure_target_is_something"),
        (lambda: _target(year=1990), "figure_target_year"),
        (lambda: _value(is_hidden=True), "external_hidden_has_no_value"),
        (lambda: ExternalSeries(slug="x", title="", source="x", changed_at=now()), "has_source"),
    ],
)
def test_the_database_guards(make: Any, name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make().save()


def _version(**values: Any) -> IndicatorVersion:
    given = {**words().__dict__, "code": TRAINED, "version": 2, "made_at": now(), **values}
    return IndicatorVersion(**given)


def _denominator(**values: Any) -> Denominator:
    given: dict[str, Any] = {
        "area": region(factories.ZUID),
        "year": 2025,
        "number": 5,
        "source": "Bron",
        "changed_at": now(),
        **values,
    }
    return Denominator(**given)


def _target(**values: Any) -> Target:
    given: dict[str, Any] = {
        "indicator": TRAINED,
        "area": region(factories.ZUID),
        "year": 2025,
        "number": 5,
        "changed_at": now(),
        **values,
    }
    return Target(**given)


def _value(**values: Any) -> ExternalValue:
    told = actions.Published("Roken", "procent", "RIVM")
    area = region(factories.ZUID)
    by = factories.coordinator()
    series = actions.bring_series(
        told=told, values=[Value(area.pk, 2024, None, is_hidden=False)], by=by
    )
    return ExternalValue(series=series, area=area, year=2025, value=Decimal(1), **values)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (_version, "indicator_version_once"),
        (_denominator, "denominator_once_a_year"),
        (_target, "figure_target_once"),
    ],
)
def test_the_same_stands_once(make: Any, name: str) -> None:
    make().save()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make().save()
