"""Pages that editors own: a home page per language, and below it pages, news, stories and trainings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import AbstractGroupApprovalTask, Page
from wagtail.url_routing import RouteResult

from veerkracht.kernel.clock import today
from veerkracht.kernel.personal_data import Holds
from veerkracht.training.models import Course
from veerkracht.website import queries, structured
from veerkracht.website.about import (
    SHOWN_WITH_ABOUT,
    About,
    WithConsent,
    consent_ends,  # noqa: F401 - a migration names it here
)
from veerkracht.website.blocks import HeroActionsBlock, WordsBlock
from veerkracht.website.every_page import AUTHOR, TOPIC, Illustrated, KeepsAddress, WebsitePage
from veerkracht.website.menu import doors
from veerkracht.website.wordlist import by_letter

if TYPE_CHECKING:
    from django.http import HttpRequest


class HomePage(WebsitePage):
    """The first page: what this is, what to do, what starts soon, and what is new."""

    hero_title = models.CharField(gettext_lazy("kop"), max_length=80)
    lead = models.TextField(gettext_lazy("inleiding"), max_length=400)
    actions = StreamField(
        HeroActionsBlock(max_num=2),
        blank=True,
        verbose_name=gettext_lazy("knoppen"),
        help_text=gettext_lazy("Hoogstens twee. De eerste valt het meest op."),
    )
    small_print = models.CharField(
        gettext_lazy("kleine regel onder de knoppen"), max_length=200, blank=True
    )
    agenda_heading = models.CharField(gettext_lazy("kop boven de agenda"), max_length=80)

    topics: ClassVar[tuple[str, ...]] = (TOPIC, "agenda")
    template = "website/home.html"
    max_count = 2  # one for each language
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "website.ContentPage",
        "website.NewsIndexPage",
        "website.StoryIndexPage",
        "website.CourseIndexPage",
        "website.PortraitIndexPage",
        "website.WordListPage",
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hero_title"),
                FieldPanel("lead"),
                FieldPanel("actions"),
                FieldPanel("small_print"),
            ],
            heading=gettext_lazy("Het eerste scherm"),
        ),
        FieldPanel("agenda_heading"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = gettext_lazy("voorpagina")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page below this one at a path, in few queries; raises Http404."""
        if not path_components:
            result: RouteResult = super().route(request, path_components)
            return result
        found = queries.page_at(self, path_components)
        if found is None:
            raise Http404
        return RouteResult(found)

    def get_context(self, request: HttpRequest, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Adds what starts soon, the latest news and a story, as they stand this moment."""
        context = super().get_context(request, *arguments, **named)
        context["agenda"] = queries.soon()
        context |= queries.latest(self.locale_id)
        return context

    def described(self) -> list[dict[str, Any]]:
        """Who publishes the site, and how to search it."""
        return [structured.organisation(), structured.site()]


class ContentPage(KeepsAddress):
    """A page with a lead and a body; it may have pages below it."""

    lead = models.TextField(gettext_lazy("inleiding"), max_length=500, blank=True)

    template = "website/content.html"
    parent_page_types: ClassVar[list[str]] = ["website.HomePage", "website.ContentPage"]
    subpage_types: ClassVar[list[str]] = ["website.ContentPage"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = gettext_lazy("pagina")

    def get_context(self, request: HttpRequest, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Adds the pages above and below, for finding the way."""
        context = super().get_context(request, *arguments, **named)
        context["above"] = queries.above(self)
        context["below"] = queries.below(self)
        context["doors"] = doors(self.slug)
        return context


class IndexPage(KeepsAddress):
    """A list of the pages below it, a few at a time, under a lead."""

    lead = models.TextField(gettext_lazy("inleiding"), max_length=500, blank=True)

    order: ClassVar[tuple[str, ...]] = ("-first_published_at", "-pk")
    max_count = 2  # one for each language
    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
    ]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Adds the part of the list that is asked for, and by what one may narrow it down."""
        context = super().get_context(request, *arguments, **named)
        narrowed = queries.narrowed_by(self, request.GET)
        context["page_obj"] = queries.listed(self, request.GET.get("page"), narrowed)
        context["narrowing"] = queries.narrowing(self, narrowed)
        return context


class NewsIndexPage(IndexPage):
    """All news, newest first."""

    is_news = True
    order: ClassVar[tuple[str, ...]] = ("-on", "-pk")
    template = "website/index.html"
    subpage_types: ClassVar[list[str]] = ["website.NewsPage"]

    class Meta:
        verbose_name = gettext_lazy("nieuwsoverzicht")


class StoryIndexPage(IndexPage):
    """All stories, newest first."""

    template = "website/index.html"
    subpage_types: ClassVar[list[str]] = ["website.StoryPage"]

    class Meta:
        verbose_name = gettext_lazy("overzicht van verhalen")


class PortraitIndexPage(IndexPage):
    """People of the movement, the newest first."""

    template = "website/index.html"
    subpage_types: ClassVar[list[str]] = ["website.PortraitPage"]

    class Meta:
        verbose_name = gettext_lazy("overzicht van portretten")


class CourseIndexPage(IndexPage):
    """Trainings that have a page of their own."""

    order: ClassVar[tuple[str, ...]] = ("title", "pk")
    template = "website/index.html"
    subpage_types: ClassVar[list[str]] = ["website.CoursePage"]

    class Meta:
        verbose_name = gettext_lazy("overzicht van trainingen")


class BelowIndex(Illustrated):
    """A page in a list: a lead, a picture and a body, with the list above it."""

    lead = models.TextField(gettext_lazy("inleiding"), max_length=400)

    shown_with: ClassVar[tuple[str, ...]] = ("picture",)
    subpage_types: ClassVar[list[str]] = []

    class Meta(Illustrated.Meta):
        abstract = True

    def get_context(self, request: HttpRequest, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Adds the list above it, for finding the way back."""
        context = super().get_context(request, *arguments, **named)
        context["above"] = queries.above(self)
        queries.read_sizes([self])
        return context

    def described(self) -> list[dict[str, Any]]:
        """An article with its picture, below the way to it."""
        return [structured.article(self), *super().described()]


