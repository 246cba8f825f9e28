"""What proof announces; each event is sent in the transaction that made it true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AttendanceMarked:
    """It is known who of these people were at a session, or known otherwise than before."""

    edition_id: int
    session_id: int
    enrolment_ids: tuple[int, ...]
