"""The demo's actions and goals: what three regions promised to do, with partners, words and some that are late."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from veerkracht.config.demo import programme_money
from veerkracht.config.demo.courses import MIDDEN, NOORD, ZUID
from veerkracht.config.demo.programme_plans import ACTIONS, OWN_GOALS, ActionPlan, Word
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.people.models import Organisation
from veerkracht.places.queries import region
from veerkracht.programme import actions
from veerkracht.programme.models import Action, Framework, Goal

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

# Who speaks for an organisation in the demo; for the others the coordinator writes what they told.
SPEAKERS = {
    "beweging-limburg-positief-gezond": "Bente Beweging",
    "burgerkracht-limburg": "Burt Burgersma",
    "provincie-limburg": "Pim Provincie",
    "ggd-zuid-limburg": "Wil Werkgever",
    "zuyd-hogeschool": "Sjoerd Schoolman",
}


@dataclass
class Scene:
    """What the plans refer to by name, read once."""

    cast: Cast
    history: History
    regions: dict[str, Area] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)


def bring_in(cast: Cast, history: History) -> None:
    """Own goals of the south, actions with their words, and money; what is there stays as it is."""
    scene = Scene(cast, history)
    scene.regions = {code: region(code) for code in (ZUID, MIDDEN, NOORD)}
    scene.organisations = {one.slug: one for one in Organisation.objects.all()}
    _own_framework(scene)
    scene.goals = {one.code: one for one in Goal.objects.all()}
    there = set(Action.objects.values_list("region__code", "what"))
    for plan in ACTIONS:
        if (plan.region, plan.what) not in there:
            _act(scene, plan)
    programme_money.bring_in(cast, history)


def _own_framework(scene: Scene) -> None:
    """The south means to close a quarter of the gap in health by 2030."""
    zuid, by = scene.regions[ZUID], scene.cast.coordinator(ZUID)
    if Framework.objects.filter(region=zuid).exists():
        return
    made = actions.make_framework(
        region=zuid,
        name="Trendbreuk Zuid-Limburg",
        name_en="Trend break in South Limburg",
        since=date(2018, 1, 1),
        until=date(2031, 1, 1),
        source="Afspraak van 16 gemeenten, GGD en Provincie, 2018",
        by=by,
    )
    for title, title_en in OWN_GOALS:
        actions.make_goal(framework=made, title=title, title_en=title_en, by=by)


def _act(scene: Scene, plan: ActionPlan) -> None:
    """Written down when it began or earlier, then told about in order of time."""
    by = scene.cast.coordinator(plan.region)
    with held_at(scene.history.days_ago(plan.made)):
        made = actions.make_action(
            region=scene.regions[plan.region],
            by=by,
            what=plan.what,
            what_en=plan.what_en,
            theme=actions.make_theme(programme=plan.programme, title=plan.theme, by=by),
            owner=scene.organisations[plan.owner],
            starts_on=today(),
            due_on=_day(scene, plan.due),
            next_step=plan.next_step,
            goals=[scene.goals[code] for code in plan.goals],
            partners=[
                actions.Part(scene.organisations[slug], role) for slug, role in plan.partners
            ],
        )
    for word in sorted(plan.words, key=lambda one: -one.ago):
        _tell(scene, made, plan, word)


def _day(scene: Scene, days: int) -> date:
    """So many days from now, also while the clock is held in the past."""
    with held_at(scene.history.now):
        return today() + timedelta(days=days)


def _tell(scene: Scene, made: Action, plan: ActionPlan, word: Word) -> None:
    slug = word.by or plan.owner
    coordinator = scene.cast.coordinator(plan.region)
    with held_at(min(scene.history.days_ago(word.ago), now())):
        if slug != plan.owner:
            part = made.partners.get(organisation__slug=slug)
            speaker = scene.cast[SPEAKERS[slug]]
            actions.speak_of_part(part=part, words=word.words, evidence=word.evidence, by=speaker)
            return
        _update(scene, made, word, _speaker(scene, slug) or coordinator)


def _speaker(scene: Scene, slug: str) -> Person | None:
    name = SPEAKERS.get(slug)
    return scene.cast[name] if name else None


def _update(scene: Scene, made: Action, word: Word, by: Person) -> None:
    made.refresh_from_db()
    actions.update_action(
        action=made,
        words=word.words,
        status=word.status or "under-way",
        next_step=word.next_step or made.next_step,
        evidence=word.evidence or made.evidence,
        by=by,
    )
