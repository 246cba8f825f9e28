"""Pages that a public body owes its visitors: privacy, accessibility, safety."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from veerkracht.kernel.clock import now
from veerkracht.kernel.page_cache import public
from veerkracht.people import processing

if TYPE_CHECKING:
    from django.http import HttpRequest

ASSESSED_ON = date(2026, 11, 22)  # when the accessibility statement was last looked at


@public("fixed")
def privacy(request: HttpRequest) -> HttpResponse:
    """What we keep of people, why, and how long: plain words and the generated register."""
    facts = {"register": processing.register(), "owner": settings.SITE_OWNER}
    return render(request, "people/privacy.html", facts)


@public("fixed")
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, in the order of the Dutch model."""
    facts = {
        "owner": settings.SITE_OWNER,
        "assessed_on": ASSESSED_ON,
        "public_url": settings.PUBLIC_URL,
    }
    return render(request, "people/accessibility.html", facts)


@public("fixed")
def security(request: HttpRequest) -> HttpResponse:
    """How to report a weakness, and what we promise."""
    return render(request, "people/security.html", {"security_email": settings.SECURITY_EMAIL})


@public("fixed")
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. It may not expire more than a year from now, so it is written at each request."""
    expires = now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=300)
    with override(settings.LANGUAGE_CODE):
        policy = reverse("people:security")
    lines = [
        f"Contact: mailto:{settings.SECURITY_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.PUBLIC_URL}/.well-known/security.txt",
        f"Policy: {settings.PUBLIC_URL}{policy}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
