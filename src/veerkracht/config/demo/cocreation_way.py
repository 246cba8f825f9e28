"""The demo's part of cocreation: ways of working, questions to the movement, joining in, and the student board."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from veerkracht.cocreation import actions
from veerkracht.cocreation.models import Offer, Placement, Question, Reaction, Way, WayUse
from veerkracht.config.demo.cocreation_way_texts import (
    JOINED,
    PLACEMENTS,
    USES,
    WAITING,
    WAYS,
    PlacementText,
    WayText,
)
from veerkracht.config.demo.courses import MIDDEN, NOORD, ZUID
from veerkracht.kernel.clock import held_at, local, today
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Organisation, Sector
from veerkracht.places.queries import municipalities, region_of

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

PROPOSED = "De omgekeerde intake"  # waits for an editor


def bring_in(cast: Cast, history: History) -> None:
    """Make what the demo lacks."""
    if not Way.objects.exists():
        _ways(cast, history)
    if not WayUse.objects.exists():
        _uses(cast, history)
    if not Offer.objects.exists():
        _offers(cast, history)
    if not Question.objects.exists():
        _questions(cast, history)
    if not Placement.objects.exists():
        _placements(cast, history)
    send_due()


def _ways(cast: Cast, history: History) -> None:
    """Twelve, of which eleven are on the site; one was proposed yesterday."""
    rosa = cast["Rosa Redactie"]
    for number, text in enumerate(WAYS):
        maker = cast.people.get(text.credit, rosa)
        ago = 1 if text.title == PROPOSED else 200 - 12 * number
        with held_at(history.days_ago(ago)):
            way = actions.save_way(contents=_contents(text), by=maker)
            actions.propose_way(way=way, by=maker)
        if text.title != PROPOSED:
            with held_at(history.days_ago(ago - 2)):
                actions.publish_way(way=way, by=rosa)


def _contents(text: WayText) -> actions.Contents:
    steps = [line.split(" ", 1) for line in text.steps.splitlines()]
    return actions.Contents(
        title=text.title,
        title_en=text.title_en,
        summary=text.summary,
        for_whom=text.for_whom,
        minutes=text.minutes,
        steps=[(int(minutes), words) for minutes, words in steps],
        group_least=text.group[0],
        group_most=text.group[1],
        dimensions=text.dimensions,
        material=text.material,
        credit=text.credit,
    )


def _uses(cast: Cast, history: History) -> None:
    for title, name, days, with_whom, shows_name, went_well, tip in USES:
        with held_at(history.days_ago(days)):
            used = actions.Used(today(), with_whom, went_well, tip, shows_name)
            actions.tell_use(way=Way.objects.get(title=title), used=used, by=cast[name])


def _offers(cast: Cast, history: History) -> None:
    """Six people who help, and somebody who joined yesterday and waits for Coby."""
    for number, row in enumerate(JOINED):
        with held_at(history.days_ago(120 - number)):
            name, slug, town, sector, kinds, themes, shows = row
            offer = _offer(cast[name], slug, town, sector, (kinds, themes, shows))
            by = _coordinator(cast, offer.area)
            actions.accept_offer(
                offer=offer, organisation=offer.organisation, make_organisation=False, by=by
            )
    with held_at(history.days_ago(1)):
        joining = actions.Joining(
            name="Joke Jansen-Verzonnen",
            email="joke@voorbeeld.example",
            area=_town("Landgraaf"),
            organisation_name="Moestuin De Verzonnen Radijs",
            offering=actions.Offering(
                ("room", "hands"), "een moestuin, samen koken, een kas voor vijftien mensen"
            ),
        )
        actions.confirm_offer(offer=actions.join_in(joining=joining, by=None))


def _offer(person: Person, slug: str, town: str, sector: str, says: tuple[str, str, str]) -> Offer:
    kinds, themes, shows = says
    joining = actions.Joining(
        name=person.name,
        email=person.email,
        area=_town(town),
        organisation=Organisation.objects.filter(slug=slug).first(),
        sector=Sector.objects.filter(code=sector).first(),
        offering=actions.Offering(kinds.split(), themes, shows.split()),
    )
    return actions.join_in(joining=joining, by=person)


def _town(name: str) -> Area:
    return municipalities().get(name=name)


def _coordinator(cast: Cast, town: Area) -> Person:
    found = region_of(town)
    code = found.code if found else ZUID
    return cast.coordinator(code if code in {ZUID, MIDDEN, NOORD} else ZUID)


def _ask(title: str, text: str, kind: str, town: str, name: str) -> Question:
    asking = actions.Asking(
        title=title,
        text=text,
        kind=kind,
        name=name,
        email=f"{name.split(maxsplit=1)[0].lower()}@voorbeeld.example",
        area=_town(town),
    )
    return actions.ask(asking=asking, by=None)


def _questions(cast: Cast, history: History) -> None:
    """One answered and helped, one that somebody passed on, one that is stuck, one not confirmed."""
    with held_at(history.days_ago(30)):
        helped = _ask(
            "Hoe begin je een wandelgroep in een flat?",
            "In onze flat kennen mensen elkaar niet. Twee bewoners willen wandelen. Wie deed dat al?",
            "experience",
            "Heerlen",
            "Frits Flatgenoot",
        )
        actions.confirm_question(question=helped)
    with held_at(history.days_ago(29)):
        _answered(
            helped,
            "Begin klein: hang een briefje bij de lift met een vaste tijd, en sta er elke week.\n\n"
            "De eerste maand waren we met zijn drieën, nu met veertien. Loop gerust een keer mee, "
            "elke dinsdag om tien uur.",
        )
    with held_at(history.days_ago(27)):
        actions.tell_helped(question=helped, helped="yes")
    with held_at(history.days_ago(2)):
        passed = _ask(
            "Wie praat met ouders over geldzorgen?",
            "Wij merken dat ouders zich schamen. Welke zin helpt om erover te beginnen?",
            "experience",
            "Kerkrade",
            "Kim Kraamzorg",
        )
        actions.confirm_question(question=passed)
    with held_at(history.days_ago(1)):
        passed.refresh_from_db()
        if passed.offer is not None and passed.offer.person is not None:
            reason = "Ik weet hier te weinig van."
            actions.pass_on(question=passed, reason=reason, by=passed.offer.person)
        stuck = _ask(
            "Wie heeft een busje met een lift?",
            "Voor een uitje met acht bewoners in een rolstoel zoeken we vervoer.",
            "room",
            "Maastricht",
            "Toos Tochtje",
        )
        actions.confirm_question(question=stuck)
        _ask("Mag ik meelopen?", "Ik wil zien hoe het werkt.", "hands", "Venlo", "Ina Nieuwsgierig")


def _answered(question: Question, text: str) -> None:
    question.refresh_from_db()
    if question.offer is not None and question.offer.person is not None:
        actions.answer_question(question=question, text=text, by=question.offer.person)


def _placements(cast: Cast, history: History) -> None:
    """Four open ones, one that waits for Coby, and a reaction that waits for an answer."""
    with held_at(history.days_ago(9)):
        for text in PLACEMENTS:
            _post(cast, history, text)
    with held_at(history.days_ago(2)):
        wil = cast["Wil Werkgever"]
        if wil.organisation is not None:
            wanted = _wanted(history, WAITING)
            actions.post_placement(organisation=wil.organisation, wanted=wanted, by=wil)
    bram = cast["Bram Bedacht"]
    with held_at(history.days_ago(1)):
        reacting = actions.Reacting(
            "Bram Bedacht",
            bram.email,
            "Verpleegkunde, Zuyd Hogeschool",
            "Ik woon in de wijk en wandel graag. Ik wil leren luisteren voor ik iets bedenk.",
        )
        row = actions.react(placement=Placement.objects.order_by("pk")[0], reacting=reacting)
        actions.confirm_reaction(reaction=Reaction.objects.get(pk=row.pk))


def _post(cast: Cast, history: History, text: PlacementText) -> None:
    wanted = _wanted(history, text)
    actions.post_placement(
        organisation=Organisation.objects.get(slug=text.organisation),
        wanted=wanted,
        by=_coordinator(cast, wanted.area),
    )


def _wanted(history: History, text: PlacementText) -> actions.Wanted:
    day = local(history.now).date()
    starts = day + timedelta(days=text.starts)
    return actions.Wanted(
        title=text.title,
        kind=text.kind,
        levels=text.levels,
        study=text.study,
        area=_town(text.town),
        from_on=starts,
        until_on=starts + timedelta(weeks=text.weeks),
        hours=text.hours,
        text=text.text,
        closes_on=day + timedelta(days=text.closes),
    )
