"""A think tank: a proposal, an objection, a better version, a decision, a plan that changes; and quiet ideas."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.cocreation import idea_actions, proposal_round_actions
from veerkracht.cocreation.models import (
    ConsentRound,
    Council,
    CouncilMember,
    Idea,
    IdeaRound,
    Proposal,
)
from veerkracht.meetings.models import Decision
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.programme.models import Plan, PlanPart, PlanVersion

pytestmark = pytest.mark.browser

NAME = "Denktank Samen leren Zuid-Limburg"
PLAN = "Samen leren in Zuid-Limburg"
TITLE = "Elk team oefent een keer met een ouder"
WHAT = "Elk team oefent het gesprek met een ouder die daarvoor is getraind."
BETTER = "Elk team oefent een keer per jaar het gesprek met een ouder die daarvoor is getraind."
WHY = "Oefenen met een echte ouder leert meer dan een rollenspel met een collega."
OBJECTION = "Mijn team heeft geen tijd voor een extra oefening elke maand."
CHANGED = "Het is nu een keer per jaar, binnen een training die er al is."
IN_PLAN = "Teams oefenen een keer per jaar met een ouder."
QUESTION = "Hoe maken we leren licht?"
OLGAS, SANNES = "Begin met taart", "Loop samen naar buiten"
WIL, SANNE, OLGA = (f"{key}@voorbeeld.example" for key in ("werkgever", "verloskundige", "ouder"))


def test_a_think_tank_thinks(journey: Journey) -> None:
    forget()
    everybody_looks(journey)
    sanne_proposes(journey)
    coby_opens_a_round(journey, "Zeg wat je vindt")
    wil_objects(journey)
    sanne_writes_a_better_one(journey)
    coby_opens_a_round(journey, "Zeg wat je vindt")
    wil_is_asked_again(journey)
    it_comes_on_the_plan(journey)
    everybody_reads_it(journey)
    they_write_ideas(journey)
    they_give_dots(journey)


def council() -> Council:
    return Council.objects.select_related("series").get(name=NAME)


def person(address: str) -> Person:
    return Person.objects.get(email=address)


def forget() -> None:
    """What another walk left."""
    theirs = Proposal.objects.filter(versions__title=TITLE)
    numbers = list(theirs.values_list("pk", flat=True))
    PlanPart.objects.filter(kind="proposal", key__in=numbers).delete()
    Decision.objects.filter(consent_round__proposal__in=numbers).delete()
    Proposal.objects.filter(pk__in=numbers).delete()
    IdeaRound.objects.filter(question=QUESTION).delete()
    Message.objects.filter(address__in=(WIL, OLGA)).delete()
    PlanVersion.objects.filter(published_at=None, plan__slug="samen-leren-in-zuid-limburg").delete()


def everybody_looks(journey: Journey) -> None:
    """What stands in public, and who is missing for who coordinates."""
    journey.become_nobody()
    journey.visit("/denktank/")
    journey.look("think-tanks")
    journey.follow(NAME, within="main")
    journey.reads("Elke training heeft een avond")
    journey.look("public")
    journey.become("coordinator", at=f"/denktank/{council().slug}/wie-mist/")
    journey.reads("Wie mist er nog: een ouder")
    journey.look("who-is-missing")
    journey.visit(f"/denktank/{council().slug}/beheer/")
    journey.look("manage")


def sanne_proposes(journey: Journey) -> None:
    """A member writes what and why."""
    journey.become("verloskundige", at="/mijn-plek/denktank/")
    journey.follow(NAME, within="main")
    journey.look("inside")
    journey.follow("Doe een voorstel", within="main")
    journey.fill("Titel", TITLE)
    journey.fill("Wat stel je voor?", WHAT)
    journey.expected.append("422")
    journey.press("Bewaar als concept", within="main")
    journey.reads("Het is nog niet helemaal goed")
    journey.fill("Waarom?", WHY)
    journey.press("Bewaar als concept", within="main")
    journey.is_headed(TITLE)
    journey.reads("Concept")


def proposal() -> Proposal:
    return Proposal.objects.filter(versions__title=TITLE).distinct().get()


def running() -> ConsentRound:
    return ConsentRound.objects.get(proposal=proposal(), closed_at=None)


def coby_opens_a_round(journey: Journey, subject: str) -> None:
    """Everybody hears of it."""
    before = newest_mail(WIL)
    journey.become("coordinator", at=f"/denktank/voorstel/{proposal().pk}/samen/")
    journey.follow("Open een ronde", within="main")
    journey.look("open-round")
    journey.press("Open de ronde", within="main")
    journey.reads("De ronde is open")
    journey.mail(WIL, f"{subject}: {TITLE}", after=before)


def others_agree(journey: Journey) -> None:
    """All but Wil say that they can live with it."""
    members = CouncilMember.objects.filter(council=council(), until=None).select_related("person")
    for one in members.exclude(person__email=WIL):
        proposal_round_actions.say_view(about=running(), kind="agree", words="", by=one.person)


def wil_objects(journey: Journey) -> None:
    """It waits in his place; without a reason it is no objection."""
    journey.become("werkgever", at="/mijn-plek/")
    journey.reads("Een ronde loopt: zeg wat je vindt")
    journey.visit(f"/denktank/ronde/{running().pk}/")
    journey.is_headed(TITLE)
    journey.look("say")
    journey.tick("Bezwaar")
    journey.press("Dit vind ik", within="main")
    journey.reads("Schrijf op waarom je bezwaar hebt")
    journey.fill("Je opmerking", OBJECTION)
    journey.press("Dit vind ik", within="main")
    journey.reads("Jij zei: Bezwaar")
    others_agree(journey)
    closes(journey)
    journey.reads("Terug om te verbeteren")
    journey.reads(OBJECTION)
    journey.look("objection")


def closes(journey: Journey) -> None:
    """Coby, when everybody spoke."""
    journey.become("coordinator", at=f"/denktank/voorstel/{proposal().pk}/samen/")
    journey.look("round")
    journey.press("Rond de ronde af", within="main")


def sanne_writes_a_better_one(journey: Journey) -> None:
    """She reads why, and what differs stands word by word."""
    journey.become("verloskundige", at=f"/denktank/voorstel/{proposal().pk}/samen/")
    journey.follow("Schrijf een nieuwe versie", within="main")
    journey.reads(OBJECTION)
    journey.fill("Wat stel je voor?", BETTER)
    journey.fill("Wat is er anders?", CHANGED)
    journey.look("new-version")
    journey.press("Bewaar deze versie", within="main")
    journey.reads("De nieuwe versie is er")
    journey.follow("Vergelijk versie 1 met 2", within="main")
    journey.reads("een keer per jaar")
    journey.look("compare")


def wil_is_asked_again(journey: Journey) -> None:
    """The mail says what is different; now he can live with it."""
    mail = journey.mail(WIL, f"Zeg wat je vindt: {TITLE}")
    assert CHANGED in mail.text
    journey.become("werkgever")
    journey.open_mail(mail)
    journey.reads("Je had bezwaar")
    journey.look("asked-again")
    journey.tick("Akkoord, met een opmerking")
    journey.fill("Je opmerking", "Zo past het.")
    journey.press("Dit vind ik", within="main")
    journey.reads("Dank je")
    others_agree(journey)
    before = newest_mail(OLGA)
    closes(journey)
    journey.reads("Het voorstel is aangenomen")
    journey.mail(OLGA, f"Zo liep de ronde af: {TITLE}", after=before)
    journey.visit(f"/samenkomen/{council().series_id}/besluiten/")
    journey.reads(f"{TITLE} (voorstel, versie 2)")
    journey.look("decisions")


def it_comes_on_the_plan(journey: Journey) -> None:
    """Coby hangs it on the plan, and writes the next version of that plan."""
    journey.visit(f"/denktank/voorstel/{proposal().pk}/samen/")
    journey.choose("Op welk plan?", PLAN)
    journey.press("Zet op dit plan", within="main")
    journey.reads("De volgende versie van het plan komt nog")
    journey.look("on-plan")
    plan = Plan.objects.get(slug="samen-leren-in-zuid-limburg")
    journey.visit(f"/werk/plannen/{plan.pk}/")
    journey.reads(TITLE)
    journey.press("Begin een nieuwe versie", within="main")
    journey.page.get_by_label("Wat is er anders").first.wait_for()
    out = PlanVersion.objects.filter(changed=IN_PLAN, published_at__isnull=False)
    before = out.count()  # other walks published one too
    journey.fill("Wat is er anders", IN_PLAN)
    journey.press("Publiceer het plan", within="main")
    journey.wait_until(lambda: out.count() > before, "the plan is published")


def everybody_reads_it(journey: Journey) -> None:
    """What, why, and which version of the plan came of it; nobody's name."""
    journey.become_nobody()
    journey.visit(f"/denktank/voorstel/{proposal().pk}/")
    journey.reads(BETTER)
    journey.reads(IN_PLAN)
    assert "Wil Werkgever" not in journey.page.content()
    journey.look("public-proposal")


