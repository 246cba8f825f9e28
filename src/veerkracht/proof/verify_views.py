"""The public pages on which anybody can check a certificate."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from veerkracht.kernel import page_cache
from veerkracht.kernel.answers import answer
from veerkracht.kernel.limits import address, seconds_to_wait
from veerkracht.proof import certificate_queries
from veerkracht.proof.certificate_forms import CodeForm
from veerkracht.proof.certificate_handlers import topic

MOST, SECONDS = (
    300,
    60,
)  # a minute, from one address: a school or ward that checks a pile gets through


@require_safe
def verify_any(request: HttpRequest) -> HttpResponse:
    """Type a code that stands on paper."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("proof:verify", form.cleaned_data["code"])
    return render(
        request, "proof/verify_any.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate is real: valid, revoked, or unknown. No more than the holder chose to show."""
    if seconds_to_wait("verify", address(request), most=MOST, seconds=SECONDS):
        return answer(
            request,
            429,
            _("Dat ging te vaak achter elkaar. Wacht even en probeer het dan opnieuw."),
        )
    checked = certificate_queries.check(code)
    page = render(
        request, "proof/verify.html", {"checked": checked}, status=200 if checked else 404
    )
    page.headers["X-Robots-Tag"] = "noindex"
    page_cache.mark(page, topic(code))
    return page
