"""Pages of releases by role: drafting, the report, the preview, two people, the bytes, and what was withdrawn."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.test import Client

from tests import factories
from veerkracht.figures.actions import publish
from veerkracht.figures.tests import publishing
from veerkracht.monitoring import release_actions as actions
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.monitoring.release_building import build
from veerkracht.monitoring.tests import releasing
from veerkracht.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
WORK, PUBLIC = "/werk/vrijgaven/", "/cijfers/vrijgaven/"


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def posted(**values: Any) -> dict[str, Any]:
    return {
        "area": "limburg",
        "as_of": "2026-11-01",
        "since_year": "2026",
        "indicators": [releasing.CODE],
        **values,
    }


def test_a_coordinator_drafts_a_release_and_waits() -> None:
    client = client_of(factories.coordinator())
    assert "Nog geen vrijgave" in text(client.get(WORK))
    form = text(client.get(f"{WORK}nieuw/"))
    assert "Zuid-Limburg" in form
    assert "Noord-Limburg" not in form
    made = client.post(f"{WORK}nieuw/", posted())
    draft = ReleaseDraft.objects.get()
    assert made.headers["Location"] == f"{WORK}{draft.pk}/"
    page = text(client.get(f"{WORK}{draft.pk}/"))
    assert "Je hoeft niet te wachten" in page
    part = client.get(f"{WORK}{draft.pk}/", headers={"HX-Request": "true"})
    assert "hx-get" in text(part)
    ReleaseDraft.objects.update(state=DraftState.FAILED)
    done = client.get(f"{WORK}{draft.pk}/", headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"
    assert "Nakijken lukte niet" in text(client.get(f"{WORK}{draft.pk}/"))


@pytest.mark.parametrize(
    "change",
    [
        {"area": "noord-limburg"},
        {"as_of": "2027-01-01"},
        {"as_of": "gisteren"},
        {"since_year": "1800"},
        {"indicators": []},
        {"indicators": ["'; drop table"]},
        {"left_out": ["period"]},
    ],
)
def test_what_cannot_be_drafted_stands_beside_the_field(change: dict[str, Any]) -> None:
    client = client_of(factories.coordinator())
    answer = client.post(f"{WORK}nieuw/", posted(**change))
    assert answer.status_code == 422
    assert not ReleaseDraft.objects.exists()


def test_two_people_bring_a_release_out() -> None:
    by, second = factories.coordinator(), factories.administrator()
    draft = releasing.judged(by)
    here = f"{WORK}{draft.pk}/"
    mine, theirs = client_of(by), client_of(second)
    assert "Nu kijkt een tweede persoon mee" in text(mine.get(here))
    assert "Publiceer deze vrijgave" in text(theirs.get(here))
    preview = text(theirs.get(f"{here}tabel/{releasing.CODE}/"))
    assert "afgeschermd" in preview
    assert "Heerlen" in preview
    assert mine.post(f"{here}publiceren/").status_code == 403
    theirs.post(f"{here}publiceren/")
    page = text(theirs.get(here))
    assert "Zo ziet iedereen deze vrijgave" in page
    assert "stand van 1 november 2026" in text(mine.get(WORK))
    assert theirs.get(f"{here}tabel/{releasing.CODE}/").status_code == 200


def test_no_page_tells_a_count_that_is_hidden() -> None:
    by = factories.coordinator()
    counts = {**releasing.COUNTS, ("GM0917", "kraamzorg", "2026"): 7}
    draft = releasing.judged(by, counts)
    for path in ("", "aanvallen/", f"tabel/{releasing.CODE}/"):
        page = text(client_of(by).get(f"{WORK}{draft.pk}/{path}"))
        cells = re.findall(r"<td[^>]*>([^<]*)</td>", page)
        assert "7" not in cells


def test_the_report_tells_where_and_never_what() -> None:
    by, second = factories.coordinator(), factories.administrator()
    plain = build(releasing.frozen(day=date(2026, 10, 1)), 1, gate=False).content
    publish(content=plain, area=publishing.limburg(), by=second)
    draft = releasing.judged(by)
    client, here = client_of(by), f"{WORK}{draft.pk}/"
    assert "Dit kan zo niet naar buiten" in text(client.get(here))
    report = text(client.get(f"{here}aanvallen/"))
    assert "Limburg, stand van 1 oktober 2026" in report
    assert "keer te dichtbij" in report
    assert "Heerlen" in report
    assert client.get(f"{here}tabel/{releasing.CODE}/").status_code == 404
    again = client.post(f"{here}stap/zonder/", follow=True)
    assert "blijft er niets over" in text(again)
    assert client.post(f"{here}stap/onbekend/").status_code == 404
    gone = client.post(f"{here}stap/weg/", follow=True)
    assert "Weggegooid" in text(gone)


def test_a_report_of_what_was_not_looked_at_leads_back() -> None:
    by = factories.coordinator()
    draft = releasing.drafted(by)
    answer = client_of(by).get(f"{WORK}{draft.pk}/aanvallen/")
    assert answer.headers["Location"] == f"{WORK}{draft.pk}/"


def test_others_keep_out() -> None:
    draft = releasing.judged(factories.coordinator())
    for person in (factories.trainer(), factories.person()):
        client = client_of(person)
        assert client.get(WORK).status_code == 403
        assert client.get(f"{WORK}{draft.pk}/").status_code == 403
        assert client.post(f"{WORK}{draft.pk}/publiceren/").status_code == 403


def test_anybody_checks_a_release_with_the_published_key() -> None:
    release = releasing.published(factories.coordinator())
    visitor, here = Client(), f"{PUBLIC}limburg/1"
    assert "Limburg, stand van 1 november 2026" in text(visitor.get(PUBLIC))
    page = text(visitor.get(f"{here}/"))
    assert release.digest in page
    assert "Trek de vrijgave in" not in page
    content = visitor.get(f"{here}.json")
    signed = visitor.get(f"{here}/handtekening.json").json()
    known = visitor.get(f"{PUBLIC}sleutel.json").json()
    digest = hashlib.sha256(content.content).hexdigest()
    assert (digest, signed["key"]["base64"]) == (signed["digest"]["hex"], known["base64"])
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(known["base64"]))
    key.verify(base64.b64decode(signed["signature"]["base64"]), digest.encode())
    assert visitor.get(f"{PUBLIC}limburg/2/").status_code == 404


def test_a_withdrawn_release_can_be_read_with_its_reason() -> None:
    by = factories.coordinator()
    release = releasing.published(by)
    client = client_of(by)
    away = f"{WORK}intrekken/{release.pk}/"
    assert "Trek de vrijgave in" in text(client.get(f"{PUBLIC}limburg/1/"))
    assert client.post(away, {"reason": "  "}).status_code == 422
    client.post(away, {"reason": "Een lijst telde dubbel."})
    page = text(Client().get(f"{PUBLIC}limburg/1/"))
    assert "Een lijst telde dubbel." in page
    assert text(Client().get(f"{PUBLIC}limburg/1.json")) == release.content
    assert Client().get(f"{PUBLIC}limburg/1/handtekening.json").json()["withdrawn"]
    assert client.post(away, {"reason": "Nog eens"}).status_code == 409


def test_an_empty_list_says_so_and_pages_ask_few_queries(
    django_assert_max_num_queries: Any,
) -> None:
    assert "Er zijn nog geen cijfers vrijgegeven" in text(Client().get(PUBLIC))
    by = factories.coordinator()
    for day in range(1, 4):
        draft = releasing.judged(by, day=date(2026, 11, day))
        actions.publish_draft(draft=draft, by=factories.administrator())
    client = client_of(by)
    paths = ("", f"{draft.pk}/", f"{draft.pk}/aanvallen/", f"{draft.pk}/tabel/{releasing.CODE}/")
    for path in (*(WORK + one for one in paths), PUBLIC, f"{PUBLIC}limburg/1/"):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200
