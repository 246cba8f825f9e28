"""Backups of the key store: whole, closed, gone after a week, and useless for what was erased."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from veerkracht.conversations import kept_backups, keystore
from veerkracht.conversations.kept_models import KeptWeb
from veerkracht.conversations.kept_retention import drop_orphan_keys
from veerkracht.conversations.tests.resident import Resident
from veerkracht.kernel.clock import today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_keys_that_were_lost_come_back_and_open_what_they_opened(tmp_path: Path) -> None:
    resident = Resident()
    resident.save()
    call_command("back_up_keys", "--to", str(tmp_path / "keys"), stdout=StringIO())
    [path] = (tmp_path / "keys").iterdir()
    assert path.name == "keys-2026-11-23.txt"
    assert path.stat().st_mode & 0o077 == 0
    keystore.drop([KeptWeb.objects.get().key_id])
    assert resident.fetch().status_code == 404
    call_command("restore_keys", str(path), stdout=StringIO())
    assert resident.fetch().status_code == 200


def test_a_backup_is_kept_for_seven_days_and_what_is_not_ours_stays(
    tmp_path: Path, clock: time_machine.Traveller
) -> None:
    (tmp_path / "mine.txt").touch()
    kept_backups.back_up(tmp_path)
    for _day in range(8):
        clock.shift(timedelta(days=1))
        kept_backups.back_up(tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    days = [today() - timedelta(days=n) for n in range(7, -1, -1)]
    assert names == [*(f"keys-{day}.txt" for day in days), "mine.txt"]


def test_a_key_that_a_backup_brought_back_goes_the_next_night(
    tmp_path: Path, clock: time_machine.Traveller
) -> None:
    resident = Resident()
    resident.save()
    key_id = KeptWeb.objects.get().key_id
    path, _count = kept_backups.back_up(tmp_path)
    resident.erase()
    kept_backups.restore(path)
    clock.shift(timedelta(days=2))
    drop_orphan_keys()
    assert keystore.get(key_id) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "something else",
        "veerkracht keys 1\n",
        "veerkracht keys 1\nend 1\n",
        "veerkracht keys 1\n0 0 0\nend 1\n",
    ],
)
def test_half_a_backup_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.txt"
    path.write_text(text)
    before = keystore.count()
    with pytest.raises(CommandError):
        call_command("restore_keys", str(path), stdout=StringIO())
    assert keystore.count() == before
