"""The demo's theme sheets: Positieve Gezondheid in three regions, and a few more themes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from veerkracht.config.demo import sheet_texts as texts
from veerkracht.config.demo.courses import MIDDEN, NOORD, ZUID
from veerkracht.config.demo.sheet_texts import Told
from veerkracht.kernel.clock import held_at, today
from veerkracht.meetings.models import Decision
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Organisation
from veerkracht.places.queries import region
from veerkracht.programme import sheet_actions as sheets
from veerkracht.programme import sheet_line_actions as lines
from veerkracht.programme.actions import (
    Amounts,
    Terms,
    firm_up,
    make_action,
    make_agreement,
    make_budget_line,
    make_theme,
)
from veerkracht.programme.measures import measures
from veerkracht.programme.models import BudgetLine, Sheet, SheetEdition, Theme

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person

PROGRAMME = "Kansrijke Start"
BEWEGING, GGD, BEGIN = "beweging-limburg-positief-gezond", "ggd-zuid-limburg", "pril-begin"
BENTE, WIL = "Bente Beweging", "Wil Werkgever"
SITE = "https://limburgpositiefgezond.nl"
TRENDBREUK = "https://trendbreukzuidlimburg.nl"
PARENTS = "coalitions.parents"  # a measure that another app may give


@dataclass(frozen=True)
class Writer:
    """Who writes a sheet, for which region and theme."""

    by: Person
    code: str
    theme: Theme

    def write(self, edition: SheetEdition, told: Told) -> None:
        """Put a line on a draft, with what lives behind it."""
        lines.add_line(edition=edition, contents=self.contents(edition, told), by=self.by)

    def contents(self, edition: SheetEdition, told: Told) -> lines.Contents:
        """A line as the actions take it."""
        alive = BEHIND.get(told.kind, _nothing)(edition, told, self.by)
        return lines.Contents(told.section, told.text, told.kind, told.text_en, alive)

    def make(self, owner: str, told: tuple[Told, ...]) -> SheetEdition:
        """The first edition, as a draft."""
        organisation = Organisation.objects.get(slug=owner)
        edition = sheets.make_sheet(
            theme=self.theme,
            region=region(self.code),
            owner=organisation,
            by=self.by,
            contact_url=organisation.website,
        )
        for one in told:
            self.write(edition, one)
        return edition


def bring_in(cast: Cast, history: History) -> None:
    """Make the sheets, with the editions that came before; once."""
    theme = _theme("Positieve Gezondheid", "Positive Health")
    if Sheet.objects.filter(theme=theme).exists():
        return
    zuid = Writer(cast.coordinator(ZUID), ZUID, theme)
    _of_the_south(cast, history, zuid)
    for code, told, days in ((NOORD, texts.NOORD_TOLD, 120), (MIDDEN, texts.MIDDEN_TOLD, 75)):
        with held_at(history.days_ago(days)):
            writer = Writer(cast.coordinator(code), code, theme)
            _publish(writer.make(BEWEGING, told), writer.by, cast[BENTE])
    _of_other_themes(cast, history)
    send_due()


def _theme(title: str, title_en: str) -> Theme:
    return make_theme(programme=PROGRAMME, title=title, title_en=title_en, by=None)


def _publish(edition: SheetEdition, by: Person, owner: Person, words: str = "") -> None:
    """Laid before the owner, who agrees; then public."""
    sheets.ask_review(edition=edition, by=by)
    asked = edition.moves.filter(kind="asked").latest("pk")
    sheets.approve(edition=edition, asked=asked.pk, by=owner, words=words)
    sheets.publish(edition=edition, by=by)


def _of_the_south(cast: Cast, history: History, writer: Writer) -> None:
    """Two editions that were public, of which the first was sent back once, and a third as a draft."""
    bente = cast[BENTE]
    with held_at(history.days_ago(330)):
        first = writer.make(BEWEGING, texts.BEGIN)
        sheets.ask_review(edition=first, by=writer.by)
        asked = first.moves.latest("pk")
        words = "Noem ook dat Burgerkracht een coördinator levert."
        sheets.send_back(edition=first, asked=asked.pk, by=bente, words=words)
    with held_at(history.days_ago(325)):
        _publish(first, writer.by, bente)
    with held_at(history.days_ago(40)):
        second = sheets.start_edition(sheet=first.sheet, by=writer.by)
        for one in texts.ADDED:
            writer.write(second, one)
        _reword(second, writer, texts.CHANGED)
        _publish(second, writer.by, bente, "Fijn dat het budget er nu tot en met 2026 staat.")
    with held_at(history.days_ago(3)):
        third = sheets.start_edition(sheet=first.sheet, by=writer.by)
        _reword(third, writer, texts.DRAFTED)
        writer.write(third, texts.NEXT)


def _reword(edition: SheetEdition, writer: Writer, told: Told) -> None:
    """Say the line under this heading in other words; what lives behind it stays."""
    line = edition.lines.filter(section=told.section).earliest("order")
    alive = {name: getattr(line, name) for name in lines.BEHIND[line.kind]}
    contents = lines.Contents(told.section, told.text, told.kind, told.text_en, alive)
    lines.change_line(line=line, contents=contents, version=line.version, by=writer.by)


def _of_other_themes(cast: Cast, history: History) -> None:
    """A public one, two that wait for their owner, and one whose owner nobody speaks for."""
    coby = cast.coordinator(ZUID)

    def begin(title: str, english: str, owner: str, told: tuple[Told, ...]) -> SheetEdition:
        return Writer(coby, ZUID, _theme(title, english)).make(owner, told)

    with held_at(history.days_ago(90)):
        title = "Prenataal huisbezoek"
        visit = begin(title, "Prenatal home visit", GGD, texts.VISIT_TOLD)
        _publish(visit, coby, cast[WIL])
    with held_at(history.days_ago(5)):
        title = "Stoppen met roken"
        smoking = begin(title, "Quitting smoking", GGD, texts.SMOKING_TOLD)
        sheets.ask_review(edition=smoking, by=coby, words="Klopt de vraag voor het spreekuur zo?")
        title = "Ouders doen mee"
        part = begin(title, "Parents take part", BEWEGING, texts.TAKING_PART_TOLD)
        sheets.ask_review(edition=part, by=coby)
        begin("Nu Niet Zwanger", "Not Pregnant Now", BEGIN, texts.NO_OWNER_TOLD)


# What lives behind a line

Alive = dict[str, Any]


def _nothing(_edition: SheetEdition, _told: Told, _by: Person) -> Alive:
    return {}


def _day(days: int) -> date:
    return today() + timedelta(days=days)


def _action(edition: SheetEdition, told: Told, by: Person) -> Alive:
    sheet = edition.sheet
    action = make_action(
        region=sheet.region,
        by=by,
        theme=sheet.theme,
        what=told.text,
        what_en=told.text_en,
        owner=sheet.owner,
        status="under-way",
        starts_on=today(),
        due_on=_day(420),
        next_step="De data voor het voorjaar vastleggen",
    )
    return {"action": action}


def _money(edition: SheetEdition, told: Told, by: Person) -> Alive:
    sheet = edition.sheet
    known: dict[str, Any] = {
        "region": sheet.region,
        "theme": sheet.theme,
        "funder": Organisation.objects.get(slug="provincie-limburg"),
        "what": "Trainingen Positieve Gezondheid",
        "year": 2026,
    }
    line = BudgetLine.objects.filter(**known).first()
    amounts = Amounts(
        4_800_000, 4_200_000, 3_150_000, 2_276_050, structural=sheet.region.code == ZUID
    )
    english = "Trainings in Positive Health"
    made = line or make_budget_line(**known, by=by, amounts=amounts, what_en=english)
    return {"budget_line": made}


PROMISES = {
    "beleid": ("ggd-zuid-limburg", "Jaarplan JGZ 2026", 2),
    "borging": ("kansrijke-start-zuid-limburg", "", 0),
}


def _agreement(edition: SheetEdition, told: Told, by: Person) -> Alive:
    by_whom, where, firmer = PROMISES[told.behind]
    terms = Terms(
        what=told.text[:400],
        what_en=told.text_en[:400],
        theme=edition.sheet.theme,
        laid_down_in=where,
        since=today(),
        until=_day(700),
        review_on=_day(400),
    )
    promised_by = Organisation.objects.get(slug=by_whom)
    agreement = make_agreement(
        region=edition.sheet.region, promised_by=promised_by, terms=terms, by=by
    )
    for _step in range(firmer):
        firm_up(agreement=agreement, evidence="Verslag van het overleg", by=by)
    return {"agreement": agreement}


def _decision(edition: SheetEdition, _told: Told, _by: Person) -> Alive:
    found = Decision.objects.filter(meeting__series__region=edition.sheet.region_id)
    return {"decision": found.order_by("pk").first()}


def _indicator(_edition: SheetEdition, _told: Told, _by: Person) -> Alive:
    known = PARENTS if PARENTS in dict(measures.items()) else ""
    return {"measure": known, "target": 150, "target_year": today().year - 1}


def _question(_edition: SheetEdition, told: Told, _by: Person) -> Alive:
    step, who = QUESTIONS[told.behind]
    return {"next_step": step, "who": who, "by_when": _day(380)}


QUESTIONS = {
    "lokaal": ("In drie gemeenten samen aan tafel", "Burgerkracht Limburg"),
    "sport": ("Vragen aan de makers van het sportakkoord", "Weert in Beweging"),
    "bezoek": ("Drie vragen kiezen met ouders", "GGD Zuid Limburg"),
    "partner": ("Bellen met de zorgverzekeraar", "GGD Zuid Limburg"),
}


def _alignment(_edition: SheetEdition, told: Told, _by: Person) -> Alive:
    if told.behind == "zuid":
        return {"other_region": region(ZUID), "aligned_on": today(), "aligned": "agreed"}
    return {
        "other_region": region(NOORD),
        "aligned_on": today(),
        "aligned": "differs",
        "why": "Noord-Limburg begint bij de kraamzorg",
    }


def _link(_edition: SheetEdition, told: Told, _by: Person) -> Alive:
    return {"url": TRENDBREUK if told.behind == "trendbreuk" else SITE}


def _partner(_edition: SheetEdition, told: Told, _by: Person) -> Alive:
    return {"organisation": Organisation.objects.get(slug=told.behind)}


BEHIND: dict[str, Callable[[SheetEdition, Told, Person], Alive]] = {
    "action": _action,
    "money": _money,
    "agreement": _agreement,
    "decision": _decision,
    "indicator": _indicator,
    "question": _question,
    "alignment": _alignment,
    "link": _link,
    "partner": _partner,
}
