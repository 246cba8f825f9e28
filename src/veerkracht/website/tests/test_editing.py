"""Who may edit, and what the editor loads."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from veerkracht.kernel import page_cache
from veerkracht.kernel.clock import now
from veerkracht.people.actions import end_role, give_role
from veerkracht.people.models import Person, Role, RoleKind
from veerkracht.places.models import Area
from veerkracht.website.actions import EDITORS, load_website, publish_due, sync_editors
from veerkracht.website.models import ContentPage, HomePage

pytestmark = pytest.mark.django_db
ABOUT = {
    "title": "Over ons",
    "lead": "",
    "slug": "over",
    "seo_title": "",
    "search_description": "Over ons",
    "body-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


@pytest.fixture(autouse=True)
def _one_factor_will_do(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def administrator() -> Person:
    return Person.objects.create_superuser("beheer@voorbeeld.example", name="Bea Beheer")


@pytest.fixture
def editor(administrator: Person) -> Person:
    person = Person.objects.create_user("redactie@voorbeeld.example", name="Rick Redacteur")
    give_role(
        person=person,
        kind=RoleKind.EDITOR,
        region=Area.objects.get(code="zuid-limburg"),
        by=administrator,
    )
    return Person.objects.get(pk=person.pk)


def test_who_is_not_signed_in_is_asked_to_on_our_own_page(client: Client) -> None:
    for address in ("/redactie/", "/redactie/login/", "/redactie/pages/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response.headers["Location"].startswith(
            f"{reverse('account_login')}?next=/redactie/"
        )


def test_an_ordinary_person_is_told_that_this_is_for_editors(client: Client) -> None:
    client.force_login(Person.objects.create_user("gewoon@voorbeeld.example", name="Gé Woon"))
    response = client.get("/redactie/")
    assert response.status_code == 403
    assert "redacteuren" in response.content.decode()


def test_an_administrator_changes_a_page_and_visitors_see_it(
    client: Client, administrator: Person
) -> None:
    give_role(person=administrator, kind=RoleKind.ADMINISTRATOR, by=None)
    client.force_login(administrator)
    page = ContentPage.objects.get(slug="over")
    form = {**ABOUT, "lead": "Nieuwe inleiding", "action-publish": "action-publish"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert response.status_code == 302, response.context["form"].errors
    assert "Nieuwe inleiding" in Client().get("/over/").content.decode()


@pytest.mark.parametrize(
    "address", ["/redactie/", "/redactie/pages/", "/redactie/account/", "/redactie/images/"]
)
def test_the_editor_bears_our_name_and_loads_nothing_from_elsewhere(
    client: Client, editor: Person, address: str, settings: Any
) -> None:
    client.force_login(editor)
    html = client.get(address, follow=True).content.decode()
    assert f"- {settings.SITE_NAME}</title>" in html
    assert "gravatar" not in html
    assert "releases.wagtail.org" not in html
    assert not re.findall(r'(?:src|srcset|data-icon-url)="(?:https?:)?//', html)
    assert not re.findall(r'<link [^>]*href="(?:https?:)?//', html)


def test_the_form_of_a_page_loads_nothing_from_elsewhere(client: Client, editor: Person) -> None:
    client.force_login(editor)
    page = HomePage.objects.get(locale__language_code="nl")
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Het eerste scherm" in html
    assert not re.findall(r'(?:src|srcset)="(?:https?:)?//', html)


def test_who_stops_as_editor_is_let_out(
    client: Client, editor: Person, administrator: Person
) -> None:
    end_role(role=Role.objects.get(person=editor), by=administrator)
    client.force_login(Person.objects.get(pk=editor.pk))
    assert client.get("/redactie/").status_code == 403
    assert not editor.groups.filter(name=EDITORS).exists()


def test_a_role_that_ended_by_its_date_is_noticed_by_the_daily_round(
    editor: Person, clock: Any
) -> None:
    role = Role.objects.get(person=editor)
    Role.objects.filter(pk=role.pk).update(since="2026-01-01", until="2026-11-23")
    assert sync_editors() >= 1
    assert not editor.groups.filter(name=EDITORS).exists()


def test_an_editor_of_two_regions_who_keeps_one_stays(
    editor: Person, administrator: Person
) -> None:
    north = Area.objects.get(code="noord-limburg")
    give_role(person=editor, kind=RoleKind.EDITOR, region=north, by=administrator)
    end_role(role=Role.objects.get(person=editor, region=north), by=administrator)
    assert editor.groups.filter(name=EDITORS).exists()


@pytest.mark.parametrize("verb", ["delete", "unpublish"])
def test_a_page_in_the_header_cannot_be_taken_away(
    client: Client, editor: Person, verb: str
) -> None:
    client.force_login(editor)
    page = ContentPage.objects.get(slug="cijfers")
    client.post(reverse(f"wagtailadmin_pages:{verb}", args=[page.pk]))
    assert ContentPage.objects.get(pk=page.pk).live


def test_a_page_of_the_editors_own_is_found_below_its_parent(client: Client) -> None:
    parent = ContentPage.objects.get(slug="de-beweging")
    parent.add_child(
        instance=ContentPage(title="Wie wij zijn", slug="wie", lead="Mensen", locale=parent.locale)
    )
    assert 'href="/de-beweging/wie/"' in client.get("/de-beweging/").content.decode()
    html = client.get("/de-beweging/wie/").content.decode()
    assert 'href="/de-beweging/">De beweging</a>' in html


def test_publishing_clears_the_kept_pages(
    client: Client,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.PAGE_CACHE = True
    monkeypatch.setattr(page_cache, "LIFETIME", 3600.0)
    client.get("/over/")
    assert client.get("/over/").headers.get("X-Cache") == "hit"
    with django_capture_on_commit_callbacks(execute=True):
        ContentPage.objects.get(slug="over").save_revision().publish()
    assert "X-Cache" not in client.get("/over/").headers
    page_cache.clear()


def test_loading_twice_changes_nothing_and_keeps_what_editors_wrote() -> None:
    page = HomePage.objects.get(locale__language_code="nl")
    page.hero_title = "Van een redacteur"
    page.save_revision().publish()
    rows = [ContentPage.objects.count(), HomePage.objects.count(), page.revisions.count()]
    assert load_website() == 0
    assert [ContentPage.objects.count(), HomePage.objects.count(), page.revisions.count()] == rows
    assert HomePage.objects.get(pk=page.pk).hero_title == "Van een redacteur"


def test_a_first_text_that_nobody_changed_is_renewed_and_another_stays() -> None:
    ours, theirs = (ContentPage.objects.get(slug=slug) for slug in ("over", "about"))
    for page in (ours, theirs):
        page.lead = "Zo stond het er vroeger."
        page.save()
    theirs.save_revision().publish()  # by an editor who was forgotten since
    load_website()
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.lead[:10], ours.revisions.count()) == ("Veerkracht", 1)
    assert theirs.lead == "Zo stond het er vroeger."
    before = ours.last_published_at
    load_website()
    ours.refresh_from_db()
    assert ours.last_published_at == before


def test_a_planned_page_comes_and_goes_at_its_moment(client: Client, clock: Any) -> None:
    parent = ContentPage.objects.get(slug="de-beweging")
    page = ContentPage(title="Straks", slug="straks", locale=parent.locale, live=False)
    page.go_live_at, page.expire_at = now() + timedelta(hours=1), now() + timedelta(days=1)
    parent.add_child(instance=page)
    page.save_revision().publish()
    publish_due()
    assert client.get("/de-beweging/straks/").status_code == 404
    clock.shift(timedelta(hours=2))
    publish_due()
    assert client.get("/de-beweging/straks/").status_code == 200
    clock.shift(timedelta(days=1))
    assert publish_due() == 1
    assert client.get("/de-beweging/straks/").status_code == 404


def test_the_preview_can_be_shown_inside_the_editor(client: Client, editor: Person) -> None:
    client.force_login(editor)
    page = ContentPage.objects.get(slug="over")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client.post(address, {**ABOUT, "lead": "Zo wordt het"})
    response = client.get(address)
    assert "Zo wordt het" in response.content.decode()
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers.get("X-Frame-Options") != "DENY"


def test_a_session_without_second_factor_is_asked_for_one(
    client: Client, editor: Person, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(editor)
    response = client.get("/redactie/")
    assert response.status_code == 302
    assert "redactie" not in response.headers["Location"].split("?")[0]


@pytest.mark.parametrize("address", ["images/chooser/", "documents/chooser/", "choose-page/"])
def test_an_editor_can_choose_pictures_documents_and_pages(
    client: Client, editor: Person, address: str
) -> None:
    client.force_login(editor)
    assert client.get(f"/redactie/{address}?locale=nl").status_code == 200
