"""The public pages: the finder, an edition, its panel beside the list, and its calendar file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.kernel import page_cache
from veerkracht.kernel.money import euros
from veerkracht.kernel.permissions import allows
from veerkracht.people.models import Register
from veerkracht.people.policies import signed_in as require_signed_in
from veerkracht.places.queries import distances_from
from veerkracht.training import feeds, queries, rules
from veerkracht.training.cards import Card, full_or_free, interested
from veerkracht.training.chips import chips, count_words, order_words, ways_out
from veerkracht.training.finder_form import FinderForm, Options, address
from veerkracht.training.models import CourseKind, Edition
from veerkracht.training.policies import check_may_change_edition, check_may_see_edition
from veerkracht.ui.context import signed_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.training.finding import FinderChoice
    from veerkracht.training.models import Session

# Registers as people in the field call them, where the full name is long.
SHORT = {"big": "BIG", "knov": "KNOV", "venvn": "V&VN", "kckz": "KCKZ"}


def finder(request: HttpRequest) -> HttpResponse:
    """Editions that lie ahead, by what is asked for in the address."""
    options = Options.of_today()
    form = FinderForm(request.GET, options)
    if "" in request.GET.values():  # the form sends what was left open too: keep addresses short
        return redirect(f"{request.path}{address(form.choice).rstrip('?')}")
    page = queries.find(form.choice)
    dates_follow = list(queries.undated(form.choice)) if page.number == 1 else []
    cards = queries.cards([*page.object_list, *dates_follow])
    followed = feeds.links(form.choice)
    facts = {
        "form": form,
        "page_obj": page,
        "cards": [card for card in cards if card.edition.starts_at],
        "undated": [card for card in cards if card.edition.starts_at is None],
        "chips": chips(form.choice, options, signed_in(request)),
        "count": count_words(page.paginator.count),
        "order": order_words(form.choice),
        "feeds": followed,
        "webcal_url": feeds.webcal(request, followed[0]),
        "more_open": _more_is_on(form.choice),
        "ways_out": [] if page.paginator.count else ways_out(form.choice),
    }
    response = render(request, "training/finder.html", facts)
    page_cache.mark(response, "agenda")
    return response


def edition(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One edition, in full; an old title in the address leads to the new one."""
    try:
        shown, others = queries.edition_with_others(pk)
    except Edition.DoesNotExist as error:
        raise Http404 from error
    _check_visible(request, shown)
    if slug != shown.course.slug:
        return redirect("training:edition", pk, shown.course.slug, permanent=False)
    first, *rest = queries.cards([shown, *others])
    facts = _facts(request, first) | {
        "others": [card for card in rest if card.edition.starts_at],
        "undated": [card for card in rest if card.edition.starts_at is None],
        "sectors": list(shown.course.sectors.all()),
        "may_change": _may_change(request, shown),
        "structured": queries.described_edition(shown, first.sessions),
    }
    response = render(request, "training/edition.html", facts)
    page_cache.mark(response, f"edition:{pk}")
    return response


def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The edition in short, for beside the list on a wide screen."""
    [card] = queries.cards([_visible(request, pk)])
    response = render(request, "training/panel.html", _facts(request, card))
    page_cache.mark(response, f"edition:{pk}")
    return response


def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The dates as an .ics; the online link is only for who takes part."""
    shown = _visible(request, pk)
    cancelled = shown.state == "cancelled"
    text = queries.calendar_of(shown, queries.sessions_of(shown), cancelled=cancelled)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    name = slugify(shown.course.title)[:60] or "training"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    page_cache.mark(response, f"edition:{pk}")
    return response


@login_required
def learnt(request: HttpRequest) -> HttpResponse:
    """What I learnt: qualifications, and apart from those what a list says that I followed before."""
    person = require_signed_in(request)
    facts = {
        "achieved": queries.achieved_by(person),
        "earlier": queries.taken_over_of(person),
    }
    return render(request, "training/learnt.html", facts)


def _visible(request: HttpRequest, pk: int) -> Edition:
    """The edition, or 404 for a number that is not there and for a draft of somebody else."""
    try:
        found = queries.edition_for_page(pk)
    except Edition.DoesNotExist as error:
        raise Http404 from error
    _check_visible(request, found)
    return found


def _check_visible(request: HttpRequest, found: Edition) -> None:
    if not allows(check_may_see_edition, request.user, found):
        raise Http404


def _facts(request: HttpRequest, card: Card) -> dict[str, Any]:
    """What both the page and the panel show. The blocks find how full it is on the edition."""
    shown = card.edition
    shown.places = card.availability
    points = [
        (Register(row.register).label, SHORT.get(row.register, Register(row.register).label), row)
        for row in queries.points_for(shown)
    ]
    return {
        **_words(shown, card.sessions),
        "edition": shown,
        "course": shown.course,
        "card": card,
        "places": card.availability,
        "bar_label": full_or_free(card.availability)[0].capitalize() if card.availability else "",
        "interested": interested(card.availability.waiting) if card.availability else "",
        "sessions": card.sessions,
        "points": points,
        "trainers": queries.trainers_of(shown),
        "distance": _distance(request, shown),
        "blocks": [block(request, shown) for block in queries.edition_actions],
    }


def _words(shown: Edition, meetings: Sequence[Session]) -> dict[str, str]:
    """Money and time in words; the time is that of the meetings themselves once they are known."""
    by_meetings = (
        meetings and shown.course.kind != CourseKind.BLENDED
    )  # that one is also e-learning
    hours = rules.hours_of(meetings) if by_meetings else shown.course.hours
    time = ngettext(
        "Reken op %(hours)s uur, in %(n)s bijeenkomst.",
        "Reken op %(hours)s uur, verdeeld over %(n)s bijeenkomsten.",
        len(meetings),
    )
    if not by_meetings:
        time = _("Reken op %(hours)s uur.")
    said = {"hours": number_format(f"{hours.normalize():f}"), "n": len(meetings)}
    paid = _("De subsidie betaalt %(amount)s.") % {"amount": euros(shown.subsidy)}
    return {
        "price": euros(shown.price),
        "subsidy": paid if shown.subsidy else "",
        "time_words": time % said,
    }


def _distance(request: HttpRequest, shown: Edition) -> int | None:
    """Whole kilometres from the person's municipality; None when either is unknown."""
    person = signed_in(request)
    if person is None or person.municipality_id is None or shown.municipality is None:
        return None
    km = dict(distances_from(shown.municipality)).get(person.municipality_id)
    return None if km is None else round(km)


def _may_change(request: HttpRequest, shown: Edition) -> bool:
    person = signed_in(request)
    return person is not None and allows(check_may_change_edition, person, shown)


def _more_is_on(choice: FinderChoice) -> bool:
    """Whether a filter is on that only the form shows, so that it stands open."""
    return bool(choice.kind or choice.month or choice.language or choice.register)
