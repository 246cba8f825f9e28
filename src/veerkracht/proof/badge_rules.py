"""What a badge says: Open Badges 3.0 as a VC-JWT, and the list of those that were revoked. Pure.

Sources: 1EdTech Open Badges 3.0 (final, section 8.2 for the JWT), W3C Verifiable Credentials Data Model
2.0, and W3C Bitstring Status List 1.0.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

VC = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OB_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
SCHEMA = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
STATUS_SIZE = (
    131_072  # bits in one list: the least that the standard allows, so that one hides among many
)
STATUS_LIVES = timedelta(days=1)
STATUS_TTL = 300_000  # milliseconds


@dataclass(frozen=True)
class Addresses:
    """Where everything about badges is found on one site."""

    site: str

    @property
    def issuer(self) -> str:
        """The profile of the issuer, which is also its name in a badge."""
        return f"{self.site}/badges/uitgever/"

    def achievement(self, slug: str) -> str:
        """What a badge of a course stands for."""
        return f"{self.site}/badges/training/{slug}/"

    def status(self, number: int) -> str:
        """A list of revoked badges."""
        return f"{self.site}/badges/status/{number}/"

    def key(self, kid: str) -> str:
        """The public key by which a badge is verified: its ``kid``."""
        return f"{self.site}/badges/sleutels/{kid}/"

    def certificate(self, code: str) -> str:
        """The page on which anybody can check a certificate, which is also the name of its badge."""
        return f"{self.site}/echt/{code}/"


@dataclass(frozen=True)
class BadgeFacts:
    """What goes into one badge. ``email`` only when the holder wants to be known by it."""

    code: str
    number: int
    issued_at: datetime
    course_slug: str
    course: str
    description: str
    criteria: str
    first_day: str
    last_day: str
    language: str = "nl"
    email: str = ""


def status_place(number: int) -> tuple[int, int]:
    """In which list a certificate stands, and at which bit."""
    return divmod(number, STATUS_SIZE)


def profile(addresses: Addresses, name: str, email: str) -> dict[str, Any]:
    """Who issues, as a badge carries it."""
    return {
        "id": addresses.issuer,
        "type": ["Profile"],
        "name": name,
        "url": addresses.site,
        "email": email,
    }


def achievement(
    addresses: Addresses, *, slug: str, name: str, description: str, criteria: str, language: str
) -> dict[str, Any]:
    """What a badge of a course stands for."""
    return {
        "id": addresses.achievement(slug),
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": name,
        "description": description,
        "criteria": {"narrative": criteria},
        "inLanguage": language,
    }


def credential(addresses: Addresses, facts: BadgeFacts, issuer: dict[str, Any]) -> dict[str, Any]:
    """The payload of a badge's JWT: the credential, with the registered claims beside it (OB 3.0, 8.2.4.1)."""
    subject: dict[str, Any] = {
        "id": subject_id(addresses.certificate(facts.code)),
        "type": ["AchievementSubject"],
        "activityStartDate": f"{facts.first_day}T00:00:00Z",
        "activityEndDate": f"{facts.last_day}T00:00:00Z",
        "achievement": achievement(
            addresses,
            slug=facts.course_slug,
            name=facts.course,
            description=facts.description,
            criteria=facts.criteria,
            language=facts.language,
        ),
    }
    if facts.email:
        subject["identifier"] = [identity(facts.email, facts.code)]
    number, index = status_place(facts.number)
    body = {
        "@context": [VC, OB, OB_EXTENSIONS],
        "id": addresses.certificate(facts.code),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.course,
        "issuer": issuer,
        "validFrom": stamp(facts.issued_at),
        "credentialSubject": subject,
        "credentialSchema": [SCHEMA],
        "credentialStatus": {
            "id": f"{addresses.status(number)}#{index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(index),
            "statusListCredential": addresses.status(number),
        },
    }
    return _claimed(body, addresses, facts.issued_at) | {"sub": subject["id"]}


def _claimed(body: dict[str, Any], addresses: Addresses, moment: datetime) -> dict[str, Any]:
    return body | {
        "iss": addresses.issuer,
        "jti": body["id"],
        "nbf": int(moment.timestamp()),
    }


def subject_id(badge: str) -> str:
    """A name for the holder that says nothing, and differs from badge to badge."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, badge)}"


def identity(email: str, code: str) -> dict[str, Any]:
    """An IdentityObject: who knows the address can check that it is theirs, nobody else can read it."""
    salt = hashlib.sha256(f"salt of {code}".encode()).hexdigest()[:32]
    digest = hashlib.sha256(f"{email.lower()}{salt}".encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": salt,
    }


def status_list(
    addresses: Addresses, number: int, revoked: Iterable[int], moment: datetime
) -> dict[str, Any]:
    """The payload of a list's JWT: a set bit is a revoked badge. It counts for a day."""
    address = addresses.status(number)
    body = {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": addresses.issuer,
        "validFrom": stamp(moment),
        "validUntil": stamp(moment + STATUS_LIVES),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "ttl": STATUS_TTL,
            "encodedList": bitstring(revoked),
        },
    }
    return _claimed(body, addresses, moment)


def bitstring(indices: Iterable[int]) -> str:
    """Bits, the first one leftmost, as gzip in base64url, with multibase's ``u`` in front."""
    bits = bytearray(STATUS_SIZE // 8)
    for index in indices:
        bits[index // 8] |= 0x80 >> (index % 8)
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def stamp(moment: datetime) -> str:
    """A moment in UTC as the standards write it, in whole seconds."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
