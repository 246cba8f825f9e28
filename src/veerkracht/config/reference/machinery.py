"""Pages of what runs by itself: events with their handlers, registries, recurring jobs."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from types import ModuleType
from typing import Any

from django.conf import settings
from django.utils.module_loading import module_has_submodule

from veerkracht.config.reference.markdown import code, first_line, page, table
from veerkracht.kernel import jobs as kernel_jobs
from veerkracht.kernel.events import handlers_of
from veerkracht.kernel.registries import Registry


def events() -> str:
    """Every event, what it says, and who listens."""
    rows = [
        [
            code(f"{_app(event)}.{event.__name__}"),
            first_line(event),
            ", ".join(code(field.name) for field in fields(event)),
            ", ".join(code(f"{_app(one)}.{one.__name__}") for one in handlers_of(event)) or "—",
        ]
        for event in all_events()
    ]
    return page(
        "# Events",
        "What an app announces upwards. Handlers run in the same transaction, in this order; "
        "effects outside the database wait for the commit.",
        table(["Event", "When", "Holds", "Handlers"], rows),
    )


def all_events() -> Iterator[type[Any]]:
    """The dataclasses in every app's ``events`` module, app by app from the bottom up."""
    for name in settings.OWN_APPS:
        app = importlib.import_module(name)
        if name.endswith(".kernel") or not module_has_submodule(app, "events"):
            continue
        module = importlib.import_module(f"{name}.events")
        for thing in list(vars(module).values()):
            if isinstance(thing, type) and _is_event(thing, module):
                yield thing


def registries() -> str:
    """Every registry, what it asks, and who has answered."""
    rows = [
        [code(name), registry.purpose, ", ".join(code(key) for key, _ in registry.items()) or "—"]
        for name, registry in all_registries()
    ]
    return page(
        "# Registries",
        "What a lower app asks of a higher one. Apps above register in `ready()`; entries stand in "
        "the order in which they are asked.",
        table(["Registry", "What it is for", "Entries"], rows),
    )


def all_registries() -> list[tuple[str, Registry[Any]]]:
    """Each registry once, under the module that made it."""
    found = {
        id(thing): (f"{_app_of(module)}.{module.__name__.split('.')[-1]}.{name}", thing)
        for module in list(_modules())
        for name, thing in list(vars(module).items())
        if isinstance(thing, Registry) and _made_here(module, name)
    }
    return sorted(found.values(), key=lambda pair: pair[0])


def jobs() -> str:
    """Every job that comes round."""
    rows = [
        [code(name), first_line(job.run), every(job.every)]
        for name, job in kernel_jobs.jobs.items()
    ]
    return page(
        "# Jobs",
        "Work that comes round, done by `manage.py run_jobs`. Any number of these may run beside "
        "each other; a job is done by one of them at a time.",
        table(["Job", "What it does", "Every"], rows),
    )


def every(span: timedelta) -> str:
    """A span of time in words."""
    seconds = int(span.total_seconds())
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds % size == 0:
            return f"{seconds // size} {word}{'s' if seconds // size > 1 else ''}"
    return f"{seconds} second{'s' if seconds > 1 else ''}"


def _modules() -> Iterator[ModuleType]:
    """The modules of every app of the house, without folders below them."""
    for name in settings.OWN_APPS:
        app = importlib.import_module(name)
        for found in pkgutil.iter_modules(app.__path__, f"{name}."):
            if not found.ispkg:
                yield importlib.import_module(found.name)


def _made_here(module: ModuleType, name: str) -> bool:
    """Whether the module names the registry with its type, as the one that makes it does."""
    return name in getattr(module, "__annotations__", {})


def _is_event(kind: type[Any], module: ModuleType) -> bool:
    return is_dataclass(kind) and kind.__module__ == module.__name__


def _app(thing: Any) -> str:
    return str(thing.__module__).split(".")[1]


def _app_of(module: ModuleType) -> str:
    return module.__name__.split(".")[1]
