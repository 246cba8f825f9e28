"""A process that dies while it issues certificates: none twice, none missed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from veerkracht.kernel import events
from veerkracht.messages.models import Message
from veerkracht.proof import actions
from veerkracht.proof.events import CertificatesIssued
from veerkracht.proof.models import Certificate
from veerkracht.proof.tests.certificate_stage import finished
from veerkracht.training.models import Achievement

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def dies_at_the_second() -> Iterator[list[int]]:
    """The process dies while the second batch is being written, once."""
    seen: list[int] = []

    def die(event: CertificatesIssued) -> None:
        seen.append(len(event.certificate_ids))
        if len(seen) == 2:
            raise KeyboardInterrupt

    events.on(CertificatesIssued)(die)
    yield seen
    events._handlers[CertificatesIssued].remove(die)


def test_killed_half_way_none_is_issued_twice_and_none_is_missed(
    dies_at_the_second: list[int],
) -> None:
    held = finished(*(f"Persoon {n:02}" for n in range(11)))
    held.present(*held.rows)
    with pytest.raises(KeyboardInterrupt):
        actions.issue(edition=held.edition, by=held.trainer, at_once=4)
    assert Certificate.objects.count() == 4  # the first batch stays, of the second nothing
    assert Message.objects.filter(kind="proof.certificate_ready").count() == 4
    assert Achievement.objects.count() == 4
    assert len(actions.issue(edition=held.edition, by=held.trainer, at_once=4)) == 7
    assert Certificate.objects.values("person").distinct().count() == 11
    assert Message.objects.filter(kind="proof.certificate_ready").count() == 11
    assert dies_at_the_second == [4, 4, 4, 3]
