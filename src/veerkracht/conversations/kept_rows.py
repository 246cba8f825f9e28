"""The statements of the busy path: a save is one look and one write, each planned once by the server.

The write is one statement, and so one transaction. It takes the row only while the version still is the one
that was looked at; who comes second finds no row and is told 409. So nobody holds a lock between the two.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import psycopg
from django.db import connection


class There(NamedTuple):
    """What lies there, and how much of it a save would leave as it is."""

    verify_key: bytes
    version: int
    key_id: uuid.UUID
    boxes: int
    size: int


class Fetched(NamedTuple):
    """A web with its boxes, of one moment."""

    version: int
    saved_on: date
    used_on: date
    key_id: uuid.UUID
    header: bytes
    boxes: Sequence[uuid.UUID] | None
    bodies: Sequence[bytes] | None


class Read(NamedTuple):
    """What a professional may read, of one moment."""

    web: uuid.UUID
    key_id: uuid.UUID
    version: int
    sealed: bytes
    voice_version: int | None
    boxes: Sequence[uuid.UUID] | None
    bodies: Sequence[bytes] | None


@dataclass(frozen=True)
class Written:
    """A save in the server's own layer."""

    web: uuid.UUID
    key_id: uuid.UUID
    version: int
    header: bytes
    boxes: Mapping[uuid.UUID, bytes]
    gone: Sequence[uuid.UUID]
    day: date


_LOOK = """
SELECT w.verify_key, w.version, w.key_id, b.boxes, b.size
FROM conversations_keptweb w, LATERAL (
  SELECT count(*) AS boxes, coalesce(sum(octet_length(body)), 0)::bigint AS size
  FROM conversations_keptbox WHERE web_id = w.id AND box <> ALL(%s)
) b
WHERE w.id = %s
"""
_BOXES = """
written AS (
  INSERT INTO conversations_keptbox (web_id, box, body)
  SELECT held.id, one.box, one.body FROM held, unnest(%s::uuid[], %s::bytea[]) AS one(box, body)
  ON CONFLICT (web_id, box) DO UPDATE SET body = EXCLUDED.body
)
SELECT count(*) FROM held
"""
_NEW = """
WITH held AS (
  INSERT INTO conversations_keptweb (id, key_id, verify_key, version, header, saved_on, used_on)
  VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING RETURNING id
), """
_NEW += _BOXES
_NEXT = """
WITH held AS (
  UPDATE conversations_keptweb SET version = %s, header = %s, saved_on = %s, used_on = %s
  WHERE id = %s AND key_id = %s AND version = %s RETURNING id
), gone AS (
  DELETE FROM conversations_keptbox b USING held WHERE b.web_id = held.id AND b.box = ANY(%s)
), """
_NEXT += _BOXES
_FETCH = """
SELECT w.version, w.saved_on, w.used_on, w.key_id, w.header, b.boxes, b.bodies
FROM conversations_keptweb w, LATERAL (
  SELECT array_agg(box ORDER BY box) AS boxes, array_agg(body ORDER BY box) AS bodies
  FROM conversations_keptbox WHERE web_id = w.id
) b
WHERE w.id = %s
"""
_READ = """
SELECT w.id, w.key_id, w.version, s.sealed, v.version, b.boxes, b.bodies
FROM conversations_share s
JOIN conversations_readerkey r ON r.id = s.reader_id
JOIN conversations_keptweb w ON w.id = s.web_id
LEFT JOIN conversations_voice v ON v.share_id = s.id, LATERAL (
  SELECT array_agg(box ORDER BY box) AS boxes, array_agg(body ORDER BY box) AS bodies
  FROM conversations_keptbox WHERE web_id = w.id AND box = ANY(s.boxes)
) b
WHERE s.id = %s AND r.person_id = %s AND s.until >= %s
"""


def look(web: uuid.UUID, touched: Sequence[uuid.UUID]) -> There | None:
    """What lies there; boxes and bytes are counted without those that a save touches."""
    row = _one(_LOOK, [list(touched), web])
    return There(bytes(row[0]), *row[1:]) if row else None


def write_new(new: Written, verify_key: bytes) -> bool:
    """The first version; False when another one came first."""
    values = [new.web, new.key_id, verify_key, new.version, new.header, new.day]
    row = _one(_NEW, [*values, new.day.replace(day=1), *_pairs(new)])
    return bool(row and row[0])


def write_next(new: Written) -> bool:
    """The next version in place of the one before; False when that is no longer what lies there."""
    month = new.day.replace(day=1)
    values = [new.version, new.header, new.day, month, new.web, new.key_id, new.version - 1]
    row = _one(_NEXT, [*values, list(new.gone), *_pairs(new)])
    return bool(row and row[0])


def fetch(web: uuid.UUID) -> Fetched | None:
    """A web with its boxes."""
    row = _one(_FETCH, [web])
    return Fetched(*row) if row else None


def read(share: uuid.UUID, person_id: int, today: date) -> Read | None:
    """What is shared with this person, as long as that lasts."""
    row = _one(_READ, [share, person_id, today])
    return Read(*row) if row else None


def _pairs(new: Written) -> list[Any]:
    return [list(new.boxes.keys()), list(new.boxes.values())]


def _one(statement: str, values: Sequence[Any]) -> Any:
    """One row by psycopg itself: binary both ways, where Django would write bytes as text."""
    connection.close_if_health_check_failed()  # a connection that died since the last request
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement, values, prepare=True, binary=True)
        return cursor.fetchone()
