"""The verbs of wishes: hearing one, each step, what came of it, and merging what is alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.coalitions.actions import settle_wish
from veerkracht.coalitions.models import Wish
from veerkracht.cocreation import wish_policies as policies
from veerkracht.cocreation import wish_rules as rules
from veerkracht.cocreation.asker_actions import tell_askers
from veerkracht.cocreation.models import Need, NeedMove, NeedOutcome, NeedSource, NeedState
from veerkracht.cocreation.wish_outcomes import outcomes
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.numbers import whole
from veerkracht.training.queries import index_text

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.people.models import Person, Sector
    from veerkracht.places.models import Area
    from veerkracht.programme.models import Theme

MOST_TERMS = 60
LONGEST_OUTCOME = 300  # of a wish that was heard in a talk


def terms_of(*texts: str) -> list[str]:
    """The lemmas of texts, each once and in order, without words that say nothing."""
    words = index_text(*texts).split()
    found = [index_text(word).split()[-1] for word in words if index_text(word)]
    return [term[:60] for term in dict.fromkeys(found)][:MOST_TERMS]


@dataclass(frozen=True)
class Heard:
    """A wish in the words of who had it, and what it is about."""

    words: str
    sectors: Sequence[Sector] = ()
    area: Area | None = None
    theme: Theme | None = None


@transaction.atomic
def hear(
    *,
    region: Area,
    heard: Heard,
    came: NeedSource,
    by: Person | None,
    talk: Wish | None = None,
    on: date | None = None,
) -> Need:
    """Put a wish on the board, as heard. ``by`` is None for a visitor without an account."""
    if not heard.words.strip():
        raise RuleBroken(_("Schrijf je wens op."), field="words")
    need = Need.objects.create(
        region=region,
        words=heard.words.strip(),
        area=heard.area,
        theme=heard.theme,
        came=came,
        talk=talk,
        terms=terms_of(heard.words),
        heard_on=on or today(),
        moved_at=now(),
        by=by,
    )
    need.sectors.set(heard.sectors)
    record("wishes.heard", need, by=by, region_id=region.pk)
    return need


@transaction.atomic
def describe(*, need: Need, heard: Heard, by: Person) -> None:
    """Say of which sectors, municipality and theme a wish is. The words of who had it stay as they were."""
    policies.check_may_work(by, need)
    Need.objects.filter(pk=need.pk).update(area=heard.area, theme=heard.theme)
    need.sectors.set(heard.sectors)
    record("wishes.described", need, by=by, region_id=need.region_id)


@dataclass(frozen=True)
class Step:
    """Where a wish goes, from where the person saw it; the words to askers; what came of it (``action-3``)."""

    seen: str
    after: str
    words: str = ""
    told: str = ""
    outcome: str = ""


@transaction.atomic
def move(*, need: Need, step: Step, by: Person) -> NeedMove:
    """Take a step with a wish and tell its askers, each once.

    Raises OutOfDate when somebody else took a step meanwhile, RuleBroken for a step that cannot be taken.
    """
    policies.check_may_work(by, need)
    found = Need.objects.select_for_update().get(pk=need.pk)
    if found.state != step.seen or found.merged_into_id:
        raise OutOfDate(_("Iemand anders werkte net aan deze wens. Bekijk hem opnieuw."))
    _add_outcome(found, step.outcome)
    _check(found, step)
    made = _moved(found, step, by)
    if rules.is_told(step.seen, step.after, words=bool(step.words)):
        tell_askers(made)
    if step.after in rules.ANSWERED:
        _answer_talks(found, _said(found, step), by)
    return made


def _answer_talks(need: Need, said: str, by: Person) -> None:
    """Wishes of talks, this one and those merged into it, get their outcome where they were heard."""
    family = Q(need=need) | Q(need__merged_into=need)
    for wish in Wish.objects.filter(family, settled_at=None):
        settle_wish(wish=wish, outcome=said[:LONGEST_OUTCOME], by=by)


def _check(need: Need, step: Step) -> None:
    told = step.told.strip() or need.told
    has_outcome = bool(step.outcome) or need.outcomes.exists()
    missing = rules.lacks(
        step.seen, step.after, told=bool(told), words=bool(step.words), outcomes=has_outcome
    )
    said = {
        rules.NO_SUCH_STEP: _("Deze stap kan nu niet."),
        rules.OWN_WORDS: _("Schrijf in je eigen woorden wat er gewenst wordt."),
        rules.TO_ASKERS: _("Schrijf op waarom we deze wens wegleggen."),
        rules.OUTCOME_OR_WORDS: _("Kies wat eruit kwam, of schrijf het op."),
    }
    if missing:
        field = {rules.OUTCOME_OR_WORDS: "words"}.get(missing, missing)
        raise RuleBroken(said[missing], field=field)


def _moved(need: Need, step: Step, by: Person) -> NeedMove:
    need.told = step.told.strip() or need.told
    need.state = NeedState(step.after)
    need.moved_at = now()
    need.terms = terms_of(need.told, need.words)
    need.save(update_fields=["told", "state", "moved_at", "terms"])
    made = NeedMove.objects.create(
        need=need, before=step.seen, after=step.after, words=step.words, at=need.moved_at, by=by
    )
    record(f"wishes.{step.after}", need, by=by, region_id=need.region_id)
    return made


def _said(need: Need, step: Step) -> str:
    return step.words or need.told or str(NeedState(step.after).label)


def _add_outcome(need: Need, chosen: str) -> None:
    if not chosen:
        return
    kind, _dash, key = chosen.partition("-")
    known = dict(outcomes.items()).get(kind)
    number = whole(key)
    if known is None or number is None or number not in dict(known.choices(need.region)):
        raise RuleBroken(_("Kies iets uit de lijst."), field="outcome")
    NeedOutcome.objects.get_or_create(
        need=need, kind=kind, key=number, defaults={"added_at": now()}
    )


@transaction.atomic
def add_outcome(*, need: Need, outcome: str, by: Person) -> None:
    """Say what else came of a wish. Raises RuleBroken for what is not on the list."""
    policies.check_may_work(by, need)
    if not outcome:
        raise RuleBroken(_("Kies iets uit de lijst."), field="outcome")
    _add_outcome(need, outcome)
    record("wishes.outcome_added", need, by=by, region_id=need.region_id)


@transaction.atomic
def drop_outcome(*, outcome: NeedOutcome, by: Person) -> None:
    """Take back that something came of a wish."""
    policies.check_may_work(by, outcome.need)
    record("wishes.outcome_dropped", outcome.need, by=by, region_id=outcome.need.region_id)
    outcome.delete()


@transaction.atomic
def merge(*, keep: Need, drop: Need, by: Person) -> None:
    """Let one wish stand for another, and for what was merged into that one. Nobody who asked is lost.

    Raises RuleBroken for the same wish, another region, or one that stands for nothing itself any more.
    """
    policies.check_may_work(by, keep)
    both = Need.objects.select_for_update().filter(pk__in=[keep.pk, drop.pk]).order_by("pk")
    found = {one.pk: one for one in both}
    if len(found) != 2 or {one.region_id for one in found.values()} != {keep.region_id}:
        raise RuleBroken(_("Kies twee verschillende wensen van dezelfde regio."))
    if any(one.merged_into_id for one in found.values()):
        raise OutOfDate(_("Een van deze wensen is al samengevoegd. Bekijk ze opnieuw."))
    Need.objects.filter(merged_into=drop).update(merged_into=keep)
    Need.objects.filter(pk=drop.pk).update(merged_into=keep)
    record("wishes.merged", drop, by=by, region_id=keep.region_id, values={"into": keep.pk})


@transaction.atomic
def take_apart(*, need: Need, by: Person) -> None:
    """Undo a merge: the wish stands on the board again, where it stood. Again changes nothing."""
    policies.check_may_work(by, need)
    if Need.objects.filter(pk=need.pk).exclude(merged_into=None).update(merged_into=None):
        record("wishes.taken_apart", need, by=by, region_id=need.region_id)


@transaction.atomic
def drop_need(*, need: Need, by: Person) -> None:
    """Throw away what is no wish, such as advertising; only while it was just heard and stands for no other."""
    policies.check_may_work(by, need)
    if need.state != NeedState.HEARD or need.merged.exists():
        raise RuleBroken(_("Leg deze wens weg en zeg waarom. Er wachten mensen op antwoord."))
    record("wishes.dropped", need, by=by, region_id=need.region_id)
    need.delete()
