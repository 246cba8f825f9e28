"""Reference pages that are written by the code itself: docs/reference/<name>.md."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from veerkracht.config.env import ROOT
from veerkracht.config.reference import (
    addresses,
    machinery,
    packages,
    personal_data,
    states,
    variables,
    working_numbers,
)
from veerkracht.kernel.registries import Registry

FOLDER = ROOT / "docs/reference"
NOTE = "<!-- Written by `manage.py write_reference`; change the code instead. -->"

documents: Registry[Callable[[], str]] = Registry("Pages of docs/reference that the code writes")
documents.add("events", machinery.events)
documents.add("figures", working_numbers.working_numbers)
documents.add("jobs", machinery.jobs)
documents.add("packages", packages.packages)
documents.add("processing-register", personal_data.processing_register)
documents.add("registries", machinery.registries)
documents.add("settings", variables.variables)
documents.add("states", states.states)
documents.add("urls", addresses.addresses)


def rendered() -> dict[Path, str]:
    """Every page: where it lies and what it should say; in Dutch where it repeats the screen."""
    with override(settings.LANGUAGE_CODE):
        return {
            FOLDER / f"{name}.md": f"{NOTE}\n\n{write().rstrip()}\n"
            for name, write in documents.items()
        }
