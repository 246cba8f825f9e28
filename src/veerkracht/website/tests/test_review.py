"""A page goes out after somebody else has read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from tests import factories
from veerkracht.kernel.together import alone
from veerkracht.kernel.waiting import tasks
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Person, RoleKind
from veerkracht.website.actions import EDITORS, PUBLISHERS, SECOND_READER, load_website
from veerkracht.website.models import ContentPage, NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_factor_will_do(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def writer() -> Person:
    return factories.with_role(RoleKind.EDITOR, factories.ZUID)


@pytest.fixture
def reader() -> Person:
    return factories.with_role(RoleKind.EDITOR, factories.NOORD)


def as_person(person: Person) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=person.pk))
    return client


def item(title: str = "Nieuwe training", **values: Any) -> dict[str, Any]:
    return {
        "title": title,
        "slug": "nieuw",
        "on": "2026-11-23",
        "lead": "Er is een nieuwe training.",
        "picture": "",
        "picture_alternative": "",
        "seo_title": "",
        "search_description": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **values,
    }


def write(person: Person, **values: Any) -> Any:
    index = NewsIndexPage.objects.get(slug="nieuws")
    address = reverse("wagtailadmin_pages:add", args=["website", "newspage", index.pk])
    return as_person(person).post(address, item(**values))


def submitted(writer: Person) -> NewsPage:
    write(writer, **{"action-submit": "action-submit"})
    page: NewsPage = NewsPage.objects.get(slug="nieuw")
    return page


def decide(person: Person, page: NewsPage, action: str) -> int:
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return as_person(person).post(address, {"comment": ""}).status_code


def test_a_draft_is_seen_by_nobody_outside(writer: Person) -> None:
    write(writer)
    assert NewsPage.objects.filter(slug="nieuw", live=False).exists()
    assert Client().get("/nieuws/nieuw/").status_code == 404
    assert "Nieuwe training" not in Client().get("/nieuws/").content.decode()


def test_an_editor_cannot_put_a_page_online_alone(writer: Person) -> None:
    write(writer, **{"action-publish": "action-publish"})
    assert not NewsPage.objects.get(slug="nieuw").live
    about = ContentPage.objects.get(slug="over")
    form = {**item("Over ons"), "slug": "over", "action-publish": "action-publish"}
    as_person(writer).post(reverse("wagtailadmin_pages:edit", args=[about.pk]), form)
    assert "Er is een nieuwe training." not in Client().get("/over/").content.decode()


def test_a_second_editor_approves_and_the_page_is_online(writer: Person, reader: Person) -> None:
    page = submitted(writer)
    decide(reader, page, "approve")
    page.refresh_from_db()
    assert page.live
    assert "Er is een nieuwe training." in Client().get("/nieuws/nieuw/").content.decode()
    assert "Nieuwe training" in Client().get("/").content.decode()


def test_the_writer_cannot_approve_the_own_page(writer: Person) -> None:
    page = submitted(writer)
    decide(writer, page, "approve")
    page.refresh_from_db()
    assert not page.live
    html = (
        as_person(writer).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    )
    assert "action-workflow-action" not in html


def test_an_administrator_approves_and_may_publish_alone(writer: Person) -> None:
    administrator = factories.administrator()
    page = submitted(writer)
    decide(administrator, page, "approve")
    page.refresh_from_db()
    assert page.live
    write(administrator, slug="zelf", **{"action-publish": "action-publish"})
    assert NewsPage.objects.get(slug="zelf").live


def test_what_is_sent_back_stays_offline_and_can_be_mended(writer: Person, reader: Person) -> None:
    page = submitted(writer)
    decide(reader, page, "reject")
    page.refresh_from_db()
    assert not page.live
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = {**item("Beter"), "action-submit": "action-submit"}
    as_person(writer).post(address, form)
    page = NewsPage.objects.get(pk=page.pk)
    assert page.get_latest_revision_as_object().title == "Beter"
    decide(reader, page, "approve")
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "Beter")


def test_the_writer_hears_by_one_letter_of_ours_what_came_of_it(
    writer: Person, reader: Person, mailoutbox: Any
) -> None:
    page = submitted(writer)
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    as_person(reader).post(address, {"comment": "Noem de plaats."})
    assert mailoutbox == [], "Wagtail writes nothing itself"
    send_due()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    as_person(writer).post(edit, {**item("In Heerlen"), "action-submit": "action-submit"})
    decide(reader, NewsPage.objects.get(pk=page.pk), "approve")
    send_due()
    assert [mail.subject for mail in mailoutbox] == [
        "Graag nog iets veranderen: Nieuwe training",
        "Je pagina staat online: In Heerlen",
    ]
    assert all(mail.to == [writer.email] for mail in mailoutbox)
    assert "Noem de plaats." in mailoutbox[0].body
    assert "/nieuws/nieuw/" in mailoutbox[1].body


def test_who_approves_the_own_page_gets_no_letter(mailoutbox: Any) -> None:
    administrator = factories.administrator()
    decide(administrator, submitted(administrator), "approve")
    send_due()
    assert mailoutbox == []


def test_who_is_no_editor_approves_nothing(writer: Person) -> None:
    page = submitted(writer)
    for stranger in (factories.person(), factories.trainer(), factories.coordinator()):
        assert decide(stranger, page, "approve") == 403
    page.refresh_from_db()
    assert not page.live


def test_a_page_to_read_waits_in_my_place_of_others(writer: Person, reader: Person) -> None:
    page = submitted(writer)
    waiting = dict(tasks.items())["website"]
    assert [task.title for task in alone(waiting(reader))] == [f"Lees mee: {page.title}"]
    assert alone(waiting(writer)) == []
    assert alone(waiting(factories.trainer())) == []
    assert alone(waiting(reader))[0].url in as_person(reader).get("/mijn-plek/").content.decode()


def test_loading_again_puts_the_rights_right_and_asks_one_reader() -> None:
    load_website()
    assert Workflow.objects.active().count() == 1
    assert Workflow.objects.active()[0].name == SECOND_READER
    about = ContentPage.objects.get(slug="over")
    assert about.get_workflow().name == SECOND_READER


def test_an_administrator_who_stops_no_longer_publishes(writer: Person) -> None:
    from veerkracht.people.actions import end_role  # noqa: PLC0415 - only here
    from veerkracht.people.models import Role  # noqa: PLC0415

    other, administrator = factories.administrator(), factories.administrator()
    end_role(role=Role.objects.get(person=administrator), by=other)
    groups = set(administrator.groups.values_list("name", flat=True))
    assert groups & {EDITORS, PUBLISHERS} == set()
