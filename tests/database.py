"""A migrated database for each test worker: migrate once, then copy the template (0.05 s)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.state import ProjectState
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
QUEUED = 1_000  # tasks at a time
MAKING_TEMPLATE = 915_204  # an advisory lock: one worker makes the template, the others wait


def worker_name() -> str:
    """This test worker's database: runs beside each other do not meet."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    return f"test_{worker or 'main'}_{run[:12]}"


@cache
def template_name() -> str:
    """The template's name holds a hash of all that shapes it, so that it is made anew when that changes."""
    digest = hashlib.sha256()
    shaping = [
        *ROOT.glob("src/veerkracht/*/migrations/*.py"),
        *(path for path in ROOT.glob("src/veerkracht/*/data/**/*") if path.is_file()),
    ]
    for path in [*sorted(shaping), ROOT / "requirements/dev.txt", Path(__file__)]:
        digest.update(path.read_bytes())
    return f"template_{digest.hexdigest()[:16]}"


@contextmanager
def _server() -> Iterator[psycopg.Connection[Any]]:
    database: dict[str, Any] = settings.DATABASES["default"]
    parts = {
        "host": database["HOST"],
        "port": database["PORT"],
        "user": database["USER"],
        "password": database["PASSWORD"],
    }
    given = {key: value for key, value in parts.items() if value}
    with psycopg.connect(dbname="postgres", autocommit=True, **given) as server:
        yield server


def demo_name() -> str:
    """The database of this worker's running demo, beside the one of its other tests."""
    return f"{worker_name()}_demo"


def point_at(name: str) -> None:
    """Let Django's connection speak to this database from now on."""
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


@cache
def demo_template_name() -> str:
    """The same for the demo, whose dates are relative to today."""
    digest = hashlib.sha256(f"{template_name()} {date.today()}".encode())  # noqa: DTZ011 - any day will do
    for path in [*sorted(ROOT.glob("src/veerkracht/config/demo/*.py")), Path(__file__)]:
        digest.update(path.read_bytes())
    return f"demo_template_{digest.hexdigest()[:16]}"


def migrate() -> None:
    """Wagtail first: its many migrations are quick while there are few models."""
    call_command("migrate", "wagtailcore", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def quick_states() -> Iterator[None]:
    """Migrate in a fraction of the time, to the same tables (``make check-template`` compares them).

    Django renders every model again that hangs together with a changed one. Here nearly all do, through Person, and
    nearly all of the time goes there. Its own ``delay`` renders what stands next to it, and all before code runs.
    For a constraint or an index nothing need be rendered: other models do not look at them.
    """
    ordinary, swappable = ProjectState.reload_model, cache(apps.get_swappable_settings_name)

    def reload_model(
        state: ProjectState, app_label: str, model_name: str, *_delay: bool, **_named: bool
    ) -> None:
        ordinary(state, app_label, model_name, delay=True)

    def take_option(
        state: ProjectState, app_label: str, model_name: str, option_name: str, found: list[Any]
    ) -> None:
        state.models[app_label, model_name].options[option_name] = found
        if "apps" in state.__dict__:  # what is rendered already: a changed field looks at these
            setattr(state.apps.get_model(app_label, model_name)._meta, option_name, found)

    def append_option(
        state: ProjectState, app_label: str, model_name: str, option_name: str, obj: Any
    ) -> None:
        held = state.models[app_label, model_name].options[option_name]
        take_option(state, app_label, model_name, option_name, [*held, obj])

    def remove_option(
        state: ProjectState, app_label: str, model_name: str, option_name: str, obj_name: str
    ) -> None:
        held = state.models[app_label, model_name].options[option_name]
        left = [one for one in held if one.name != obj_name]
        take_option(state, app_label, model_name, option_name, left)

    with (
        patch.object(ProjectState, "reload_model", reload_model),
        patch.object(ProjectState, "_append_option", append_option),
        patch.object(ProjectState, "_remove_option", remove_option),
        patch.object(
            Apps, "get_swappable_settings_name", cache(lambda _apps, name: swappable(name))
        ),
    ):
        yield


def make_template() -> None:
    """Migrate and load the reference data into the template, unless it is there."""

    def fill() -> None:
        with quick_states():
            migrate()
        call_command("load_reference_data", verbosity=0)

    make(template_name(), "template0", fill)


def make_demo_template() -> None:
    """Load the demo into a template of its own, unless it is there; its jobs went round once."""
    from veerkracht.config.demo.loading import load  # noqa: PLC0415
    from veerkracht.kernel.jobs import run_due, run_queued  # noqa: PLC0415 - needs the apps to be there
    from veerkracht.messages.actions import send_due  # noqa: PLC0415

    def fill() -> None:
        refused = load().refused
        assert not refused, f"a fresh demo is refused nothing: {refused}"
        run_due()
        while run_queued(QUEUED) or send_due():
            pass

    make_template()
    make(demo_template_name(), template_name(), fill)


def make(name: str, source: str, fill: Callable[[], object]) -> None:
    """A database made from another and filled, once; workers beside each other wait for the first."""
    unfinished = f"unfinished_{name}"
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [MAKING_TEMPLATE])
        if _exists(server, name):
            return
        _drop(server, unfinished)
        _copy(server, source, unfinished)
        point_at(unfinished)
        fill()
        close()
        for old, new in ((unfinished, name), (f"{unfinished}_keys", f"{name}_keys")):
            if _exists(server, old):
                rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
                server.execute(rename.format(sql.Identifier(old), sql.Identifier(new)))
        _drop_older(server, name)


