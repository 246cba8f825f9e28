"""Backups of the key store: whole, closed, gone after a week, and useless for what was erased."""

from __future__ import annotations

import uuid
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


def test_the_key_of_an_erased_web_does_not_come_back(tmp_path: Path) -> None:
    resident = Resident()
    resident.save()
    key_id = KeptWeb.objects.get().key_id
    path, _count = kept_backups.back_up(tmp_path)
    resident.erase()
    kept_backups.restore(path)
    assert keystore.get(key_id) is None


def test_a_newer_file_beside_an_older_one_tells_what_was_erased(
    tmp_path: Path, clock: time_machine.Traveller
) -> None:
    resident, other = Resident(), Resident()
    resident.save()
    key_id = KeptWeb.objects.get().key_id
    other.save()
    other_key = KeptWeb.objects.exclude(key_id=key_id).get().key_id
    path, _count = kept_backups.back_up(tmp_path)
    resident.erase()
    clock.shift(timedelta(days=1))
    kept_backups.back_up(tmp_path)
    keystore.forget_erased(before=today() + timedelta(days=1))  # the store was lost, and made anew
    keystore.drop([other_key])
    kept_backups.restore(path)
    assert keystore.get(key_id) is None
    assert keystore.get(other_key)
    assert is_known_to_be_erased(key_id)


def test_that_a_key_was_erased_is_forgotten_once_no_file_can_hold_it(
    tmp_path: Path, clock: time_machine.Traveller
) -> None:
    key_id = uuid.uuid4()
    keystore.erase([key_id])
    clock.shift(timedelta(days=10))
    kept_backups.back_up(tmp_path)
    assert is_known_to_be_erased(key_id)
    clock.shift(timedelta(days=1))
    kept_backups.back_up(tmp_path)
    assert not is_known_to_be_erased(key_id)


def is_known_to_be_erased(key_id: uuid.UUID) -> bool:
    return keystore.digest_of(key_id) in {one.digest for one in keystore.erased()}


def test_a_key_that_a_backup_brought_back_goes_the_next_night(
    tmp_path: Path, clock: time_machine.Traveller
) -> None:
    resident = Resident()
    resident.save()
    key_id = KeptWeb.objects.get().key_id
    path, _count = kept_backups.back_up(tmp_path)
    KeptWeb.objects.all().delete()
    keystore.drop([key_id])
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
        "veerkracht keys 1\nerased AAAA 2026-11-28\nend 1\n",
    ],
)
def test_half_a_backup_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.txt"
    path.write_text(text)
    before = keystore.count()
    with pytest.raises(CommandError):
        call_command("restore_keys", str(path), stdout=StringIO())
    assert keystore.count() == before
