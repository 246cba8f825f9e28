"""Who has an account at the school. What the school says of them stands in ``says``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

PASSWORD = "alleen-voor-de-tests"
SCHOOL = "student.voorbeeldschool.example"


@dataclass(frozen=True)
class Account:
    """Somebody at the school: how they sign in there, and the claims that come with it."""

    username: str
    name: str
    email: str
    says: dict[str, Any] = field(default_factory=dict)


def accounts() -> list[Account]:
    """Three students, one for each way of walking; and somebody with an address of another's."""
    walkers = [
        Account(
            f"bente-{way}",
            "Bente Voorbeeld",
            f"bente-{way}@{SCHOOL}",
            {"eduperson_affiliation": ["student", "member"]},
        )
        for way in ("touch", "keyboard", "plain")
    ]
    stranger = Account(
        "stranger",
        "Iemand Anders",
        "verloskundige@voorbeeld.example",
        {"eduperson_affiliation": ["employee"], "schac_home_organization": SCHOOL},
    )
    return [*walkers, stranger]
