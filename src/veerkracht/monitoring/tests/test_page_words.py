"""Figures in words: hidden is never nought, and a percentage is told with what it is of."""

from __future__ import annotations

import pytest

from veerkracht.disclosure.values import ABSENT, HIDDEN, Figure, rate, shown
from veerkracht.monitoring import page_drawing as drawing
from veerkracht.monitoring import page_words as words
from veerkracht.monitoring.page_choice import chosen
from veerkracht.monitoring.page_definitions import Told
from veerkracht.monitoring.page_facts import aimed, summed, together
from veerkracht.monitoring.page_queries import Cut
from veerkracht.monitoring.page_words import Reading


def rated(number: Figure, out_of: Figure, name: str = "Heerlen") -> Reading:
    return Reading("GM0917", name, number, out_of, rate(number, out_of), rated=True)


@pytest.mark.parametrize(
    ("reading", "state", "short", "told"),
    [
        (rated(shown(235), shown(1300)), "shown", "18%", "18%"),
        (rated(shown(0), shown(1300)), "shown", "0%", "0%"),
        (rated(HIDDEN, shown(1300)), "hidden", "<10", "minder dan 10 of afgeschermd"),
        (rated(shown(10), shown(25)), "few", "n<30", "te weinig mensen voor een percentage"),
        (rated(ABSENT, ABSENT), "none", "–", "geen gegevens"),
        (Reading("", "Limburg", shown(1165)), "shown", "1.165", "1.165"),
        (Reading("", "Limburg", HIDDEN), "hidden", "<10", "minder dan 10 of afgeschermd"),
    ],
)
def test_a_reading_says_what_may_be_known(
    reading: Reading, state: str, short: str, told: str
) -> None:
    assert (reading.state, reading.short, reading.told) == (state, short, told)


def test_a_reading_tells_the_whole_and_between_what_it_lies() -> None:
    assert rated(shown(235), shown(1300)).whole == "235 van 1.300, dat is 18%"
    assert rated(HIDDEN, shown(1300)).whole == "minder dan 10 of afgeschermd"
    assert rated(shown(15), shown(50)).between == "door het afronden tussen 25% en 35%"
    assert rated(HIDDEN, shown(50)).between == ""


def test_a_count_of_nobody_knows_how_many_stands_alone() -> None:
    lone = rated(shown(30), ABSENT)
    assert (lone.headline, lone.told, lone.is_lone_count) == (
        "30",
        "we weten niet van hoeveel",
        True,
    )
    assert rated(shown(235), shown(1300)).headline == "18%"
    assert rated(shown(10), shown(25)).headline == "te weinig mensen voor een percentage"
    assert rated(HIDDEN, ABSENT).headline == "minder dan 10 of afgeschermd"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (shown(20), shown(30), "In 2025 was het 20%, in 2026 30%."),
        (HIDDEN, shown(30), "In 2025 was het minder dan 10 of afgeschermd, in 2026 30%."),
        (ABSENT, shown(30), "Van 2025 zijn er geen gegevens. In 2026 was het 30%."),
        (shown(20), ABSENT, "In 2025 was het 20%. Van 2026 zijn er geen gegevens."),
        (ABSENT, HIDDEN, "Van het begin en het eind van deze lijn is geen cijfer te zien."),
    ],
)
def test_the_sentence_of_a_line_tells_its_ends(first: Figure, last: Figure, told: str) -> None:
    rows = [rated(first, shown(100), "2025"), rated(last, shown(100), "2026")]
    assert words.of_periods(rows) == told


def test_the_sentence_of_a_map_names_nothing_that_is_hidden() -> None:
    rows = [
        rated(shown(20), shown(100), "Heerlen"),
        rated(HIDDEN, shown(100), "Vaals"),
        rated(shown(30), shown(100), "Weert"),
    ]
    told = words.of_places(rows, "gemeenten")
    assert "2 van de 3 gemeenten" in told
    assert "Weert (30%)" in told
    assert "Vaals" not in told
    assert "Bij 1 is het cijfer minder dan 10 of afgeschermd." in told


def counted(number: int, name: str) -> Reading:
    return Reading(name, name, shown(number))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [rated(shown(15), shown(440), "Brunssum"), rated(shown(15), shown(500), "Heerlen"),
             rated(shown(20), shown(3400), "Weert"), rated(shown(50), shown(3400), "Venlo")],
            "Hoogste: Brunssum en Heerlen (3%). Laagste: Weert en Venlo (1%).",
        ),
        (
            [counted(20, "Noord"), counted(20, "Midden"), counted(45, "Zuid")],
            "Hoogste: Zuid (45). Laagste: Noord en Midden (20).",
        ),
        (
            [*(counted(0, f"Plaats {n}") for n in range(4)), counted(5, "Vaals")],
            "Hoogste: Vaals (5). Laagste: 4 van de 5 (0).",
        ),
        (
            [counted(20, "Noord"), counted(20, "Midden")],
            "Overal waar je een cijfer ziet, is het 20.",
        ),
        ([counted(20, "Noord")], "Er valt nog niets te vergelijken."),
    ],
)  # fmt: skip
def test_all_that_are_shown_equal_share_their_place(rows: list[Reading], told: str) -> None:
    assert words.of_groups(rows) == told


