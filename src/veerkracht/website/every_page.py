"""What the kinds of pages share: a body, a picture with words for who cannot see it, a kept address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from veerkracht.kernel import page_cache
from veerkracht.kernel.personal_data import Holds
from veerkracht.website import queries, structured
from veerkracht.website.blocks import BodyBlock
from veerkracht.website.menu import fixed_slugs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TOPIC = "website"
AUTHOR = Holds(
    what=gettext_lazy("Welke redacteur een pagina schreef of veranderde, en wanneer"),
    purpose=gettext_lazy("Kunnen nagaan hoe een openbare tekst tot stand kwam"),
    ground=gettext_lazy("Gerechtvaardigd belang"),
    until=gettext_lazy(
        "Zolang de pagina bestaat; wie zijn account verwijdert, staat er niet meer bij naam"
    ),
)


class WebsitePage(Page):  # type: ignore[misc]
    """What every page shares: a body, its other language, what machines read, and the page cache."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=gettext_lazy("inhoud"))

    personal_data = AUTHOR
    shown_with: ClassVar[tuple[str, ...]] = ()  # what is read along with it
    topics: ClassVar[tuple[str, ...]] = (TOPIC,)

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Adds the address in the other language, and what machines read of the page."""
        context: dict[str, Any] = super().get_context(request, *arguments, **named)
        context["other_language_url"] = queries.other_language_url(self)
        context["public_url"] = settings.PUBLIC_URL
        context["structured"] = self.described
        return context

    def described(self) -> list[dict[str, Any]]:
        """What machines read of the page (schema.org); asked by the template, once all is known."""
        return structured.crumbs(self, queries.above(self)) if self.pk else []

    def serve(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        """The page; what a visitor without account sees may be kept for a second."""
        response: HttpResponse = super().serve(request, *arguments, **named)
        if not getattr(request, "is_preview", False):
            page_cache.mark(response, *self.topics)
        return response


class Illustrated(WebsitePage):
    """A page with one picture of its own, which has words for who does not see it."""

    picture = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("foto of tekening"),
    )
    picture_alternative = models.CharField(
        gettext_lazy("wat is er te zien?"),
        max_length=250,
        blank=True,
        help_text=gettext_lazy("Voor wie de foto niet ziet. Eén zin, zonder “foto van”."),
    )
    picture_is_decorative = models.BooleanField(
        gettext_lazy("alleen versiering"),
        default=False,
        help_text=gettext_lazy("De foto vertelt niets wat niet ook in de tekst staat."),
    )

    picture_panel: ClassVar[MultiFieldPanel] = MultiFieldPanel(
        [
            FieldPanel("picture"),
            FieldPanel("picture_alternative"),
            FieldPanel("picture_is_decorative"),
        ],
        heading=gettext_lazy("Foto of tekening"),
    )

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(picture=None)
                | Q(picture_is_decorative=True)
                | ~Q(picture_alternative=""),
                name="%(class)s_picture_has_words",
            ),
        ]

    def clean(self) -> None:
        """A picture without words is refused, also in a draft: nobody comes back for them later."""
        super().clean()
        self.picture_alternative = self.picture_alternative.strip()
        said = self.picture_alternative or self.picture_is_decorative
        if self.picture_id and not said:
            words = _("Schrijf op wat er te zien is, of zeg dat de foto alleen versiering is.")
            raise ValidationError({"picture_alternative": words})

    @property
    def alternative(self) -> str:
        """The words that stand for the picture; none for one that only decorates."""
        return "" if self.picture_is_decorative else self.picture_alternative


class KeepsAddress(WebsitePage):
    """A page that may be one of those that the header or the home page points to by address."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A page that the header points to keeps its address."""
        super().clean()
        if self.pk and self.slug != self._slug_before() and self.is_fixed(self._slug_before()):
            raise ValidationError(
                {"slug": _("Het menu verwijst naar dit adres. Laat het zoals het is.")}
            )

    def is_fixed(self, slug: str | None = None) -> bool:
        """Whether the site points to this page: by its slug, directly under the home page."""
        return self.depth == queries.HOME_DEPTH + 1 and (slug or self.slug) in fixed_slugs(
            self.locale.language_code
        )

    def _slug_before(self) -> str:
        return str(type(self).objects.values_list("slug", flat=True).get(pk=self.pk))
