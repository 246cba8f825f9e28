"""The pages of question sets, for authors, translators and reviewers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories
from veerkracht.conversations import question_queries as queries
from veerkracht.conversations.models import (
    QuestionEdition,
    QuestionTranslation,
)
from veerkracht.conversations.question_rules import read_set, text_keys
from veerkracht.conversations.tests.question_files import invented
from veerkracht.conversations.tests.question_ways import client_of, editor, house, licensed, page
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


# Pages


def test_an_author_walks_from_a_new_set_to_a_published_one(
    django_assert_max_num_queries: Any,
) -> None:
    by = factories.coordinator()
    client = client_of(by)
    house()
    typed = {
        "title": "Praatset",
        "owner": f"region-{region(factories.ZUID).pk}",
        "start_from": "ouders",
        "holder": "Regio Zuid",
    }
    assert client.post(page("make_question_set"), {**typed, "title": ""}).status_code == 422
    made = client.post(page("make_question_set"), typed)
    edition = QuestionEdition.objects.get(title="Praatset")
    assert made["Location"] == page("change_question_draft", edition.pk)
    shown = client.get(made["Location"])
    values = {field.name: field.value() for field in shown.context["form"]}
    values["statements.body"] += "\nIk dans graag."
    assert client.post(made["Location"], {**values, "seen": "gisteren"}).status_code == 409
    assert client.post(made["Location"], values).status_code == 302
    edition.refresh_from_db()
    part = read_set(edition.content).dimensions[0]
    assert part.statements[0] == "body-rest"
    assert part.statements[-1] == "body-n1"
    with django_assert_max_num_queries(12):
        assert "Ik dans graag." in client.get(page("question_edition", edition.pk)).content.decode()
    with django_assert_max_num_queries(12):
        assert "Praatset" in client.get(page("question_sets")).content.decode()
    client.post(page("publish_questions", edition.pk))
    file = client.get(page("question_file", edition.pk))
    assert json.loads(file.content)["status"] == "active"
    other = client.post(page("start_question_draft", edition.pk))
    draft = QuestionEdition.objects.get(state="draft", question_set=edition.question_set)
    assert other["Location"] == page("change_question_draft", draft.pk)
    client.post(page("drop_question_draft", draft.pk))
    client.post(page("withdraw_questions", edition.pk))
    edition.refresh_from_db()
    assert edition.state == "withdrawn"


def test_a_file_is_shown_first_and_kept_only_when_asked() -> None:
    contact = factories.contact()
    client = client_of(contact)
    owner = f"organisation-{factories.organisation().pk}"
    upload = SimpleUploadedFile("lijst.json", invented())
    shown = client.post(page("take_over_questions"), {"owner": owner, "file": upload})
    text = shown.content.decode()
    assert "deelt door 5, maar telt 2 vragen op" in text
    assert not QuestionEdition.objects.filter(is_imported=True).exists()
    again = {"owner": owner, "text": invented().decode(), "keep": "1"}
    kept = client.post(page("take_over_questions"), again)
    edition = QuestionEdition.objects.get(is_imported=True)
    assert kept["Location"] == page("question_edition", edition.pk)
    hostile = SimpleUploadedFile("bom.json", b"[" * 900_000)
    answer = client.post(page("take_over_questions"), {"owner": owner, "file": hostile})
    assert answer.status_code == 422
    assert "te diep" in answer.content.decode()
    large = SimpleUploadedFile("groot.json", b" " * 1_500_000)
    answer = client.post(page("take_over_questions"), {"owner": owner, "file": large})
    assert "groter dan 1 MB" in answer.content.decode()


def test_answers_are_worked_out_again_and_nothing_is_kept() -> None:
    contact = factories.contact()
    edition = licensed(contact, invented())
    assert queries.licensed_edition(edition.question_set.address_code) is None
    item = [
        {"linkId": "a", "answer": [{"valueCoding": {"code": "c3"}}]},
        {"linkId": "som", "answer": [{"valueDecimal": 5}]},
    ]
    content = json.dumps({"resourceType": "QuestionnaireResponse", "item": item}).encode()
    client = client_of(contact)
    where = page("check_answers", edition.pk)
    text = client.post(where, {"file": SimpleUploadedFile("a.json", content)}).content.decode()
    assert "het bestand zegt 5, uit de antwoorden komt 3" in text
    file = client.post(where, {"file": SimpleUploadedFile("a.json", content), "download": "1"})
    assert json.loads(file.content)["item"][-1]["answer"] == [{"valueDecimal": 3}]
    web = licensed(contact)
    assert client.get(page("check_answers", web.pk)).status_code == 422


def test_translators_and_reviewers_walk_their_pages(django_assert_max_num_queries: Any) -> None:
    first, second = editor(), factories.coordinator()
    edition = house("eenvoudig")
    client = client_of(first)
    began = client.post(page("start_translation", edition.pk), {"language": "ar"})
    made = QuestionTranslation.objects.get()
    where = page("question_translation", made.pk)
    assert began["Location"] == where
    values = {key: f"نص {key}" for key in text_keys(read_set(edition.content).dimensions)}
    values["seen"] = made.changed_at.isoformat()
    half = {**values, "title": "", "offer": "1"}
    refused = client.post(where, half)
    assert refused.status_code == 422
    made.refresh_from_db()
    values["seen"] = made.changed_at.isoformat()
    client.post(where, {**values, "offer": "1"})
    made.refresh_from_db()
    assert made.state == "offered"
    reviewing = page("review_translation", made.pk)
    assert client.get(reviewing).status_code == 403
    reviewer = client_of(second)
    with django_assert_max_num_queries(12):
        assert 'dir="rtl"' in reviewer.get(reviewing).content.decode()
    assert "Kijk de vertaling van" in reviewer.get(reverse("people:my_place")).content.decode()
    assert reviewer.post(reviewing, {"remark": ""}).status_code == 422
    reviewer.post(reviewing, {"approve": "1", "seen": made.changed_at.isoformat()})
    made.refresh_from_db()
    assert made.state == "reviewed"
    shown = reviewer.get(page("question_edition", edition.pk) + "?taal=ar").content.decode()
    assert 'dir="rtl"' in shown
