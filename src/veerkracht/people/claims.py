"""What an identity provider says of somebody, read with suspicion. Pure.

OpenID Connect Core 1.0 sections 2 and 5; eduPerson (affiliation); RFC 8176 (amr).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from veerkracht.people.rules import MOST_ADDRESS, MOST_NAME, tidy, tidy_address

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_SUBJECT = 191  # OpenID Connect allows 255; the column is allauth's
MOST_VALUES = 50  # of a claim that is a list
STUDENT, PROFESSIONAL = "student", "professional"
WORKING = frozenset({"employee", "staff", "faculty"})
MULTIPLE_FACTORS = "mfa"  # RFC 8176


class Unusable(ValueError):
    """The provider's answer misses what is needed, or contradicts itself."""


@dataclass(frozen=True)
class Claims:
    """The part of an answer that we use; everything else is dropped.

    ``email`` is tidied, empty when there is none. ``denies_email`` holds when the provider says that
    it did not check the address. ``kinds`` are affiliations without their scope; ``home`` a domain.
    ``methods`` and ``level`` come from the signed part alone.
    """

    subject: str
    email: str
    denies_email: bool
    name: str
    kinds: frozenset[str]
    home: str
    methods: frozenset[str]
    level: str

    @property
    def domain(self) -> str:
        """What stands after the @ of the address."""
        return domain_of(self.email)

    @property
    def kind(self) -> str:
        """As what somebody takes part; who both works and studies works. Empty: not said."""
        if self.kinds & WORKING:
            return PROFESSIONAL
        return STUDENT if STUDENT in self.kinds else ""


def read(
    signed: Mapping[str, Any], told: Mapping[str, Any], *, kind_claim: str, home_claim: str
) -> Claims:
    """Claims from the signed identity token and the userinfo answer, which may be empty.

    Raises Unusable without a usable subject, or when the two speak of different people
    (OpenID Connect Core 5.3.2).
    """
    subject = _text(signed.get("sub"), MOST_SUBJECT + 1)
    if not subject or len(subject) > MOST_SUBJECT:
        raise Unusable("no usable subject")
    if told and told.get("sub") != subject:
        raise Unusable("userinfo is about somebody else")
    both = {**signed, **told}
    return Claims(
        subject=subject,
        email=_address(both.get("email")),
        denies_email=both.get("email_verified") not in (None, True, "true"),
        name=_name(both),
        kinds=frozenset(value.partition("@")[0].lower() for value in _texts(both.get(kind_claim))),
        home=_text(both.get(home_claim), MOST_ADDRESS).lower(),
        methods=frozenset(value.lower() for value in _texts(signed.get("amr"))),
        level=_text(signed.get("acr"), 300),
    )


def proves_second_factor(claims: Claims, levels: str) -> bool:
    """Whether the provider asked more than one proof: amr says so, or acr is one of these lines."""
    wanted = {line.strip() for line in levels.splitlines() if line.strip()}
    return MULTIPLE_FACTORS in claims.methods or claims.level in wanted


def domain_of(email: str) -> str:
    """What stands after the @, in small letters; empty for what is no address."""
    return email.rpartition("@")[2].lower() if "@" in email else ""


def _name(both: Mapping[str, Any]) -> str:
    whole = tidy(_text(both.get("name"), MOST_NAME * 10))
    parts = (_text(both.get(part), MOST_NAME) for part in ("given_name", "family_name"))
    return (whole or tidy(" ".join(parts)))[:MOST_NAME].strip()


def _address(value: object) -> str:
    address = tidy_address(_text(value, MOST_ADDRESS + 10))
    return address if "@" in address and len(address) <= MOST_ADDRESS else ""


def _texts(value: object) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [text for text in (_text(one, 300) for one in found[:MOST_VALUES]) if text]


def _text(value: object, most: int) -> str:
    """A text, cut off; anything else, or what no database can keep, is empty."""
    if not isinstance(value, str) or "\x00" in value:
        return ""
    return value[:most].encode("utf-8", "ignore").decode()
