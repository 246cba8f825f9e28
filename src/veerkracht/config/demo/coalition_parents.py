"""Parents in the demo's coalition, their fees, activities, the yearly poll, what Coby hears, who works with whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from veerkracht.coalitions import contact_actions as contacts
from veerkracht.coalitions import expense_actions as expenses
from veerkracht.coalitions import expense_pay_actions as paying
from veerkracht.coalitions import parent_actions as parents
from veerkracht.coalitions import parent_activity_actions as activities
from veerkracht.coalitions import poll_actions as polls
from veerkracht.coalitions.actions import give_seat, start_coalition
from veerkracht.coalitions.models import (
    Claim,
    Coalition,
    CoalitionKind,
    Contact,
    ParentActivity,
    ParentInvitation,
    ParentPoll,
    SeatKind,
)
from veerkracht.config.demo.courses import ZUID
from veerkracht.kernel.clock import held_at, local, wall_time
from veerkracht.meetings.actions import When, mark_presence, plan_meeting
from veerkracht.meetings.models import Meeting
from veerkracht.meetings.queries import members_at
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Organisation, Person, Sector
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities, region
from veerkracht.programme.actions import Part, make_action, make_theme
from veerkracht.programme.models import Action, Theme

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History

IBAN = "NL91ABNA0417164300"  # the example of the standard; nobody's
REGIONS_IBAN = "NL02ABNA0123456789"
MET = (150, 90, 40, 12)  # days ago
RECEIPT = b"%PDF-1.4\n% Een bonnetje van de bus, verzonnen.\n"
SEATED = (
    "ggd-zuid-limburg",
    "kansrijke-start-zuid-limburg",
    "burgerkracht-limburg",
    "academie-verloskunde-maastricht",
    "mumc",
)
DONE = (
    (150, "De brief van het consultatiebureau is te moeilijk.", "We hebben de brief herschreven."),
    (90, "Vaders komen nooit aan het woord.", "Elke uitnodiging is nu ook aan vaders gericht."),
    (40, "Een afspraak om negen uur lukt niet met kinderen op school.", ""),
)


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing; what is there already stays as it is."""
    coalition = _coalition(cast, history)
    if not ParentInvitation.objects.filter(coalition=coalition).exists():
        _parents(coalition, cast, history)
    if not ParentActivity.objects.exists():
        _activities(cast, history)
    if not ParentPoll.objects.exists():
        _polls(cast, history)
    if not Contact.objects.exists():
        _contacts(cast, history)
    if not Action.objects.filter(what=TOGETHER[0][2]).exists():
        _actions(cast, history)
    send_due()


def _coalition(cast: Cast, history: History) -> Coalition:
    """The coalition of Carla; made where there is none."""
    carla = cast["Carla Coalitie"]
    found = Coalition.objects.filter(coordinator=carla).first()
    if found is not None:
        return found
    with held_at(history.days_ago(380)):
        made = start_coalition(
            name="Coalitie Kansrijke Start Parkstad",
            kind=CoalitionKind.LOCAL,
            area=Area.objects.get(code="GM0917"),
            region=region(ZUID),
            by=cast.coordinator(ZUID),
            coordinator=carla,
            purpose="Elk kind een goede start, samen met de ouders.",
        )
        for organisation in Organisation.objects.filter(slug__in=SEATED):
            give_seat(
                coalition=made, kind=SeatKind.ORGANISATION, organisation=organisation, by=carla
            )
    return made


def _parents(coalition: Coalition, cast: Cast, history: History) -> None:
    """Olga said yes and came, somebody else too; one has not answered, one is asked on paper."""
    carla, olga = cast["Carla Coalitie"], cast["Olga Ouder"]
    with held_at(history.days_ago(210)):
        terms = parents.Terms(2500, 23, True, "Carla Coalitie", "06 00 00 00 00")  # noqa: FBT003
        parents.set_parent_terms(coalition=coalition, terms=terms, by=carla)
        _asked(coalition, carla, "Olga Ouder", olga.email)
        _asked(coalition, carla, "Vera Vader-Moeder", "vera@voorbeeld.example", kind="experience")
    with held_at(history.days_ago(205)):
        for row in ParentInvitation.objects.filter(coalition=coalition):
            parents.accept_invitation(invitation=row, name=row.name)
    vera = Person.objects.get(email="vera@voorbeeld.example")
    meetings = _meetings(coalition, history)
    _words(coalition, meetings, olga, carla, history)
    _claims(coalition, meetings, (olga, vera), cast, history)
    with held_at(history.days_ago(3)):
        _asked(coalition, carla, "Ilja Invulling", "ilja@voorbeeld.example")
        _asked(coalition, carla, "Buurvrouw", "")


