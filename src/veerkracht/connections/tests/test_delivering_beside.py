"""A round of webhooks in a thread of its own: mail does not wait for a receiver that hangs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tests.api.receiver import Receiver, receiver
from veerkracht.connections import actions, delivering
from veerkracht.connections.models import Attempt
from veerkracht.connections.tests.makers import region_hook
from veerkracht.kernel import outgoing


@pytest.fixture
def hangs(tmp_path: Path, settings: Any) -> Iterator[Receiver]:
    """A receiver on this machine that never answers."""
    with receiver(tmp_path) as (found, certificate):
        settings.OUTGOING_LOOPBACK = str(certificate)
        found.manner = "hangs"
        yield found


@pytest.mark.usefixtures("committed")
def test_a_receiver_that_hangs_does_not_keep_the_mail_waiting(
    hangs: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "SECONDS", 1.5)
    hook = region_hook(address=hangs.url)
    actions.send_test(webhook=hook, by=factories.coordinator())
    began = time.monotonic()
    assert actions.deliver_beside() == 1
    assert actions.deliver_beside() == 0  # one round at a time
    assert time.monotonic() - began < 1
    while not Attempt.objects.exists() and time.monotonic() - began < 10:
        time.sleep(0.05)
    assert Attempt.objects.get().trouble == "too slow"
    assert delivering._round.acquire(timeout=5)  # the thread has let go
    delivering._round.release()
