"""How Wagtail's editor behaves here; it reads this file by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks

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


hooks.register("insert_global_admin_css", our_colours)
for _verb in ("before_delete_page", "before_unpublish_page", "before_move_page"):
    hooks.register(_verb, keep_needed_page)