def _asked(
    coalition: Coalition, by: Person, name: str, email: str, kind: str = "parent"
) -> ParentInvitation:
    invitation = parents.Invitation(
        kind=kind,
        name=name,
        email=email,
        asked="We praten over wat gezinnen nodig hebben. Jij vertelt hoe het voor jou is.",
        when="Vier keer per jaar, op dinsdag van 10 tot 12 uur.",
        place="Huis van de Wijk, Heerlen",
    )
    return parents.invite_parent(coalition=coalition, invitation=invitation, by=by)


def _meetings(coalition: Coalition, history: History) -> dict[int, Meeting]:
    """Meetings by how many days ago, and one that is to come."""
    found = {}
    for days in MET:
        with held_at(history.days_ago(days + 21)):
            meeting = plan_meeting(
                series=coalition.series, when=_when(history, days), by=_by(coalition)
            )
        with held_at(meeting.ends_at + timedelta(minutes=1)):
            there = {person.pk: meeting.minutes for person in members_at(meeting)}
            mark_presence(meeting=meeting, minutes=there, by=meeting.facilitator or _by(coalition))
        found[days] = meeting
    with held_at(history.days_ago(2)):
        plan_meeting(series=coalition.series, when=_when(history, -24), by=_by(coalition))
    return found


def _by(coalition: Coalition) -> Person:
    assert coalition.coordinator is not None  # noqa: S101 - the demo made it so
    return coalition.coordinator


def _when(history: History, days: int) -> When:
    """From ten to twelve, so many days ago, at a moment that no other meeting of the demo has."""
    day = local(history.days_ago(days)).date()
    starts = wall_time(datetime.combine(day, time(10, 5)))
    return When(starts, starts + timedelta(hours=2), place="Huis van de Wijk, Heerlen")


def _words(
    coalition: Coalition,
    meetings: dict[int, Meeting],
    olga: Person,
    carla: Person,
    history: History,
) -> None:
    """What Olga said; of the latest nothing is written, so that it is a task."""
    for days, said, done in DONE:
        with held_at(history.days_ago(days - 1)):
            word = parents.say(coalition=coalition, meeting=meetings[days], said=said, by=olga)
        if done:
            with held_at(history.days_ago(days - 9)):
                parents.tell_what_was_done(
                    coalition=coalition,
                    meeting=meetings[days],
                    person=olga,
                    what=parents.Done(said, done),
                    seen=word.version,
                    by=carla,
                )


def _claims(
    coalition: Coalition,
    meetings: dict[int, Meeting],
    people: tuple[Person, Person],
    cast: Cast,
    history: History,
) -> None:
    """A claim in every state."""
    (olga, vera), carla, paula = people, cast["Carla Coalitie"], cast["Paula Penning"]
    with held_at(history.days_ago(149)):
        for person, holder in ((olga, "O. Ouder"), (vera, "V. Vader-Moeder")):
            expenses.set_bank_number(person=person, number=IBAN, holder=holder, by=person)
        paying.set_paying_account(
            region=coalition.region, number=REGIONS_IBAN, holder="Regio Zuid-Limburg", by=paula
        )
        paid = _claim(meetings[150], olga, coalition, "12.5", receipt=True)
        expenses.approve_claim(claim=paid, seen=paid.version, by=carla)
    with held_at(history.days_ago(140)):
        day = local(history.days_ago(139)).date()
        paying.pay_run(
            run=paying.start_run(region=coalition.region, pay_on=day, by=paula), by=paula
        )
    with held_at(history.days_ago(38)):
        for person in people:
            ready = _claim(meetings[40], person, coalition, "8", receipt=True)
            expenses.approve_claim(claim=ready, seen=ready.version, by=carla)
        expenses.withdraw_claim(claim=_claim(meetings[90], vera, coalition, "3"), by=vera)
    with held_at(history.days_ago(9)):
        _claim(meetings[12], olga, coalition, "12.5", receipt=True)
        asked = _claim(meetings[12], vera, coalition, "120")
        word = "Klopt 120 kilometer? Vorige keer was het 8."
        expenses.ask_back(claim=asked, word=word, seen=asked.version, by=carla)


