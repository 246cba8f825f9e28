"""A theme sheet from draft by its owner to public, its next edition, and what another region does differently."""

from __future__ import annotations

import re

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.people.models import Organisation, Person
from veerkracht.places.queries import region
from veerkracht.programme import sheet_actions as actions
from veerkracht.programme.models import Action, Sheet, SheetEdition, SheetLine, Theme
from veerkracht.programme.sheet_line_actions import Contents, add_line, change_line

pytestmark = pytest.mark.browser

PROGRAMME, TITLE, SLUG = "Kansrijke Start", "Vroeg erbij", "vroeg-erbij"
PUBLIC = f"/themabladen/zuid-limburg/{SLUG}/"
OWNER, COORDINATOR = "eigenaar@voorbeeld.example", "coordinator@voorbeeld.example"
HEADINGS = [
    "Uitvoering",
    "Communicatie",
    "Verbinding",
    "Evaluatie en monitoring",
    "Financiën",
    "Borging",
    "Eigenaar/Kartrekker",
    "Samen met",
    "Meer informatie",
]
VISIT = "Elk gezin krijgt op tijd een gesprek"
EARLY = "Elk gezin krijgt vroeg een gesprek thuis"
TOGETHER = "Verloskundigen en JGZ delen wat ze zien"


def test_a_sheet_lives(journey: Journey) -> None:
    clear_the_table()
    begins_a_sheet(journey)
    writes_lines(journey)
    lays_it_before_the_owner(journey)
    goes_public(journey)
    two_people_in_one_line(journey)
    adopts_from_the_north(journey)
    compares(journey)
    reads_what_the_region_promised(journey)


def clear_the_table() -> None:
    """What another walk left; and the north has a public sheet of the same theme."""
    theme, _new = Theme.objects.get_or_create(
        slug=SLUG, defaults={"programme": PROGRAMME, "title": TITLE, "title_en": "In time"}
    )
    for sheet in Sheet.objects.filter(theme=theme):
        SheetEdition.objects.filter(sheet=sheet).delete()
        sheet.delete()
    Action.objects.filter(theme=theme).delete()
    nico = Person.objects.get(email="coordinator-noord@voorbeeld.example")
    owner = Organisation.objects.get(slug="beweging-limburg-positief-gezond")
    north = actions.make_sheet(theme=theme, region=region("noord-limburg"), owner=owner, by=nico)
    for text in (EARLY, TOGETHER):
        add_line(edition=north, contents=Contents("execution", text, "action"), by=nico)
    _publish(north, nico)


def _publish(edition: SheetEdition, by: Person) -> None:
    """The owner agrees at once."""
    actions.ask_review(edition=edition, by=by)
    asked = edition.moves.filter(kind="asked").latest("pk")
    actions.approve(edition=edition, asked=asked.pk, by=Person.objects.get(email=OWNER))
    actions.publish(edition=edition, by=by)


def _coordinator() -> Person:
    return Person.objects.get(email=COORDINATOR)


def _made() -> Sheet:
    return Sheet.objects.get(theme__slug=SLUG, region__code="zuid-limburg")


def begins_a_sheet(journey: Journey) -> None:
    """Coby picks a theme and an owner."""
    journey.become("coordinator", at="/werk/themabladen/")
    journey.look("work")
    journey.follow("Begin een blad", within="main")
    journey.expected.append("422")
    journey.press("Begin een blad")
    journey.reads("Vul dit nog in")
    journey.choose("Thema", f"{PROGRAMME}: {TITLE}")
    journey.choose("Eigenaar", "Beweging Limburg Positief Gezond")
    journey.press("Begin een blad")
    journey.reads("Schrijf nu de eerste regels")


def writes_lines(journey: Journey) -> None:
    """Words, an open question, and an action that is made right there; one line goes and comes back."""
    journey.follow("Regel erbij: Uitvoering", within="main")
    journey.fill("Tekst", VISIT)
    journey.fill("Tekst in het Engels", "Each family has a talk in time")
    journey.press("Zet erbij")
    journey.reads(VISIT)
    journey.follow("Regel erbij: Borging", within="main")
    journey.follow("Verkenning", within="main")
    journey.fill("Tekst", "Uitzoeken wie dit na 2026 betaalt")
    journey.press("Zet erbij")
    journey.reads("volgende stap is")
    journey.look("line")
    journey.fill("Volgende stap", "Vragen aan de gemeenten")
    journey.fill("Wie pakt het op?", "De regionale coalitie")
    journey.press("Zet erbij")
    journey.reads("volgende stap: Vragen aan de gemeenten")
    line = SheetLine.objects.get(text=VISIT, edition__sheet=_made())
    journey.visit(f"/werk/themabladen/regel/{line.pk}/actie/")
    journey.press("Maak de actie")
    journey.reads("Beweging Limburg Positief Gezond doet dit")
    journey.press("Haal weg")
    journey.reads("Weggehaald")
    journey.press("Zet terug")
    journey.reads("Omlaag")
    journey.look("editor")


