"""The demo's attendance, materials and e-learning: who was where, and something to read and to do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import held_at, now
from veerkracht.kernel.papers import pdf
from veerkracht.proof.actions import (
    Mark,
    add_material,
    add_step,
    mark,
    prepare,
    take_step,
)
from veerkracht.proof.attendance_rules import whole_minutes
from veerkracht.proof.models import Attendance, Material, Preparation, Presence, Step, StepKind
from veerkracht.proof.papers import TEMPLATES
from veerkracht.training.models import Course, Edition, EditionState, Session

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History

LATE, EARLY, EXCUSED, SECOND_ONLY = 7, 11, 13, 17  # every so many people
WITH_MATERIAL = 6  # editions of each region
WITH_STEPS = ("het-gesprek-met-aanstaande-ouders", "positieve-gezondheid-in-het-wijkteam")
BRING = "Iets om op te schrijven, en een voorbeeld uit je eigen werk (zonder namen)."
STEPS: tuple[dict[str, object], ...] = (
    {
        "kind": StepKind.TEXT,
        "title": "Waarom een ander gesprek?",
        "text": "Mensen weten vaak zelf wat voor hen belangrijk is. In een gewoon gesprek komt dat niet altijd"
        " aan bod.\n\nIn deze training leer je te beginnen bij wat iemand zelf belangrijk vindt.",
    },
    {
        "kind": StepKind.FILM,
        "title": "Kijk mee met een gesprek",
        "text": "De film duurt zes minuten. Let op de vragen, en op de stiltes.",
        "link": "https://film.voorbeeld.example/een-gesprek",
    },
    {
        "kind": StepKind.QUESTION,
        "title": "Hoe begin je?",
        "text": "Iemand komt binnen en zegt: het gaat wel. Wat zeg je?",
        "options": [
            "Mooi. Dan zijn we snel klaar.",
            "Vertel eens, wat gaat goed, en wat mag beter?",
            "Ik loop even de vragenlijst met je door.",
        ],
        "right": 1,
    },
    {
        "kind": StepKind.QUESTION,
        "title": "Wat wil jij leren?",
        "text": "Elk antwoord is goed. Je trainer begint hiermee.",
        "options": ["Beter luisteren", "Andere vragen stellen", "Samen een stap bedenken"],
    },
)


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing."""
    for session in _held(history):
        _note(session, cast)
    for slug in WITH_STEPS:
        _make_steps(slug, cast)
    for edition in _with_material():
        _give(edition, cast)


def _held(history: History) -> list[Session]:
    """Meetings that are over, of editions that went on."""
    over = Session.objects.filter(
        ends_at__lt=history.days_ago(0.1), edition__state=EditionState.PUBLISHED
    )
    return list(over.select_related("edition__region", "edition__course").order_by("starts_at"))


def _note(session: Session, cast: Cast) -> None:
    """Who was there, as the list of the edition has it: most the whole time, some late, away or early."""
    if Attendance.objects.filter(session=session).exists():
        return
    placed = Enrolment.objects.filter(edition=session.edition_id, state=State.PLACED)
    marks = {row.pk: _said(row, session) for row in placed}
    with held_at(session.ends_at + timedelta(minutes=5)):
        by = cast.coordinator(session.edition.region.code)
        mark(session=session, marks=marks, by=by)


def _said(row: Enrolment, session: Session) -> Mark:
    whole = whole_minutes(session.starts_at, session.ends_at)
    if row.came is False:
        excused = row.pk % 2 == 0
        return Mark(Presence.EXCUSED, None, "meldde zich af") if excused else Mark(Presence.ABSENT)
    if row.pk % LATE == 0:
        return Mark(Presence.LATE, whole - 25)
    if row.pk % EARLY == 0:
        return Mark(Presence.LEFT_EARLY, whole - 40)
    return Mark(Presence.PRESENT)


def _make_steps(slug: str, cast: Cast) -> None:
    """E-learning of a course; most who have a place did it, some are half way."""
    course = Course.objects.select_related("region").filter(slug=slug).first()
    if course is None or Step.objects.filter(course=course).exists():
        return
    by = cast.coordinator(course.region.code)
    steps = [add_step(course=course, by=by, **facts) for facts in STEPS]
    placed = Enrolment.objects.filter(edition__course=course, state=State.PLACED)
    for row in placed.select_related("person", "edition"):
        _learn(row, steps)


def _learn(row: Enrolment, steps: list[Step]) -> None:
    starts_at = row.edition.starts_at or now()
    over = starts_at < now()
    number = len(steps) if over and row.pk % SECOND_ONLY else row.pk % (len(steps) + 1)
    with held_at(min(now(), starts_at) - timedelta(days=2, hours=row.pk % 40)):
        for step in steps[:number]:
            question = step.kind == StepKind.QUESTION
            answer = (step.right if step.right is not None else row.pk % 3) if question else None
            take_step(step=step, by=row.person, answer=answer)


def _with_material() -> list[Edition]:
    """The first editions with people of each region."""
    going = Edition.objects.filter(
        state=EditionState.PUBLISHED, enrolments__state=State.PLACED, starts_at__isnull=False
    )
    ahead = going.filter(ends_at__gt=now() - timedelta(days=60)).distinct()
    by_region: dict[int, list[Edition]] = {}
    for edition in ahead.select_related("region", "course").order_by("starts_at"):
        by_region.setdefault(edition.region_id, []).append(edition)
    return [edition for rows in by_region.values() for edition in rows[:WITH_MATERIAL]]


def _give(edition: Edition, cast: Cast) -> None:
    """A work sheet, a link, and slides for afterwards; and what to bring."""
    by = cast.coordinator(edition.region.code)
    if not Preparation.objects.filter(edition=edition).exists():
        prepare(edition=edition, bring=BRING, by=by)
    if Material.objects.filter(edition=edition).exists():
        return
    add_material(edition=edition, title="Werkblad: begin bij wat telt", file=_sheet(edition), by=by)
    add_material(
        edition=edition,
        title="Luisteroefening (geluid en tekst)",
        link="https://film.voorbeeld.example/luisteren",
        by=by,
    )
    add_material(
        edition=edition,
        title="Terugkijken: wat nam je mee?",
        file=ContentFile(LATER.encode(), name="terugkijken.txt"),
        visible_from=edition.ends_at,
        by=by,
    )


LATER = (
    "Drie vragen voor na de training:\n\n1. Wat deed je anders?\n2. Wat gebeurde er toen?\n"
    "3. Wat probeer je de volgende keer?\n"
)


def _sheet(edition: Edition) -> ContentFile[bytes]:
    facts = {
        "title": "Begin bij wat telt",
        "lang": "nl",
        "lines": [str(edition.course.title), "Een blad om zelf in te vullen."],
        "questions": [
            "Wat vindt degene met wie je praat belangrijk?",
            "Welke vraag stelde je nog niet?",
            "Wat is een kleine eerste stap?",
        ],
    }
    return ContentFile(
        pdf(TEMPLATES / "work_sheet.typ", facts), name="Werkblad begin bij wat telt.pdf"
    )
