"""An issue in words: as text and as HTML, in a language, for what somebody wants to read.

A body is made once for everybody who reads the same, with :data:`HERE` where the own links come.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.messages.rules import one_line
from veerkracht.outreach.models import Interest
from veerkracht.outreach.newsletter_queries import items_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from veerkracht.outreach.models import Delivery, Issue, IssueItem, Subscriber

HERE = "hier-komt-de-eigen-link"  # stands in a body where a token comes; no token is like it


@dataclass(frozen=True)
class Piece:
    """A piece in one language."""

    title: str
    text: str
    url: str


@dataclass(frozen=True)
class Part:
    """A heading with its pieces."""

    heading: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Body:
    """An issue as it goes out, but for the own links."""

    subject: str
    text: str
    html: str


def parts(items: Iterable[IssueItem], kinds: Collection[str] = ()) -> list[Part]:
    """The pieces under the headings of their kinds, in the order of the issue; of some kinds, or of all."""
    found: dict[str, Part] = {}
    for item in items:
        if kinds and item.kind not in kinds:
            continue
        part = found.setdefault(item.kind, Part(str(Interest(item.kind).label), []))
        url = in_language(item, "url")
        part.pieces.append(Piece(in_language(item, "title"), in_language(item, "text"), url))
    return list(found.values())


def own_page(name: str, token: str) -> str:
    """The complete address of a page of one reader."""
    return settings.PUBLIC_URL + reverse(f"outreach:{name}", args=[token])


def body(issue: Issue, language: str, kinds: Collection[str]) -> Body:
    """What everybody gets who reads this language and wants these kinds."""
    with translation.override(language):
        facts = {
            "issue": issue,
            "subject": str(issue),
            "intro": in_language(issue, "intro"),
            "parts": parts(items_of(issue), kinds),
            "language": language,
            "owner": settings.SITE_OWNER,
            "web": settings.PUBLIC_URL + reverse("outreach:newsletter_web", args=[issue.pk])
            if issue.public
            else "",
            "choices": own_page("newsletter_choices", HERE),
            "leave": own_page("newsletter_leave", HERE),
        }
        return Body(
            one_line(str(issue)),
            render_to_string("outreach/newsletter_mail.txt", facts).strip() + "\n",
            render_to_string("outreach/newsletter_mail.html", facts),
        )


class Bodies:
    """The bodies of one issue, each made once."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self._made: dict[tuple[str, tuple[str, ...]], Body] = {}

    def of(self, subscriber: Subscriber) -> Body:
        """What this subscriber reads."""
        key = (subscriber.language, tuple(subscriber.kinds))
        if key not in self._made:
            self._made[key] = body(self.issue, *key)
        return self._made[key]


def mail(delivery: Delivery, issue: Issue, body: Body) -> EmailMultiAlternatives:
    """One mail. Its Message-ID is the same each time; it leaves by one click (RFC 8058, RFC 2369, RFC 2919)."""
    subscriber = delivery.subscriber
    with translation.override(subscriber.language):
        leave = own_page("newsletter_leave", subscriber.token)
        name = _("Nieuwsbrief %(region)s") % {"region": issue.region.name}
    host = settings.PUBLIC_HOST or "veerkracht.invalid"
    made = EmailMultiAlternatives(
        subject=body.subject,
        body=body.text.replace(HERE, subscriber.token),
        to=[subscriber.email],
        reply_to=[settings.CONTACT_EMAIL],
        headers={
            "Message-ID": f"<newsletter-{issue.pk}-{delivery.pk}@{host}>",
            "List-Id": f"{one_line(name)} <{issue.region.code}.nieuwsbrief.{host}>",
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    made.attach_alternative(body.html.replace(HERE, subscriber.token), "text/html")
    return made
