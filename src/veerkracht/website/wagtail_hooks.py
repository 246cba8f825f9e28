"""How Wagtail's editor behaves here; it reads this file by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from veerkracht.website import queries
from veerkracht.website.models import is_needed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString
    from wagtail.models import Page


def keep_needed_page(request: HttpRequest, page: Page, *_destination: Page) -> HttpResponse | None:
    """A page that the header points to stays where it is, and online; its text may change."""
    if not is_needed(page):
        return None
    messages.error(
        request,
        _("Het menu verwijst naar deze pagina. Verander de tekst, maar laat de pagina staan."),
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def our_colours() -> SafeString:
    """The editor in the colours of the site."""
    return format_html('<link rel="stylesheet" href="{}">', static("website/editor.css"))


class NotYetTranslated(Component):  # type: ignore[misc]
    """On the first page of the editor: Dutch pages without English, or changed since."""

    name = "not_yet_translated"
    template_name = "website/editor/not_yet_translated.html"
    order = 250

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The pages, oldest change first."""
        return {"waiting": queries.out_of_step()}


def add_translation_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Keep the two trees in step: show editors what still waits for words."""
    panels.append(NotYetTranslated())


hooks.register("construct_homepage_panels", add_translation_panel)
hooks.register("insert_global_admin_css", our_colours)
for _verb in ("before_delete_page", "before_unpublish_page", "before_move_page"):
    hooks.register(_verb, keep_needed_page)
