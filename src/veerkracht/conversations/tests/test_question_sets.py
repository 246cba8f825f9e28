"""Question sets: their life, their licence, who may do what, their translations, and what goes out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import RequestFactory

from tests import factories
from veerkracht.conversations import question_actions as actions
from veerkracht.conversations import question_queries as queries
from veerkracht.conversations import question_translation_actions as translations
from veerkracht.conversations import question_views as public
from veerkracht.conversations.models import (
    QuestionEdition,
    QuestionSet,
    QuestionTranslation,
    TranslationHand,
)
from veerkracht.conversations.question_actions import Owner, Rights
from veerkracht.conversations.question_reference import own_sets
from veerkracht.conversations.question_rules import WebSet, read_set, text_keys
from veerkracht.conversations.question_sources import forget_names
from veerkracht.conversations.tests.question_files import invented, six_groups
from veerkracht.conversations.tests.question_ways import client_of, editor, house, licensed, page
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.personal_data import own_data
from veerkracht.kernel.together import alone
from veerkracht.people.models import Person
from veerkracht.places.queries import region
from veerkracht.ui.dimensions import DIMENSIONS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def in_dutch(found: WebSet) -> WebSet:
    return replace(found, languages={"nl": found.languages["nl"]})


def own(by: Person, area: str = factories.ZUID) -> QuestionEdition:
    return actions.make_set(
        content=in_dutch(own_sets()[3]), owner=Owner(region=region(area)), by=by
    )


def translated(edition: QuestionEdition, by: Person, language: str = "ar") -> QuestionTranslation:
    made = translations.start_translation(edition=edition, language=language, by=by)
    found = read_set(edition.content)
    texts = {key: f"{language} {key}" for key in text_keys(found.dimensions)}
    translations.save_translation(translation=made, texts=texts, seen=made.changed_at, by=by)
    translations.offer_for_review(translation=made, by=by)
    made.refresh_from_db()
    return made


BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("question_edition_version_once", {"version": 1, "state": "withdrawn"}),
    ("question_edition_published_at", {"state": "published", "published_at": None}),
    ("question_edition_withdrawn_at", {"state": "withdrawn", "withdrawn_at": None}),
    ("question_edition_has_licence", {"licence_holder": ""}),
]


def test_our_own_sets_come_in_once_and_are_called_as_the_house_calls_things() -> None:
    QuestionEdition.objects.filter(state="draft").delete()
    actions.load_question_sets()
    assert actions.load_question_sets() == 0
    for found in own_sets():
        labels = [found.languages["nl"].texts[f"dimensions.{one.key}.label"] for one in DIMENSIONS]
        assert labels == [str(one.label) for one in DIMENSIONS]
        counts = {len(part.statements) for part in found.dimensions}
        assert counts <= ({0} if found.form in {"plain", "pictures"} else {5, 6, 7})
        assert set(found.languages) == {"nl", "en"}


def test_an_author_makes_changes_publishes_and_withdraws() -> None:
    coordinator = factories.coordinator()
    edition = own(coordinator)
    found = read_set(edition.content)
    texts = {**found.languages["nl"].texts, "title": "Onze eigen zes"}
    content = replace(found, languages={"nl": replace(found.languages["nl"], texts=texts)})
    actions.change_draft(edition=edition, content=content, seen=edition.changed_at, by=coordinator)
    with pytest.raises(OutOfDate):
        actions.change_draft(
            edition=edition, content=content, seen=now() - timedelta(1), by=coordinator
        )
    actions.publish(edition=edition, by=coordinator)
    edition.refresh_from_db()
    assert (edition.state, edition.title) == ("published", "Onze eigen zes")
    with pytest.raises(RuleBroken):
        actions.publish(edition=edition, by=coordinator)
    with pytest.raises(RuleBroken):
        actions.drop_draft(edition=edition, by=coordinator)
    with pytest.raises(RuleBroken):
        actions.change_draft(
            edition=edition, content=content, seen=edition.changed_at, by=coordinator
        )
    second = actions.start_draft(question_set=edition.question_set, by=coordinator)
    assert second.version == 2
    with pytest.raises(RuleBroken):
        actions.start_draft(question_set=edition.question_set, by=coordinator)
    actions.withdraw(edition=edition, by=coordinator)
    assert queries.public_edition(edition.question_set.code, 1) is None


@pytest.mark.parametrize(
    "change",
    [
        {"content": {}},
        {"version": 9},
        {"title": "Anders"},
        {"licence_terms": "Alles mag"},
        {"licence_expires": date(2099, 1, 1)},
        {"may_be_given_on": False},
        {"state": "draft", "published_at": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_database_keeps_what_is_published(change: dict[str, Any]) -> None:
    edition = house()
    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        QuestionEdition.objects.filter(pk=edition.pk).update(**change)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        edition.delete()


@pytest.mark.parametrize(("name", "values"), BROKEN, ids=lambda value: str(value)[:40])
def test_the_database_refuses_an_impossible_edition(name: str, values: dict[str, Any]) -> None:
    of = house().question_set
    usual = {
        "question_set": of, "version": 2, "state": "draft", "content": {}, "title": "x",
        "licence_holder": "x", "licence_terms": "x", "changed_at": now(),
    }  # fmt: skip
    if values.get("state") == "withdrawn":
        usual |= {"published_at": now(), "withdrawn_at": now()}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        QuestionEdition.objects.create(**{**usual, **values})


def test_the_database_refuses_two_drafts_two_owners_and_a_guessable_address() -> None:
    edition = own(factories.coordinator())
    of = edition.question_set
    with pytest.raises(IntegrityError, match="one_draft"), transaction.atomic():
        QuestionEdition.objects.create(
            question_set=of,
            version=2,
            content={},
            title="x",
            licence_holder="x",
            licence_terms="x",
            changed_at=now(),
        )
    with pytest.raises(IntegrityError, match="one_owner"), transaction.atomic():
        QuestionSet.objects.filter(pk=of.pk).update(organisation=factories.organisation())
    with pytest.raises(IntegrityError, match="question_set_address"), transaction.atomic():
        QuestionSet.objects.filter(pk=of.pk).update(address_code="1")


def test_the_database_asks_for_two_people_and_texts_behind_a_review() -> None:
    by = editor()
    made = translated(house(), by)
    rows = QuestionTranslation.objects.filter(pk=made.pk)
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        rows.update(reviewed_by=by)
    with pytest.raises(IntegrityError, match="question_translation_reviewed"), transaction.atomic():
        rows.update(state="reviewed")
    with pytest.raises(IntegrityError, match="question_translation_once"), transaction.atomic():
        QuestionTranslation.objects.create(edition=made.edition, language="ar", changed_at=now())
    with pytest.raises(IntegrityError, match="hand_once"), transaction.atomic():
        TranslationHand.objects.create(translation=made, person=by)


def test_a_set_under_a_licence_is_only_at_its_address_and_until_its_last_day() -> None:
    contact = factories.contact()
    edition = licensed(contact, expires=today() + timedelta(30), source="Overeenkomst 7")
    code, of = edition.question_set.address_code, edition.question_set
    assert (edition.licence_holder, edition.licence_source) == (
        "Verzonnen instituut",
        "Overeenkomst 7",
    )
    assert (edition.source_version, edition.is_imported) == ("2.1", True)
    response = public.licensed_set(RequestFactory().get("/"), code)
    assert json.loads(response.content)["licence"]["source"] == "Overeenkomst 7"
    assert queries.public_edition(of.code, 1) is None
    for name in (of.code, "0" * 30, "volwassenen"):
        with pytest.raises(Http404):
            public.licensed_set(RequestFactory().get("/"), name)
    with held_at(now() + timedelta(30)):
        assert queries.licensed_edition(code) == edition
    with held_at(now() + timedelta(31)):
        assert queries.licensed_edition(code) is None
    with pytest.raises(RuleBroken):
        actions.start_draft(question_set=of, by=contact)
    with pytest.raises(NotAllowed):
        translations.start_translation(edition=edition, language="pl", by=contact)
    assert client_of(contact).get(page("question_file", edition.pk)).status_code == 403


def test_a_new_version_of_a_licensed_set_is_a_new_file_of_the_same_kind() -> None:
    contact = factories.contact()
    of = licensed(contact).question_set
    owner = Owner(organisation=of.organisation)
    with pytest.raises(RuleBroken, match="ander soort"):
        actions.take_over(
            file=invented(), rights=Rights(), owner=owner, new_version_of=of, by=contact
        )
    second = actions.take_over(
        file=six_groups(), rights=Rights(), owner=owner, new_version_of=of, by=contact
    )
    actions.publish(edition=second, by=contact)
    found = queries.licensed_edition(of.address_code)
    assert found is not None
    assert found.version == 2


def test_a_licence_without_holder_or_that_has_ended_is_refused_and_nothing_kept() -> None:
    contact = factories.contact()
    nobody = six_groups(publisher="", copyright="")
    for file, rights in ((nobody, Rights()), (six_groups(), Rights(expires=date(2020, 1, 1)))):
        with pytest.raises(RuleBroken):
            actions.take_over(
                file=file,
                rights=rights,
                owner=Owner(organisation=factories.organisation()),
                by=contact,
            )
    assert not QuestionSet.objects.exclude(organisation=None).exists()


def test_who_writes_which_sets() -> None:
    zuid, noord = factories.coordinator(), factories.coordinator(factories.NOORD)
    contact, trainer = factories.contact(), factories.trainer()
    elsewhere = factories.contact(factories.organisation("zuyd-hogeschool"))
    mine, theirs = own(zuid), licensed(contact)
    for stranger in (noord, trainer, contact):
        with pytest.raises(NotAllowed):
            actions.publish(edition=mine, by=stranger)
    for stranger in (zuid, trainer, elsewhere):
        with pytest.raises(NotAllowed):
            actions.withdraw(edition=theirs, by=stranger)
    with pytest.raises(NotAllowed):
        own(editor(), factories.NOORD)
    with pytest.raises(NotAllowed):
        actions.withdraw(edition=house(), by=zuid)
    assert client_of(noord).get(page("question_edition", mine.pk)).status_code == 403
    assert client_of(elsewhere).get(page("question_edition", theirs.pk)).status_code == 403
    assert client_of(trainer).get(page("question_sets")).status_code == 403
    seen = set(queries.visible_to(noord).values_list("code", flat=True))
    assert mine.question_set.code not in seen
    assert "volwassenen" in seen
    assert list(queries.visible_to(contact)) == [theirs.question_set]


def test_one_translates_another_reviews_and_only_then_it_goes_out() -> None:
    edition, first, second = house(), editor(), factories.coordinator()
    made = translated(edition, first)
    assert "ar" not in queries.outgoing(house()).languages
    with pytest.raises(NotAllowed):
        translations.approve(translation=made, seen=made.changed_at, by=first)
    translations.send_back(translation=made, remark="Zin 2 is streng.", by=second)
    made.refresh_from_db()
    assert (made.state, made.remark) == ("working", "Zin 2 is streng.")
    translations.offer_for_review(translation=made, by=first)
    with pytest.raises(OutOfDate):
        translations.approve(translation=made, seen=now() - timedelta(1), by=second)
    translations.approve(translation=made, seen=made.changed_at, by=second)
    arabic = queries.outgoing(house()).languages["ar"]
    assert (arabic.name, arabic.direction) == ("العربية", "rtl")
    made.refresh_from_db()
    texts = {**made.texts, "title": "nieuw"}
    translations.save_translation(translation=made, texts=texts, seen=made.changed_at, by=second)
    assert queries.outgoing(house()).languages["ar"].texts["title"] == "ar title"


def test_who_wrote_in_it_since_the_last_review_does_not_review_and_empty_is_not_offered() -> None:
    edition, first, second = house(), editor(), editor()
    made = translated(edition, first)
    texts = {**made.texts, "title": "beter"}
    translations.save_translation(translation=made, texts=texts, seen=made.changed_at, by=second)
    made.refresh_from_db()
    translations.offer_for_review(translation=made, by=second)
    made.refresh_from_db()
    for by in (first, second):
        with pytest.raises(NotAllowed):
            translations.approve(translation=made, seen=made.changed_at, by=by)
    half = translations.start_translation(edition=edition, language="pl", by=first)
    translations.save_translation(
        translation=half, texts={"title": "Dla dorosłych"}, seen=half.changed_at, by=first
    )
    with pytest.raises(RuleBroken, match="Er zijn nog"):
        translations.offer_for_review(translation=half, by=first)
    for language in ("nl", "en", "xx"):
        with pytest.raises(RuleBroken):
            translations.start_translation(edition=edition, language=language, by=first)


def test_translations_of_texts_that_stayed_go_along_to_the_next_version() -> None:
    by, other = factories.coordinator(), editor()
    edition = own(by)
    actions.publish(edition=edition, by=by)
    edition.refresh_from_db()
    made = translated(edition, by)
    translations.approve(translation=made, seen=made.changed_at, by=other)
    second = actions.start_draft(question_set=edition.question_set, by=by)
    actions.publish(edition=second, by=by)
    assert second.translations.get().state == "reviewed"
    third = actions.start_draft(question_set=edition.question_set, by=by)
    found = read_set(third.content)
    texts = {**found.languages["nl"].texts, "title": "Anders"}
    content = replace(found, languages={"nl": replace(found.languages["nl"], texts=texts)})
    actions.change_draft(edition=third, content=content, seen=third.changed_at, by=by)
    actions.publish(edition=third, by=by)
    carried = third.translations.get()
    assert (carried.state, "title" in carried.texts, "intro" in carried.texts) == (
        "working",
        False,
        True,
    )


def test_what_goes_out_has_a_tag_and_no_cookie() -> None:
    edition = house("plaatjes")
    request = RequestFactory().get("/")
    response = public.set_file(request, "plaatjes", 1)
    assert json.loads(response.content) == edition.content
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    again = RequestFactory().get("/", headers={"if-none-match": response["ETag"]})
    assert public.set_file(again, "plaatjes", 1).status_code == 304
    assert public.set_file(RequestFactory().post("/"), "plaatjes", 1).status_code == 405
    for code, version in (("plaatjes", 2), ("weg", 1)):
        with pytest.raises(Http404):
            public.set_file(request, code, version)


def test_names_go_after_two_years_and_with_the_account() -> None:
    first, second = editor(), factories.coordinator()
    made = translated(house(), first)
    translations.approve(translation=made, seen=made.changed_at, by=second)
    source = dict(own_data.items())["conversations.questions"]
    assert len(alone(source.export(second))) == 1
    source.erase(second)
    made.refresh_from_db()
    assert (made.reviewed_by, made.state) == (None, "reviewed")
    with held_at(now() + timedelta(days=800)):
        assert forget_names() == 1
    made.refresh_from_db()
    assert made.translated_by is None
