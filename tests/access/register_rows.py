"""What registers and reports answer, role by role: only coordinators of the region, and administrators."""

from __future__ import annotations

from tests.access.table import ANY_COORDINATOR, COORDINATORS, Row, posted, work
from tests.access.world import World
from veerkracht.proof.actions import make_run
from veerkracht.proof.models import RegisterExport, RegisterRun


def _the_run(world: World) -> RegisterRun:
    return make_run(accreditation=world.accreditation, edition=world.edition, by=None)


def run(world: World) -> list[object]:
    """The run of the full edition."""
    return [_the_run(world).pk]


def export(world: World) -> list[object]:
    """A file that was made for a register."""
    values = {"kind": "full", "format": "csv", "size": 0, "sha256": "", "content": b"Nummer"}
    made, _made = RegisterExport.objects.get_or_create(
        run=_the_run(world), number=1, defaults=values
    )
    return [made.pk]


def edition_and_accreditation(world: World) -> list[object]:
    """The full edition under the course's accreditation."""
    return [world.edition.pk, world.accreditation.pk]


REGISTER_ROWS: list[Row] = [
    work("proof:registers", *ANY_COORDINATOR),
    posted("proof:make_run", edition_and_accreditation, staff=True),
    work("proof:register_run", *COORDINATORS, arguments=run),
    posted("proof:set_run", run, staff=True),
    posted("proof:ask_for_numbers", run, staff=True),
    posted("proof:make_export", run, staff=True),
    work("proof:download_export", *COORDINATORS, arguments=export),
    work("proof:retention", "administrator"),
    work("proof:report", *ANY_COORDINATOR),
    work("proof:report_file", *ANY_COORDINATOR),
    work("proof:report_funder", *ANY_COORDINATOR),
    work("proof:report_funder_file", *ANY_COORDINATOR),
    work("proof:report_funder_pdf", *ANY_COORDINATOR),
]
