"""What the website does by itself: lay the first pages, and let editors in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
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
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.users.models import UserProfile

from veerkracht.kernel import page_cache
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.events import after_commit
from veerkracht.people.models import Person, Role, RoleKind
from veerkracht.website import first_pages, searching
from veerkracht.website.every_page import TOPIC
from veerkracht.website.models import (
    ContentPage,
    CourseIndexPage,
    HomePage,
    NewsIndexPage,
    PortraitIndexPage,
    PortraitPage,
    SecondReader,
    StoryIndexPage,
    StoryPage,
    WordListPage,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.website.every_page import WebsitePage

EDITORS, PUBLISHERS = "Redacteuren", "Eindredactie"
SECOND_READER, WAGTAILS_OWN = "Tweede lezer", "Moderators approval"
WAGTAILS_MAILS = ("submitted_notifications", "approved_notifications", "rejected_notifications")
MAY_EDIT = (RoleKind.EDITOR, RoleKind.ADMINISTRATOR)
MAY_PUBLISH = (RoleKind.ADMINISTRATOR,)
WRITES = ("add_page", "change_page")
PUBLISHES = (*WRITES, "publish_page", "delete_page", "lock_page", "unlock_page")
COLLECTION_RIGHTS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
GENERAL_RIGHTS = ("access_admin", "submit_translation")
PUBLISHER_RIGHTS = (*GENERAL_RIGHTS, "add_redirect", "change_redirect", "delete_redirect")
GROUPS = {EDITORS: (WRITES, GENERAL_RIGHTS), PUBLISHERS: (PUBLISHES, PUBLISHER_RIGHTS)}
OURS = (
    HomePage,
    ContentPage,
    NewsIndexPage,
    StoryIndexPage,
    PortraitIndexPage,
    CourseIndexPage,
    WordListPage,
)
Trees = dict[str, HomePage]


@transaction.atomic
def load_website(*, by: Person | None = None) -> int:
    """Lay the first pages in both languages, the site, the groups and the workflow, where missing.

    What editors changed stays as it is; a second run changes nothing. Returns how many are new.
    """
    before = Page.objects.type(*OURS).count()
    trees = _trees(by)
    _lay_pages(trees, by)
    _point_site_at(trees[first_pages.LANGUAGES[0]])
    _remove_welcome_page()
    _give_rights(trees)
    _ask_second_reader(trees)
    sync_editors()
    searching.tell_all()
    after_commit(page_cache.clear, TOPIC)
    return int(Page.objects.type(*OURS).count() - before)


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
            found = type(page).objects.child_of(home).filter(slug=page.slug).first()
            if found is None:
                page.translation_key = keys.get(key, page.translation_key)
                _publish(home, page, by)
            elif _untouched(found):
                _renew(found, page)
            keys[key] = (found or page).translation_key


def _untouched(page: Page) -> bool:
    """Whether nobody ever wrote on this page: its only version was laid by us."""
    versions = list(page.revisions.values_list("user", flat=True)[:2])
    return versions == [None] and not page.has_unpublished_changes


def _renew(found: WebsitePage, page: WebsitePage) -> None:
    """Publish a first text that we wrote anew, where it differs from what stands there."""
    before, after = first_pages.fields_of(found), first_pages.fields_of(page)
    if before == after:
        return
    for name in after:
        setattr(found, name, getattr(page, name))
    found.save_revision(log_action=False).publish(log_action=False)
    found.revisions.exclude(pk=found.latest_revision_id).delete()  # still ours alone


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
    """Editors write and translate below the home pages; administrators publish as well.

    The rights of these two groups are ours: what was given or taken by hand is put right.
    """
    root = Collection.get_first_root_node()
    for name, (page_rights, general_rights) in GROUPS.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(codename__in=general_rights))
        for home in trees.values():
            _give_page_rights(group, home, page_rights)
        for right in Permission.objects.filter(codename__in=COLLECTION_RIGHTS):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=right
            )


def _give_page_rights(group: Group, home: HomePage, names: tuple[str, ...]) -> None:
    rights = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=names)
    given = GroupPagePermission.objects.filter(group=group, page=home)
    given.exclude(permission__in=rights).delete()
    for right in rights:
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=right)


def _ask_second_reader(trees: Trees) -> None:
    """Every page below the home pages is read by somebody else before it goes out.

    Wagtail's own workflow, for a group that we do not have, is put aside.
    """
    task, made = SecondReader.objects.get_or_create(name=SECOND_READER)
    if made:
        task.groups.set(Group.objects.filter(name__in=GROUPS))
    workflow, made = Workflow.objects.get_or_create(name=SECOND_READER)
    if made:
        WorkflowTask.objects.create(workflow=workflow, task=task)
    theirs = Workflow.objects.filter(workflow_tasks__task__name=WAGTAILS_OWN)
    WorkflowPage.objects.filter(workflow__in=theirs).delete()
    theirs.update(active=False)
    for home in trees.values():
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})


def sync_editors(*, person_id: int | None = None) -> int:
    """Let in who is editor or administrator today, let out who is not; returns how many changed.

    Roles can end by their date without anybody doing anything, so a daily round asks for all.
    """
    return _sync(EDITORS, MAY_EDIT, person_id) + _sync(PUBLISHERS, MAY_PUBLISH, person_id)


def _sync(name: str, kinds: tuple[RoleKind, ...], person_id: int | None) -> int:
    group = Group.objects.filter(name=name).first()
    if group is None:  # before the first pages are laid there is nothing to edit
        return 0
    roles = Role.objects.current().filter(kind__in=kinds, person__is_active=True)
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


def stories_past_consent() -> QuerySet[StoryPage]:
    """Stories online whose teller no longer agrees, by the day that was agreed."""
    found: QuerySet[StoryPage] = StoryPage.objects.live().filter(consent_until__lt=today())
    return found


def portraits_past_consent() -> QuerySet[PortraitPage]:
    """Portraits online of somebody who no longer agrees, by the day that was agreed."""
    found: QuerySet[PortraitPage] = PortraitPage.objects.live().filter(consent_until__lt=today())
    return found


def take_off_stories() -> int:
    """Take them off; the text stays for the editor, who may ask again. Returns how many went."""
    return _take_off(stories_past_consent())


def take_off_portraits() -> int:
    """The same for portraits."""
    return _take_off(portraits_past_consent())


def _take_off(pages: QuerySet[Any]) -> int:
    past = list(pages)
    for page in past:
        page.unpublish()
    return len(past)


def _move(group: Group, coming: list[Person], going: list[Person]) -> int:
    for person in coming:
        person.groups.add(group)
        _no_other_mail(person)
    for person in going:
        person.groups.remove(group)
    return len(coming) + len(going)


def _no_other_mail(person: Person) -> None:
    """Of a page that was approved or sent back they hear by our letters; Wagtail's stay away."""
    quiet = dict.fromkeys(WAGTAILS_MAILS, False)
    UserProfile.objects.update_or_create(user=person, defaults=quiet)
