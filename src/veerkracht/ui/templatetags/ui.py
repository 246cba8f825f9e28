"""``{% load ui %}``: the components. Each is described with one line in ui/README.md."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.kernel.money import euros as in_euros
from veerkracht.ui import forms, icons
from veerkracht.ui import web as webs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.paginator import Page
    from django.db.models import Model
    from django.forms import BaseForm, BoundField
    from django.template.context import Context

register = template.Library()

BUTTONS = {
    "primary": "utrecht-button--primary-action",
    "quiet": "utrecht-button--secondary-action",
    "danger": "utrecht-button--secondary-action utrecht-button--danger",
    "plain": "utrecht-button--subtle",
}
TONE_ICONS = {
    "sun": "info",
    "pine": "check-circle",
    "danger": "error",
    "info": "info",
    "plain": "info",
}


def button_classes(kind: str, size: str) -> str:
    """The classes of a button; an unknown kind is a bug (KeyError)."""
    small = " button--small" if size == "small" else ""
    return f"utrecht-button {BUTTONS[kind]}{small}"


def _face(icon_name: str, text: str) -> SafeString:
    drawn = icons.drawing(icon_name) if icon_name else ""
    return format_html("{}<span>{}</span>", drawn, text) if drawn else format_html("{}", text)


@register.filter
def euros(cents: int) -> str:
    """Cents as an amount of money in the reader's language."""
    return in_euros(cents)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline drawing, hidden for screen readers."""
    return icons.drawing(name)


@register.simple_tag
def button_link(
    url: str, text: str, *, kind: str = "primary", size: str = "", icon: str = ""
) -> SafeString:
    """A link that looks like a button."""
    return format_html(
        '<a class="{}" href="{}">{}</a>', button_classes(kind, size), url, _face(icon, text)
    )


@register.simple_tag
def submit(
    text: str,
    *,
    kind: str = "primary",
    name: str = "",
    value: str = "",
    size: str = "",
    icon: str = "",
    confirm: str = "",
) -> SafeString:
    """A submit button; with ``confirm`` a dialog asks first (where scripts run)."""
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    asking = format_html(' data-confirm="{}"', confirm) if confirm else ""
    classes = button_classes(kind, size)
    return format_html(
        '<button type="submit" class="{}"{}{}>{}</button>',
        classes,
        named,
        asking,
        _face(icon, text),
    )


@register.inclusion_tag("ui/post_button.html", takes_context=True)
def post_button(
    context: Context,
    url: str,
    text: str,
    *,
    kind: str = "quiet",
    size: str = "",
    icon: str = "",
    confirm: str = "",
    **hidden: object,
) -> dict[str, Any]:
    """A form with one button; further names become hidden fields."""
    button = submit(text, kind=kind, size=size, icon=icon, confirm=confirm)
    return {"url": url, "button": button, "hidden": hidden, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def tag(text: str, tone: str = "sun", icon: str = "") -> SafeString:
    """A small label; its meaning is in its words, the tone only helps."""
    return format_html(
        '<span class="utrecht-status-badge tag tag--{}">{}</span>', tone, _face(icon, text)
    )


@register.inclusion_tag("ui/date_block.html")
def date_block(when: dt.date | dt.datetime) -> dict[str, Any]:
    """Day number and month; the full date is read aloud."""
    local = (
        timezone.localtime(when)
        if isinstance(when, dt.datetime) and timezone.is_aware(when)
        else when
    )
    day = local.date() if isinstance(local, dt.datetime) else local
    return {"day": day, "other_year": day.year != timezone.localdate().year}


@register.inclusion_tag("ui/fill_bar.html")
def fill_bar(taken: int, capacity: int, label: str = "") -> dict[str, Any]:
    """How full it is, in words and as a bar."""
    share = 100 if capacity <= 0 else min(100, round(100 * taken / capacity))
    return {"share": share, "label": label or places_left(taken, capacity)}


def places_left(taken: int, capacity: int) -> str:
    """“nog 3 plaatsen van 16”, or “vol”."""
    left = max(0, capacity - taken)
    if not left:
        return _("vol: alle %(capacity)s plaatsen zijn bezet") % {"capacity": capacity}
    words = ngettext(
        "nog %(left)s plaats van %(capacity)s", "nog %(left)s plaatsen van %(capacity)s", left
    )
    return words % {"left": left, "capacity": capacity}


@register.simple_block_tag
def note(content: str, tone: str = "sun", title: str = "") -> SafeString:
    """A note; danger is announced at once."""
    heading = format_html('<p class="note__title">{}</p>', title) if title else ""
    role = SafeString(' role="alert"') if tone == "danger" else ""
    frame = '<div class="utrecht-alert note note--{}"{}>{}<div class="note__text">{}{}</div></div>'
    return format_html(frame, tone, role, icons.drawing(TONE_ICONS[tone]), heading, content)


@register.inclusion_tag("ui/empty_state.html")
def empty_state(
    title: str, text: str, url: str = "", label: str = "", *, icon: str = "list"
) -> dict[str, str]:
    """Why it is empty, and the first step."""
    return {"title": title, "text": text, "url": url, "label": label, "icon": icon}


@register.inclusion_tag("ui/pages.html", takes_context=True)
def pages(context: Context, page_obj: Page[Model], name: str = "page") -> dict[str, Any]:
    """Pagination that keeps the query string; ``name`` is the parameter of the page number."""
    query = context["request"].GET.copy()
    numbers = page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    links = [_page_link(query, name, number, page_obj.number) for number in numbers]
    return {
        "page_obj": page_obj,
        "links": links,
        "previous": _address(query, name, page_obj.number - 1) if page_obj.has_previous() else "",
        "next": _address(query, name, page_obj.number + 1) if page_obj.has_next() else "",
    }


def _page_link(query: Any, name: str, number: int | str, current: int) -> dict[str, Any]:
    if not isinstance(number, int):  # the sign for left-out pages, translated lazily
        return {"gap": True}
    return {"number": number, "url": _address(query, name, number), "current": number == current}


def _address(query: Any, name: str, number: int) -> str:
    query = query.copy()
    query[name] = number
    return f"?{query.urlencode()}"


@register.inclusion_tag("ui/breadcrumbs.html")
def breadcrumbs(*parts: str) -> dict[str, Any]:
    """Label, url pairs; the last label, without url, is this page."""
    *above, here = parts
    links = [
        {"label": label, "url": url} for label, url in zip(above[::2], above[1::2], strict=True)
    ]
    return {"links": links, "here": here}


@register.inclusion_tag("ui/steps.html")
def steps(current: int, *labels: str) -> dict[str, Any]:
    """Progress through a few pages; ``current`` counts from 1."""
    rows = [
        {"label": label, "done": n < current, "current": n == current}
        for n, label in enumerate(labels, 1)
    ]
    return {"steps": rows, "current": current, "total": len(labels)}


@register.simple_block_tag
def summary_list(content: str) -> SafeString:
    """Facts as a definition list; fill it with ``{% summary %}``."""
    return format_html('<dl class="summary-list">{}</dl>', content)


@register.simple_block_tag
def summary(content: str, label: str, icon: str = "") -> SafeString:
    """One fact in a summary list."""
    drawn = icons.drawing(icon) if icon else ""
    return format_html("<div><dt>{}{}</dt><dd>{}</dd></div>", drawn, label, content)


@register.simple_tag
def figure(number: str, words: str) -> SafeString:
    """One big number with its words, as a card."""
    return format_html(
        '<p class="card figure"><strong>{}</strong> <span>{}</span></p>', number, words
    )


@register.inclusion_tag("ui/web.html")
def web(
    values: webs.Marks,
    *,
    previous: webs.Marks = None,
    second: webs.Marks = None,
    title: str = "",
    name: str = "web",
    table: bool = True,
    previous_label: str = "",
    second_label: str = "",
) -> dict[str, Any]:
    """The spider web as SVG, its sentence, its table twin; ``name`` keeps ids on a page apart."""
    now, then, other = webs.marks(values), webs.marks(previous), webs.marks(second)
    return {
        "name": name,
        "title": title or _("Spinnenweb"),
        "sentence": webs.sentence(now),
        "rings": webs.rings(),
        "axes": webs.axes(now, then, other),
        "points": webs.shape(now),
        "now": webs.outline(webs.shape(now)),
        "previous": webs.outline(webs.shape(then)),
        "second": webs.outline(webs.shape(other)),
        "previous_label": previous_label or _("vorige keer"),
        "second_label": second_label or _("zo ziet een ander het"),
        "table": table,
    }


@register.inclusion_tag("ui/forms/errors.html")
def form_errors(form: BaseForm, rows: Iterable[tuple[str, BaseForm]] = ()) -> dict[str, Any]:
    """The summary of what has to be mended, with links to the fields; also of rows, by their names."""
    return {"form": form, "problems": forms.problems(form) + forms.problems_of_rows(rows)}


@register.inclusion_tag("ui/forms/field_body.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One field with label, hint and error."""
    return forms.field_context(bound)


@register.inclusion_tag("ui/htmx.html")
def htmx() -> dict[str, Any]:
    """Loads htmx; only pages that ask for it pay for it."""
    return {}
