"""The key store: one key of 32 bytes a web, in another database than the webs.

The ordinary backup does not hold it and its own is kept for a week, so an older dump opens nothing once a
web is erased. Keys are made before the row that names them and dropped after it, each in a transaction of
its own; what is left over after a crash goes by :func:`drop_orphans`.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple, TypeVar

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from psycopg import errors, sql

from veerkracht.kernel.clock import today

T = TypeVar("T")
KEY = 32  # bytes
AT_ONCE = 1_000  # keys compared with webs at a time
ADVICE = "Make it as docs/how-to/run-it-for-real.md tells, or set KEYS_DATABASE_URL."
TABLES = (
    "CREATE TABLE IF NOT EXISTS conversation_key "
    "(id uuid PRIMARY KEY, key bytea NOT NULL, made_on date NOT NULL);"
    "CREATE TABLE IF NOT EXISTS conversation_key_erased "
    "(digest bytea PRIMARY KEY, erased_on date NOT NULL)"
)


class Key(NamedTuple):
    """A key with the number by which a web names it."""

    id: uuid.UUID
    key: bytes
    made_on: date


class Erased(NamedTuple):
    """That a key was erased: SHA-256 of its number, which tells nothing once the web is gone."""

    digest: bytes
    erased_on: date


class _Kept(threading.local):
    """This thread's connection, and which database it speaks to."""

    raw: psycopg.Connection[Any] | None = None
    place: tuple[Any, ...] = ()


_kept = _Kept()


def make() -> Key:
    """A new key, stored for certain before this returns."""
    key = Key(uuid.uuid4(), secrets.token_bytes(KEY), today())
    store([key])
    return key


def store(keys: Iterable[Key]) -> None:
    """Put these keys there; one that is there already stays."""
    statement = "INSERT INTO conversation_key VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
    rows = list(keys)
    if len(rows) == 1:  # the busy path: planned once
        _ask(lambda raw: raw.execute(statement, rows[0], prepare=True))
    elif rows:
        _ask(lambda raw: raw.cursor().executemany(statement, rows))


def get(key_id: uuid.UUID) -> bytes | None:
    """The key of this number; None when it was dropped."""
    statement = "SELECT key FROM conversation_key WHERE id = %s"
    found = _ask(
        lambda raw: raw.cursor(binary=True).execute(statement, [key_id], prepare=True).fetchone()
    )
    return bytes(found[0]) if found else None


def drop(key_ids: Iterable[uuid.UUID]) -> int:
    """Remove these keys; how many were there."""
    statement = "DELETE FROM conversation_key WHERE id = ANY(%s)"
    return _ask(lambda raw: raw.execute(statement, [list(key_ids)]).rowcount)


def erase(key_ids: Iterable[uuid.UUID]) -> int:
    """Remove these keys for good: a backup does not bring them back. In one transaction."""
    statement = (
        "WITH noted AS (INSERT INTO conversation_key_erased "
        "SELECT sha256(uuid_send(id)), %s FROM unnest(%s::uuid[]) AS one (id) ON CONFLICT DO NOTHING) "
        "DELETE FROM conversation_key WHERE id = ANY(%s)"
    )
    numbers = list(key_ids)
    return _ask(lambda raw: raw.execute(statement, [today(), numbers, numbers]).rowcount)


def erased() -> list[Erased]:
    """What was erased lately."""
    statement = "SELECT digest, erased_on FROM conversation_key_erased ORDER BY digest"
    rows = _ask(lambda raw: raw.execute(statement).fetchall())
    return [Erased(bytes(digest), erased_on) for digest, erased_on in rows]


def note_erased(found: Iterable[Erased]) -> None:
    """Remember what a backup knew to be erased, and drop those keys if they are there."""
    rows = list(found)
    statement = "INSERT INTO conversation_key_erased VALUES (%s, %s) ON CONFLICT DO NOTHING"
    gone = "DELETE FROM conversation_key WHERE sha256(uuid_send(id)) = ANY(%s)"
    if rows:
        _ask(lambda raw: raw.cursor().executemany(statement, rows))
        _ask(lambda raw: raw.execute(gone, [[one.digest for one in rows]]))


def forget_erased(*, before: date) -> None:
    """No backup of that long ago is left, so there is nothing to keep away any more."""
    statement = "DELETE FROM conversation_key_erased WHERE erased_on < %s"
    _ask(lambda raw: raw.execute(statement, [before]))