class NewsPage(About, BelowIndex):  # type: ignore[django-manager-missing]
    """Something that happened or is about to, on one day."""

    on = models.DateField(gettext_lazy("datum"), default=today)

    shown_with: ClassVar[tuple[str, ...]] = SHOWN_WITH_ABOUT
    template = "website/news.html"
    parent_page_types: ClassVar[list[str]] = ["website.NewsIndexPage"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("on"),
        FieldPanel("lead"),
        Illustrated.picture_panel,
        FieldPanel("body"),
        About.about_panel,
    ]

    class Meta(BelowIndex.Meta):
        verbose_name = gettext_lazy("nieuwsbericht")


PEOPLE_PANELS: list[Any] = [
    *Page.content_panels,
    FieldRowPanel([FieldPanel("who"), FieldPanel("what")]),
    FieldPanel("lead"),
    Illustrated.picture_panel,
    FieldPanel("body"),
    About.about_panel,
    WithConsent.consent_panel,
]
ABOUT_SOMEBODY = Holds(
    what=gettext_lazy("Wat iemand over werk of leven vertelt, met naam, beroep of foto"),
    purpose=gettext_lazy("Laten zien wat Positieve Gezondheid voor mensen betekent"),
    ground=gettext_lazy("Toestemming"),
    until=gettext_lazy("Tot de toestemming ophoudt, hoogstens 3 jaar; of zodra iemand het vraagt"),
)


class StoryPage(About, WithConsent, BelowIndex):  # type: ignore[django-manager-missing]
    """What somebody tells of the work or the own life; only as long as that person agrees."""

    shown_with: ClassVar[tuple[str, ...]] = SHOWN_WITH_ABOUT
    template = "website/story.html"
    parent_page_types: ClassVar[list[str]] = ["website.StoryIndexPage"]
    content_panels: ClassVar[list[Any]] = PEOPLE_PANELS
    personal_data = ABOUT_SOMEBODY

    class Meta(BelowIndex.Meta):
        verbose_name = gettext_lazy("verhaal")
        constraints: ClassVar[list[Any]] = [
            *Illustrated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(consent_until__gte=F("consent_on")), name="story_consent_in_order"
            ),
        ]


