"""What schemes and their money answer: who keeps them, the funder's contact who reads, nobody else."""

from __future__ import annotations

from datetime import date

from tests.access.table import ANY_COORDINATOR, COORDINATORS, Row, edition, own, posted, row, work
from tests.access.world import World
from tests.factories import organisation
from veerkracht.funding import actions
from veerkracht.funding.models import (
    Booking,
    Cause,
    FinalAccount,
    MoneyWait,
    PerformanceKind,
    Scheme,
)
from veerkracht.kernel.clock import today

NAME = "Subsidie Limburg"
READERS = (*COORDINATORS, "employer")


def _the_scheme(world: World) -> Scheme:
    """A scheme that the employer's organisation funds, with a booking, an account, and who waits for money."""
    found = Scheme.objects.filter(name=NAME).first()
    if found:
        return found
    by, year = world.people["coordinator"], today().year
    funder = world.people["employer"].roles.get().organisation
    assert funder is not None
    scheme = actions.make_scheme(
        region=world.course.region,
        name=NAME,
        funder=funder,
        client=organisation("zuyd-hogeschool"),
        period=(date(year - 1, 1, 1), date(year + 1, 12, 31)),
        seat_amount=10_000,
        by=by,
    )
    actions.set_ceiling(scheme=scheme, amount=400_000, reason="Brief", evidence="B-1", by=by)
    _promise(scheme, world)
    return scheme


def _promise(scheme: Scheme, world: World) -> None:
    by = world.people["coordinator"]
    line = actions.add_line(scheme=scheme, name="Scholing", amount=400_000, by=by)
    performance = actions.add_performance(
        line=line, name="Plaatsen", kind=PerformanceKind.SEATS, planned=40, by=by
    )
    actions.cover(edition=world.edition, performance=performance, by=by)
    actions.book_by_hand(
        scheme=scheme,
        source="available",
        target="realised",
        amount=400_000 - 30 * 10_000,
        reason="Zaal",
        evidence="F-1",
        by=by,
    )
    actions.draft_account(scheme=scheme, period=(scheme.from_day, scheme.until_day), by=by)
    actions.add_note(scheme=scheme, year=scheme.from_day.year, text="Minder groepen.", by=by)


def scheme(world: World) -> list[object]:
    """The scheme."""
    return [_the_scheme(world).pk]


def account(world: World) -> list[object]:
    """Its account."""
    return [FinalAccount.objects.get(scheme=_the_scheme(world)).pk]


def by_hand(world: World) -> list[object]:
    """The scheme and its booking by hand."""
    found = _the_scheme(world)
    return [found.pk, Booking.objects.get(scheme=found, kind="manual", cause=Cause.SCHEME).pk]


def waits(world: World) -> list[object]:
    """A student who waits for money of the scheme."""
    _the_scheme(world)
    student = world.people["student"]
    wait = actions.wait_for_money(edition=world.edition, by=student)
    return [MoneyWait.objects.get(pk=wait.pk).pk]


KEPT = ("ceiling", "year_ceiling", "rules", "step", "line", "performance", "editions")
READ = ("scheme", "waiting", "ledger", "ledger_file", "notes", "accounts")

FUNDING_ROWS: list[Row] = [
    work("funding:schemes", *ANY_COORDINATOR, "employer", "employer elsewhere"),
    work("funding:make", *ANY_COORDINATOR),
    *(work(f"funding:{name}", *COORDINATORS, arguments=scheme) for name in (*KEPT, "book")),
    work("funding:co_funding", *COORDINATORS, arguments=scheme),
    work("funding:book_back", *COORDINATORS, arguments=by_hand),
    *(work(f"funding:{name}", *READERS, arguments=scheme) for name in READ),
    *(
        work(f"funding:{name}", *READERS, arguments=account)
        for name in ("account", "account_file", "account_pdf")
    ),
    posted("funding:close", account, staff=True),
    posted("funding:supplement", account, staff=True),
    own("funding:choices", 200, edition),
    posted("funding:wait", edition),
    posted("funding:pay_self", edition),
    row("funding:my_wait", 403, waits, anonymous="login", student=200),
    posted("funding:take", waits),
    posted("funding:stop", waits),
]
