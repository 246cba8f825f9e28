"""What cocreation announces; each event is sent in the transaction that made it true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PilotMeasured:
    """A measure of a pilot has a reading, another one, or one less."""

    measure_id: int
