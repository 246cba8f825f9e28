"""What the pages of agreements, embedding checks and plans answer, role by role."""

from __future__ import annotations

from datetime import date

from tests.access.table import ANY_COORDINATOR, COORDINATORS, Row, nothing, posted, work
from tests.access.world import World
from veerkracht.places.queries import region
from veerkracht.programme.agreement_actions import Terms, make_agreement
from veerkracht.programme.embedding_actions import start_track
from veerkracht.programme.models import Agreement, EmbeddingTrack

EMPLOYERS = ("employer", "employer elsewhere")


def agreement(world: World) -> list[object]:
    """A promise of the employer's organisation in the coordinator's region."""
    what = "Scholing in de begroting"
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
]