class PortraitPage(About, WithConsent, BelowIndex):  # type: ignore[django-manager-missing]
    """Somebody of the movement in the picture: who it is and what drives them; as long as that person agrees."""

    shown_with: ClassVar[tuple[str, ...]] = SHOWN_WITH_ABOUT
    template = "website/portrait.html"
    parent_page_types: ClassVar[list[str]] = ["website.PortraitIndexPage"]
    content_panels: ClassVar[list[Any]] = PEOPLE_PANELS
    personal_data = ABOUT_SOMEBODY

    class Meta(BelowIndex.Meta):
        verbose_name = gettext_lazy("portret")
        constraints: ClassVar[list[Any]] = [
            *Illustrated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(consent_until__gte=F("consent_on")), name="portrait_consent_in_order"
            ),
        ]


class CoursePage(BelowIndex):
    """A training explained, with the dates on which one can follow it."""

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="+", verbose_name=gettext_lazy("training")
    )

    dates: list[Any] = []  # noqa: RUF012 - never changed, only replaced: as this request shows them
    shown_with: ClassVar[tuple[str, ...]] = ("picture", "course")
    topics: ClassVar[tuple[str, ...]] = (TOPIC, "agenda")
    template = "website/course.html"
    parent_page_types: ClassVar[list[str]] = ["website.CourseIndexPage"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("course"),
        FieldPanel("lead"),
        Illustrated.picture_panel,
        FieldPanel("body"),
    ]

    class Meta(BelowIndex.Meta):
        verbose_name = gettext_lazy("trainingspagina")

    def get_context(self, request: HttpRequest, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Adds the dates that lie ahead, with how full they are."""
        context = super().get_context(request, *arguments, **named)
        context["cards"] = queries.dates_of(self.course_id)
        self.dates = context["cards"]
        return context

    def described(self) -> list[dict[str, Any]]:
        """The course with its dates, below the way to it."""
        return [structured.course(self), *WebsitePage.described(self)]


class WordListPage(KeepsAddress):
    """The words that we have in common, in plain language, from A to Z; at a fixed address."""

    lead = models.TextField(gettext_lazy("inleiding"), max_length=500, blank=True)
    words = StreamField(
        WordsBlock(),
        blank=True,
        verbose_name=gettext_lazy("woorden"),
        help_text=gettext_lazy("De volgorde maakt niet uit: lezers zien ze van A tot Z."),
    )

    template = "website/words.html"
    max_count = 2  # one for each language
    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("words"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = gettext_lazy("woordenlijst")

    def get_context(self, request: HttpRequest, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Adds the words by their first letter."""
        context = super().get_context(request, *arguments, **named)
        context["letters"] = by_letter(block.value for block in self.words)
        return context


class SecondReader(AbstractGroupApprovalTask):  # type: ignore[misc]
    """Somebody else than who asked reads a page before it goes out; an administrator always may."""

    personal_data = AUTHOR

    class Meta:
        verbose_name = gettext_lazy("tweede lezer")

    def _reads(self, obj: Any, user: Any) -> bool:
        state = obj.current_workflow_state if obj is not None else None
        asked_self = state is not None and state.requested_by_id == user.pk
        return bool(self._user_in_groups(user)) and not (asked_self and not queries.publishes(user))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Who may read it may open it."""
        return bool(user.is_superuser) or self._reads(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Who asked waits for an answer, and does not change the text under the reader's eyes."""
        return not self.user_can_access_editor(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        """Who reads may keep others out for a while."""
        return self._reads(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Nothing for who asked; else to approve or send back."""
        if not self.user_can_access_editor(obj, user):
            return []
        return list(super().get_actions(obj, user))

    def get_task_states_user_can_moderate(self, user: Any, **named: Any) -> Any:
        """What waits for this reader; never what one asked for oneself."""
        waiting = super().get_task_states_user_can_moderate(user, **named)
        if user.is_superuser or queries.publishes(user):
            return waiting
        return waiting.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> str:
        """One line for the page of workflows."""
        return _("Iemand anders dan de schrijver leest de pagina voordat die online komt.")


def is_needed(page: Page) -> bool:
    """Whether the site would miss this page: a home page, or one that a fixed address leads to."""
    specific = page.specific
    return isinstance(specific, HomePage) or (
        isinstance(specific, KeepsAddress) and specific.is_fixed()
    )
