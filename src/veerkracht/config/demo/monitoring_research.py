"""The demo's requests for records: one approved, one that waits for Coby, one refused, and somebody who stays out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from veerkracht.config.demo.courses import ZUID
from veerkracht.kernel.clock import held_at, today
from veerkracht.monitoring import research_actions as actions
from veerkracht.monitoring.models import RecordKind, ResearchGround, ResearchRequest
from veerkracht.places.queries import region

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History

SCHOOL = "Hogeschool Voorbeeld"
FINISHING = "Wie maakt een training af?"
STAYING = "Blijven mensen komen bij intervisie?"
TOO_MUCH = "Welke gemeente doet het meest?"


def bring_in(cast: Cast, history: History) -> None:
    """Make what is not there yet."""
    if ResearchRequest.objects.filter(title=FINISHING).exists():
        return
    with held_at(history.days_ago(40)):
        finishing = actions.ask_for_records(wish=_finishing(), by=cast["Sjoerd Schoolman"])
        too_much = actions.ask_for_records(wish=_too_much(), by=cast["Pim Provincie"])
    with held_at(history.days_ago(33)):
        yes = "Graag ook een samenvatting voor wie aan de trainingen meedeed."
        _decide(finishing, "DVO-2026-014", yes, cast)
        why = "Dit kan met de gewone cijfers. Daar heb je geen gegevens over mensen voor nodig."
        _decide(too_much, "", why, cast)
    with held_at(history.days_ago(20)):
        unwilling = cast["Noor Verzonnen"]
        actions.stay_out_of_research(person=unwilling, by=unwilling)
    with held_at(history.days_ago(2)):
        actions.ask_for_records(wish=_staying(), by=cast["Bram Bedacht"])


def _decide(request: ResearchRequest, agreement: str, words: str, cast: Cast) -> None:
    verdict = actions.Verdict(
        agreed=bool(agreement),
        columns=request.columns,
        keep_until=request.keep_until,
        agreement=agreement,
        words=words,
    )
    by = cast.coordinator(ZUID)
    actions.decide_request(request=request, verdict=verdict, seen=request.version, by=by)


def _finishing() -> actions.Wish:
    return actions.Wish(
        title=FINISHING,
        researcher="Dr. Lotte Leerzaam",
        institution=SCHOOL,
        purpose="We willen weten in welke sectoren mensen een training afmaken en waar zij afhaken. "
        "Met de uitkomst kunnen trainers tijden en vormen kiezen die beter passen.",
        ground=ResearchGround.SCIENCE,
        records=RecordKind.TRAININGS,
        columns=["quarter", "kind", "length", "sector", "attended"],
        region=region(ZUID),
        since=today() - timedelta(days=330),
        until=today() - timedelta(days=1),
        keep_until=today() + timedelta(days=400),
    )


def _too_much() -> actions.Wish:
    return actions.Wish(
        title=TOO_MUCH,
        researcher="Afdeling Cijfers",
        institution="Provincie Limburg",
        purpose="Een ranglijst van gemeenten naar het aantal mensen dat een training volgde.",
        ground=ResearchGround.PUBLIC_TASK,
        records=RecordKind.TRAININGS,
        columns=["quarter", "municipality"],
        region=region(ZUID),
        since=today() - timedelta(days=330),
        until=today() - timedelta(days=1),
        keep_until=today() + timedelta(days=200),
    )


def _staying() -> actions.Wish:
    return actions.Wish(
        title=STAYING,
        researcher="Bram Bedacht, begeleid door dr. Lotte Leerzaam",
        institution=SCHOOL,
        purpose="Voor mijn scriptie zoek ik uit of mensen uit verschillende sectoren even trouw naar "
        "intervisie komen. Begeleiders van groepen kunnen daar hun planning op maken.",
        ground=ResearchGround.SCIENCE,
        records=RecordKind.INTERVISION,
        columns=["quarter", "sector", "municipality", "attended"],
        region=region(ZUID),
        since=today() - timedelta(days=330),
        until=today() - timedelta(days=1),
        keep_until=today() + timedelta(days=240),
    )
