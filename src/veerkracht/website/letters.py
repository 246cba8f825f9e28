"""What the writer of a page hears by mail: it is online, or it came back with a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from veerkracht.messages.actions import News, queue, writers
from veerkracht.messages.rules import Letter
from veerkracht.website.queries import address_of

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from veerkracht.people.models import Person

ONLINE, SENT_BACK = "website.online", "website.sent_back"


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(ONLINE, online)
    writers.add(SENT_BACK, sent_back)


def tell(kind: str, state: WorkflowState, user: Person | None) -> None:
    """Queue the letter to who asked for a reader, unless the reader is the same person."""
    writer = state.requested_by
    if writer is None or writer == user:
        return
    decided = TaskState.objects.filter(workflow_state=state).latest("pk")
    news = News(
        kind=kind,
        address=writer.email,
        once=f"{kind} {decided.pk}",
        facts={"page": int(state.object_id), "comment": decided.comment},
        person_id=writer.pk,
        language=writer.language,
    )
    queue([news])


def online(facts: dict[str, Any]) -> Letter | None:
    """Your page was approved and is online; old news when it is not online any more."""
    page = Page.objects.select_related("locale").filter(pk=facts["page"], live=True).first()
    if page is None:
        return None
    address = settings.PUBLIC_URL + address_of(page, page.locale.language_code)
    return Letter(
        subject=_("Je pagina staat online: %(page)s") % {"page": page.title},
        paragraphs=(_("Iemand anders las je pagina en keurde haar goed."), *_said(facts)),
        button=(_("Bekijk de pagina"), address),
    )


def sent_back(facts: dict[str, Any]) -> Letter | None:
    """The reader asks for a change."""
    page = Page.objects.filter(pk=facts["page"]).first()
    if page is None:
        return None
    return Letter(
        subject=_("Graag nog iets veranderen: %(page)s") % {"page": page.title},
        paragraphs=(_("Iemand las je pagina en stuurde haar naar je terug."), *_said(facts)),
        button=(
            _("Verander de pagina"),
            settings.PUBLIC_URL + reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        after=(_("Stuur de pagina daarna opnieuw door."),),
    )


def _said(facts: dict[str, Any]) -> tuple[str, ...]:
    """What the reader wrote, if anything."""
    return (
        (_("De lezer schreef: “%(words)s”") % {"words": facts["comment"]},)
        if facts["comment"]
        else ()
    )