def _claim(
    meeting: Meeting,
    person: Person,
    coalition: Coalition,
    kilometres: str,
    *,
    receipt: bool = False,
) -> Claim:
    asked = expenses.Asked(
        day=local(meeting.starts_at).date(),
        meeting=meeting,
        fee=True,
        kilometres=Decimal(kilometres),
        childcare_cents=1500 if receipt else 0,
    )
    return expenses.send_claim(
        coalition=coalition,
        person=person,
        asked=asked,
        by=person,
        receipt=ContentFile(RECEIPT, "bonnetje.pdf") if receipt else None,
    )


@dataclass(frozen=True)
class Came:
    """An activity: how many days ago, where, what, how many came, and how many others heard."""

    days: int
    town: str
    kind: str
    title: str
    parents: int
    experts: int = 0
    heard: int = 0


CAME = (
    Came(20, "Heerlen", "meeting", "Oudercafé Heerlen-Noord", 17, 2, 40),
    Came(48, "Maastricht", "walk", "Wandelen met de kinderwagen", 9, 1),
    Came(75, "Kerkrade", "talk", "Meedenken over de wijk", 12, 3, 25),
    Came(320, "Heerlen", "meeting", "Oudercafé Heerlen-Noord", 34, 4, 85),
    Came(345, "Maastricht", "course", "Stevig ouderschap, vier avonden", 22, 2),
    Came(350, "Sittard-Geleen", "meeting", "Koffie met ouders", 26, 3, 60),
    Came(360, "Kerkrade", "walk", "Speurtocht met baby’s", 6, 1),
    Came(382, "Heerlen", "walk", "Wandelen met de kinderwagen", 19, 2),
    Came(385, "Maastricht", "meeting", "Oudercafé Malberg", 41, 5, 120),
    Came(388, "Kerkrade", "meeting", "Buurttafel voor ouders", 28, 2, 45),
    Came(391, "Sittard-Geleen", "course", "Positief opvoeden", 15, 1),
)


def _activities(cast: Cast, history: History) -> None:
    burt = cast["Burt Burgersma"]
    towns = {one.name: one for one in municipalities()}
    organisation = burt.organisation
    assert organisation is not None  # noqa: S101 - the cast has it so
    for one in sorted(CAME, key=lambda came: -came.days):
        with held_at(history.days_ago(one.days - 1)):
            counted = activities.Counted(
                municipality=towns[one.town],
                day=local(history.days_ago(one.days)).date(),
                kind=one.kind,
                title=one.title,
                parents=one.parents,
                experts=one.experts,
                heard=one.heard,
            )
            activities.count_activity(organisation=organisation, counted=counted, by=burt)


ANSWERS = (  # know, took part, helps; how often last year and this year
    ("yes", "yes", "yes", 11, 18),
    ("yes", "no", "some", 8, 11),
    ("some", "no", "unsure", 15, 14),
    ("some", "yes", "some", 10, 12),
    ("no", "no", "no", 12, 11),
    ("no", "unsure", "unsure", 11, 10),
)


def _polls(cast: Cast, history: History) -> None:
    """The poll of last year and of this year, both over; in the north one that is open."""
    for days, place in ((395, 3), (30, 4)):
        poll = _poll(cast, history, ZUID, days)
        with held_at(history.days_ago(days - 1)):
            batch = polls.add_batch(
                poll=poll,
                place="Consultatiebureau Heerlen-Noord",
                most=300,
                by=cast["Burt Burgersma"],
            )
        with held_at(history.days_ago(days - 5)):
            for row in ANSWERS:
                given = dict(zip(("know", "took", "helps"), row[:3], strict=True))
                for _time in range(int(row[place])):
                    polls.answer_poll(batch=batch, answers=given, mark=polls.fresh_mark(batch))
    poll = _poll(cast, history, "noord-limburg", 4)
    polls.add_batch(poll=poll, place="Bibliotheek Venlo", most=200, by=cast["Burt Burgersma"])


def _poll(cast: Cast, history: History, code: str, days: int) -> ParentPoll:
    burt = cast["Burt Burgersma"]
    assert burt.organisation is not None  # noqa: S101 - the cast has it so
    opens = local(history.days_ago(days)).date()
    with held_at(history.days_ago(days)):
        return polls.open_poll(
            organisation=burt.organisation,
            region=region(code),
            opens_on=opens,
            closes_on=opens + timedelta(days=21),
            by=burt,
        )