def digest_of(key_id: uuid.UUID) -> bytes:
    """How an erased key is remembered."""
    return hashlib.sha256(key_id.bytes).digest()


def every() -> Iterator[Key]:
    """All keys in a fixed order, for a backup."""
    after = uuid.UUID(int=0)
    while rows := _page(after):
        yield from rows
        after = rows[-1].id


def orphans(known: Callable[[list[uuid.UUID]], set[uuid.UUID]], *, before: date) -> list[uuid.UUID]:
    """Keys made before a day that no web names. ``known`` says which of these numbers a web names."""
    found: list[uuid.UUID] = []
    after = uuid.UUID(int=0)
    while rows := _page(after):
        old = [one.id for one in rows if one.made_on < before]
        there = known(old)
        found += [one for one in old if one not in there]
        after = rows[-1].id
    return found


def count() -> int:
    """How many keys there are."""
    [(number,)] = _ask(lambda raw: raw.execute("SELECT count(*) FROM conversation_key").fetchall())
    return int(number)


def close() -> None:
    """Let this thread's connection go."""
    if _kept.raw is not None:
        _kept.raw.close()
    _kept.raw, _kept.place = None, ()


def place() -> dict[str, Any]:
    """Where the key store lies: psycopg's parameters, worked out now, for a test may have moved on."""
    given = settings.KEYS_DATABASE
    default = {**connection.settings_dict, "NAME": f"{connection.settings_dict['NAME']}_keys"}
    return {
        name: value
        for name, value in _parameters(given or default).items()
        if value not in {"", None}
    }


def _parameters(database: dict[str, Any]) -> dict[str, Any]:
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    options = {key: value for key, value in database["OPTIONS"].items() if key in _PLAIN}
    return (
        {key: database[name] for key, name in names.items()}
        | options
        | {"dbname": database["NAME"]}
    )


_PLAIN = {"sslmode", "sslrootcert", "sslcert", "sslkey", "service", "passfile"}


def _page(after: uuid.UUID) -> list[Key]:
    statement = "SELECT id, key, made_on FROM conversation_key WHERE id > %s ORDER BY id LIMIT %s"
    rows = _ask(lambda raw: raw.execute(statement, [after, AT_ONCE]).fetchall())
    return [Key(number, bytes(key), made_on) for number, key, made_on in rows]


def _ask(work: Callable[[psycopg.Connection[Any]], T]) -> T:
    """Do this on the thread's connection; one that died meanwhile is made anew, once."""
    fresh = _kept.raw is None
    try:
        return work(_connection())
    except psycopg.OperationalError:
        if fresh:
            raise
        close()
        return work(_connection())


def _connection() -> psycopg.Connection[Any]:
    wanted = place()
    mark = (os.getpid(), *sorted(wanted.items()))
    if _kept.raw is None or _kept.raw.closed or _kept.place != mark:
        close()
        _kept.raw, _kept.place = _connected(wanted), mark
    return _kept.raw


def _connected(wanted: dict[str, Any]) -> psycopg.Connection[Any]:
    """Connect, and make the tables; a demo and tests make the database as well."""
    try:
        raw = psycopg.connect(**wanted, autocommit=True)
    except psycopg.OperationalError as error:
        if not _is_missing(error, wanted["dbname"]):
            raise
        if settings.PRODUCTION:
            raise ImproperlyConfigured(f"There is no key store. {ADVICE}") from error
        _create(wanted)
        raw = psycopg.connect(**wanted, autocommit=True)
    if raw.execute("SELECT to_regclass('conversation_key_erased')").fetchone() == (None,):
        _make_tables(raw)
    return raw


def _make_tables(raw: psycopg.Connection[Any]) -> None:
    """Another process may make it at the same moment."""
    with suppress(errors.UniqueViolation, errors.DuplicateTable):
        raw.execute(TABLES)


def _is_missing(error: psycopg.OperationalError, name: str) -> bool:
    return f'database "{name}" does not exist' in str(error)


def _create(wanted: dict[str, Any]) -> None:
    """Another process may create it at the same moment."""
    make_it = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(wanted["dbname"]))
    server = psycopg.connect(**wanted | {"dbname": "postgres"}, autocommit=True)
    with server, suppress(errors.DuplicateDatabase, errors.UniqueViolation):
        server.execute(make_it)
