"""How a line of a theme sheet stands today, in words: its action, money, agreement and the like."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.clock import local, today
from veerkracht.kernel.money import euros
from veerkracht.programme.action_models import OPEN_ACTION
from veerkracht.programme.measures import measures
from veerkracht.programme.sheet_line_models import Aligned, LineKind

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.places.models import Area
    from veerkracht.programme.action_models import Action
    from veerkracht.programme.agreement_models import Agreement
    from veerkracht.programme.measures import Reading
    from veerkracht.programme.money_models import BudgetLine
    from veerkracht.programme.sheet_line_models import SheetLine

Readings = dict[tuple[str, int], "Reading | None"]


@dataclass(frozen=True)
class Live:
    """How a line stands: what it is, a word for a label, its tone and icon, and the facts in sentences."""

    kind: str
    label: str = ""
    tone: str = "plain"
    icon: str = ""
    facts: tuple[str, ...] = ()
    url: str = ""


ICONS = {
    LineKind.ACTION: "check",
    LineKind.INDICATOR: "chart",
    LineKind.MONEY: "euro",
    LineKind.AGREEMENT: "certificate",
    LineKind.DECISION: "edit",
    LineKind.QUESTION: "search",
    LineKind.ALIGNMENT: "swap",
    LineKind.PARTNER: "building",
}


def live(line: SheetLine, readings: Readings) -> Live | None:
    """How the line stands today; None for mere words. Asks nothing of the database."""
    if line.kind == LineKind.INDICATOR:
        return _indicator(line, readings)
    tell = TELLERS.get(line.kind)
    return tell(line) if tell else None


def read_measures(lines: Iterable[SheetLine], region: Area) -> Readings:
    """How each measure of these lines stands in the region, each once."""
    wanted = {(line.measure, year_of(line)) for line in lines if line.measure}
    known = dict(measures.items())
    return {
        (name, year): known[name].read(region, year, None) if name in known else None
        for name, year in sorted(wanted)
    }


def year_of(line: SheetLine) -> int:
    """The year that a measure is read for: of the target, or this year."""
    return line.target_year or today().year


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _about(line: SheetLine, label: str = "", tone: str = "plain", *facts: str) -> Live:
    told = tuple(one for one in facts if one)
    icon = ICONS[LineKind(line.kind)]
    return Live(str(line.get_kind_display()), label, tone, icon, told)


def _missing(line: SheetLine) -> Live:
    return _about(line, _("nog niet uitgewerkt"))


def _action(line: SheetLine) -> Live:
    action = line.action
    if action is None:
        return _missing(line)
    is_open = action.status in OPEN_ACTION
    late = is_open and action.due_on is not None and action.due_on < today()
    tone = "sun" if late else ("pine" if is_open or action.status == "done" else "plain")
    label = str(action.get_status_display())
    return _about(line, label, tone, *_of_action(action, late=late))


def _of_action(action: Action, *, late: bool) -> list[str]:
    facts = [_("%(owner)s doet dit") % {"owner": action.owner}]
    if action.done_on:
        facts.append(_("klaar sinds %(day)s") % {"day": _day(action.done_on)})
    elif late and action.due_on:
        facts.append(_("had klaar moeten zijn op %(day)s") % {"day": _day(action.due_on)})
    elif action.due_on:
        facts.append(_("klaar op %(day)s") % {"day": _day(action.due_on)})
    if action.next_step and action.status in OPEN_ACTION:
        facts.append(_("volgende stap: %(step)s") % {"step": action.next_step})
    return facts


def _indicator(line: SheetLine, readings: Readings) -> Live:
    reading = readings.get((line.measure, year_of(line))) if line.measure else None
    aim = ""
    if line.target is not None:
        named = {"target": f"{line.target}", "year": year_of(line)}
        aim = _("doel: %(target)s in %(year)s") % named
    if reading is None:
        return _about(line, _("nog niet te lezen"), "plain", _title(line), aim)
    stand = _("tot en met %(day)s") % {"day": _day(reading.until)}
    return _about(line, reading.words, "pine", _title(line), stand, aim)


def _title(line: SheetLine) -> str:
    """What is counted; empty for a measure that nobody gives (any more)."""
    found = dict(measures.items()).get(line.measure)
    return str(found.title) if found else ""


def _money(line: SheetLine) -> Live:
    money = line.budget_line
    if money is None:
        return _missing(line)
    lasting = _("structureel") if money.structural else _("incidenteel")
    who = _("%(year)s, van %(funder)s") % {"year": money.year, "funder": money.funder}
    return _about(line, lasting, "pine" if money.structural else "info", who, *_amounts(money))


def _amounts(money: BudgetLine) -> list[str]:
    told = (
        (_("gevraagd %(amount)s"), money.asked),
        (_("toegezegd %(amount)s"), money.promised),
        (_("gereserveerd %(amount)s"), money.reserved),
        (_("besteed %(amount)s"), money.realised),
    )
    return [words % {"amount": euros(cents)} for words, cents in told]


def _agreement(line: SheetLine) -> Live:
    agreement = line.agreement
    if agreement is None:
        return _missing(line)
    over = _is_over(agreement)
    label = _("afgelopen") if over else str(agreement.get_step_display())
    return _about(line, label, "sun" if over else "pine", *_of_agreement(agreement))


def _is_over(agreement: Agreement) -> bool:
    ended = agreement.ended_on or agreement.until
    return ended is not None and ended < today()


def _of_agreement(agreement: Agreement) -> list[str]:
    facts = [_("beloofd door %(organisation)s") % {"organisation": agreement.promised_by}]
    if agreement.laid_down_in:
        facts.append(_("staat in %(policy)s") % {"policy": agreement.laid_down_in})
    last = agreement.ended_on or agreement.until
    facts.append(_("tot en met %(day)s") % {"day": _day(last)} if last else _("zonder einddatum"))
    if agreement.review_on and not _is_over(agreement):
        facts.append(_("opnieuw bekijken op %(day)s") % {"day": _day(agreement.review_on)})
    return facts


def _decision(line: SheetLine) -> Live:
    decision = line.decision
    if decision is None:
        return _missing(line)
    taken = _("besloten op %(day)s") % {"day": _day(local(decision.meeting.starts_at).date())}
    if decision.reviewed_at:
        done = _day(local(decision.reviewed_at).date())
        return _about(line, _("afgerond"), "plain", taken, _("afgerond op %(day)s") % {"day": done})
    again = decision.review_on
    look = _("opnieuw bekijken op %(day)s") % {"day": _day(again)} if again else ""
    late = again is not None and again <= today()
    return _about(line, _("geldt"), "sun" if late else "pine", taken, look)


def _question(line: SheetLine) -> Live:
    if line.settled_on:
        day = _("uitgezocht op %(day)s") % {"day": _day(line.settled_on)}
        return _about(line, _("uitgezocht"), "pine", day, line.why)
    step = _("volgende stap: %(step)s") % {"step": line.next_step} if line.next_step else ""
    who = _("door %(who)s") % {"who": line.who} if line.who else ""
    when = _("voor %(day)s") % {"day": _day(line.by_when)} if line.by_when else ""
    late = line.by_when is not None and line.by_when < today()
    return _about(line, _("te laat") if late else _("open"), "sun", step, who, when)


def _alignment(line: SheetLine) -> Live:
    region = line.other_region
    with_whom = _("met %(region)s") % {"region": region} if region else ""
    if not line.aligned:
        return _about(line, _("nog af te stemmen"), "sun", with_whom)
    when = _("op %(day)s") % {"day": _day(line.aligned_on)} if line.aligned_on else ""
    differs = line.aligned == Aligned.DIFFERS
    label = str(line.get_aligned_display())
    why = _("omdat: %(why)s") % {"why": line.why} if differs else line.why
    return _about(line, label, "info" if differs else "pine", with_whom, when, why)


def _partner(line: SheetLine) -> Live | None:
    """Who is named in full needs no second mention; a partner under a shorter name does."""
    named = line.organisation
    if named is None or str(named) == in_language(line, "text"):
        return None
    return _about(line, str(named))


TELLERS: dict[str, Callable[[SheetLine], Live | None]] = {
    LineKind.ACTION: _action,
    LineKind.MONEY: _money,
    LineKind.AGREEMENT: _agreement,
    LineKind.DECISION: _decision,
    LineKind.QUESTION: _question,
    LineKind.ALIGNMENT: _alignment,
    LineKind.PARTNER: _partner,
}