def _drop_older(server: psycopg.Connection[Any], name: str) -> None:
    """What this kind of template was before, with its key store."""
    alike = f"^{name.rpartition('_')[0]}_[0-9a-f]{{16}}$"
    older = "SELECT datname FROM pg_database WHERE datname ~ %s AND %s ~ %s AND datname <> %s"
    for (one,) in server.execute(older, [alike, name, alike, name]).fetchall():
        _drop(server, one)


_spoiled = False  # whether tests committed something to this worker's database


def spoil() -> None:
    """What is committed from here on may stay until somebody wants the database as the template is."""
    global _spoiled  # noqa: PLW0603 - one database in one process
    _spoiled = True


def renew_if_spoiled() -> None:
    """Copying takes seconds: only where tests committed something."""
    if _spoiled:
        renew()


def renew(template: str | None = None, name: str | None = None) -> None:
    """Throw this worker's database away, or the one with this name, and copy the template or another."""
    global _spoiled  # noqa: PLW0603
    _spoiled = _spoiled and name is not None
    name = name or worker_name()
    connection.close()
    with _server() as server:
        _drop(server, name)
        _copy(server, template or template_name(), name)
    point_at(name)


def _copy(server: psycopg.Connection[Any], template: str, name: str) -> None:
    """With the key store that belongs to it, when there is one."""
    for old, new in ((template, name), (f"{template}_keys", f"{name}_keys")):
        if old == template or _exists(server, old):
            copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(copy.format(sql.Identifier(new), sql.Identifier(old)))


def _exists(server: psycopg.Connection[Any], name: str) -> bool:
    found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    return found is not None


def close() -> None:
    """Let go of both databases, so that they can be renamed, copied and dropped."""
    from veerkracht.conversations import keystore  # noqa: PLC0415 - needs the settings

    keystore.close()
    connection.close()


def drop(name: str | None = None) -> None:
    """Remove this worker's database, or the one with this name."""
    close()
    with _server() as server:
        _drop(server, name or worker_name())


def _drop(server: psycopg.Connection[Any], name: str) -> None:
    """With the key store that belongs to it."""
    for one in (name, f"{name}_keys"):
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(one))
        )


def url(name: str | None = None) -> str:
    """The address of this worker's database or another, for a process that a test starts."""
    database: dict[str, Any] = settings.DATABASES["default"]
    host = f"?host={database['HOST']}" if database["HOST"].startswith("/") else ""
    place = "" if host else f"{database['HOST']}:{database['PORT'] or 5432}"
    return f"postgresql://{database['USER']}:{database['PASSWORD']}@{place}/{name or database['NAME']}{host}"