def test_many_municipalities_with_the_same_figure_are_counted_and_not_picked_from() -> None:
    rows = [*(counted(0, f"Plaats {n}") for n in range(28)), counted(35, "Heerlen")]
    told = words.of_places(rows, "gemeenten")
    assert told.endswith("Hoogste: Heerlen (35). Laagste: 28 gemeenten (0).")


@pytest.mark.parametrize(
    ("out_of", "short", "in_counts"),
    [
        ([100, 100, 100], ["20%", "20%", "20%"], False),
        ([100, 100, None], ["20%", "20%", "–"], False),
        ([100, None, None], ["20", "20", "20"], True),
        ([None, None, None], ["20", "20", "20"], True),
        ([100, None], ["20", "20"], True),
        ([25, 25, 100], ["20", "20", "20"], True),
    ],
)
def test_what_is_shown_together_is_all_in_percent_or_all_in_counts(
    out_of: list[int | None], short: list[str], in_counts: bool
) -> None:
    whole = [ABSENT if one is None else shown(one) for one in out_of]
    rows = words.alike([rated(shown(20), one, f"{n}") for n, one in enumerate(whole)])
    assert [row.short for row in rows] == short
    assert ("Je ziet aantallen" in words.of_groups(rows)) == in_counts


def test_what_is_hidden_says_nothing_about_percentages() -> None:
    rows = [rated(HIDDEN, ABSENT), rated(HIDDEN, ABSENT), rated(shown(20), shown(100))]
    assert words.alike(rows) == rows
    assert words.alike([Reading("", "", shown(5))]) == [Reading("", "", shown(5))]


def test_a_line_without_denominators_tells_its_counts() -> None:
    rows = words.alike([rated(shown(45), ABSENT, "2025"), rated(shown(30), ABSENT, "2026")])
    assert words.of_periods(rows).startswith("In 2025 was het 45, in 2026 30.")
    drawn = drawing.chart(rows)
    assert (drawn.most, len(drawn.dots)) == ("50", 2)


def test_a_whole_is_told_in_its_unit() -> None:
    assert (
        rated(shown(10715), shown(21089)).whole_in("euro") == "10.715 van 21.089 euro, dat is 51%"
    )
    assert rated(shown(30), ABSENT).whole_in("studenten") == "30 studenten"
    assert rated(HIDDEN, ABSENT).whole_in("studenten") == "minder dan 10 of afgeschermd"


@pytest.mark.parametrize(
    ("code", "told", "short"),
    [
        ("2026", "2026", "2026"),
        ("2026-Q3", "3e kwartaal 2026", "K3 '26"),
        ("2026-11", "november 2026", "11-'26"),
        ("", "alles samen", ""),
    ],
)
def test_a_period_is_told_in_words(code: str, told: str, short: str) -> None:
    assert (words.period(code), words.period_short(code)) == (told, short)


def test_a_sum_with_something_hidden_is_hidden() -> None:
    known, unknown = rated(shown(20), shown(100)), rated(HIDDEN, shown(100))
    assert summed([known, known], "p", "Parkstad").whole == "40 van 200, dat is 20%"
    assert summed([known, unknown], "p", "Parkstad").state == "hidden"


def test_a_sum_without_one_of_its_parts_is_no_sum() -> None:
    known, half = rated(shown(20), shown(100)), rated(shown(20), ABSENT)
    assert summed([known, rated(ABSENT, ABSENT)], "p", "Parkstad").state == "none"
    lone = summed([known, half], "p", "Parkstad")
    assert (lone.headline, lone.rate) == ("40", ABSENT)
    assert summed([known, known], "p", "Parkstad").between == ""
    assert together([[rated(ABSENT, ABSENT)], [known]], "p", "Parkstad").headline == "20%"
    assert together([[known, known], [half]], "p", "Parkstad").whole == "40 van 200, dat is 20%"


def test_a_target_is_told_in_the_measure_of_the_page() -> None:
    told = Told(targets={("", "", "", "2026"): 650})
    assert aimed(rated(shown(235), shown(1300)), told.target("", period="2026")).target == 50
    assert aimed(Reading("", "", shown(5)), 650).target == 650
    assert aimed(rated(HIDDEN, HIDDEN), 650).target is None
    assert told.target("GM0917", period="2026") is None


def test_an_address_chooses_only_what_is_there() -> None:
    asked = {
        "gebied": "GM0917",
        "sector": "bestaat-niet",
        "functie": "<script>",
        "periode": "2026-Q3",
        "per": "alles",
        "volgorde": "meest",
    }
    choice = chosen(asked, {"GM0917"}, {"kraamzorg"})
    assert choice.cut == Cut("GM0917", "", "", "2026-Q3")
    assert choice.per == "gemeente"
    assert choice.query == "?gebied=GM0917&periode=2026-Q3&volgorde=meest"
    assert choice.but(area="") == "?periode=2026-Q3&volgorde=meest"
    assert chosen({}, set(), set()).query == "?"
