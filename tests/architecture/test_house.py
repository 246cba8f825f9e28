"""The house keeps its own rules: rooms, doors, budgets, declarations."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.architecture import figures
from veerkracht.kernel.personal_data import Holds, HoldsNone

SOURCE = figures.SOURCE
OPEN = {"kernel", "ui"}  # every module of these is a door
DOORS = {"models", "queries", "actions", "policies", "events"}
MORE_DOORS = {
    "connections": {"rest"},  # what an app makes its part of the API with
    "imports": {"reading"},  # pure: bytes in, a table out, for whoever takes a list
    # what a target is read from, what may hang on a plan (whoever has such things registers a kind), money as typed
    "programme": {"measures", "plan_parts", "money_forms", "money_rules"},
    "coalitions": {"minutes_forms", "minutes_asking"},  # nobody writes down the story of a client
    "messages": {"calendar", "rules"},
}  # a letter and a calendar file are values that others make
APPS = sorted(path.parent.name for path in SOURCE.glob("*/apps.py"))


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name


def strangers(path: Path) -> Iterator[str]:
    """Imports of another app that do not go through one of its doors."""
    app = path.relative_to(SOURCE).parts[0]
    for line, name in imports_of(path):
        parts = name.split(".")
        if parts[0] != "veerkracht" or len(parts) < 3 or parts[1] in {app, *OPEN}:
            continue
        if parts[1] in APPS and parts[2] not in DOORS | MORE_DOORS.get(parts[1], set()):
            yield f"{path.relative_to(SOURCE)}:{line} {name}"


def test_apps_meet_only_at_their_doors() -> None:
    top = {"config", "locale"}
    files = [path for path in figures.own_files() if path.relative_to(SOURCE).parts[0] not in top]
    assert [stranger for path in files for stranger in strangers(path)] == []


def test_rules_are_pure() -> None:
    impure = ("django", "time", "random", "datetime.datetime.now", "os", "psycopg")
    found = [
        f"{path.relative_to(SOURCE)}:{line} {name}"
        for path in SOURCE.glob("*/rules.py")
        for line, name in imports_of(path)
        if name.split(".")[0] in impure
        or (name.startswith("veerkracht.") and not name.startswith("veerkracht.kernel.errors"))
    ]
    assert found == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "helpers", "manager", "managers", "base", "common", "misc"}
    asked_by_django = SOURCE / "kernel/postgresql/base.py"  # a database backend must have this name
    found = [path for path in figures.own_files() if path.stem in empty]
    assert [path for path in found if path != asked_by_django] == []


def test_the_style_stays_within_its_budget() -> None:
    assert figures.over_budget() == []


def test_every_module_and_public_function_says_what_holds() -> None:
    silent = [
        str(path)
        for path in figures.own_files()
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]
    doors = {f"{door}.py" for door in DOORS} | {"rules.py"}
    silent += [
        f"{path}:{function.lineno} {function.name}"
        for path in figures.own_files()
        if path.name in doors or path.parent.name == "kernel"
        for function in ast.parse(path.read_text()).body
        if isinstance(function, figures.Function)
        and not function.name.startswith("_")
        and not ast.get_docstring(function)
    ]
    assert [name for name in silent if not _is_empty_package(name)] == []


def _is_empty_package(name: str) -> bool:
    return name.endswith("__init__.py") and not Path(name).read_text().strip()


def own_models() -> list[type]:
    return [
        model
        for config in apps.get_app_configs()
        if config.name in settings.OWN_APPS
        for model in config.get_models()
    ]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_every_model_says_what_personal_data_it_holds(model: type) -> None:
    assert isinstance(getattr(model, "personal_data", None), (Holds, HoldsNone))


def test_every_app_tells_what_it_is_for() -> None:
    named = [app for app in APPS if app != "config"]
    assert [app for app in named if not (SOURCE / app / "README.md").exists()] == []


def test_at_most_twenty_packages_each_with_its_reason() -> None:
    lines = (
        (SOURCE.parents[1] / "pyproject.toml")
        .read_text()
        .split("dependencies = [")[1]
        .split("]\n")[0]
    )
    packages = [line for line in lines.splitlines() if line.strip().startswith('"')]
    assert len(packages) <= 20
    assert all("#" in line for line in packages)


def test_the_repository_names_no_registry_and_no_machine() -> None:
    root = SOURCE.parents[1]
    for path in [*root.glob("requirements/*.txt"), root / "pyproject.toml"]:
        assert not any(
            word in path.read_text() for word in ("http:", "https:", "file:", "index-url")
        )
    assert '"resolved"' not in (root / "package-lock.json").read_text()
