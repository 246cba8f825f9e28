"""Publishing what the demo's website tells, with drawings of our own; a second time adds nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.html import escape
from django.utils.text import slugify
from wagtail.images import get_image_model
from wagtail.models import Locale

from veerkracht.config.demo.drawings import DRAWINGS, drawn, file_name
from veerkracht.config.demo.pages import INVENTED, PagePlan, Words, plans
from veerkracht.kernel.clock import today
from veerkracht.people.actions import open_calendar
from veerkracht.people.models import CalendarFeed, Person, Sector
from veerkracht.places.models import Area
from veerkracht.training.models import Course
from veerkracht.website.every_page import WebsitePage
from veerkracht.website.models import (
    CourseIndexPage,
    CoursePage,
    IndexPage,
    NewsIndexPage,
    NewsPage,
    PortraitIndexPage,
    PortraitPage,
    StoryIndexPage,
    StoryPage,
)

MAKER = "Veerkracht"
LANGUAGES = ("nl", "en")
INDEXES: dict[str, type[IndexPage]] = {
    "news": NewsIndexPage,
    "stories": StoryIndexPage,
    "portraits": PortraitIndexPage,
    "courses": CourseIndexPage,
}


def publish_pages(by: Person) -> int:
    """Put what is missing online, in both languages; what editors changed stays. How many are new."""
    pictures = {name: _picture(name) for name in DRAWINGS}
    made = 0
    for kind, index in INDEXES.items():
        for plan in reversed(plans(kind)):  # the last one that goes online stands first
            person = PortraitPage if kind == "portraits" else StoryPage
            made += _publish(index, plan, pictures[plan.drawing], by, person)
    return made


def _picture(name: str) -> Any:
    """A drawing among the pictures of the website; its file is drawn again where it is gone."""
    file = file_name(name)
    if not default_storage.exists(file):
        default_storage.save(file, ContentFile(drawn(name)))
    found = get_image_model().objects.filter(file=file).first()
    if found is None:
        with default_storage.open(file) as opened:
            content = opened.read()
        facts = {"file_size": len(content), "file_hash": hashlib.sha1(content).hexdigest()}  # noqa: S324 - as Wagtail does
        found = get_image_model().objects.create(title=name.capitalize(), file=file, **facts)
    return found


def _publish(
    index: type[IndexPage],
    plan: PagePlan,
    picture: Any,
    by: Person,
    person: type[StoryPage | PortraitPage],
) -> int:
    """The page in Dutch and its translation, where it is not there yet."""
    made, key = 0, None
    for language in LANGUAGES[:1] if plan.waits else LANGUAGES:
        words = plan.words[language]
        slug = plan.key if language == "nl" else slugify(words.title)[:60].strip("-")
        parent = index.objects.get(locale=Locale.objects.get(language_code=language))
        page = parent.get_children().filter(slug=slug).first()
        if page is None:
            shared = {"slug": slug, "picture": picture, "picture_alternative": words.picture}
            page = _page(plan, words, language, person, **shared)
            page.locale, page.translation_key = parent.locale, key or page.translation_key
            page.live = not plan.waits
            parent.add_child(instance=page)
            _hand_in(page, by, waits=plan.waits)
            made += 1
        key = page.translation_key
    return made


def _hand_in(page: WebsitePage, by: Person, *, waits: bool) -> None:
    """Online at once, or to a second reader: then it waits in "Mijn plek" of whoever may read it."""
    revision = page.save_revision(user=by, log_action=False)
    if waits:
        page.get_workflow().start(page, by)
    else:
        revision.publish(log_action=False)


def open_calendars(people: Iterable[Person]) -> None:
    """Give these people's agendas an address, where they have none."""
    for person in people:
        if not CalendarFeed.objects.filter(person=person).exists():
            open_calendar(person=person, by=person)


def _about(plan: PagePlan) -> dict[str, Any]:
    """What a page is about, as an editor chooses it."""
    return {
        "dimension": plan.dimension,
        "sector": Sector.objects.filter(code=plan.sector).first(),
        "area": Area.objects.on(today()).filter(code=plan.area).first(),
    }


def _page(
    plan: PagePlan,
    words: Words,
    language: str,
    person: type[StoryPage | PortraitPage],
    **shared: Any,
) -> WebsitePage:
    shared |= {"title": words.title, "lead": words.lead, "body": _body(words, plan)}
    shared["search_description"] = words.lead
    if plan.who:
        given = today() - timedelta(days=30)
        return person(
            who=plan.who,
            what=words.what,
            consent_on=given,
            consent_until=given + timedelta(days=700),
            consent_note=INVENTED[language],
            **shared,
            **_about(plan),
        )
    if plan.course:
        return CoursePage(course=Course.objects.get(slug=plan.course), **shared)
    return NewsPage(on=today() + timedelta(days=plan.day), **shared, **_about(plan))


def _body(words: Words, plan: PagePlan) -> str:
    """Paragraphs as the blocks of an editor."""
    blocks: list[dict[str, Any]] = []
    for line in words.text:
        if line.startswith("> "):
            blocks.append({"type": "quote", "value": {"text": line[2:], "who": plan.who or MAKER}})
            continue
        html = f"<h2>{escape(line[2:])}</h2>" if line.startswith("# ") else f"<p>{escape(line)}</p>"
        if blocks and blocks[-1]["type"] == "text":
            blocks[-1]["value"] += html
        else:
            blocks.append({"type": "text", "value": html})
    return json.dumps(blocks)