def they_write_ideas(journey: Journey) -> None:
    """Coby asks; Olga writes alone, and Sanne does not see it."""
    journey.become("coordinator", at=f"/denktank/{council().slug}/ideeen/")
    journey.follow("Stel een vraag", within="main")
    journey.fill("Wat wil je vragen?", QUESTION)
    journey.look("ask")
    journey.press("Stel de vraag", within="main")
    journey.is_headed(QUESTION)
    journey.become("ouder", at=f"/denktank/ideeen/{about().pk}/")
    journey.fill("Je idee", OLGAS)
    journey.press("Bewaar dit idee", within="main")
    journey.reads("Niemand ziet dat het van jou is")
    journey.look("write")
    journey.become("verloskundige", at=f"/denktank/ideeen/{about().pk}/")
    journey.fill("Je idee", SANNES)
    journey.press("Bewaar dit idee", within="main")
    journey.reads(SANNES)
    assert OLGAS not in journey.page.locator("main").inner_text()


def about() -> IdeaRound:
    return IdeaRound.objects.select_related("council").get(question=QUESTION)


def they_give_dots(journey: Journey) -> None:
    """The ideas open; Sanne gives dots, some others too; then they are counted."""
    journey.become("coordinator", at=f"/denktank/ideeen/{about().pk}/")
    journey.confirm("Open de ideeën nu")
    journey.reads("De ideeën zijn open")
    journey.become("verloskundige", at=f"/denktank/ideeen/{about().pk}/")
    journey.choose(OLGAS, "3")
    journey.choose(SANNES, "2")
    journey.look("dots")
    journey.press("Geef deze stippen", within="main")
    journey.reads("Bewaard")
    key = str(Idea.objects.get(round=about(), words=OLGAS).pk)
    members = CouncilMember.objects.filter(council=council(), until=None).select_related("person")
    for one in members.exclude(person__email=SANNE)[:3]:
        idea_actions.give_dots(about=about(), given={key: 2}, by=one.person)
    journey.become("coordinator", at=f"/denktank/ideeen/{about().pk}/")
    journey.confirm("Tel de stippen nu")
    journey.reads("Maak er een voorstel van")
    assert Idea.objects.get(pk=key).dots == 9
    journey.look("counted")
