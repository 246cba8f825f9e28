"""The snippet that somebody puts on the own site."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from veerkracht.outreach import embed_rules as rules
from veerkracht.outreach.embed_rules import Look

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

SCRIPT = "outreach/veerkracht-agenda.js"  # under its plain name: snippets must go on working
AGENDA, FINDER, WEB, COMPONENT = "agenda", "zoeker", "web", "component"
FIGURE = "cijfer"


@dataclass(frozen=True)
class Asked:
    """What somebody wants on the own site.

    ``what`` may also be a sheet, “themablad/<region>/<theme>”, or a figure, “cijfer/<indicator>”.
    """

    what: str = AGENDA
    region: str = ""
    sector: str = ""
    number: int = rules.USUAL
    height: int = rules.HIGH
    language: str = "nl"
    look: Look = field(default_factory=Look)


@dataclass(frozen=True)
class Snippet:
    """What to copy, the page to look at first (within this site), and what a strict site must allow."""

    code: str
    preview: str
    allow: str


def snippet_of(asked: Asked) -> Snippet:
    """The snippet for what is asked."""
    preview = _page(asked)
    if asked.what == COMPONENT:
        allow = f"script-src {settings.PUBLIC_URL}; connect-src {settings.PUBLIC_URL}"
        return Snippet(_component(asked), preview, allow)
    code = frame(settings.PUBLIC_URL + preview, title_of(asked), asked.height)
    return Snippet(code, preview, f"frame-src {settings.PUBLIC_URL}")


def frame(url: str, title: str, height: int, width: int | str = "100%") -> SafeString:
    """An iframe without scripts or cookies."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        *(url, title, width, height),
    )


def title_of(asked: Asked) -> str:
    """What a screen reader says of the frame, in the language of the frame."""
    with override(asked.language):
        named = {FINDER: _("Vind een training"), WEB: _("Het spinnenweb")}
        usual = _("Themablad") if "/" in asked.what else _("Trainingen")
        if asked.what.startswith(f"{FIGURE}/"):
            usual = _("Cijfers")
        return f"{named.get(asked.what, usual)} · {settings.SITE_NAME}"


def _page(asked: Asked) -> str:
    with override(asked.language):
        path = _path(asked.what)
    chosen = {} if asked.what == WEB or "/" in asked.what else _filters(asked)
    query = urlencode({**chosen, **asked.look.asked})
    return f"{path}?{query}" if query else path


def _path(what: str) -> str:
    if what.startswith(f"{FIGURE}/"):
        return reverse("outreach:embed_figure", args=[what.partition("/")[2]])
    if "/" in what:
        _kind, region, theme = what.split("/")
        return reverse("outreach:embed_sheet", args=[region, theme])
    names = {FINDER: "embed_finder", WEB: "embed_web"}
    return reverse(f"outreach:{names.get(what, 'embed_agenda')}")


def _filters(asked: Asked) -> dict[str, str]:
    named = {"regio": asked.region, "sector": asked.sector}
    chosen = {name: value for name, value in named.items() if value}
    usual = asked.number == rules.USUAL
    return chosen if usual else {**chosen, "aantal": str(asked.number)}


def _component(asked: Asked) -> str:
    named = (("region", asked.region), ("sector", asked.sector), ("number", str(asked.number)))
    chosen = [(name, value) for name, value in (*named, ("lang", asked.language)) if value]
    attributes = " ".join(format_html('{}="{}"', name, value) for name, value in chosen)
    source = f"{settings.PUBLIC_URL}{settings.STATIC_URL}{SCRIPT}"
    return (
        format_html('<script type="module" src="{}"></script>\n', source)
        + f"<veerkracht-agenda {attributes}></veerkracht-agenda>"
    )
