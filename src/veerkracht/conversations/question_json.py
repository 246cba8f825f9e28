"""Reading a JSON file that may be hostile: its size and depth are known before anything is made of it.

Numbers come as ``int`` or ``Decimal``, never as a rounded or endless float.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, Final, NoReturn

from django.utils.translation import gettext as _

from veerkracht.kernel.errors import RuleBroken

MOST_BYTES: Final = 1_000_000
DEEPEST: Final = 60  # brackets: six levels of questions need some twenty
LONGEST_NUMBER: Final = 20
PAIR: Final = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")  # of a sign, which nothing can show or keep
BACKSLASH, QUOTE = ord("\\"), ord('"')
OPENING, CLOSING = frozenset(b"[{"), frozenset(b"]}")


def read_json(content: bytes) -> object:
    """What a file says. Raises RuleBroken when it is too large, too deep, no JSON, or ambiguous."""
    if len(content) > MOST_BYTES:
        raise RuleBroken(_("Het bestand is groter dan 1 MB."), field="file")
    if deeper_than(content, DEEPEST):
        raise RuleBroken(_("Het bestand zit te diep in elkaar."), field="file")
    try:
        text = content.decode("utf-8-sig")
        _check_whole_signs(text)
        return json.loads(
            text,
            object_pairs_hook=_each_key_once,
            parse_constant=_no_number,
            parse_float=_decimal,
            parse_int=_whole,
        )
    except (ValueError, RecursionError):
        raise RuleBroken(_("Dit bestand is geen leesbare JSON."), field="file") from None


def _check_whole_signs(text: str) -> None:
    if HALF.search(PAIR.sub("", text)):
        raise RuleBroken(_("Dit bestand is geen leesbare JSON."), field="file")


def deeper_than(content: bytes, most: int) -> bool:
    """Whether brackets outside texts ever stand deeper than ``most``; one pass, without recursion."""
    depth, in_text, escaped = 0, False, False
    for sign in content:
        if in_text:
            in_text = escaped or sign != QUOTE
            escaped = not escaped and sign == BACKSLASH
        elif sign == QUOTE:
            in_text = True
        elif sign in OPENING:
            depth += 1
            if depth > most:
                return True
        elif sign in CLOSING:
            depth -= 1
    return False


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RuleBroken(_("In het bestand staat een naam twee keer in één object."), field="file")
    return found


def _no_number(word: str) -> NoReturn:
    raise RuleBroken(_("In het bestand staat “%(word)s”; dat is geen getal.") % {"word": word})


def _decimal(digits: str) -> Decimal:
    _check_length(digits)
    found = Decimal(digits)
    if found and not -12 <= found.adjusted() <= 12:
        raise RuleBroken(_("In het bestand staat een getal dat te groot of te klein is."))
    return found


def _whole(digits: str) -> int:
    _check_length(digits)
    return int(digits)


def _check_length(digits: str) -> None:
    if len(digits) > LONGEST_NUMBER:
        raise RuleBroken(_("In het bestand staat een getal dat te groot of te klein is."))
