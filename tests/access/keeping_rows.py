"""What the conversation's own origin answers: the same to everybody, for it knows nobody of the site."""

from __future__ import annotations

from tests.access.table import AWAY, LOGIN, SECOND, Meets, Row, nothing, row
from tests.access.world import World
from veerkracht.conversations import shell


def _file(world: World) -> list[object]:
    return [shell.current().version, "core/bytes.js"]


def _own_set(world: World) -> list[object]:
    return ["volwassenen", 1]


_KEPT = ("save", "fetch", "erase", "invitation", "add_key", "invite", "shared", "read", "speak")
_POSTED = (*_KEPT, "who", "count", "counted_regions", "withdraw_count")
_OPEN = (
    "page",
    "page_en",
    "professional",
    "shell_list",
    "keys",
    "worker",
    "worker_list",
    "worker_bytes",
    "manifest",
    "paper",
)
_NOBODY_YET = ("professional", "student", "somebody else")
_AWAY_FROM: dict[str, Meets] = {
    "anonymous": LOGIN,
    "without second factor": SECOND,
    **dict.fromkeys(_NOBODY_YET, 403),
}
KEEPING_ROWS: list[Row] = [
    *(row(f"own:{name}", 405) for name in _POSTED),
    *(row(f"own:{name}", 200) for name in _OPEN),
    row("own:shell_file", 200, _file),
    row("own:shell_file", 404, lambda world: ["0" * 16, "core/bytes.js"]),
    row("own:come_in", AWAY),
    row("own:go_out", AWAY),
    row("own:paper_of", 200, lambda world: ["eenvoudig"]),
    row("own:paper_of", 404, lambda world: ["er-is-niets"]),
    row("own:set_file", 200, _own_set),
    row("own:set_file", 404, lambda world: ["volwassenen", 99]),
    row("own:licensed_set", 404, lambda world: ["er-is-niets"]),
    row("own:offers", 200, lambda world: ["GM0917"]),
    # who has no organisation and no role tells a resident too little of who reads
    Row("conversations:go_together", nothing, AWAY, _AWAY_FROM),
]
