"""Reference pages that are written by the code itself: docs/reference/<name>.md."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from veerkracht.config.env import ROOT
from veerkracht.config.reference.addresses import addresses
from veerkracht.config.reference.machinery import events, jobs, registries
from veerkracht.config.reference.packages import packages
from veerkracht.config.reference.personal_data import processing_register
from veerkracht.config.reference.states import states
from veerkracht.config.reference.variables import variables
from veerkracht.config.reference.working_numbers import working_numbers
from veerkracht.kernel.registries import Registry

FOLDER = ROOT / "docs/reference"
NOTE = "<!-- Written by `manage.py write_reference`; change the code instead. -->"

documents: Registry[Callable[[], str]] = Registry("Pages of docs/reference that the code writes")
documents.add("events", events)
documents.add("figures", working_numbers)
documents.add("jobs", jobs)
documents.add("packages", packages)
documents.add("processing-register", processing_register)
documents.add("registries", registries)
documents.add("settings", variables)
documents.add("states", states)
documents.add("urls", addresses)


def rendered() -> dict[Path, str]:
    """Every page: where it lies and what it should say; in Dutch where it repeats the screen."""
    with override(settings.LANGUAGE_CODE):
        return {
            FOLDER / f"{name}.md": f"{NOTE}\n\n{write().rstrip()}\n"
            for name, write in documents.items()
        }
