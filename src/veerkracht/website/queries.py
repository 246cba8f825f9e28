"""What the pages show beside what editors wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    prefetch_related_objects,
)
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction

from veerkracht.kernel.prepared_objects import PreparedObjects
from veerkracht.kernel.rows import in_one_go
from veerkracht.people import policies
from veerkracht.training import queries as training
from veerkracht.ui.context import in_language
from veerkracht.ui.dimensions import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.core.paginator import Page as Part
    from django.db.models import QuerySet
    from django.utils.functional import Promise

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
SOON = 3
LATEST = 3
DATES = 12
HOME_DEPTH = 2
PART = 9  # pages of a list at a time
NARROWER = {
    "kant": (gettext_lazy("Kant van het leven"), "dimension"),
    "sector": (gettext_lazy("Sector"), "sector__code"),
    "gebied": (gettext_lazy("Gemeente of regio"), "area__code"),
}
CARD, WIDE, SHARED = "fill-640x360", "width-1200", "fill-1200x630"


def soon() -> list[Any]:
    """The next editions that one can enrol in or wait for, with how full they are."""
    return list(training.agenda(limit=SOON))


def dates_of(course_id: int) -> list[Any]:
    """The dates of a course that lie ahead, soonest first, with how full they are."""
    return list(training.dates_of_course(course_id, limit=DATES))


def latest(locale_id: int) -> Mapping[str, Any]:
    """The newest news and one story, in one language; each with its picture: one message and one query."""
    with in_one_go():
        asked = _latest_news.ask(locale_id), _latest_story.ask(locale_id)
    news, stories = _latest_news.objects(asked[0]), _latest_story.objects(asked[1])
    read_sizes([*news, *stories])
    return {"news": news, "story": next(iter(stories), None)}


def _news_query() -> QuerySet[Any]:
    news = public("NewsPage").filter(locale=-1).order_by("-on", "-pk")
    return news.select_related("picture")[:LATEST]


def _story_query() -> QuerySet[Any]:
    stories = public("StoryPage").filter(locale=-1).order_by("-first_published_at", "-pk")
    return stories.select_related("picture")[:1]


_latest_news = PreparedObjects(_news_query, -1)
_latest_story = PreparedObjects(_story_query, -1)


def listed(index: Page, number: str | None, narrowed: Mapping[str, str] | None = None) -> Part[Any]:
    """A part of the pages below an index, in its order; past the last part, the last."""
    below_it = _below_index(index).filter(**(narrowed or {})).order_by(*index.order)
    part: Part[Any] = Paginator(below_it.select_related("picture"), PART).get_page(number)
    part.object_list = list(part.object_list)
    read_sizes(part.object_list)
    return part


def _below_index(index: Page) -> QuerySet[Any]:
    [model] = type(index).clean_subpage_models()
    right_below = {"path__startswith": index.path, "depth": index.depth + 1}
    return public(model.__name__).filter(**right_below)


def _is_about(index: Page) -> bool:
    """Whether the pages of a list say what they are about."""
    [model] = type(index).clean_subpage_models()
    return hasattr(model, "about_panel")


def narrowed_by(index: Page, asked: Mapping[str, str]) -> dict[str, str]:
    """What the address narrows a list down to, as a filter; nothing for lists that cannot be."""
    if not _is_about(index):
        return {}
    told = {field: asked.get(name, "")[:40] for name, (_heading, field) in NARROWER.items()}
    return {field: value for field, value in told.items() if value and "\x00" not in value}


@dataclass(frozen=True)
class Narrowing:
    """A way to narrow a list down: its name in the address, its heading, and what occurs in the list."""

    name: str
    heading: str | Promise
    choices: list[tuple[str, str]]
    chosen: str


def narrowing(index: Page, narrowed: Mapping[str, str]) -> list[Narrowing]:
    """Ways that make a difference: with two choices or more, or one that is on. One query."""
    if not _is_about(index):
        return []
    columns = (
        "dimension",
        "sector__code",
        "sector__name",
        "sector__name_en",
        "area__code",
        "area__name",
    )
    rows = list(_below_index(index).values_list(*columns).distinct().order_by())
    english = get_language() == "en"
    known = {str(one.key): str(one.label) for one in DIMENSIONS}
    found: dict[str, dict[str, str]] = {
        "dimension": {side: known[side] for side in known if side in {row[0] for row in rows}},
        "sector__code": {row[1]: (english and row[3]) or row[2] for row in rows if row[1]},
        "area__code": {row[4]: row[5] for row in rows if row[4]},
    }
    ways = [
        Narrowing(name, heading, list(found[field].items()), narrowed.get(field, ""))
        for name, (heading, field) in NARROWER.items()
    ]
    return [one for one in ways if len(one.choices) > 1 or one.chosen]


def public(model: str) -> QuerySet[Any]:
    """Published pages of one of our types that anybody may see, without their bodies: no query yet."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    closed = PageViewRestriction.objects.annotate(below=path).filter(
        below__startswith=F("page__path")
    )
    pages = apps.get_model("website", model).objects.live()
    found: QuerySet[Any] = pages.filter(~Exists(closed)).defer("body")
    return found


