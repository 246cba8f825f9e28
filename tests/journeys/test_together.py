"""A resident and her midwife: four words, chosen parts, a second voice, and stopping at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import SECONDS, Journey
from tests.journeys.conversing import (
    MIDWIFE,
    WITH_SCRIPTS,
    Met,
    begin_web,
    code_of,
    go_to,
    mark,
    share_with,
    show_code,
    write_wish,
)
from tests.journeys.searched import Sent, tables_with
from veerkracht.conversations.models import KeptBox, Share

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("way", WITH_SCRIPTS, ids=lambda way: way.name, indirect=True),
]

WISH, SAID = "Pimpelpaars zwemmen op dinsdag", "Je lacht weer bokkepruikvrolijk."
SANNE = "Sanne Voorbeeld"


def test_a_web_is_looked_at_together(resident: Journey, professional: Journey) -> None:
    sent = Sent()
    sent.listen(resident.page)
    fills_in(resident)
    met = show_code(professional, MIDWIFE)
    professional.look("code")
    looks_away(professional, met)
    shares(resident, met)
    reads_and_speaks(professional, sent)
    sees_who_read(resident)
    stops(resident, professional)
    found_nowhere(sent)


def fills_in(resident: Journey) -> None:
    """Two marks and a wish."""
    begin_web(resident)
    mark(resident, "Lichaam", 7)
    mark(resident, "Dagelijks leven", 4)
    write_wish(resident, WISH)


def looks_away(professional: Journey, met: Met) -> None:
    """Another page, the line above and loading anew: the code that the other is typing stays."""
    professional.reads("Deze code werkt nog")
    professional.follow("Gedeeld met mij")
    professional.is_headed("Gedeeld met mij")
    professional.follow("Laat mijn code zien")
    assert code_of(professional) == met
    professional.follow("Gedeeld met mij")
    professional.follow("Jouw code")
    assert code_of(professional) == met
    professional.page.reload()
    assert code_of(professional) == met
    home = professional.page.get_by_role("link", name="Terug naar Veerkracht")
    assert str(home.get_attribute("href")).endswith("/mijn-plek/")


def shares(resident: Journey, met: Met) -> None:
    """A code that is none is told; hers is followed by four words, and a choice of parts."""
    resident.expected.append("404")
    go_to(resident, "delen")
    resident.fill("Of typ de code", "ZZZZ 9999 ZZZZ")
    resident.page.keyboard.press("Enter")
    resident.reads("Deze code bestaat niet, of is te oud")
    resident.look("unknown-code")

    def chosen(journey: Journey) -> None:
        journey.tick("Wat je opschreef")
        journey.look("choose-parts")

    share_with(resident, met, parts=chosen)
    resident.reads(SANNE)
    resident.reads("Nog niet gelezen")
    resident.look("shared")


def reads_and_speaks(professional: Journey, sent: Sent) -> None:
    """Her screen goes to what was shared; she reads, and lays her own line beside it."""
    sent.listen(professional.page)
    professional.is_headed("Gedeeld met mij")
    professional.follow("Lees samen")
    professional.is_headed("Samen kijken")
    professional.reads(WISH)
    professional.reads("Lichaam kreeg het hoogste cijfer: 7")
    professional.look("read")
    mark(professional, "Lichaam", 5)
    professional.fill("Wat wil je erbij zeggen?", SAID)
    professional.press("Leg mijn lijn ernaast")
    professional.reads("Je lijn ligt ernaast")


def sees_who_read(resident: Journey) -> None:
    """When it was read, and her line beside one's own."""
    go_to(resident, "overzicht")
    go_to(resident, "meekijken")
    resident.reads("Eén keer gelezen")
    go_to(resident, "overzicht")
    legend = resident.page.locator(".web__legend")
    expect(legend).to_contain_text(f"zo ziet {SANNE} het", timeout=SECONDS)
    resident.look("second-voice")


def stops(resident: Journey, professional: Journey) -> None:
    """New reads end at once, and all that she could open lies under another number."""
    before = set(KeptBox.objects.values_list("box", flat=True))
    go_to(resident, "meekijken")
    resident.press("Stop delen")
    resident.reads("Nu kijkt niemand mee")
    professional.expected.append("404")
    professional.page.reload()
    professional.reads("Dit is er niet meer")
    professional.look("stopped")
    assert not Share.objects.exists()
    assert len(before & set(KeptBox.objects.values_list("box", flat=True))) < len(before)
    go_to(professional, "code")
    code = code_of(professional).code
    professional.press("Maak een nieuwe code")
    expect(professional.page.locator(".code-large")).not_to_have_text(code, timeout=SECONDS)
    goes_by(professional)


def goes_by(professional: Journey) -> None:
    """Ten minutes later the screen says so, and shows no code that would be refused."""
    professional.page.evaluate("const later = Date.now() + 600_000; Date.now = () => later")
    professional.reads("Deze code werkt niet meer")
    expect(professional.page.locator(".code-large")).to_have_count(0)
    professional.press("Maak een nieuwe code")
    assert code_of(professional).code


def found_nowhere(sent: Sent) -> None:
    """What was written left the browsers sealed."""
    for words in (WISH, "Pimpelpaars", SAID, "bokkepruikvrolijk"):
        assert not sent.has(words)
        assert tables_with(words) == []
