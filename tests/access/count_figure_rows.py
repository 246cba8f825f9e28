"""What these pages of monitoring answer, role by role."""

from __future__ import annotations

from tests.access.table import ANY_COORDINATOR, COORDINATORS, Row, posted, row, work
from tests.access.world import World
from veerkracht.monitoring import count_actions as actions
from veerkracht.monitoring.count_reading import Value
from veerkracht.monitoring.models import Denominator, ExternalSeries, Target
from veerkracht.places.models import Area

TRAINED = "professionals-trained"


def _heerlen() -> Area:
    return Area.objects.get(code="GM0917")


def code(world: World) -> list[object]:
    """An indicator."""
    return [TRAINED]


def denominator(world: World) -> list[object]:
    """How many people work in a municipality of the coordinator's."""
    found = Denominator.objects.first()
    counted = actions.Counted(_heerlen(), 2025, 120, "Telling")
    by = world.people["coordinator"]
    return [(found or actions.keep_denominator(counted=counted, by=by)).pk]


def target(world: World) -> list[object]:
    """What the coordinator wants to reach there."""
    found = Target.objects.first()
    wanted = actions.Wanted(TRAINED, _heerlen(), 2026, 60)
    return [(found or actions.set_target(wanted=wanted, by=world.people["coordinator"])).pk]


def _series(world: World) -> ExternalSeries:
    found = ExternalSeries.objects.first()
    told = actions.Published("Roken", "procent", "RIVM", "Smoking", "per cent")
    values = [Value(_heerlen().pk, 2024, None, is_hidden=True)]
    by = world.people["coordinator"]
    return found or actions.bring_series(told=told, values=values, by=by)


def series(world: World) -> list[object]:
    """Figures of others."""
    return [_series(world).pk]


def slug(world: World) -> list[object]:
    """The same, by its address."""
    return [_series(world).slug]


COUNT_FIGURE_ROWS: list[Row] = [
    row("monitoring:how_we_count", 200),
    row("monitoring:indicator", 200, code),
    row("monitoring:others", 200),
    row("monitoring:series", 200, slug),
    row("monitoring:series_file", 200, slug),
    work("monitoring:indicators_desk", *ANY_COORDINATOR),
    work("monitoring:change_indicator", "administrator", arguments=code),
    work("monitoring:denominators", *ANY_COORDINATOR),
    work("monitoring:new_denominator", *ANY_COORDINATOR),
    work("monitoring:bring_denominators", *ANY_COORDINATOR),
    work("monitoring:denominators_file", *ANY_COORDINATOR),
    Row(
        "monitoring:change_denominator",
        denominator,
        403,
        {
            "anonymous": "login",
            "without second factor": "second factor",
            "coordinator elsewhere": 404,
            **dict.fromkeys(COORDINATORS, 200),
        },
    ),
    posted("monitoring:drop_denominator", denominator, staff=True),
    work("monitoring:targets", *ANY_COORDINATOR),
    work("monitoring:new_target", *ANY_COORDINATOR),
    posted("monitoring:drop_target", target, staff=True),
    work("monitoring:series_desk", *ANY_COORDINATOR),
    work("monitoring:bring_series", *ANY_COORDINATOR),
    posted("monitoring:drop_series", series, staff=True),
]
