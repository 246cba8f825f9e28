"""What proof announces; each event is sent in the transaction that made it true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AttendanceMarked:
    """It is known who of these people were at a session, or known otherwise than before."""

    edition_id: int
    session_id: int
    enrolment_ids: tuple[int, ...]


@dataclass(frozen=True)
class CertificatesIssued:
    """These certificates of one edition are there."""

    edition_id: int
    certificate_ids: tuple[int, ...]


@dataclass(frozen=True)
class CertificateChanged:
    """A certificate says or shows something else than before: another name, or what the holder chose."""

    certificate_id: int
    code: str


@dataclass(frozen=True)
class CertificateRevoked:
    """A certificate does not count any more."""

    certificate_id: int
    code: str
