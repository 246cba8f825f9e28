"""The verbs of goals and themes: loading our lists, and what a region adds of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.references import referred_to
from veerkracht.programme import goal_policies as policies
from veerkracht.programme import goal_reference as reference
from veerkracht.programme.models import Framework, Goal, GoalKind, Theme

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

LONGEST_CODE, LONGEST_SLUG = 40, 60


@transaction.atomic
def load_programme_reference(*, by: Person | None = None) -> int:
    """Bring frameworks and goals that hold everywhere up to our lists; returns how many are new.

    Again changes nothing; what regions added stays.
    """
    made = reference.load_frameworks() + reference.load_goals()
    if made:
        subject = Framework.objects.earliest("pk")
        record("programme reference loaded", subject, by=by, values={"new rows": made})
    return made


@transaction.atomic
def make_theme(*, programme: str, title: str, by: Person | None, title_en: str = "") -> Theme:
    """The theme of this programme with this title: found as it is, or made. ``by`` None is the installation.

    Raises RuleBroken without a programme or title.
    """
    policies.check_may_write_themes(by)
    programme, title = programme.strip(), title.strip()
    if not programme or not title:
        raise RuleBroken(_("Geef het thema een naam."), field="title")
    known = Theme.objects.filter(programme=programme, title=title).first()
    if known:
        return known
    theme = Theme.objects.create(
        slug=_free_slug(f"{programme} {title}"),
        programme=programme,
        title=title,
        title_en=title_en.strip(),
    )
    record("theme.made", theme, by=by, values={"title": title})
    return theme


def _free_slug(words: str) -> str:
    """A slug that no theme has yet: another theme may differ only in its signs."""
    wanted = slugify(words)[:LONGEST_SLUG].strip("-") or "thema"
    taken = set(Theme.objects.filter(slug__startswith=wanted[:50]).values_list("slug", flat=True))
    numbered = (f"{wanted[: LONGEST_SLUG - 6]}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (wanted, *numbered) if one not in taken)


@transaction.atomic
def make_framework(
    *,
    region: Area,
    name: str,
    since: date,
    by: Person | None,
    until: date | None = None,
    name_en: str = "",
    source: str = "",
) -> Framework:
    """A framework of a region's own, without goals yet. Raises RuleBroken on an end before its start."""
    policies.check_may_write_goals(by, region.pk)
    _check_dates(since, until)
    framework = Framework.objects.create(
        code=_free_code(name, set(Framework.objects.values_list("code", flat=True))),
        name=name,
        name_en=name_en,
        since=since,
        until=until,
        source=source,
        region=region,
    )
    record("framework.made", framework, by=by, region_id=region.pk, values={"name": name})
    return framework


@transaction.atomic
def change_framework(
    *,
    framework: Framework,
    name: str,
    since: date,
    by: Person | None,
    until: date | None = None,
    name_en: str = "",
    source: str = "",
) -> Framework:
    """Change what is said of a region's own framework."""
    policies.check_may_write_goals(by, framework.region_id)
    _check_dates(since, until)
    before = {"name": framework.name, "since": str(framework.since), "until": str(framework.until)}
    framework.name, framework.name_en = name, name_en
    framework.since, framework.until, framework.source = since, until, source
    framework.save()
    values = {"before": before, "name": name, "since": str(since), "until": str(until)}
    record("framework.changed", framework, by=by, region_id=framework.region_id, values=values)
    return framework


def _check_dates(since: date, until: date | None) -> None:
    if until is not None and until <= since:
        raise RuleBroken(_("Het einde ligt voor het begin."), field="until")


@transaction.atomic
def make_goal(
    *,
    framework: Framework,
    title: str,
    by: Person | None,
    title_en: str = "",
    kind: str = GoalKind.GOAL,
) -> Goal:
    """Add a goal at the end of a region's own framework. Raises RuleBroken when it is there already."""
    policies.check_may_write_goals(by, framework.region_id)
    Framework.objects.select_for_update().get(pk=framework.pk)
    there = list(framework.goals.all())
    if any(one.title == title for one in there):
        raise RuleBroken(_("Dit doel staat er al."), field="title")
    goal = Goal.objects.create(
        framework=framework,
        code=_free_code(title, {one.code for one in there}),
        title=title,
        title_en=title_en,
        kind=kind,
        order=max((one.order for one in there), default=0) + 1,
    )
    record("goal.made", goal, by=by, region_id=framework.region_id, values={"title": title})
    return goal


def _free_code(words: str, taken: set[str]) -> str:
    wanted = slugify(words)[:LONGEST_CODE].strip("-") or "kader"
    begins = wanted[: LONGEST_CODE - 6]
    numbered = (f"{begins}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (wanted, *numbered) if one not in taken)


@transaction.atomic
def delete_goal(*, goal: Goal, by: Person | None) -> None:
    """Take a goal out of a region's own framework. Raises RuleBroken while anything refers to it."""
    region_id = goal.framework.region_id
    policies.check_may_write_goals(by, region_id)
    if referred_to(Goal, [goal.pk]):
        raise RuleBroken(
            _("Er werken acties aan dit doel. Haal het eerst daar weg, dan kan het doel weg.")
        )
    record("goal.deleted", goal, by=by, region_id=region_id, values={"title": goal.title})
    goal.delete()


@transaction.atomic
def delete_framework(*, framework: Framework, by: Person | None) -> None:
    """Take a region's own framework away with its goals. Raises RuleBroken while anything refers to them."""
    policies.check_may_write_goals(by, framework.region_id)
    goals = list(framework.goals.values_list("pk", flat=True))
    elsewhere = referred_to(Framework, [framework.pk], apart_from={"programme.goal"})
    if elsewhere or referred_to(Goal, goals):
        raise RuleBroken(_("Er werken acties aan een doel van dit kader. Haal het eerst daar weg."))
    values = {"name": framework.name}
    record("framework.deleted", framework, by=by, region_id=framework.region_id, values=values)
    framework.delete()
