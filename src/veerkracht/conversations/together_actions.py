"""What a professional does with what residents share with her: keys, invitations, reading, her own voice."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from veerkracht.conversations import kept_rows, keystore
from veerkracht.conversations import kept_rules as rules
from veerkracht.conversations.kept_actions import opened_boxes
from veerkracht.conversations.kept_layer import SHARE, VOICE, Layer
from veerkracht.conversations.kept_models import Share, ShareOpening, Voice
from veerkracht.conversations.kept_rules import Refused
from veerkracht.conversations.together_models import INVITED, Invitation, ReaderKey
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.limits import seconds_to_wait
from veerkracht.people.models import Person

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that look alike
CODE = 8
MOST_KEYS = 20  # browsers of one professional; the one longest unused goes
UNCOMPRESSED = 4  # the first byte of a point that is written whole
LOOKS_A_MINUTE = 600


def who(message: dict[str, Any], *, by: Person) -> dict[str, Any]:
    """How she is called when residents meet her, and a name for her keys in a browser that colleagues use as well."""
    rules.only(message)
    mine = hashlib.sha256(f"veerkracht keys {settings.SECRET_KEY} {by.pk}".encode()).hexdigest()
    return {**_name(by), "keys": mine[:16]}


def add_reader_key(message: dict[str, Any], *, by: Person) -> dict[str, Any]:
    """Take the public halves of this browser's keys; the same ones again have the same number."""
    rules.only(message, "open", "sign")
    opening, signing = (_point(message.get(name)) for name in ("open", "sign"))
    reader, _made = ReaderKey.objects.get_or_create(person=by, opening=opening, signing=signing)
    ReaderKey.objects.filter(pk=reader.pk).update(used_on=today())
    mine = (
        ReaderKey.objects.filter(person=by).exclude(pk=reader.pk).order_by("-used_on", "-made_on")
    )
    for old in mine[MOST_KEYS - 1 :]:
        old.delete()
    return {"reader": rules.written(reader.pk.bytes)}


def _point(value: object) -> bytes:
    point = rules.read_bytes(value, length=rules.POINT, word="key")
    if point[0] != UNCOMPRESSED:
        raise Refused(400, "key")
    return point


def invite(message: dict[str, Any], *, by: Person) -> dict[str, Any]:
    """A code of ten minutes that leads a resident to this browser's keys. One at a time for each browser."""
    rules.only(message, "reader")
    reader = ReaderKey.objects.filter(pk=rules.read_id(message.get("reader")), person=by).first()
    if reader is None:
        raise Refused(404, "reader")
    code = "".join(secrets.choice(LETTERS) for _letter in range(CODE))
    with transaction.atomic():
        reader.invitations.all().delete()
        Invitation.objects.create(reader=reader, digest=_digest(code))
    return {"code": code, "seconds": int(INVITED.total_seconds())}


def _digest(code: str) -> str:
    return hashlib.sha256(
        f"veerkracht invitation {settings.SECRET_KEY} {code}".encode()
    ).hexdigest()


def find_invitation(body: bytes) -> dict[str, Any]:
    """Whose keys belong to a code, for the resident; 404 when there is none or it is past."""
    message = rules.read_message(body)
    rules.only(message, "code")
    code = message.get("code")
    if not isinstance(code, str) or len(code) > 2 * CODE:
        raise Refused(400, "code")
    if seconds_to_wait("together.code", "", most=LOOKS_A_MINUTE, seconds=60):
        raise Refused(429, "pace")
    found = (
        Invitation.objects.filter(digest=_digest(_plain(code)), made_at__gt=now() - INVITED)
        .select_related("reader__person__organisation")
        .first()
    )
    if found is None or not found.reader.person.is_active:
        raise Refused(404, "unknown")
    return _introduced(found.reader)


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _name(person: Person) -> dict[str, str]:
    organisation = person.organisation.name if person.organisation else ""
    return {"name": person.name or person.email, "organisation": organisation}


def _introduced(reader: ReaderKey) -> dict[str, Any]:
    """Name and organisation as this house knows them."""
    return {
        **_name(reader.person),
        "reader": rules.written(reader.pk.bytes),
        "open": rules.written(bytes(reader.opening)),
        "sign": rules.written(bytes(reader.signing)),
    }


def list_shares(message: dict[str, Any], *, by: Person) -> dict[str, Any]:
    """What is shared with this person, on whichever browser."""
    rules.only(message)
    rows = Share.objects.filter(reader__person=by, until__gte=today()).order_by("-since", "pk")
    return {
        "shares": [
            {
                "id": rules.written(share.pk.bytes),
                "reader": rules.written(share.reader_id.bytes),
                "since": share.since.isoformat(),
                "until": share.until.isoformat(),
            }
            for share in rows
        ]
    }


def read_share(message: dict[str, Any], *, by: Person) -> dict[str, Any]:
    """What a resident shares; the resident can see that it was opened, to the minute."""
    rules.only(message, "share")
    share = rules.read_id(message.get("share"))
    found = kept_rows.read(share, by.pk, today())
    key = keystore.get(found.key_id) if found else None
    if found is None or key is None:
        raise Refused(404, "unknown")
    layer = Layer(found.web, key)
    _note_opening(share)
    return {
        "sealed": rules.written(layer.open(SHARE, share, found.sealed)),
        "boxes": opened_boxes(layer, found.boxes, found.bodies),
        "version": found.version,
        "voice_version": found.voice_version,
    }


def _note_opening(share: uuid.UUID) -> None:
    """Before anything is given; and her keys were used."""
    with transaction.atomic():
        if not Share.objects.select_for_update().filter(pk=share).exists():
            raise Refused(404, "unknown")  # stopped at this very moment
        ShareOpening.objects.get_or_create(share_id=share, minute=this_minute(now()))
        ReaderKey.objects.filter(shares=share).exclude(used_on=today()).update(used_on=today())


def this_minute(moment: datetime) -> datetime:
    """The minute in which a moment lies."""
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


@transaction.atomic
def speak(message: dict[str, Any], *, by: Person) -> dict[str, Any]:
    """Her voice beside the web, sealed for the resident; a next version takes the place of the one before."""
    rules.only(message, "share", "version", "body")
    version = rules.read_version(message.get("version"))
    body = rules.read_box(message.get("body"), version=version)
    share = (
        Share.objects.select_for_update(of=("self",))
        .select_related("web")
        .filter(pk=rules.read_id(message.get("share")), reader__person=by, until__gte=today())
        .first()
    )
    key = keystore.get(share.web.key_id) if share else None
    if share is None or key is None:
        raise Refused(404, "unknown")
    before = Voice.objects.filter(share=share).first()
    rules.check_next(version, before.version if before else 0)
    closed = Layer(share.web_id, key).close(VOICE, share.pk, body)
    Voice.objects.update_or_create(share=share, defaults={"version": version, "body": closed})
    return {"version": version}


def end_shares_to(person: Person) -> None:
    """What residents shared with this person ends, and the keys go."""
    ReaderKey.objects.filter(person=person).delete()
