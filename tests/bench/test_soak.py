"""A few seconds of the soak: three processes at random things, some killed, and nothing is wrong."""

from __future__ import annotations

import pytest

from bench import soak
from tests import database
from veerkracht.audit.actions import seal
from veerkracht.audit.queries import verify
from veerkracht.enrolment.models import Move

pytestmark = pytest.mark.usefixtures("committed")


def test_random_deeds_with_killed_processes_leave_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database.url())
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "veerkracht.config.settings")
    soak.prepare()
    kills = soak.run(seconds=4, workers=3, seed=7)
    assert soak.judge() == []
    assert Move.objects.count() > 10
    assert kills >= 0
    seal()
    assert not verify().faults
