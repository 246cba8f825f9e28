"""Erased: nothing is left on the device and the server, and an older backup opens nothing, card in hand."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.journeys.browser import Journey
from tests.journeys.conversing import WITH_SCRIPTS, begin_web, go_to, mark, take_along
from veerkracht.conversations.models import KeptBox, KeptWeb

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("way", WITH_SCRIPTS, ids=lambda way: way.name, indirect=True),
]

KEPT = ("conversations_keptweb", "conversations_keptbox")


def test_a_web_is_erased(resident: Journey, second_device: Journey) -> None:
    KeptWeb.objects.all().delete()  # another way of walking left its backup here
    begin_web(resident)
    mark(resident, "Lichaam", 7)
    words = take_along(resident)
    backup = dumped()
    erases(resident)
    assert not KeptWeb.objects.exists()
    assert not KeptBox.objects.exists()
    restored(backup)
    opens_nothing(second_device, words)


def dumped() -> dict[str, bytes]:
    """The rows as a backup of the ordinary database has them."""
    found = {}
    with connection.cursor() as cursor:
        for table in KEPT:
            with cursor.cursor.copy(f"COPY {table} TO STDOUT") as rows:
                found[table] = b"".join(bytes(part) for part in rows)
    assert all(found.values())
    return found


def erases(resident: Journey) -> None:
    """One button, and a receipt that says until when a backup could have opened it."""
    go_to(resident, "overzicht")
    resident.follow("Wis alles")
    resident.is_headed("Alles wissen")
    resident.look("erase")
    resident.press("Wis hier en bij ons")
    resident.is_headed("Het is gewist")
    resident.reads("De sleutel in onze reservekopie is weg op")
    resident.look("erased")
    resident.follow("Naar het begin")
    resident.reads("Kies wat bij je past")
    assert resident.page.get_by_text("Ga verder met een web").count() == 0


def restored(backup: dict[str, bytes]) -> None:
    """Somebody puts yesterday's backup back."""
    with connection.cursor() as cursor:
        for table, rows in backup.items():
            with cursor.cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)
    assert KeptWeb.objects.exists()


def opens_nothing(second: Journey, words: list[str]) -> None:
    """The card is right, the rows are back, and it does not open."""
    second.expected.append("404")
    second.visit("/gesprek/")
    second.follow("Open met je sleutelkaart")
    second.fill("De vijftien woorden", " ".join(words))
    second.press("Open mijn web")
    second.reads("Bij deze kaart ligt niets")
    second.look("nothing-there")
