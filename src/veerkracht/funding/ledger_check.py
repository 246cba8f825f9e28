"""Does the ledger hold? Every question is one statement over all rows, so that a million take seconds.

A changed, deleted or added entry breaks the sum of its booking, the link of its booking or of the next, a
running total, or the head; who would mend all of those still lacks the key of the seals.
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from django.db import connection

from veerkracht.funding.ledger_seal import seal_message, signing_key
from veerkracht.funding.models import Seal

MOST = 20  # faults that are named of one sort

CHAIN = """
WITH sides AS (
  SELECT e.booking_id, count(*) AS n, sum(e.amount) AS total, max(e.amount) AS amount,
    max(a.kind) FILTER (WHERE e.amount < 0) AS source, max(a.kind) FILTER (WHERE e.amount > 0) AS target
  FROM funding_entry e JOIN funding_account a ON a.id = e.account_id GROUP BY e.booking_id),
chained AS (
  SELECT b.*, lag(b.link, 1, decode(repeat('00', 32), 'hex'))
    OVER (PARTITION BY b.scheme_id ORDER BY b.id) AS before FROM funding_booking b)
SELECT c.id, CASE WHEN s.n IS DISTINCT FROM 2 OR s.total <> 0 THEN 'does not balance' ELSE
  'or the one before it was changed, added or removed' END
FROM chained c LEFT JOIN sides s ON s.booking_id = c.id
WHERE s.n IS DISTINCT FROM 2 OR s.total <> 0 OR c.link IS DISTINCT FROM funding_link(
  c.before, c.id, c.scheme_id, c.at, c.kind, c.cause, c.cause_id, c.by_id, c.corrects_id, c.reason,
  c.evidence, s.source, s.target, s.amount)
ORDER BY c.id LIMIT %s
"""
HEADS = """
SELECT a.scheme_id FROM funding_account a LEFT JOIN LATERAL (
  SELECT b.link FROM funding_booking b WHERE b.scheme_id = a.scheme_id ORDER BY b.id DESC LIMIT 1) last ON true
LEFT JOIN (SELECT scheme_id, count(*) AS n FROM funding_booking GROUP BY scheme_id) counted
  ON counted.scheme_id = a.scheme_id
WHERE a.kind = 'available' AND (coalesce(counted.n, 0) <> a.bookings
  OR coalesce(last.link, decode(repeat('00', 32), 'hex')) <> a.head) LIMIT %s
"""
TOTALS = """
SELECT a.scheme_id, a.kind, a.balance, coalesce(s.total, 0) FROM funding_account a
LEFT JOIN (SELECT account_id, sum(amount) AS total FROM funding_entry GROUP BY account_id) s
  ON s.account_id = a.id WHERE a.balance <> coalesce(s.total, 0) LIMIT %s
"""
CLAIMS = """
WITH moved AS (
  SELECT b.cause, b.cause_id, a.kind, sum(e.amount) AS total FROM funding_booking b
  JOIN funding_entry e ON e.booking_id = b.id JOIN funding_account a ON a.id = e.account_id
  WHERE b.cause <> 'scheme' AND a.kind <> 'available' GROUP BY b.cause, b.cause_id, a.kind),
stands AS (
  SELECT cause, cause_id, stand, amount FROM funding_claim WHERE stand NOT IN ('released', 'short'))
SELECT coalesce(m.cause, c.cause), coalesce(m.cause_id, c.cause_id) FROM
  (SELECT * FROM moved WHERE total <> 0) m FULL JOIN stands c
  ON c.cause = m.cause AND c.cause_id = m.cause_id AND c.stand = m.kind
WHERE m.total IS DISTINCT FROM c.amount ORDER BY 1, 2 LIMIT %s
"""
CEILINGS = """
SELECT t.id, t.used, coalesce(sum(c.amount), 0) FROM funding_ceiling t LEFT JOIN funding_claim c
  ON c.scheme_id = t.scheme_id AND c.stand NOT IN ('released', 'short')
  AND (t.year = extract(year FROM c.day) OR t.organisation_id = c.organisation_id)
GROUP BY t.id, t.used HAVING t.used <> coalesce(sum(c.amount), 0) LIMIT %s
"""
PLACES = """
SELECT e.id, 'has a place that no money is fixed for' FROM funding_cover v
JOIN enrolment_enrolment e ON e.edition_id = v.edition_id AND e.state = 'placed'
LEFT JOIN funding_claim c ON c.cause = 'place' AND c.cause_id = e.id
LEFT JOIN funding_ownpayment o ON o.edition_id = e.edition_id AND o.person_id = e.person_id
WHERE o.id IS NULL AND (c.id IS NULL OR c.stand IN ('reserved', 'short')
  OR (c.stand = 'released' AND e.came IS DISTINCT FROM false))
UNION ALL
SELECT c.cause_id, 'has no place, but money is fixed for it' FROM funding_claim c
JOIN enrolment_enrolment e ON e.id = c.cause_id
WHERE c.cause = 'place' AND c.stand = 'committed' AND e.state <> 'placed' LIMIT %s
"""


@dataclass(frozen=True)
class Verdict:
    """How many entries were looked at, and every fault in words."""

    entries: int
    faults: tuple[str, ...]


def check() -> Verdict:
    """Look at every booking, entry, total, claim, ceiling and seal."""
    faults = [
        *(f"booking {pk}: {what}" for pk, what in _rows(CHAIN)),
        *(f"scheme {pk}: the end of the chain does not fit" for (pk,) in _rows(HEADS)),
        *(
            f"scheme {pk}, account {kind}: stands at {stands}, its entries are {total}"
            for pk, kind, stands, total in _rows(TOTALS)
        ),
        *(f"{cause} {pk}: its bookings and its claim differ" for cause, pk in _rows(CLAIMS)),
        *(f"ceiling {pk}: {used} used, claims are {total}" for pk, used, total in _rows(CEILINGS)),
        *(f"enrolment {pk}: {what}" for pk, what in _rows(PLACES)),
        *_seals(),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM funding_entry")
        return Verdict(cursor.fetchone()[0], tuple(faults))


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [MOST])
        found: list[tuple[object, ...]] = cursor.fetchall()
    return found


COVERED = """
SELECT s.id, b.link = s.link AND s.bookings = (
  SELECT count(*) FROM funding_booking c WHERE c.scheme_id = s.scheme_id AND c.id <= s.last_id)
FROM funding_seal s LEFT JOIN funding_booking b ON b.id = s.last_id AND b.scheme_id = s.scheme_id
WHERE s.id IN (SELECT max(id) FROM funding_seal GROUP BY scheme_id)
"""


def _seals() -> list[str]:
    """Every signature, and for the newest seal of each scheme what it covers."""
    key, faults = signing_key().public_key(), []
    for seal in Seal.objects.order_by("pk").iterator():
        message = seal_message(seal.scheme_id, seal.bookings, seal.last_id, bytes(seal.link))
        try:
            key.verify(bytes(seal.signature), message)
        except InvalidSignature:
            faults.append(f"seal {seal.pk} is not signed by this installation")
    with connection.cursor() as cursor:
        cursor.execute(COVERED)
        faults += [
            f"seal {pk}: the chain is otherwise" for pk, fits in cursor.fetchall() if not fits
        ]
    return faults
