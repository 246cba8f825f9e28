"""The index follows what is public: it comes, changes and goes with its source, in both languages."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from tests import factories
from veerkracht.kernel import jobs
from veerkracht.kernel.clock import now
from veerkracht.kernel.searching import Document, changed, documents
from veerkracht.outreach import search_actions as actions
from veerkracht.outreach.models import SearchDocument, SearchWord
from veerkracht.outreach.search_queries import MOST, Asked, search
from veerkracht.training.actions import call_off_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

TOLD = {
    "1": ("Steltlopen langs de Zwalm", "Gezinnen lopen mee."),
    "2": ("Koken in de wijk", "Samen eten in Heerlen."),
}


@pytest.fixture
def source() -> Iterator[dict[str, tuple[str, str]]]:
    """A source of two documents, which a test may change."""
    told = dict(TOLD)

    def every(keys: Collection[str] | None) -> Iterator[Document]:
        for key, (title, text) in told.items():
            if keys is None or key in keys:
                yield Document(
                    key=key,
                    title=title if translation.get_language() == "nl" else f"{title} EN",
                    url=f"/ding/{key}/",
                    kind="ding",
                    kind_words="ding",
                    text=text,
                    where=("GM0917",) if key == "2" else (),
                    about=("welzijn",),
                )

    documents.add("proef", every)
    actions.refresh("proef")
    yield told
    documents.remove("proef")


def titles(words: str, **narrower: Any) -> list[str]:
    found = search(Asked(words, **narrower))
    return ["".join(piece.text for piece in hit.title) for hit in found.hits]


def test_a_document_is_found_by_any_form_and_by_the_beginning_of_the_last_word(source: Any) -> None:
    assert titles("gezin zwalm") == ["Steltlopen langs de Zwalm"]
    assert titles("koken heerl") == ["Koken in de wijk"]
    both = titles("gezin heerlen", exact=True)  # one has the first word, another the second
    assert not {"Steltlopen langs de Zwalm", "Koken in de wijk"} & set(both)


def test_each_language_has_its_own(source: Any) -> None:
    with translation.override("en"):
        assert titles("koken") == ["Koken in de wijk EN"]


def test_a_typing_mistake_is_mended_and_told(source: Any) -> None:
    found = search(Asked("steltloppen langs de zwaln"))
    assert found.instead == "steltlopen langs zwalm"
    assert found.count == 1
    assert search(Asked("steltloppen", exact=True)).count == 0
    assert search(Asked("xqxqxqxq")).instead == ""


def test_a_word_that_occurs_in_another_form_is_not_mended(source: Any) -> None:
    source["3"] = ("Steden en paarden", "")
    source["4"] = ("Staf en maart", "")
    actions.refresh("proef")
    assert search(Asked("stad xqxqxqxq")).instead == ""
    assert search(Asked("paart")).instead  # a word that does not occur still is


def test_choices_narrow_down_and_are_counted(source: Any) -> None:
    actions.rebuild()
    found = search(Asked("samen | voetbal"))
    assert found.count == 0, "there are no operators"
    found = search(Asked("wijk", kind="ding"))
    assert [(one.code, one.count) for one in found.kinds] == [("ding", 1)]
    assert [(one.label, one.count) for one in found.areas] == [("Heerlen", 1)]
    assert titles("steltlopen", area="GM0917", exact=True) == []
    assert titles("koken", sector="welzijn") == ["Koken in de wijk"]


def test_what_changed_is_read_again_after_the_commit(
    source: dict[str, tuple[str, str]], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        source["1"] = ("Fietsen langs de Maas", "")
        del source["2"]
        changed("proef", 1, 2)
        changed("nooit gehoord", 7)
        assert titles("fietsen", exact=True) == []
    assert titles("fietsen", exact=True) == ["Fietsen langs de Maas"]
    assert titles("koken", exact=True) == []


def test_the_nightly_job_forgets_sources_and_words_that_are_gone(
    source: dict[str, tuple[str, str]],
) -> None:
    SearchDocument.objects.filter(source="proef").update(source="verdwenen")
    del source["2"]
    assert dict(jobs.jobs.items())["search index"].run() > 0
    assert not SearchDocument.objects.filter(source="verdwenen").exists()
    assert not SearchWord.objects.filter(language="nl", word="koken").exists()
    assert SearchWord.objects.get(language="nl", word="steltlopen").times >= 1


def test_a_training_is_found_while_it_has_dates(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        course = factories.course(title="Kraamzorg en gesprek")
        edition = factories.edition(of=course)
        factories.draft(of=factories.course(title="Kraamzorg in het geheim"))
    assert titles("kraamzorg gesprek") == ["Kraamzorg en gesprek"]
    assert titles("kraamzorg geheim", exact=True) == []
    with django_capture_on_commit_callbacks(execute=True):
        call_off_edition(by=factories.coordinator(), edition=edition, reason="Te weinig mensen.")
    assert titles("kraamzorg gesprek", exact=True) == []


def test_of_a_very_common_word_the_freshest_are_looked_at_and_that_is_told(source: Any) -> None:
    def row(number: int) -> SearchDocument:
        return SearchDocument(
            source="proef",
            key=f"x{number}",
            language="nl",
            url="/",
            title="Algemeen",
            kind="ding",
            kind_words="ding",
            fresh=now(),
            words="algemeen",
        )

    SearchDocument.objects.bulk_create(row(number) for number in range(MOST + 5))
    found = search(Asked("algemeen", page=7))
    assert (found.count, found.more, found.pages, found.asked.page) == (MOST, True, 100, 7)
    assert search(Asked("algemeen", page=99999)).asked.page == 100


def test_a_document_stands_once_and_leads_somewhere(source: Any) -> None:
    row = SearchDocument.objects.filter(source="proef")[0]
    row.pk = None
    with pytest.raises(IntegrityError, match="search_document_once"), transaction.atomic():
        row.save(force_insert=True)
    with (
        pytest.raises(IntegrityError, match="search_document_leads_somewhere"),
        transaction.atomic(),
    ):
        SearchDocument.objects.update(url="")
    word = SearchWord.objects.all()[0]
    word.pk = None
    with pytest.raises(IntegrityError, match="search_word_once"), transaction.atomic():
        word.save(force_insert=True)
