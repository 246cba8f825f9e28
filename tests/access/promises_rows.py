"""What the pages of agreements, embedding checks and plans answer, role by role."""

from __future__ import annotations

from datetime import date

from tests.access.table import ANY_COORDINATOR, COORDINATORS, Row, nothing, posted, row, work
from tests.access.world import World
from veerkracht.kernel.clock import now
from veerkracht.places.queries import region
from veerkracht.programme.agreement_actions import Terms, make_agreement
from veerkracht.programme.embedding_actions import start_track
from veerkracht.programme.models import (
    Agreement,
    EmbeddingTrack,
    Plan,
    PlanPart,
    PlanPhase,
    PlanReport,
)
from veerkracht.programme.plan_actions import (
    Party,
    Phase,
    PlanFacts,
    Section,
    hang_on,
    make_plan,
    publish_plan,
    set_block,
    start_draft,
)
from veerkracht.programme.plan_actions import Row as PlanRow

EMPLOYERS = ("employer", "employer elsewhere")


def agreement(world: World) -> list[object]:
    """A promise of the employer's organisation in the coordinator's region."""
    what = "Scholing 2026"
    known = Agreement.objects.filter(what=what).first()
    if known is None:
        known = make_agreement(
            region=region("zuid-limburg"),
            promised_by=world.connected.organisation,
            terms=Terms(what=what, since=date(2026, 1, 1)),
            by=None,
        )
    return [known.pk]


def track(world: World) -> list[object]:
    """The employer's organisation looks how far it has come."""
    known = EmbeddingTrack.objects.first()
    if known is None:
        known = start_track(
            region=region("zuid-limburg"),
            organisation=world.connected.organisation,
            starts_on=date(2026, 1, 1),
            by=world.people["coordinator"],
        )
    return [known.pk]


def check(world: World) -> list[object]:
    """Its first check."""
    return [*track(world), 0]


def _plan(world: World) -> Plan:
    """A plan of the region that was published, for the employer's organisation, with a draft and a report."""
    known = Plan.objects.first()
    if known is None:
        by, client = world.people["coordinator"], world.connected.organisation
        facts = PlanFacts("Scholingsplan", date(2026, 1, 1))
        known = make_plan(region=region("zuid-limburg"), facts=facts, by=by)
        version = known.versions.get()
        blocks: dict[str, list[PlanRow]] = {
            "sections": [Section("Kop", "Tekst")],
            "parties": [Party("client", client)],
            "phases": [Phase("Begin", date(2026, 1, 1), date(2026, 2, 1))],
        }
        for block, rows in blocks.items():
            set_block(version=version, block=block, rows=rows, by=by)
        publish_plan(version=version, by=by)
        PlanReport.objects.create(plan=known, year=2026, half=1, made_at=now(), changed_at=now())
        hang_on(plan=known, kind="agreement", key=int(str(agreement(world)[0])), by=by)
        start_draft(plan=known, by=by)
    return known


def plan(world: World) -> list[object]:
    """The plan."""
    return [_plan(world).pk]


def slug(world: World) -> list[object]:
    """Its name in the address."""
    return [_plan(world).slug]


def version(world: World) -> list[object]:
    """Its first version."""
    return [*slug(world), 1]


def compared(world: World) -> list[object]:
    """A version beside itself."""
    return [*version(world), 1]


def block(world: World) -> list[object]:
    """A block of its draft."""
    return [*plan(world), "aims"]


def kind(world: World) -> list[object]:
    """A kind of thing to hang on it."""
    return [*plan(world), "agreement"]


def phase(world: World) -> list[object]:
    """Its phase."""
    return [PlanPhase.objects.filter(version__plan=_plan(world))[0].pk]


def part(world: World) -> list[object]:
    """What hangs on it."""
    return [PlanPart.objects.get(plan=_plan(world)).pk]


def report(world: World) -> list[object]:
    """A report that was not sent."""
    return [PlanReport.objects.get(plan=_plan(world)).pk]


PROMISES_ROWS: list[Row] = [
    work("programme:agreements", *ANY_COORDINATOR, *EMPLOYERS),
    work("programme:agreements_paper", *ANY_COORDINATOR, *EMPLOYERS),
    work("programme:agreements_file", *ANY_COORDINATOR, *EMPLOYERS),
    work("programme:make_agreement", *ANY_COORDINATOR),
    work("programme:agreement", *COORDINATORS, "employer", arguments=agreement),
    work("programme:change_agreement", *COORDINATORS, arguments=agreement),
    posted("programme:firm_up", agreement, staff=True),
    posted("programme:fall_back", agreement, staff=True),
    posted("programme:renew", agreement, staff=True),
    posted("programme:review_agreement", agreement, staff=True),
    posted("programme:end_agreement", agreement, staff=True),
    posted("programme:remove_agreement", agreement, staff=True),
    work("programme:embedding_tracks", *ANY_COORDINATOR, *EMPLOYERS),
    posted("programme:start_embedding", nothing, staff=True),
    work("programme:embedding_track", *COORDINATORS, "employer", arguments=track),
    work("programme:embedding_check", *COORDINATORS, "employer", arguments=check),
    posted("programme:stop_embedding", track, staff=True),
    row("programme:plans", 200),
    row("programme:plan", 200, slug),
    row("programme:plan_version", 200, version),
    row("programme:plan_compare", 200, compared),
    work("programme:kept_plans", *ANY_COORDINATOR),
    work("programme:plan_desk", *COORDINATORS, arguments=plan),
    work("programme:plan_preview", *COORDINATORS, arguments=plan),
    work("programme:plan_edit", *COORDINATORS, arguments=block),
    posted("programme:start_plan_draft", plan, staff=True),
    posted("programme:publish_plan", plan, staff=True),
    posted("programme:drop_plan_draft", plan, staff=True),
    work("programme:hang_plan", *COORDINATORS, arguments=plan),
    posted("programme:hang_on_plan", kind, staff=True),
    posted("programme:set_plan_phase", phase, staff=True),
    posted("programme:take_off_plan", part, staff=True),
    posted("programme:draft_plan_report", plan, staff=True),
    work("programme:plan_report", *COORDINATORS, arguments=report),
    work("programme:plan_report_file", *COORDINATORS, arguments=report),
    work("programme:plan_report_texts", *COORDINATORS, arguments=report),
    posted("programme:send_plan_report", report, staff=True),
    posted("programme:drop_plan_report", report, staff=True),
]
