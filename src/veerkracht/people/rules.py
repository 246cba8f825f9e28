"""How numbers of professional registers, names and addresses are written. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_NAME = 120
MOST_FUNCTION = 80
MOST_ADDRESS = 254  # RFC 5321


@dataclass(frozen=True)
class NumberForm:
    """How a register writes its numbers: a prefix or none, and how many digits.

    A BIG number has 11 digits (Wet BIG, art. 3; written so in PE-online); the others are typed in
    PE-online with the register's letters in front.
    """

    prefix: str
    fewest: int
    most: int
    example: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What a number looks like once it is normalised."""
        start = f"{self.prefix}-" if self.prefix else ""
        return re.compile(rf"{start}[0-9]{{{self.fewest},{self.most}}}")


NUMBER_FORMS: dict[str, NumberForm] = {
    "big": NumberForm("", 11, 11, "12345678901"),
    "knov": NumberForm("KNOV", 4, 9, "KNOV-123456"),
    "skj": NumberForm("SKJ", 6, 10, "SKJ-100012345"),
    "venvn": NumberForm("VENVN", 4, 10, "VENVN-123456"),
    "registerplein": NumberForm("RP", 4, 10, "RP-123456"),
    "nip": NumberForm("NIP", 4, 9, "NIP-123456"),
    "aban": NumberForm("ABAN", 4, 11, "ABAN-123456"),
    "kckz": NumberForm("KCKZ", 4, 10, "KCKZ-123456"),
}


def normal_number(register: str, typed: str) -> str:
    """A number as the register writes it: no spaces or dots, capitals, the prefix in front."""
    form = NUMBER_FORMS[register]
    text = unicodedata.normalize("NFKC", typed[:100]).upper()
    text = re.sub(r"[\s.]", "", re.sub(r"[‐-―−]", "-", text))
    if not form.prefix:
        return text.removeprefix("BIG").strip("-:")
    rest = text.removeprefix(form.prefix).lstrip("-:")
    return f"{form.prefix}-{rest}"


def is_number(register: str, number: str) -> bool:
    """Whether a normalised number has the form of this register."""
    return NUMBER_FORMS[register].pattern.fullmatch(number) is not None


def tidy(text: str) -> str:
    """A name or function on one line: no control signs, no double spaces."""
    kept = (
        " " if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"} else sign for sign in text
    )
    return " ".join("".join(kept).split())


def tidy_address(email: str) -> str:
    """An e-mail address as we keep it: no spaces around it, small letters."""
    return email.strip().lower()


# In this order: many browsers also name those they descend from.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> tuple[str, str]:
    """Browser and system by their usual names; an empty text for what is not known."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return browser, system