HEARD = (
    ("mumc", 70, "Verloskundigen willen samen met kraamzorg leren.", "Een gezamenlijke middag", 10),
    ("burgerkracht-limburg", 34, "Ouders willen vaker meedenken over folders.", "", 0),
    ("heerlen-stand-by", 21, "Ze zoeken een plek voor het oudercafé.", "Bellen met de wijk", -2),
    ("zuyd-hogeschool", 6, "Studenten willen meelopen met een coalitie.", "Drie namen mailen", -9),
)
WISHES = (
    ("mumc", "Een training voor verloskundigen en kraamzorg samen", "verloskunde"),
    ("burgerkracht-limburg", "Een lijst met vragen die ouders echt stellen", ""),
    ("zuyd-hogeschool", "Stageplekken in een lokale coalitie", "onderwijs"),
)


def _contacts(cast: Cast, history: History) -> None:
    """What Coby heard, what she came back to, and what waits."""
    coby, area = cast["Coby Overzicht"], region(ZUID)
    sectors = {one.code: one for one in Sector.objects.all()}
    known = {one.slug: one for one in Organisation.objects.all()}
    made = {}
    for slug, days, words, follow, back in HEARD:
        day = local(history.days_ago(days)).date()
        talk = contacts.Talk(
            organisation=known[slug],
            day=day,
            words=words,
            spoke_with="teamleider",
            follow_up=follow,
            follow_up_on=max(local(history.days_ago(back)).date(), day) if follow else None,
        )
        with held_at(history.days_ago(days)):
            made[slug] = contacts.keep_contact(region=area, talk=talk, by=coby)
    for slug, words, sector in WISHES:
        heard = contacts.Heard(words, sectors.get(sector))
        wish = contacts.keep_wish(region=area, heard=heard, by=coby, contact=made[slug])
    contacts.settle_wish(wish=wish, outcome="Twee studenten lopen mee vanaf februari.", by=coby)


THEMES = ("Positieve Gezondheid in Kansrijke Start", "Gezond opgroeien in de wijk")
TOGETHER = (
    (
        0,
        "kansrijke-start-zuid-limburg",
        "Eén web voor elke zwangere",
        "ggd-zuid-limburg mumc academie-verloskunde-maastricht",
    ),
    (
        0,
        "beweging-limburg-positief-gezond",
        "Scholing rond de geboorte",
        "zuyd-hogeschool fontys-hogeschool kansrijke-start-zuid-limburg",
    ),
    (
        0,
        "ggd-zuid-limburg",
        "Het gesprek op het consultatiebureau",
        "kansrijke-start-zuid-limburg burgerkracht-limburg",
    ),
    (
        0,
        "academie-verloskunde-maastricht",
        "Studenten leren van ouders",
        "burgerkracht-limburg mumc",
    ),
    (
        0,
        "trendbreuk-zuid-limburg",
        "Cijfers over een kansrijke start",
        "ggd-zuid-limburg kansrijke-start-zuid-limburg",
    ),
    (
        1,
        "heerlen-stand-by",
        "Oudercafé in elke wijk",
        "burgerkracht-limburg ggd-zuid-limburg",
    ),
    (
        1,
        "burgerkracht-limburg",
        "Ouders denken mee over folders",
        "beweging-limburg-positief-gezond heerlen-stand-by",
    ),
    (
        1,
        "blauwe-zorg",
        "Huisarts en wijk kennen elkaar",
        "mumc heerlen-stand-by",
    ),
    (
        1,
        "zuyd-hogeschool",
        "Studenten in de wijk",
        "heerlen-stand-by blauwe-zorg burgerkracht-limburg",
    ),
    (
        1,
        "provincie-limburg",
        "Samen leren wat werkt",
        "beweging-limburg-positief-gezond trendbreuk-zuid-limburg zet",
    ),
    (
        1,
        "zet",
        "Bewoners aan het roer",
        "burgerkracht-limburg beweging-limburg-positief-gezond",
    ),
)


def _actions(cast: Cast, history: History) -> None:
    """Actions of organisations together, so that the map tells something."""
    by = cast.coordinator(ZUID)
    known = {one.slug: one for one in Organisation.objects.all()}
    with held_at(history.days_ago(100)):
        themes = [_theme(title) for title in THEMES]
        for theme, owner, what, partners in TOGETHER:
            make_action(
                region=region(ZUID),
                by=by,
                theme=themes[theme],
                what=what,
                owner=known[owner],
                partners=[Part(known[slug]) for slug in partners.split()],
            )


def _theme(title: str) -> Theme:
    known = Theme.objects.filter(title=title).first()
    return known or make_theme(programme="Kansrijke Start", title=title, by=None)
