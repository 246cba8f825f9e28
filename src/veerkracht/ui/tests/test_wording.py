"""Our plainer messages on forms really replace Django's."""

from __future__ import annotations

from pathlib import Path

import django
import polib

OURS = Path(__file__).resolve().parents[2] / "locale/nl/LC_MESSAGES/django.po"
DJANGOS = Path(django.__file__).parent / "conf/locale/nl/LC_MESSAGES/django.po"


def test_every_message_that_we_reword_is_still_one_of_djangos() -> None:
    known = {entry.msgid for entry in polib.pofile(str(DJANGOS))}
    assert {entry.msgid for entry in polib.pofile(str(OURS))} <= known


def test_the_plural_rule_is_djangos_so_that_the_catalogues_merge() -> None:
    rules = [polib.pofile(str(path)).metadata["Plural-Forms"] for path in (OURS, DJANGOS)]
    assert rules[0] == rules[1]
