"""Pages that editors own: a home page per language, and pages below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from veerkracht.kernel import page_cache
from veerkracht.kernel.personal_data import Holds
from veerkracht.website import queries
from veerkracht.website.blocks import BodyBlock, HeroActionsBlock
from veerkracht.website.menu import fixed_slugs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TOPIC = "website"


class WebsitePage(Page):  # type: ignore[misc]
    """What every page shares: a body, its other language, and a place in the page cache."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=gettext_lazy("inhoud"))

    personal_data = Holds(
        what=gettext_lazy("Welke redacteur een pagina schreef of veranderde, en wanneer"),
        purpose=gettext_lazy("Kunnen nagaan hoe een openbare tekst tot stand kwam"),
        ground=gettext_lazy("Gerechtvaardigd belang"),
        until=gettext_lazy(
            "Zolang de pagina bestaat; wie zijn account verwijdert, staat er niet meer bij naam"
        ),
    )
    topics: ClassVar[tuple[str, ...]] = (TOPIC,)

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Adds the page's address in the other language, for the header and for search engines."""
        context: dict[str, Any] = super().get_context(request, *arguments, **named)
        context["other_language_url"] = queries.other_language_url(self, request)
        return context

    def serve(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        """The page; what a visitor without account sees may be kept for a second."""
        response: HttpResponse = super().serve(request, *arguments, **named)
        if not getattr(request, "is_preview", False):
            page_cache.mark(response, *self.topics)
        return response


class HomePage(WebsitePage):
    """The first page: what this is, what to do, and what starts soon."""

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
    subpage_types: ClassVar[list[str]] = ["website.ContentPage"]
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

    def get_context(self, request: HttpRequest, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Adds what starts soon, as it stands this moment."""
        context = super().get_context(request, *arguments, **named)
        context["agenda"] = queries.soon()
        return context


class ContentPage(WebsitePage):
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
        return context

    def clean(self) -> None:
        """A page that the header points to keeps its address."""
        super().clean()
        if self.pk and self.slug != self._slug_before() and self.is_fixed(self._slug_before()):
            raise ValidationError(
                {"slug": _("Het menu verwijst naar dit adres. Laat het zoals het is.")}
            )

    def is_fixed(self, slug: str | None = None) -> bool:
        """Whether the header points to this page: by its slug, directly under the home page."""
        return self.depth == queries.HOME_DEPTH + 1 and (slug or self.slug) in fixed_slugs(
            self.locale.language_code
        )

    def _slug_before(self) -> str:
        return str(ContentPage.objects.values_list("slug", flat=True).get(pk=self.pk))


def is_needed(page: Page) -> bool:
    """Whether the site would miss this page: a home page, or one that the header points to."""
    specific = page.specific
    return isinstance(specific, HomePage) or (
        isinstance(specific, ContentPage) and specific.is_fixed()
    )
