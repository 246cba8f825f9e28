"""What the website does by itself: lay the first pages, and let editors in and out."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
)

from veerkracht.kernel import page_cache
from veerkracht.kernel.clock import now
from veerkracht.kernel.events import after_commit
from veerkracht.people.models import Person, Role, RoleKind
from veerkracht.website import first_pages
from veerkracht.website.models import TOPIC, ContentPage, HomePage

EDITORS = "Redacteuren"
MAY_EDIT = (RoleKind.EDITOR, RoleKind.ADMINISTRATOR)
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
COLLECTION_RIGHTS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
GENERAL_RIGHTS = ("access_admin", "submit_translation")
Trees = dict[str, HomePage]


@transaction.atomic
def load_website(*, by: Person | None = None) -> int:
    """Lay the first pages in both languages, the site and the editors' group, where missing.

    What editors changed stays as it is; a second run changes nothing. Returns how many are new.
    """
    before = Page.objects.type(HomePage, ContentPage).count()
    trees = _trees(by)
    _lay_pages(trees, by)
    _point_site_at(trees[first_pages.LANGUAGES[0]])
    _remove_welcome_page()
    _give_rights(trees)
    sync_editors()
    after_commit(page_cache.clear, TOPIC)
    return int(Page.objects.type(HomePage, ContentPage).count() - before)


def _trees(by: Person | None) -> Trees:
    """The home page of each language; they are each other's translation."""
    trees: Trees = {}
    for language in first_pages.LANGUAGES:
        locale, _ = Locale.objects.get_or_create(language_code=language)
        found = HomePage.objects.filter(locale=locale).first()
        trees[language] = found or _lay_home(first_pages.home(language, locale), trees, by)
    return trees


def _lay_home(page: HomePage, trees: Trees, by: Person | None) -> HomePage:
    for other in trees.values():
        page.translation_key = other.translation_key
    _make_room(page.slug)
    _publish(Page.objects.get(depth=1), page, by)
    return page


def _make_room(slug: str) -> None:
    """Wagtail's own welcome page has the slug of our home page; it is removed at the end."""
    Page.objects.filter(depth=2, slug=slug).update(slug=f"{slug}-before")


def _lay_pages(trees: Trees, by: Person | None) -> None:
    """The pages that the header names, below each home page."""
    keys: dict[str, object] = {}
    for language, home in trees.items():
        for key, page in first_pages.below_home(language, home.locale).items():
            found = ContentPage.objects.child_of(home).filter(slug=page.slug).first()
            if found is None:
                page.translation_key = keys.get(key, page.translation_key)
                _publish(home, page, by)
            keys[key] = (found or page).translation_key


def _publish(parent: Page, page: Page, by: Person | None) -> None:
    parent.add_child(instance=page)
    page.save_revision(user=by, log_action=False).publish(user=by, log_action=False)


def _point_site_at(home: HomePage) -> None:
    """The one default site starts at our home page and carries the address that people type."""
    if Site.objects.filter(is_default_site=True, root_page__in=HomePage.objects.all()).exists():
        return
    address = urlsplit(settings.PUBLIC_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": home,
            "hostname": address.hostname,
            "port": port,
            "site_name": settings.SITE_NAME,
        },
    )


def _remove_welcome_page() -> None:
    """Wagtail's first migration makes a plain page with instructions for developers."""
    for page in Page.objects.filter(depth=2, content_type__app_label="wagtailcore"):
        page.delete()


def _give_rights(trees: Trees) -> None:
    """Editors write, publish and translate below the home pages, and use pictures and documents."""
    group, made = Group.objects.get_or_create(name=EDITORS)
    if not made:
        return
    group.permissions.set(Permission.objects.filter(codename__in=GENERAL_RIGHTS))
    for home in trees.values():
        _give_page_rights(group, home)
    root = Collection.get_first_root_node()
    for right in Permission.objects.filter(codename__in=COLLECTION_RIGHTS):
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=right)


def _give_page_rights(group: Group, home: HomePage) -> None:
    rights = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS
    )
    for right in rights:
        GroupPagePermission.objects.create(group=group, page=home, permission=right)


def sync_editors(*, person_id: int | None = None) -> int:
    """Let in who is editor or administrator today, let out who is not; returns how many changed.

    Roles can end by their date without anybody doing anything, so a daily round asks for all.
    """
    group = Group.objects.filter(name=EDITORS).first()
    if group is None:  # before the first pages are laid there is nothing to edit
        return 0
    roles = Role.objects.current().filter(kind__in=MAY_EDIT, person__is_active=True)
    should = Person.objects.filter(pk__in=roles.values("person"))
    members = Person.objects.filter(groups=group)
    if person_id is not None:
        should, members = should.filter(pk=person_id), members.filter(pk=person_id)
    coming, going = should.exclude(groups=group), members.exclude(pk__in=should.values("pk"))
    return _move(group, list(coming), list(going))


def publish_due() -> int:
    """Publish what editors planned for a moment that has come, and take off what had an end."""
    due = Page.objects.filter(live=False, go_live_at__lte=now(), has_unpublished_changes=True)
    over = Page.objects.filter(live=True, expire_at__lte=now())
    waiting = int(due.count() + over.count())
    call_command("publish_scheduled", verbosity=0)
    return waiting


def _move(group: Group, coming: list[Person], going: list[Person]) -> int:
    for person in coming:
        person.groups.add(group)
    for person in going:
        person.groups.remove(group)
    return len(coming) + len(going)
