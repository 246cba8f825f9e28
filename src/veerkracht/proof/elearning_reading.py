"""Reading a list of who did e-learning in another system: e-mail; step or "alles"; date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.imports.reading import Unreadable, read
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.proof.elearning_models import Step, StepDone
from veerkracht.proof.elearning_rules import MOST_LINES, Fate, Judged, Line, judge

if TYPE_CHECKING:
    from veerkracht.training.models import Course

DAYS = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d-%m-%y", "%Y/%m/%d", "%d.%m.%Y")


@dataclass(frozen=True)
class Weighed:
    """A list with what becomes of each line; ``text`` is the list again, to be sent back."""

    judged: tuple[Judged, ...]
    text: str

    @property
    def counts(self) -> Counter[str]:
        """How many lines have each fate."""
        return Counter(one.fate.value for one in self.judged)

    def of(self, *fates: Fate) -> list[Judged]:
        """The lines with one of these fates, in order."""
        return [one for one in self.judged if one.fate in fates]

    @property
    def new_steps(self) -> int:
        """Steps that are new."""
        return sum(len(one.step_ids) for one in self.judged)


def lines_of(content: bytes) -> list[Line]:
    """The lines of a .csv, a workbook or pasted text; a header is passed over.

    Raises RuleBroken (``field="file"``) with what is wrong when it cannot be read.
    """
    try:
        table = read(content)
    except Unreadable as unreadable:
        raise RuleBroken(
            _("Dit bestand kunnen we niet lezen. Kies een .csv- of .xlsx-bestand met een lijst."),
            field="file",
        ) from unreadable
    lines = [_line(row.number, row.cells) for row in table.rows]
    if lines and "@" not in lines[0].address:
        lines = lines[1:]
    if len(lines) > MOST_LINES:
        raise RuleBroken(_("Meer dan 5.000 regels tegelijk kan niet."), field="file")
    if not lines:
        raise RuleBroken(_("In dit bestand staat geen lijst."), field="file")
    return lines


def _line(number: int, cells: Sequence[str]) -> Line:
    address, step, on = [*(cell.strip() for cell in cells[:3]), "", "", ""][:3]
    return Line(number, address, step, _day(on), on)


def _day(text: str) -> date | None:
    """A day as people and spreadsheets write it; a time behind it is passed over."""
    first = text.split("T", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    for form in DAYS:
        try:
            return datetime.strptime(first, form).date()  # noqa: DTZ007 - only its day is used
        except ValueError:
            continue
    return None


def weigh(course: Course, lines: Sequence[Line]) -> Weighed:
    """What becomes of each line. Known are those with a place in an edition of the course, and nobody else."""
    steps = list(Step.objects.filter(course=course).order_by("position").values_list("pk", "title"))
    placed = Enrolment.objects.filter(edition__course=course, state=State.PLACED)
    people = dict(placed.values_list(Lower("person__email"), "person_id"))
    done = StepDone.objects.filter(step__course=course).values_list("person_id", "step_id")
    judged = _each(lines, people, steps, set(done))
    return Weighed(tuple(judged), "\n".join(_written(line) for line in lines))


def _each(
    lines: Sequence[Line],
    people: dict[str, int],
    steps: list[tuple[int, str]],
    taken: set[tuple[int, int]],
) -> Iterator[Judged]:
    for line in lines:
        one = judge(line, people=people, steps=steps, taken=taken, today=today())
        taken |= {(one.person_id, pk) for pk in one.step_ids}
        yield one


def _written(line: Line) -> str:
    """A line as text again, with nothing that would be read as two cells."""
    cells = (line.address, line.step, line.on.isoformat() if line.on else line.on_typed)
    return ";".join(cell.replace(";", " ").replace('"', " ") for cell in cells)
