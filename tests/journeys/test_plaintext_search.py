"""Everything that residents entrust is looked for where it may not be: `make plaintext-search`.

Words, marks and keys are planted; a web is carried along, shared, spoken to, counted and left; then what the browsers
sent, every row of both databases (and so mail and backups), the output of the processes and an export are searched.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest

from tests.environment import ROOT
from tests.journeys.browser import Journey
from tests.journeys.conversing import (
    MIDWIFE,
    begin_web,
    go_to,
    mark,
    share_with,
    show_code,
    take_along,
    write_wish,
)
from tests.journeys.searched import Sent, dump, printed
from tests.journeys.ways import ways
from veerkracht.conversations import keystore
from veerkracht.conversations.models import KeptBox, Share, Voice
from veerkracht.kernel.personal_data import own_data
from veerkracht.kernel.together import alone
from veerkracht.people.models import Person

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("way", ways()[:1], ids=lambda way: way.name, indirect=True),
]

WISH, SAID = "Zwemles met Fien-Fleur op dinsdag", "Je straalt als een zeemeeuwkikker"
WITNESS = "public.conversations_keptbox"  # a table that must be in what is searched
ALL_WEBS = """async () => {
  const opening = indexedDB.open('notities');
  const base = await new Promise(done => opening.onsuccess = () => done(opening.result));
  const rows = await new Promise(done => {
    const asked = base.transaction('webs').objectStore('webs').getAll();
    asked.onsuccess = () => done(asked.result);
  });
  base.close();
  return rows.map(row => row.data ? new TextDecoder('latin1').decode(row.data) : String(row.key.extractable));
}"""


def test_what_is_entrusted_is_found_nowhere(resident: Journey, professional: Journey) -> None:
    sent = Sent()
    sent.listen(resident.page)
    begin_web(resident)
    mark(resident, "Lichaam", 7)
    write_wish(resident, WISH)
    words = take_along(resident)
    met = show_code(professional, MIDWIFE)
    sent.listen(professional.page)
    share_with(resident, met, parts=lambda journey: journey.tick("Wat je opschreef"))
    speaks(professional)
    go_to(resident, "overzicht")
    go_to(resident, "meekijken")
    resident.reads("Eén keer gelezen")
    assert KeptBox.objects.exists()
    assert Share.objects.exists()
    assert Voice.objects.exists()
    control = [where for where, text in places(sent) if has(text, "Sanne Voorbeeld")]
    assert control, "a search that finds nothing proves nothing"
    planted = [WISH, SAID, "Fien-Fleur", '"mark":7', '"marks":', " ".join(words), *keys_of(words)]
    found = {what: [where for where, text in places(sent) if has(text, what)] for what in planted}
    assert {what: where for what, where in found.items() if where} == {}
    on_the_device(resident)


def speaks(professional: Journey) -> None:
    """She reads and answers."""
    professional.is_headed("Gedeeld met mij")
    professional.follow("Lees samen")
    professional.reads(WISH)
    mark(professional, "Lichaam", 5)
    professional.fill("Wat wil je erbij zeggen?", SAID)
    professional.press("Leg mijn lijn ernaast")
    professional.reads("Je lijn ligt ernaast")


def keys_of(words: list[str]) -> list[str]:
    """The card as its QR code says it, worked out anew from the words."""
    source = ROOT / "src/veerkracht/conversations/static/conversations/core/wordlist.js"
    text = source.read_text()
    listed = " ".join(part for part in text.split('"')[1::2] if part.strip()).split()
    bits = "".join(f"{listed.index(word):09b}" for word in words)[:128]
    card = int(bits, 2).to_bytes(16, "big")
    return [base64.urlsafe_b64encode(card).decode().rstrip("="), card.hex()]


def places(sent: Sent) -> Iterator[tuple[str, bytes]]:
    """Everything that is searched, by name."""
    for number, part in enumerate(sent.parts):
        yield f"request {number}", part
    tables = dict(dump())
    assert tables[WITNESS], "the boxes were not dumped"
    yield from tables.items()
    yield "the key store", key_store()
    yield "the output of the processes", printed() or b""
    midwife = Person.objects.get(name="Sanne Voorbeeld")
    for name, source in own_data.items():
        yield f"her export: {name}", repr(alone(source.export(midwife))).encode()


def key_store() -> bytes:
    """Every row of the other database. Its keys stand in no row of the first, so its backup opens nothing."""
    keys = list(keystore.every())
    assert keys, "the key store is empty"
    ordinary = b"".join(rows for _table, rows in dump())
    assert not any(one.key.hex().encode() in ordinary for one in keys)
    return repr(keys).encode()


def has(text: bytes, what: str) -> bool:
    """Whether it stands there, as it is or as bytes are often written: hexadecimal, base64 at any offset."""
    plain = what.encode()
    forms = [plain, plain.hex().encode(), what.encode("utf-16-le")]
    for offset in range(3):
        whole = base64.b64encode(b"\0" * offset + plain)
        inner = whole[4 if offset else 0 : -4]
        forms += [inner, inner.replace(b"+", b"-").replace(b"/", b"_")]
    return any(len(form) >= 6 and form in text for form in forms)


def on_the_device(resident: Journey) -> None:
    """Also there it lies closed, under a key that cannot be taken out."""
    rows = resident.page.evaluate(ALL_WEBS)
    assert "false" in rows
    assert not any("Fien" in row or "mark" in row for row in rows)
