"""Bookings of the demo: an employer's, answered and not, a group that waits, a past one, and a class of a school."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from veerkracht.bookings import actions, rules
from veerkracht.bookings.models import Booking
from veerkracht.config.demo.people import DOMAIN
from veerkracht.enrolment.actions import mark_came
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import held_at, today
from veerkracht.messages.actions import send_due
from veerkracht.people.actions import Work
from veerkracht.people.models import PersonKind
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast, Directory
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Organisation, Person

YES, NO, SILENT = "yes", "no", ""
EMPLOYER, SCHOOL = "ggd-zuid-limburg", "zuyd-hogeschool"


@dataclass(frozen=True)
class Plan:
    """One booking: by whom, for which edition (by its venue), how many days ago, and what each answered."""

    key: str
    by: str
    venue: str
    days_ago: float
    people: dict[str, str]
    together: bool = False
    pays: bool = True
    note: str = ""
    class_name: str = ""
    came: tuple[str, ...] = ()


PLANS = (
    Plan(
        "demo-booking-past",
        "Wil Werkgever",
        "De Mijnwerkplaats",
        85,
        {"Imke Ingeschreven": YES, "Joep Jaknikker": YES, "Kim Kannietkomen": NO},
        note="team Westelijke Mijnstreek",
        came=("Imke Ingeschreven",),
    ),
    Plan(
        "demo-booking-open",
        "Wil Werkgever",
        "De Grenspost",
        9,
        {
            "Lotte Leergierig": YES,
            "Mo Meedoener": YES,
            "Nel Neezegger": NO,
            "Otto Opvakantie": SILENT,
            "Pia Postvakvol": SILENT,
            "Ria Reageertniet": SILENT,
        },
        note="kostenplaats 4711",
    ),
    Plan(
        "demo-booking-group",
        "Wil Werkgever",
        "online",
        4,
        {"Stef Samenuit": YES, "Truus Tegelijk": YES, "Ugur Uitgenodigd": SILENT},
        together=True,
    ),
    Plan(
        "demo-booking-class",
        "Sjoerd Schoolman",
        "De Watermolen",
        6,
        {
            "Ama Anatomie": YES,
            "Bram Bedacht": SILENT,
            "Cem Casus": YES,
            "Daan Dossier": YES,
            "Eva Examen": YES,
            "Fleur Feedbackformulier": NO,
            "Guus Groepswerk": YES,
            "Hind Herkansing": SILENT,
            "Ivo Intake": YES,
            "Jet Jaarrooster": SILENT,
        },
        class_name="VP2B",
    ),
)


def bring_in(directory: Directory, cast: Cast, history: History) -> None:
    """What is missing of it; a second time adds nothing."""
    for plan in PLANS:
        if not Booking.objects.filter(form_key=plan.key).exists():
            _bring_in(
                plan,
                directory.organisations[SCHOOL if plan.class_name else EMPLOYER],
                cast,
                history,
            )


def _bring_in(plan: Plan, organisation: Organisation, cast: Cast, history: History) -> None:
    edition = _edition(plan)
    if edition is None:  # of an older demo, in which it was changed
        return
    with held_at(history.days_ago(plan.days_ago)):
        made = _book(plan, edition, organisation, cast[plan.by])
        actions.carry_out()
        send_due()
    with held_at(history.days_ago(plan.days_ago - 1)):
        _answer(plan, made, organisation)
        actions.tell_answers()
        send_due()
    if plan.came:
        _mark(plan, edition, cast, history)
    elif plan.days_ago > 3:
        with held_at(history.days_ago(1)):
            actions.remind(booking=made, by=made.by)
            send_due()


def _edition(plan: Plan) -> Edition | None:
    """The edition in this venue, or the first one online for students that is full."""
    rows = Edition.objects.select_related("course", "region").order_by("starts_at")
    if plan.venue == "online":
        slug = "starten-met-positieve-gezondheid"
        return rows.filter(course__slug=slug, municipality=None, state="published").first()
    return rows.filter(venue=plan.venue).first()


def _book(plan: Plan, edition: Edition, organisation: Organisation, by: Person) -> Booking:
    lines = [f"{name} <{_address(name)}>" for name in plan.people]
    people = rules.read_list("\n".join(lines))
    if plan.class_name:
        return actions.book_class(
            by=by,
            organisation=organisation,
            edition=edition,
            people=people,
            form_key=plan.key,
            pays=plan.pays,
            class_facts={
                "study_year": rules.study_year(today()),
                "name": plan.class_name,
                "programme": "Verpleegkunde",
            },
        )
    return actions.book(
        by=by,
        organisation=organisation,
        edition=edition,
        people=people,
        form_key=plan.key,
        together=plan.together,
        pays=plan.pays,
        note=plan.note,
    )


def _address(name: str) -> str:
    """Bram can be signed in; the others are there for this alone."""
    word = "student" if name == "Bram Bedacht" else name.lower().replace(" ", "-")
    return f"{word}@{DOMAIN}"


def _answer(plan: Plan, made: Booking, organisation: Organisation) -> None:
    student = bool(plan.class_name)
    kind = PersonKind.STUDENT if student else PersonKind.PROFESSIONAL
    function = "student verpleegkunde" if student else "jeugdverpleegkundige"
    work = Work(kind=kind, organisation=organisation, function=function)
    for line in made.lines.select_related("person").order_by("number"):
        if line.person and plan.people[line.name] == YES:
            actions.say_yes(line=line, by=line.person, about={"name": line.name, "work": work})
        elif line.person and plan.people[line.name] == NO:
            actions.say_no(line=line, by=line.person)


def _mark(plan: Plan, edition: Edition, cast: Cast, history: History) -> None:
    """After the last meeting the coordinator noted who was there: of this booking only some."""
    if edition.ends_at is None or edition.ends_at >= history.now:
        return
    placed = Enrolment.objects.filter(edition=edition, state=State.PLACED)
    booked = placed.filter(asked_by=cast[plan.by])
    missed = booked.exclude(person__name__in=plan.came)
    came = set(placed.values_list("pk", flat=True)) - set(missed.values_list("pk", flat=True))
    with held_at(edition.ends_at + timedelta(hours=2)):
        mark_came(edition=edition, came=came, by=cast.coordinator(edition.region.code))
