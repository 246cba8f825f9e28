"""The demo's coaching: four coaches, who waits for one, a series that runs, and two teams with a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from veerkracht.config.demo.courses import MIDDEN, ZUID
from veerkracht.kernel.clock import held_at, local
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Sector
from veerkracht.places.queries import region
from veerkracht.practice import coaching_actions as coaching
from veerkracht.practice import coaching_appointment_actions as appointments
from veerkracht.practice import coaching_handover_actions as handing
from veerkracht.practice import team_actions as teams
from veerkracht.practice.models import CoachingRequest, CoachProfile, TeamLine, TeamLook, TeamPlan

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person

SANNE, TESS, COORDINATOR = "Sanne Voorbeeld", "Tess Trainersma", "Coby Overzicht"
TUESDAY = 1


@dataclass(frozen=True)
class Known:
    """What a coach of the demo offers, by codes."""

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    load: int
    about: str

    def offer(self) -> coaching.Offer:
        """The same as the actions take it."""
        return coaching.Offer(
            regions=[region(code) for code in self.regions],
            themes=self.themes,
            languages=self.languages,
            load=self.load,
            sectors=list(Sector.objects.filter(code__in=self.sectors)),
            about=self.about,
        )


COACHES = {
    TESS: Known(
        (ZUID,),
        ("verloskunde", "kraamzorg"),
        ("conversation", "families", "resistance"),
        ("nl", "de"),
        3,
        "Ik ben verloskundige geweest en oefen graag gesprekken met je.",
    ),
    "Hanna Uitlegger": Known(
        (ZUID,),
        ("welzijn",),
        ("cooperation", "team", "conversation"),
        ("nl", "en"),
        2,
        "Ik help je om in de wijk de juiste mensen te vinden.",
    ),
    "Gijs Groepsman": Known(
        (MIDDEN, ZUID),
        ("jeugdzorg",),
        ("families", "oneself"),
        ("nl",),
        2,
        "Ik luister, en stel de vraag die je zelf nog niet stelde.",
    ),
}
APPOINTED = Known(
    (ZUID,),
    ("welzijn",),
    ("policy", "team"),
    ("nl", "en"),
    2,
    "Ik bracht dit bij onze gemeente zelf in beleid.",
)
# themes, languages, what for; the last one speaks a language that no coach speaks
WISHES = (
    (("conversation", "web"), ("nl",), "Ik val snel terug in adviseren."),
    (("team", "policy"), ("nl", "en"), "Mijn team ziet het nut nog niet."),
    (("cooperation",), ("fr",), "Ik werk vooral met gezinnen die Frans spreken."),
)
GOAL = "Ik wil leren om stil te zijn, ook als iemand vastloopt."
SERIES_DAYS, WEEKS, TIMES = 44, 3, 4


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing; whoever coaches already keeps the own profile."""
    _coaches(cast, history)
    _series(cast, history)
    _waiting(cast, history)
    _handover(cast, history)
    for make in (_young, _midwives):
        make(cast, history)
    send_due()


def _coaches(cast: Cast, history: History) -> None:
    with held_at(history.days_ago(70)):
        for name, known in COACHES.items():
            if not CoachProfile.objects.filter(person=cast[name]).exists():
                coaching.save_coach_profile(offer=known.offer(), by=cast[name])
        made = _professionals(cast)[-1]
        if not CoachProfile.objects.filter(person=made).exists():
            coaching.appoint_coach(person=made, region=region(ZUID), by=cast[COORDINATOR])
            coaching.save_coach_profile(offer=APPOINTED.offer(), by=made)
        send_due()


def _professionals(cast: Cast) -> list[Person]:
    """People of the crowd who work in the south, in the order in which they were made."""
    return [
        person
        for person, profile in cast.crowd
        if profile.region == ZUID and profile.kind == "professional"
    ]


def _series(cast: Cast, history: History) -> None:
    """Sanne and Tess met three times; of the last Tess has not said yet whether it was held."""
    sanne, tess = cast[SANNE], cast[TESS]
    if CoachingRequest.objects.filter(person=sanne).exists():
        return
    with held_at(history.days_ago(60)):
        wish = coaching.Wish(region(ZUID), ("conversation", "families"), ("nl",), goal=GOAL)
        asked = coaching.ask_coaching(wish=wish, by=sanne)
        send_due()
    with held_at(history.days_ago(58)):
        matched = coaching.confirm_match(request=asked, coach=tess, by=cast[COORDINATOR])
        send_due()
    with held_at(history.days_ago(52)):
        first = _tuesday_before(local(history.days_ago(SERIES_DAYS)).date())
        plan = appointments.SeriesPlan(
            datetime.combine(first, time(16)), TIMES, WEEKS, 60, place="De Huiskamer, Heerlen"
        )
        made = appointments.plan_series(coaching=matched, plan=plan, by=tess, sure=True)
        send_due()
    for one in made[:2]:
        with held_at(one.ends_at + timedelta(hours=2)):
            appointments.say_held(appointment=one, held=True, by=tess)


