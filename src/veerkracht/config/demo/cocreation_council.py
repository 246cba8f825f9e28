"""The demo's think tanks: members, sessions, proposals in every state, a plan that changed, and quiet ideas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from veerkracht.cocreation import council_actions as councils
from veerkracht.cocreation import idea_actions as ideas
from veerkracht.cocreation import proposal_actions as proposals
from veerkracht.cocreation import proposal_round_actions as rounds
from veerkracht.cocreation.models import Council, Idea
from veerkracht.config.demo.courses import NOORD, ZUID
from veerkracht.kernel.clock import held_at, local, today, wall_time
from veerkracht.meetings.actions import When, decide, mark_presence, plan_meeting
from veerkracht.meetings.queries import members_at
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Person, Sector
from veerkracht.places.queries import municipalities, region
from veerkracht.programme import plan_actions as plans
from veerkracht.programme.models import Plan, PlanPartyRole

if TYPE_CHECKING:
    from veerkracht.cocreation.models import ConsentRound, Proposal
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History

NAME, NORTH = "Denktank Samen leren Zuid-Limburg", "Denktank Noord-Limburg"
PLAN, PLAN_SLUG = "Samen leren in Zuid-Limburg", "samen-leren-in-zuid-limburg"
BEGAN = 200  # days ago
MET = (170, 112, 55, 12)  # days ago
TALK = "We denken vier keer per jaar samen na over leren in onze regio. Jouw kant mist nog."


@dataclass(frozen=True)
class Sits:
    """Who sits in it: name in the cast, as what, sector, town, and whether the name may be seen."""

    name: str
    role: str
    sector: str
    town: str
    shown: bool = False


MEMBERS = (
    Sits("Sanne Voorbeeld", "professional", "verloskunde", "Heerlen", shown=True),
    Sits("Noor Verzonnen", "professional", "jeugdgezondheidszorg", "Maastricht"),
    Sits("Hanna Uitlegger", "professional", "welzijn", "Kerkrade", shown=True),
    Sits("Wil Werkgever", "manager", "jeugdgezondheidszorg", "Sittard-Geleen", shown=True),
    Sits("Sjoerd Schoolman", "teacher", "onderwijs", "Sittard-Geleen", shown=True),
    Sits("Bram Bedacht", "student", "onderwijs", "Heerlen"),
    Sits("Olga Ouder", "parent", "", "Heerlen"),
    Sits("Burt Burgersma", "experience", "ervaringsdeskundigheid", "Maastricht", shown=True),
    Sits("Pim Provincie", "policy", "gemeente", "Maastricht"),
)
WISHED = {"role:parent": 2, "role:professional": 3, "role:manager": 1}
SOUGHT = (
    "verloskunde",
    "kraamzorg",
    "jeugdgezondheidszorg",
    "huisartsenzorg",
    "welzijn",
    "onderwijs",
)
TOWNS = ("Heerlen", "Maastricht", "Sittard-Geleen", "Kerkrade", "Gulpen-Wittem")

READ = proposals.ProposalWords(
    "Ouders lezen mee met elke brief en folder",
    "Voordat een brief of folder naar gezinnen gaat, lezen twee ouders mee. Zij krijgen er een "
    "vergoeding voor. Wat zij niet begrijpen, herschrijven we.",
    "Nu belt een op de drie ouders omdat een brief niet duidelijk is. Dat kost tijd, en ouders haken af.",
    "Doel 2: ouders doen mee",
)
FATHERS = proposals.ProposalWords(
    "Elke training heeft een avond voor wie overdag werkt",
    "Van elke training die we in Zuid-Limburg geven, plannen we minstens één groep in de avond.",
    "Kraamverzorgenden en vrijwilligers werken overdag. Zij missen nu de meeste trainingen.",
    "Doel 1: iedereen kan leren",
)
FATHERS_AGAIN = proposals.ProposalWords(
    "Elke training heeft een avond voor wie overdag werkt",
    "Van elke training die we in Zuid-Limburg geven, plannen we minstens één groep in de avond. "
    "Wie dan traint, krijgt die uren terug in dezelfde maand. We proberen het een half jaar.",
    "Kraamverzorgenden en vrijwilligers werken overdag. Zij missen nu de meeste trainingen.",
    "Doel 1: iedereen kan leren",
    "Trainers krijgen hun uren terug, en we proberen het eerst een half jaar.",
)
STUDENTS = proposals.ProposalWords(
    "Studenten lopen mee met een lokale coalitie",
    "Elke coalitie Kansrijke Start vraagt per jaar twee studenten om een half jaar mee te lopen.",
    "Studenten leren zo samenwerken buiten hun vak. Coalities horen frisse vragen.",
    "Doel 1: iedereen kan leren",
)
CARD = proposals.ProposalWords(
    "Een gesprekskaart in elke wachtkamer",
    "In elke wachtkamer van verloskundigen, huisartsen en consultatiebureaus ligt een kaart met zes "
    "vragen. Wie wil, neemt hem mee naar het gesprek.",
    "Ouders weten vaak niet dat het ook over hun leven mag gaan, en niet alleen over klachten.",
    "Doel 2: ouders doen mee",
)
NEARBY = proposals.ProposalWords(
    "Trainen in het buurthuis, niet in een zaal buiten de stad",
    "We geven trainingen op plekken waar bewoners ook komen: een buurthuis, een school, een bibliotheek.",
    "Wie traint, ziet dan meteen voor wie. En het is met de bus te bereiken.",
)
POINTS = proposals.ProposalWords(
    "Punten voor elk register, ook voor een uur intervisie",
    "We vragen bij alle registers punten aan voor elk los uur intervisie.",
    "Professionals vragen erom.",
)
QUESTION = "Hoe bereiken we ouders die we nu missen?"
IDEAS = (
    ("Bel na een gemiste afspraak, in plaats van een brief te sturen", 9),
    ("Vraag het aan de voetbalclub", 4),
    ("Oudercafé op zaterdagochtend, met ontbijt", 8),
    ("Laat ouders zelf andere ouders uitnodigen", 11),
    ("Filmpjes in het Arabisch, Pools en Tigrinya", 6),
    ("Een vader op de poster", 3),
    ("Minder vragenlijsten", 4),
)
NEXT_QUESTION = "Wat moet volgend jaar als eerste anders?"


def bring_in(cast: Cast, history: History) -> None:
    """Make what the demo lacks; a think tank that is there already stays as it is."""
    if not Council.objects.filter(name=NAME).exists():
        Told(cast, history).everything()
    if not Council.objects.filter(name=NORTH).exists():
        _north(cast, history)
    send_due()


class Told:
    """The history of the think tank in the south, deed by deed."""

    def __init__(self, cast: Cast, history: History) -> None:
        self.cast, self.history = cast, history
        self.coby = cast.coordinator(ZUID)

    def everything(self) -> None:
        """From the first member until today."""
        self.council = self._start()
        self._sessions()
        self._read_along()
        self._evenings()
        self._others()
        self._ideas()

    def _start(self) -> Council:
        with held_at(self.history.days_ago(BEGAN)):
            plan = _plan(self.coby)
            facts = councils.CouncilFacts(
                NAME,
                "Professionals, ouders, studenten en beleid denken mee over leren en samenwerken in "
                "Zuid-Limburg. Wat zij besluiten, komt in het plan.",
                plan,
                50,
                reasons_public=True,
            )
            made = councils.start_council(
                region=region(ZUID), facts=facts, coordinator=self.coby, by=self.coby
            )
            councils.wish_for(council=made, wished=_wished(), by=self.coby)
            for one in MEMBERS:
                _sits(made, self.coby, one, self.cast[one.name])
        with held_at(self.history.days_ago(4)):
            councils.ask_for_council(
                council=made,
                asked=_asked("Kirsten Kraam", "kirsten", "professional", "kraamzorg", "Kerkrade"),
                by=self.coby,
            )
        return made

    def _sessions(self) -> None:
        """Sessions that were, with who was there and a decision of one; and one to come."""
        for days in MET:
            with held_at(self.history.days_ago(days + 20)):
                meeting = plan_meeting(
                    series=self.council.series, when=self._when(days), by=self.coby
                )
            with held_at(meeting.ends_at + timedelta(minutes=1)):
                there = {person.pk: meeting.minutes for person in members_at(meeting)}
                mark_presence(meeting=meeting, minutes=there, by=self.coby)
                if days == MET[0]:
                    what = "We besluiten met instemming: een bezwaar is een reden om te verbeteren."
                    decide(meeting=meeting, what=what, review_on=None, by=self.coby)
        with held_at(self.history.days_ago(2)):
            plan_meeting(series=self.council.series, when=self._when(-23), by=self.coby)

    def _when(self, days: int) -> When:
        day = local(self.history.days_ago(days)).date()
        starts = wall_time(datetime.combine(day, time(15, 10)))
        return When(starts, starts + timedelta(hours=2), "De Proeftuin, Heerlen")

    def _proposal(self, words: proposals.ProposalWords, by: str, days: float) -> Proposal:
        with held_at(self.history.days_ago(days)):
            return proposals.make_proposal(
                council=self.council, words=words, plan=self.council.plan, by=self.cast[by]
            )

    def _round(self, about: Proposal, days: float, lasts: float = 10) -> ConsentRound:
        """A round that opened so many days ago."""
        opens = self.history.days_ago(days)
        with held_at(opens):
            closes = opens + timedelta(days=lasts)
            return rounds.open_round(
                proposal=about,
                closes_at=closes,
                review_on=local(closes).date() + timedelta(days=180),
                by=self.coby,
            )

    def _say(self, about: ConsentRound, days: float, said: dict[str, tuple[str, str]]) -> None:
        with held_at(self.history.days_ago(days)):
            for name, (kind, words) in said.items():
                rounds.say_view(about=about, kind=kind, words=words, by=self.cast[name])

    def _close(self, about: ConsentRound, days: float) -> None:
        with held_at(self.history.days_ago(days)):
            rounds.close_round(about=about, by=self.coby)

    def _read_along(self) -> None:
        """Agreed at once, hung on the plan, and the plan changed."""
        made = self._proposal(READ, "Olga Ouder", 118)
        about = self._round(made, 111)
        said = _all_agree()
        said["Pim Provincie"] = ("remark", "Spreek af wie de vergoeding betaalt.")
        self._say(about, 105, said)
        self._close(about, 100)
        with held_at(self.history.days_ago(98)):
            plan = Plan.objects.get(slug=PLAN_SLUG)
            proposals.hang_proposal(proposal=made, plan=plan, by=self.coby)
        with held_at(self.history.days_ago(80)):
            _next_version(plan, self.coby)

    def _evenings(self) -> None:
        """An objection, a better version, and a decision."""
        made = self._proposal(FATHERS, "Hanna Uitlegger", 75)
        about = self._round(made, 70)
        said = _all_agree()
        why = (
            "Mijn mensen werken dan elke week een avond extra, zonder dat het in hun rooster staat."
        )
        said["Wil Werkgever"] = ("objection", why)
        self._say(about, 64, said)
        self._close(about, 59)
        with held_at(self.history.days_ago(56)):
            proposals.write_version(
                proposal=made, words=FATHERS_AGAIN, seen=1, by=self.cast["Hanna Uitlegger"]
            )
        again = self._round(made, 54)
        said = _all_agree()
        said["Wil Werkgever"] = ("remark", "Zo kan ik ermee leven. Ik houd de uren bij.")
        self._say(again, 48, said)
        self._close(again, 43)

    def _others(self) -> None:
        """One that waits for better words, one in a round, a draft, and one taken back."""
        back = self._proposal(STUDENTS, "Bram Bedacht", 30)
        about = self._round(back, 27)
        said = {name: _all_agree()[name] for name in ("Bram Bedacht", "Noor Verzonnen")}
        said["Olga Ouder"] = (
            "objection",
            "In onze coalitie praten ouders over thuis. Vraag hen eerst of er een student bij mag.",
        )
        self._say(about, 20, said)
        self._close(about, 16)
        now_open = self._round(self._proposal(CARD, "Sanne Voorbeeld", 9), 4, lasts=9)
        early = {name: _all_agree()[name] for name in ("Sanne Voorbeeld", "Bram Bedacht")}
        self._say(now_open, 2, early)
        self._proposal(NEARBY, "Hanna Uitlegger", 3)
        gone = self._proposal(POINTS, "Noor Verzonnen", 60)
        with held_at(self.history.days_ago(57)):
            proposals.withdraw_proposal(proposal=gone, by=self.cast["Noor Verzonnen"])

    def _ideas(self) -> None:
        """One question that was counted, and one that runs."""
        with held_at(self.history.days_ago(26)):
            asked = ideas.ask_for_ideas(
                council=self.council, asked=self._question(QUESTION, 19, 12), by=self.coby
            )
        names = [one.name for one in MEMBERS]
        with held_at(self.history.days_ago(22)):
            for nth, (words, _dots) in enumerate(IDEAS):
                ideas.write_idea(about=asked, words=words, by=self.cast[names[nth]])
        with held_at(self.history.days_ago(15)):
            known = {one.words: str(one.pk) for one in Idea.objects.filter(round=asked)}
            for name, given in _shared(names).items():
                dots = {known[words]: number for words, number in given.items()}
                ideas.give_dots(about=asked, given=dots, by=self.cast[name])
        with held_at(self.history.days_ago(11.9)):
            ideas.settle(asked)
        with held_at(self.history.days_ago(1)):
            running = ideas.ask_for_ideas(
                council=self.council, asked=self._question(NEXT_QUESTION, -6, -13), by=self.coby
            )
            words = "Eén agenda voor alle trainingen, ook van scholen"
            ideas.write_idea(about=running, words=words, by=self.cast["Sjoerd Schoolman"])

    def _question(self, question: str, writes: int, votes: int) -> ideas.Question:
        return ideas.Question(
            question, self.history.days_ago(writes), self.history.days_ago(votes), dots=5, most=3
        )


def _all_agree() -> dict[str, tuple[str, str]]:
    return {one.name: ("agree", "") for one in MEMBERS}


def _shared(names: list[str]) -> dict[str, dict[str, int]]:
    """Dots of each member, so that every idea gets its number: at most five each, and three an idea."""
    left: dict[str, dict[str, int]] = {name: {} for name in names}
    for words, wanted in sorted(IDEAS, key=lambda one: -one[1]):
        rest = wanted
        for name, given in sorted(left.items(), key=lambda one: sum(one[1].values())):
            number = min(2, rest, 5 - sum(given.values()))
            if number > 0:
                left[name][words] = number
                rest -= number
    return left


def _asked(name: str, key: str, role: str, sector: str, town: str) -> councils.Asked:
    return councils.Asked(
        name=name,
        email=f"{key}@voorbeeld.example",
        role=role,
        asked=TALK,
        when="Vier keer per jaar, op donderdag van 15 tot 17 uur, in Heerlen.",
        sector=Sector.objects.filter(code=sector).first(),
        area=municipalities().filter(name=town).first(),
    )


def _sits(council: Council, by: Person, one: Sits, person: Person) -> None:
    key = person.email.split("@")[0]
    asked = _asked(one.name, key, one.role, one.sector, one.town)
    row = councils.ask_for_council(council=council, asked=asked, by=by)
    councils.say_yes(invitation=row, name=one.name, public_name=one.shown)


def _wished() -> dict[str, int]:
    """Two parents, three professionals, one of each sector and town that counts most, and none of the rest."""
    sectors = {f"sector:{one.pk}": int(one.code in SOUGHT) for one in Sector.objects.all()}
    towns = {f"area:{one.pk}": int(one.name in TOWNS) for one in municipalities(region(ZUID))}
    return {**sectors, **towns, **WISHED}


SECTIONS = (
    plans.Section(
        "Doel 1: iedereen kan leren", "Trainingen zijn dichtbij, en op tijden die passen."
    ),
    plans.Section("Doel 2: ouders doen mee", "Ouders praten mee over wat we leren en maken."),
)
READING = (
    "Ouders praten mee over wat we leren en maken. Twee ouders lezen elke brief en folder vooraf."
)


def _plan(by: Person) -> Plan:
    known = Plan.objects.filter(slug=PLAN_SLUG).first()
    if known is not None:
        return known
    since = today()
    facts = plans.PlanFacts(
        PLAN, since, since + timedelta(days=2 * 365), "Learning together in South Limburg"
    )
    made = plans.make_plan(region=region(ZUID), facts=facts, by=by)
    draft = made.versions.get()
    party = plans.Party(
        PlanPartyRole.CLIENT, name="Regio Zuid-Limburg", name_en="Region of South Limburg"
    )
    plans.set_block(version=draft, block="sections", rows=list(SECTIONS), by=by)
    plans.set_block(version=draft, block="parties", rows=[party], by=by)
    plans.publish_plan(version=draft, by=by)
    return made


def _next_version(plan: Plan, by: Person) -> None:
    """What the plan says since parents read along."""
    draft = plans.start_draft(plan=plan, by=by)
    rows = [SECTIONS[0], plans.Section(SECTIONS[1].heading, READING)]
    plans.set_block(version=draft, block="sections", rows=rows, by=by)
    plans.publish_plan(
        version=draft,
        by=by,
        changed="Ouders lezen mee met elke brief en folder.",
        changed_en="Parents read every letter and leaflet beforehand.",
    )


def _north(cast: Cast, history: History) -> None:
    """In the north one has just begun."""
    nico = cast.coordinator(NOORD)
    with held_at(history.days_ago(6)):
        facts = councils.CouncilFacts(NORTH, "Samen bedenken wat Noord-Limburg nodig heeft.")
        made = councils.start_council(region=region(NOORD), facts=facts, coordinator=nico, by=nico)
        asked = _asked(
            "Loes Leermeester", "loes-leermeester", "professional", "wijkverpleging", "Venray"
        )
        row = councils.ask_for_council(council=made, asked=asked, by=nico)
        councils.say_yes(invitation=row, name="Loes Leermeester", public_name=True)
        asked = _asked(
            "Piet Praktijkman", "piet-praktijkman", "professional", "huisartsenzorg", "Venlo"
        )
        councils.ask_for_council(council=made, asked=asked, by=nico)