def lays_it_before_the_owner(journey: Journey) -> None:
    """Bente sends it back with a reason, and agrees the second time."""
    before, back = newest_mail(OWNER), newest_mail(COORDINATOR)
    journey.fill("Opmerking", "Kijk je vooral naar de borging?")
    journey.press("Leg voor aan de eigenaar")
    journey.reads("kijkt ernaar")
    mail = journey.mail(OWNER, f"Kijk je naar het themablad {TITLE}", after=before)
    journey.become("eigenaar", at="/mijn-plek/")
    journey.reads(f"Kijk naar het themablad {TITLE}")
    journey.open_mail(mail)
    journey.reads("Kijk je vooral naar de borging?")
    journey.press("Stuur terug")
    journey.reads("wat er anders moet")
    journey.look("review")
    journey.fill("Opmerking", "Noem ook het jaar 2027.")
    journey.press("Stuur terug")
    mail = journey.mail(COORDINATOR, f"Het themablad {TITLE} kwam terug", after=back)
    journey.become("coordinator")
    journey.open_mail(mail)
    journey.reads("Noem ook het jaar 2027.")
    before = newest_mail(OWNER)
    journey.press("Leg voor aan de eigenaar")
    mail = journey.mail(OWNER, f"Kijk je naar het themablad {TITLE}", after=before)
    journey.become("eigenaar")
    journey.open_mail(mail)
    journey.press("Akkoord")
    journey.reads("kan het blad nu openbaar maken")


def goes_public(journey: Journey) -> None:
    """Coby makes it public; anybody can read it then."""
    journey.become("coordinator", at="/mijn-plek/")
    journey.reads(f"Maak het themablad {TITLE} openbaar")
    journey.visit(f"/werk/themabladen/{_made().pk}/")
    journey.press("Maak openbaar")
    journey.reads("Het blad is openbaar")
    journey.press("Maak de volgende editie")
    journey.reads("De volgende editie staat klaar")


def two_people_in_one_line(journey: Journey) -> None:
    """Somebody else was first; both texts are there, and a mix is kept."""
    line = SheetLine.objects.get(edition__sheet=_made(), edition__number=2, kind="action")
    journey.visit(f"/werk/themabladen/regel/{line.pk}/")
    journey.fill("Tekst", "Elk gezin krijgt op tijd een gesprek thuis")
    theirs = Contents("execution", "Alle gezinnen krijgen op tijd een gesprek", "action")
    change_line(line=line, contents=theirs, version=line.version, by=_coordinator())
    journey.expected.append("409")
    journey.press("Bewaar")
    journey.is_headed("Iemand was je voor")
    journey.reads("Alle gezinnen krijgen op tijd een gesprek")
    journey.look("conflict")
    journey.fill("Tekst", "Alle gezinnen krijgen op tijd een gesprek thuis")
    journey.press("Bewaar wat hier staat")
    journey.reads("Alle gezinnen krijgen op tijd een gesprek thuis")


def adopts_from_the_north(journey: Journey) -> None:
    """The north has a line that the south lacks."""
    journey.follow("Neem over van Noord-Limburg", within="main")
    journey.is_headed("Ons concept naast Noord-Limburg")
    journey.look("adopt")
    journey.press("Neem over")
    journey.reads("De regel staat nu ook op jullie blad")
    journey.visit(f"/werk/themabladen/{_made().pk}/")
    journey.reads("Overgenomen van Noord-Limburg")


def compares(journey: Journey) -> None:
    """What is new in the second edition, and what the north does differently."""
    _publish(SheetEdition.objects.get(sheet=_made(), number=2), _coordinator())
    journey.become_nobody()
    journey.visit("/themabladen/")
    journey.look("list")
    journey.reads(TITLE)  # of two regions
    journey.visit(PUBLIC)
    journey.reads(EARLY)
    journey.follow("Vergelijk de edities", within="main")
    journey.is_headed("Vergelijk de edities")
    journey.reads("1 regel erbij")
    journey.look("compare")
    journey.visit(PUBLIC)
    journey.follow("Leg naast Noord-Limburg", within="main")
    journey.page.wait_for_url("**/naast/noord-limburg/")
    journey.look("beside")


def reads_what_the_region_promised(journey: Journey) -> None:
    """The sheet of Kansrijke Start: its headings, its live lines, on one A4, and in English."""
    theme = Theme.objects.get(programme=PROGRAMME, title="Positieve Gezondheid")
    address = f"/themabladen/zuid-limburg/{theme.slug}/"
    journey.visit(address)
    journey.is_headed("Positieve Gezondheid")
    assert journey.page.locator(".sheet-body h2").all_inner_texts() == HEADINGS
    journey.reads("gevraagd €")
    journey.look("sheet")
    assert pages_on_paper(journey) == 1
    journey.visit(f"/en{address}")
    journey.is_headed("Positive Health")


def pages_on_paper(journey: Journey) -> int:
    """How many pages the printer would give."""
    journey.page.emulate_media(media="print")
    paper = journey.page.pdf(format="A4")
    journey.page.emulate_media(media="screen")
    return len(re.findall(rb"/Type\s*/Page\b", paper))