def _handover(cast: Cast, history: History) -> None:
    """Gijs will have less time: somebody whom he coaches is asked whether Hanna may go on."""
    taken = CoachingRequest.objects.values_list("person", flat=True)
    gijs, hanna = cast["Gijs Groepsman"], cast["Hanna Uitlegger"]
    if CoachingRequest.objects.filter(coach=gijs).exists():
        return
    known = {gijs.organisation_id, hanna.organisation_id}
    person = next(
        one
        for one in _professionals(cast)
        if one.pk not in {*taken} and one.organisation_id not in known
    )
    with held_at(history.days_ago(41)):
        wish = coaching.Wish(region(ZUID), ("team",), ("nl",), goal=GOAL)
        asked = coaching.ask_coaching(wish=wish, by=person)
        matched = coaching.confirm_match(request=asked, coach=gijs, by=cast[COORDINATOR])
        send_due()
    with held_at(history.days_ago(2)):
        handing.ask_handover(coaching=matched, to=hanna, by=gijs)
        send_due()


def _tuesday_before(day: date) -> date:
    return day - timedelta(days=(day.weekday() - TUESDAY) % 7)


def _waiting(cast: Cast, history: History) -> None:
    people = _professionals(cast)
    for nth, (themes, languages, goal) in enumerate(WISHES):
        person = people[5 + nth]
        if CoachingRequest.objects.filter(person=person).exists():
            continue
        with held_at(history.days_ago(9 - 2 * nth)):
            wish = coaching.Wish(region(ZUID), themes, languages, goal=goal)
            coaching.ask_coaching(wish=wish, by=person)


def _young(cast: Cast, history: History) -> None:
    """A team that is asked to look back after three months: also on a Monday before nine, when its day was a Sunday."""
    lead = cast["Wil Werkgever"]
    contents = teams.Contents(
        team="Jeugdteam Westelijke Mijnstreek",
        where_now="De helft van ons volgde de basistraining. Het web ligt vaak nog in de la.",
        wanted="Elk eerste huisbezoek begint met de vraag wat ouders zelf belangrijk vinden.",
        lines={
            1: teams.Line("Het web oefenen met elkaar, elke maand een half uur", "Noor en Joris"),
            2: teams.Line("Het web in de tas van elk huisbezoek", "iedereen"),
            3: teams.Line("Met het consultatiebureau afspreken wie wat vraagt", "Wil"),
        },
    )
    plan = _plan(lead, contents, history.days_ago(97))
    if plan is None:
        return
    with held_at(history.days_ago(97)):
        teams.add_members(
            plan=plan,
            addresses=[cast["Noor Verzonnen"].email, cast["Joris Oefenmeester"].email],
            by=lead,
        )
        teams.set_team_coach(plan=plan, coach=cast[TESS], by=lead)
        send_due()
    with held_at(history.days_ago(0.004)):
        teams.tell_team_looks()


def _midwives(cast: Cast, history: History) -> None:
    """A team that looked back once, and is half way."""
    lead = cast[SANNE]
    contents = teams.Contents(
        team="Verloskundigen Parkstad",
        where_now="We stellen veel vragen, maar het zijn onze vragen.",
        wanted="Zwangere vrouwen vertellen zelf wat er voor hen toe doet.",
        lines={
            1: teams.Line("Een open eerste vraag in elk intakegesprek", "alle verloskundigen"),
            2: teams.Line("Een kaart met wie er in de wijk kan helpen", "Sanne"),
        },
    )
    plan = _plan(lead, contents, history.days_ago(150))
    if plan is None:
        return
    with held_at(history.days_ago(149)):
        teams.set_team_coach(plan=plan, coach=cast["Hanna Uitlegger"], by=lead)
    look = TeamLook.objects.get(plan=plan, months=3)
    with held_at(look.due_at + timedelta(minutes=5)):
        teams.tell_team_looks()
        send_due()
    first, second = TeamLine.objects.filter(plan=plan)
    said = {first.pk: teams.Went("done"), second.pk: teams.Went("under-way", "De helft is af.")}
    with held_at(look.due_at + timedelta(days=1, hours=3)):
        step = "We maken de kaart af en leggen hem in de wachtkamer."
        teams.keep_team_look(look=look, lines=said, next_step=step, by=lead)


def _plan(lead: Person, contents: teams.Contents, moment: datetime) -> TeamPlan | None:
    """The plan, made then; None when it is there already."""
    if TeamPlan.objects.filter(lead=lead).exists():
        return None
    with held_at(moment):
        return teams.make_team_plan(contents=contents, by=lead)