def read_sizes(pages: Iterable[Any]) -> None:
    """The sizes that were made of their pictures before: one query, however many pages."""
    pictures = [page.picture for page in pages if page.picture]
    sizes = (
        get_image_model().get_rendition_model().objects.filter(filter_spec__in=[CARD, WIDE, SHARED])
    )
    prefetch_related_objects(
        pictures, Prefetch("renditions", queryset=sizes, to_attr="prefetched_renditions")
    )


def address_of(page: Page, language: str | None = None) -> str:
    """The path of a page below our one site, in its language (or the one of this moment): no query."""
    below_home = page.url_path.strip("/").partition("/")[2]
    return in_language(f"{below_home}/" if below_home else "", language or get_language())


def publishes(person: Any) -> bool:
    """Whether this person puts pages online without a second reader: an administrator, here and now."""
    return policies.is_administrator(person)


@dataclass(frozen=True)
class OutOfStep:
    """A published page whose other language is missing or older, and why in words."""

    page: Page
    why: str
    translation: Page | None = None


def out_of_step() -> list[OutOfStep]:
    """Pages online in one language that are not, or older, in the other: one query.

    A Dutch page that changed after its English one is named; changes in English alone are not,
    because Dutch comes first.
    """
    pages = Page.objects.filter(depth__gte=HOME_DEPTH).select_related("locale").order_by("path")
    together: dict[Any, list[Page]] = {}
    for page in pages:
        together.setdefault(page.translation_key, []).append(page)
    found = (_step_missed(group) for group in together.values())
    return [one for one in found if one]


def _step_missed(group: list[Page]) -> OutOfStep | None:
    online = {page.locale.language_code: page for page in group if page.live}
    dutch, other = (
        online.get(settings.LANGUAGE_CODE),
        next((page for code, page in online.items() if code != settings.LANGUAGE_CODE), None),
    )
    if not online:
        return None
    if dutch is None or other is None:
        draft = next((page for page in group if not page.live), None)
        return OutOfStep(next(iter(online.values())), _("nog niet in de andere taal"), draft)
    if _changed(dutch) > _changed(other):
        return OutOfStep(dutch, _("veranderd na de vertaling"), other)
    return None


def _changed(page: Page) -> datetime:
    """When the text that is online last changed; the same round of publishing counts as one."""
    moment: datetime = page.last_published_at or page.latest_revision_created_at or NEVER
    return moment.replace(second=0, microsecond=0)


def other_language_url(page: Page) -> str:
    """The address of the page in the other language, or "" when it is not there (yet).

    A home page cannot be taken away, so its address is known without a query.
    """
    if page.depth == HOME_DEPTH:
        other = [code for code, _name in settings.LANGUAGES if code != get_language()]
        return in_language("", other[0])
    translation = page.get_translations().live().select_related("locale").first()
    return address_of(translation, translation.locale.language_code) if translation else ""


def page_at(home: Page, parts: Sequence[str]) -> Page | None:
    """The page at this path below a home page, with those above it: two queries at any depth.

    None when nothing is published there. Wagtail's own way takes two queries a level.
    """
    paths = [f"{home.url_path}{'/'.join(parts[:n])}/" for n in range(1, len(parts) + 1)]
    on_the_way = {page.url_path: page for page in Page.objects.filter(url_path__in=paths)}
    found = on_the_way.get(paths[-1])
    if found is None or not found.live:
        return None
    model = found.specific_class
    shown = model.objects.select_related(*getattr(model, "shown_with", ())).get(pk=found.pk)
    shown._pages_above = [  # noqa: SLF001 - so that `above` need not ask
        on_the_way[path] for path in paths[:-1] if path in on_the_way and on_the_way[path].live
    ]
    return shown


def above(page: Page) -> list[Page]:
    """The pages between the home page and this one; right below it without a query."""
    if page.depth <= HOME_DEPTH + 1:
        return []
    if not hasattr(page, "_pages_above"):
        page._pages_above = list(  # noqa: SLF001 - read once a request, for the way back and for machines
            page.get_ancestors().filter(depth__gt=HOME_DEPTH).live()
        )
    return list(page._pages_above)  # noqa: SLF001


def below(page: Page) -> list[Page]:
    """The public pages right below this one, in the editor's order; if none, without a query."""
    return list(page.get_children().live().public()) if page.numchild else []
