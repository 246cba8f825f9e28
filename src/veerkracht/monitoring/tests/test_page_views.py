"""The pages of figures: what they show, what they keep to themselves, and who sees an organisation's own."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from veerkracht.coalitions import agenda_figures
from veerkracht.coalitions.tests import seating
from veerkracht.cocreation.tests import piloting
from veerkracht.disclosure.values import HIDDEN, Status
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment
from veerkracht.figures.models import Cell, Release
from veerkracht.kernel import page_cache
from veerkracht.kernel.clock import now
from veerkracht.monitoring import open_queries as queries
from veerkracht.monitoring import page_dashboards as dashboards
from veerkracht.monitoring import page_queries
from veerkracht.monitoring.page_paper import factsheet_facts
from veerkracht.monitoring.tests.page_releases import invented_release
from veerkracht.people.models import Person
from veerkracht.places.models import Area, Boundary
from veerkracht.places.queries import drawn_boundaries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ONE = "/cijfers/professionals-trained/"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[5.9, 50.8], [6.0, 50.8], [6.0, 50.9], [5.9, 50.9], [5.9, 50.8]]],
}


@pytest.fixture(autouse=True)
def fresh() -> None:
    page_cache.clear()


@pytest.fixture
def release() -> Release:
    """Limburg in two years."""
    return invented_release(years=2)


def html_of(address: str, client: Client | None = None) -> str:
    response = (client or Client()).get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def cell(area: str, **codes: str) -> Cell:
    return Cell.objects.get(
        table__indicator="professionals-trained",
        area=area,
        **{"sector": "", "function": "", "period": "2026", **codes},
    )


def hide(one: Cell) -> None:
    Cell.objects.filter(pk=one.pk).update(
        status=HIDDEN.status.value, number=None, percentage_status="C", percentage=None
    )


def test_before_the_first_release_the_page_of_the_editors_stands_there() -> None:
    assert "Onze eigen cijfers zijn er nog niet" in html_of("/cijfers/")
    assert Client().get(ONE).status_code == 404
    assert "Zo lees je deze cijfers" in html_of("/cijfers/zo-lees-je-cijfers/")


def test_the_overview_shows_every_indicator_and_where_to_look_further(release: Release) -> None:
    html = html_of("/cijfers/")
    for table in release.tables.all():
        assert f">{table.name}</a>" in html
    assert "Stand van 1 november 2026." in html
    assert 'href="/cijfers/gebied/zuid-limburg/"' in html
    assert 'href="/cijfers/" aria-current="page"' in html, "the header leads here"


def test_a_withdrawn_release_is_shown_no_more(release: Release) -> None:
    Release.objects.update(withdrawn_at=now(), withdrawn_because="Een fout in een noemer.")
    assert Client().get(ONE).status_code == 404


def test_the_map_says_each_number_and_has_the_same_as_a_list(release: Release) -> None:
    html = html_of(ONE)
    assert html.count('class="figure-spot figure-spot--') == 31
    one = cell("GM0917")
    assert f"<title>Heerlen: {one.percentage}%</title>" in html
    row = re.search(r"<tr><th scope=\"row\"><a [^>]*>Heerlen</a>.*?</tr>", html, re.DOTALL)
    assert row
    assert f">{one.number}</td>" in row[0]
    assert f">{one.percentage}%</td>" in row[0]


def test_a_hidden_figure_is_hatched_and_said_in_words_and_never_nought(release: Release) -> None:
    hide(cell("GM0917"))
    html = html_of(ONE)
    assert "<title>Heerlen: minder dan 10 of afgeschermd</title>" in html
    spot = re.search(r"<a [^>]*figure-spot--hidden[^>]*><title>Heerlen.*?</a>", html)
    assert spot
    assert 'fill="url(#arcering)"' in spot[0]
    assert "&lt;10" in spot[0]
    assert "0%" not in spot[0]
    assert "<strong>&lt;10</strong> minder dan 10, of afgeschermd" in html, (
        "the legend says what it means"
    )


def test_no_page_and_no_paper_holds_what_a_release_hides(release: Release) -> None:
    """A status decides, also where a number would stand beside it by mistake: there is nowhere to put it."""
    assert Cell.objects.filter(status=Status.HIDDEN.value).exists()
    assert not Cell.objects.filter(status=Status.HIDDEN.value, number__isnull=False).exists()
    everything = {row.pk: row for row in Cell.objects.filter(table__indicator="students-trained")}
    for row in everything.values():
        hide(row)
    html = html_of("/cijfers/students-trained/")
    main = html[html.index("<main") :]
    titles = re.findall(r"<(?:title|desc)[^>]*>([^<]*)<", main)
    assert all(not re.search(r"\b[1-9]\d*\b", _plain(title)) for title in titles), titles
    assert "<polyline" not in main
    assert "figure-line__dot" not in main


def _plain(title: str) -> str:
    """A title without its periods, the count of municipalities and the words for hidden."""
    for known in ("minder dan 10", "2025", "2026", "31", "van 0 van de"):
        title = title.replace(known, "")
    return title


def test_filters_are_links_and_keep_each_other(release: Release) -> None:
    html = html_of(f"{ONE}?sector=kraamzorg&gebied=zuid-limburg")
    assert 'href="?gebied=GM0917&amp;sector=kraamzorg&amp;periode=2026"' in html
    assert f">{cell('zuid-limburg', sector='kraamzorg').number} van " in html
    assert "Zuid-Limburg, Kraamzorg, 2026" in html, "on paper the choices stand in words"
    earlier = html_of(f"{ONE}?periode=2025")
    assert "Heel Limburg, alle sectoren, 2025" in earlier
    odd = html_of(f"{ONE}?gebied=%00&sector='&periode=..&functie=<b>")
    assert odd[odd.index("<h1") :] == html_of(ONE)[html_of(ONE).index("<h1") :]


def test_a_list_from_high_to_low_has_what_is_hidden_last(release: Release) -> None:
    hide(cell("GM0917"))
    html = html_of(f"{ONE}?volgorde=meest")
    names = re.findall(r"<th scope=\"row\"><a [^>]*>([^<]+)</a>", html[html.index('id="lijst"') :])
    rates = [cell(Area.objects.get(name=name).code).rate.number for name in names]
    known = [one for one in rates if one is not None]
    assert known == sorted(known, reverse=True)
    assert rates[: len(known)] == known
    assert "Heerlen" in names[len(known) :]


def test_a_list_may_be_of_regions_or_coalitions(release: Release) -> None:
    made = seating.coalition("Kansrijke Start Heerlen")
    html = html_of(f"{ONE}?per=coalitie")
    assert f'href="/cijfers/coalitie/{made.slug}/"' in html
    assert "Midden-Limburg" in html_of(f"{ONE}?per=regio")[-9000:]


def test_an_indicator_of_regions_has_no_map(release: Release) -> None:
    html = html_of("/cijfers/groups-alive/")
    assert "figure-spot" not in html
    assert "Zuid-Limburg" in html


def test_real_boundaries_are_drawn_when_they_are_loaded(release: Release) -> None:
    drawn_boundaries.cache_clear()
    Boundary.objects.create(
        area=Area.objects.get(code="GM0917"), year=2026, shape=SQUARE, source="CBS"
    )
    assert "Echte grenzen" in html_of(ONE)
    html = html_of(f"{ONE}?kaart=grenzen")
    assert "Grenzen: CBS." in html
    assert html.count("<path d=") >= 1
    drawn_boundaries.cache_clear()


def test_a_page_speaks_english(release: Release) -> None:
    html = html_of("/en/figures/professionals-trained/")
    assert "Reach of the training" in html
    assert 'class="header__language" href="/cijfers/professionals-trained/"' in html


def test_pages_cost_few_queries_however_many_cells_there_are(release: Release) -> None:
    made = seating.coalition()
    for address in (
        "/cijfers/",
        ONE,
        f"{ONE}?per=coalitie",
        "/cijfers/gebied/zuid-limburg/",
        "/cijfers/vergelijken/",
        f"/cijfers/coalitie/{made.slug}/",
    ):
        with CaptureQueriesContext(connection) as seen:
            html_of(address)
        assert len(seen) <= 8, address


def test_a_region_stands_beside_the_whole(release: Release) -> None:
    html = html_of("/cijfers/gebied/zuid-limburg/")
    assert f"{cell('zuid-limburg').percentage}%" in html
    assert f"Heel Limburg: {cell('').percentage}%" in html
    assert 'href="/cijfers/gebied/GM0917/"' in html
    assert Client().get("/cijfers/gebied/GM9999/").status_code == 404


def test_areas_are_compared_four_at_most(release: Release) -> None:
    html = html_of("/cijfers/vergelijken/?gebied=GM0917&gebied=GM0935&gebied=nergens")
    assert "Heerlen" in html
    assert 'href="?gebied=GM0935"' in html, "one leaves an area out"
    codes = ["GM0917", "GM0935", "GM0981", "GM0983", "GM0984"]
    full = html_of("/cijfers/vergelijken/?" + "&".join(f"gebied={code}" for code in codes))
    assert "Nog een gebied" not in full


def test_a_coalition_of_a_partnership_reads_the_sum_of_its_municipalities(release: Release) -> None:
    made = seating.coalition("Parkstad", area=Area.objects.get(code="parkstad"))
    html = html_of(f"/cijfers/coalitie/{made.slug}/")
    assert "telden we op uit cijfers van regio" in html
    Cell.objects.filter(area="GM0917", sector="", function="").update(
        status="C", number=None, percentage_status="C", percentage=None
    )
    page_cache.clear()
    assert "minder dan 10 of afgeschermd" in html_of(f"/cijfers/coalitie/{made.slug}/")


def test_a_coalition_of_two_regions_reads_the_sum_of_what_is_known_of_them(
    release: Release,
) -> None:
    """Groups are known by region only: what both show is added up, on the page and in the workbook."""
    codes = ["noord-limburg", "midden-limburg"]
    made = seating.coalition("Samen", area=Area.objects.get(code="ggd-limburg-noord"))
    groups = Cell.objects.filter(table__indicator="groups-alive", area__in=codes)
    last = groups.order_by("-period")[0].period
    total = sum(one.number or 0 for one in groups.filter(period=last))
    html = html_of(f"/cijfers/coalitie/{made.slug}/")
    tile = re.search(r"groups-alive/[^>]*>.*?</article>", html, re.DOTALL)
    assert tile
    assert f">{total}</p>" in tile[0]
    assert queries.areas_of(made) >= {"ggd-limburg-noord", *codes}
    groups.filter(area=codes[0]).delete()
    page_cache.clear()
    tile = re.search(
        r"groups-alive/[^>]*>.*?</article>", html_of(f"/cijfers/coalitie/{made.slug}/"), re.DOTALL
    )
    assert tile
    assert "geen gegevens" in tile[0], "half of it is not the whole"


def test_an_indicator_without_denominators_shows_its_counts_everywhere(release: Release) -> None:
    rated = release.tables.filter(indicator="students-trained")
    rated.update(has_rates=True)
    html = html_of("/cijfers/students-trained/")
    told = Cell.objects.get(table__in=rated, area="zuid-limburg", period="2026")
    assert f'<p class="figure-card__number">{told.number}</p>' in html
    assert "Je ziet aantallen, want van de meeste is er geen percentage." in html
    town = Cell.objects.get(table__in=rated, area="GM0917", period="2026")
    assert f"<title>Heerlen: {town.number}</title>" in html
    assert "geen cijfer te zien" not in html
    assert "geen gegevens" not in html


def test_the_whole_does_not_compete_with_its_parts(release: Release) -> None:
    rows = dashboards.side_by_side(
        page_queries.Board(release, list(release.tables.all())),
        [
            ("zuid-limburg", "Zuid-Limburg"),
            ("noord-limburg", "Noord-Limburg"),
            ("", "heel Limburg"),
        ],
    )
    assert all("heel Limburg" not in row.told for row in rows)
    assert any("Zuid-Limburg" in row.told for row in rows)


def test_rounding_is_told_of_people_only(release: Release) -> None:
    assert "Aantallen mensen zijn afgerond op 5" in html_of(ONE)
    assert "zijn afgerond op 5" not in html_of("/cijfers/groups-alive/")


def test_the_paper_says_what_its_map_and_its_sectors_are_of(release: Release) -> None:
    board = page_queries.board()
    assert board
    paper = factsheet_facts(board, page_queries.places(), "zuid-limburg", "Zuid-Limburg")
    assert paper["map_heading"] == "Bereik van de scholing per gemeente, 2026, heel Limburg"
    assert paper["sectors_heading"] == "Per sector, Zuid-Limburg, 2026"
    (row,) = [one for one in paper["rows"] if one[0].startswith("Bereik van de scholing")]
    assert re.fullmatch(r"[\d.]+ van [\d.]+ professionals, dat is \d+%", row[1])


def test_coalitions_and_public_pilots_lead_to_their_figures_once_there_are_any() -> None:
    coalition = seating.coalition("Parkstad", area=Area.objects.get(code="parkstad"))
    pilot = piloting.running(factories.coordinator(), title="Oefenteam")
    type(pilot).objects.filter(pk=pilot.pk).update(public=True)
    pages = {f"/coalities/{coalition.slug}/": "coalitie", f"/pilots/{pilot.slug}/": "pilot"}
    for page in pages:
        assert "/cijfers/" not in re.search("<main.*</main>", html_of(page), re.DOTALL)[0]  # type: ignore[index]
    invented_release(years=1)
    for page, kind in pages.items():
        [address] = re.findall(rf'"(/cijfers/{kind}/[\w-]+/)"', html_of(page))
        html_of(address)


def test_a_pilot_shows_its_public_measures_and_its_sector(release: Release) -> None:
    by = factories.coordinator()
    pilot = piloting.running(by, title="Oefenteam")
    address = f"/cijfers/pilot/{pilot.slug}/"
    assert Client().get(address).status_code == 404, "not public"
    type(pilot).objects.filter(pk=pilot.pk).update(public=True)
    html = html_of(address)
    assert "Voelt zich gehoord" in html
    assert "Kraamzorg in Zuid-Limburg" in html


def test_only_its_contact_sees_the_figures_of_an_organisation(release: Release) -> None:
    found = factories.organisation()
    address = f"/cijfers/organisatie/{found.slug}/"
    assert Client().get(address).status_code == 302
    assert client_of(factories.coordinator()).get(address).status_code == 403
    other = factories.contact(factories.organisation("zuyd-hogeschool"))
    assert client_of(other).get(address).status_code == 403
    mine = client_of(factories.contact(found))
    assert "Er is nog geen heel jaar te zien" in html_of(address, mine)
    assert f'href="{address}"' in html_of("/cijfers/", mine)
    assert address not in html_of("/cijfers/")


def came(number: int, days_ago: int) -> None:
    """So many colleagues of the GGD came to a training."""
    edition = factories.edition(capacity=60)
    for _one in range(number):
        person = factories.person(organisation=factories.organisation())
        request_places(people=[person], editions=[edition], by=person)
    begins = now() - timedelta(days=days_ago)
    ends = begins + timedelta(hours=3)
    type(edition).objects.filter(pk=edition.pk).update(starts_at=begins, ends_at=ends)
    Enrolment.objects.filter(edition=edition).update(came=True)


def test_an_organisation_reads_whole_years_rounded_and_none_of_few(release: Release) -> None:
    came(14, 420)
    came(3, 800)
    came(12, 30)
    rows = {row.code: row.number_told for row in dashboards.own_reach(factories.organisation())}
    assert set(rows) == {"2023", "2024", "2025"}, "the year that runs is left out"
    assert rows["2024"] == "minder dan 10 of afgeschermd"
    assert rows["2025"] in {"15", "minder dan 10 of afgeschermd"}
    assert rows["2023"] == "0"


def test_the_factsheet_is_a_pdf_for_screen_readers_and_always_the_same(release: Release) -> None:
    paper: Any = Client().get("/cijfers/factsheet/zuid-limburg.pdf")
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert b"pdfuaid" in paper.content
    assert paper.content == Client().get("/cijfers/factsheet/zuid-limburg.pdf").content
    assert Client().get("/cijfers/factsheet/nergens.pdf").status_code == 404
    assert Client().get("/en/figures/factsheet/alles.pdf").content.startswith(b"%PDF")


def test_a_figure_stands_on_other_sites(release: Release) -> None:
    html = html_of("/op-je-site/cijfers/professionals-trained/")
    assert "Zuid-Limburg" in html
    assert str(cell("zuid-limburg").percentage) in html
    choice = html_of("/op-je-site/?wat=cijfer/professionals-trained")
    assert "/op-je-site/cijfers/professionals-trained/" in choice
    told = Client().get("/oembed", {"url": f"{settings.PUBLIC_URL}{ONE}"}).json()
    assert told["title"] == "Bereik van de scholing"
    assert "/op-je-site/cijfers/professionals-trained/" in told["html"]


def test_the_standing_point_of_a_coalition_reads_the_figures_of_its_area(release: Release) -> None:
    made = seating.coalition()
    hide(cell("GM0917"))
    words = {row.words for row in agenda_figures.lines(made, agenda_figures.released(made))}
    assert "Bereik van de scholing: minder dan 10 of afgeschermd" in words
    other = seating.coalition("Zuid", area=Area.objects.get(code="zuid-limburg"))
    rows = agenda_figures.lines(other, agenda_figures.released(other))
    assert f"({cell('zuid-limburg').percentage}%)" in rows[0].words
    assert rows[0].url == f"/cijfers/coalitie/{other.slug}/"
