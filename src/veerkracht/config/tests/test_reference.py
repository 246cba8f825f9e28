"""Pages that the code writes about itself."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import get_resolver

from veerkracht.config import reference
from veerkracht.config.reference import addresses, machinery, packages, states
from veerkracht.enrolment.rules import MOVES


def test_the_diagram_of_an_enrolment_has_every_move_of_the_rules() -> None:
    drawn = {(one.before, one.after) for one in states.enrolment_arrows() if one.after}
    assert drawn == {(before, after) for before, to in MOVES.items() for after in to}


def test_states_without_a_way_out_end_the_diagram() -> None:
    ends = {one.before for one in states.enrolment_arrows() if not one.after}
    assert ends == {after for to in MOVES.values() for after in to} - set(MOVES)


def test_every_address_stands_there_once() -> None:
    found = [(one.path, one.name) for one in addresses.walk(get_resolver(), "", "")]
    assert len(found) == len(set(found)), "the API has a name for each method of one address"
    assert {"leren/", "mijn-plek/", "gezond/"} <= {path for path, _name in found}


def test_every_direct_package_has_a_reason_and_a_licence() -> None:
    reasons = packages.reasons()
    assert "django" in reasons
    assert len(reasons) <= 20
    assert [name for name, why in reasons.items() if not why or not packages.licence(name)] == []


def test_every_job_says_what_it_does() -> None:
    lines = [line for line in machinery.jobs().splitlines() if line.startswith("| `")]
    assert lines
    assert [line for line in lines if "|  |" in line] == []


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=1), "1 second"),
        (timedelta(seconds=20), "20 seconds"),
        (timedelta(minutes=5), "5 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(days=2), "2 days"),
    ],
)
def test_a_span_of_time_is_written_in_words(span: timedelta, words: str) -> None:
    assert machinery.every(span) == words


def test_the_check_fails_on_a_stale_page_and_writing_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    with pytest.raises(CommandError, match="Out of date"):
        call_command("write_reference", "--check")
    call_command("write_reference", verbosity=0)
    call_command("write_reference", "--check")
    (tmp_path / "jobs.md").write_text("old")
    with pytest.raises(CommandError, match=r"jobs\.md"):
        call_command("write_reference", "--check")
