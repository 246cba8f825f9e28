"""Saving, fetching and erasing a web that we cannot read. Nobody is signed in here: a signature is the right.

Raises Refused, which is what the protocol answers. Nothing is written to the audit trail: it would say when
a resident uses a web.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.db import IntegrityError, transaction

from veerkracht.conversations import kept_rows, keystore, own_keys
from veerkracht.conversations import kept_rules as rules
from veerkracht.conversations.kept_layer import AROUND, BOX, HEADER, SHARE, VOICE, Layer
from veerkracht.conversations.kept_models import ErasedWeb, KeptWeb, Share
from veerkracht.conversations.kept_rules import AskedShare, Refused, Save
from veerkracht.conversations.together_models import ReaderKey
from veerkracht.kernel.clock import today
from veerkracht.kernel.limits import seconds_to_wait

KEYS_KEPT = timedelta(days=7)  # how long backups of the key store are kept
MINUTE = 60  # seconds


def save(body: bytes, signature: str) -> dict[str, Any]:
    """Take a save: all of it or nothing. The signature is over the bytes as they came."""
    asked = rules.read_save(rules.read_message(body), today())
    there = kept_rows.look(asked.id, [*asked.boxes, *asked.gone])
    if there is None and asked.verify is None:
        raise Refused(404, "unknown")
    _check_signature(there.verify_key if there else asked.verify, body, signature)
    _check_pace("save", asked.id.hex, settings.SAVES_A_MINUTE)
    if not asked.shares and not asked.stopped:
        _write(asked, there)
        return _saved(asked)
    with transaction.atomic():
        layer = _write(asked, there)
        left_out = _write_shares(asked, layer)
    return _saved(asked) | {"left_out": [rules.written(one.bytes) for one in left_out]}


def _saved(asked: Save) -> dict[str, Any]:
    return {"version": asked.version, "saved_on": today().isoformat()}


def _check_signature(key: bytes | None, body: bytes, signature: str) -> None:
    try:
        proof = rules.read_bytes(signature, length=rules.SIGNATURE)
        Ed25519PublicKey.from_public_bytes(key or b"").verify(proof, body)
    except (Refused, InvalidSignature, ValueError) as error:
        raise Refused(403, "signature") from error


def _check_pace(what: str, whose: str, most: int) -> None:
    if wait := seconds_to_wait(f"kept.{what}", whose, most=most, seconds=MINUTE):
        raise Refused(429, "pace", wait=wait)


def _write(asked: Save, there: kept_rows.There | None) -> Layer:
    return _write_next(asked, there) if there else _write_first(asked)


def _write_first(asked: Save) -> Layer:
    """The key first, then the row. The key of who came second is dropped again."""
    rules.check_next(asked.version, 0)
    if ErasedWeb.objects.filter(pk=_digest(asked.id)).exists():
        raise Refused(410, "erased")
    _check_pace("new", "", settings.NEW_WEBS_A_MINUTE)
    key = keystore.make()
    layer = Layer(asked.id, key.key)
    if not kept_rows.write_new(_closed(asked, key.id, layer), asked.verify or b""):
        keystore.drop([key.id])
        raise _newer(asked.id)
    return layer


def _write_next(asked: Save, there: kept_rows.There) -> Layer:
    rules.check_next(asked.version, there.version)
    rules.check_room(asked, boxes=there.boxes, size=there.size - there.boxes * AROUND)
    layer = _layer(asked.id, there.key_id)
    if not kept_rows.write_next(_closed(asked, there.key_id, layer)):
        raise _newer(asked.id)
    return layer


def _layer(web: uuid.UUID, key_id: uuid.UUID) -> Layer:
    """The layer of a web; without its key it is as good as gone: erased now, or a row of an old backup."""
    key = keystore.get(key_id)
    if key is None:
        raise Refused(404, "unknown")
    return Layer(web, key)


def _newer(web: uuid.UUID) -> Refused:
    """Somebody else came first: what lies there now."""
    now = kept_rows.look(web, [])
    return Refused(409, "version", version=now.version) if now else Refused(404, "unknown")


def _closed(asked: Save, key_id: uuid.UUID, layer: Layer) -> kept_rows.Written:
    return kept_rows.Written(
        web=asked.id,
        key_id=key_id,
        version=asked.version,
        header=layer.close(HEADER, asked.id, asked.header),
        boxes={box: layer.close(BOX, box, body) for box, body in asked.boxes.items()},
        gone=asked.gone,
        day=today(),
    )


def _write_shares(asked: Save, layer: Layer) -> list[uuid.UUID]:
    """Stop what stops, then write what is shared; which shares were left out.

    Left out is what has nobody to read it any more: its last day was before today, or the professional's
    keys are gone. To refuse the save for that would keep a resident from changing keys.
    """
    Share.objects.filter(web_id=asked.id, pk__in=asked.stopped).delete()
    readers = {one.reader for one in asked.shares}
    there = set(
        ReaderKey.objects.filter(pk__in=readers, person__is_active=True).values_list(
            "pk", flat=True
        )
    )
    for one in asked.shares:
        if one.reader in there and one.until >= today():
            _write_share(one, asked.id, layer.close(SHARE, one.id, one.sealed))
    if Share.objects.filter(web_id=asked.id).count() > rules.MOST_SHARES:
        raise Refused(413, "share")
    return [one.id for one in asked.shares if one.reader not in there or one.until < today()]


def _write_share(one: AskedShare, web: uuid.UUID, sealed: bytes) -> None:
    """A new share, or new keys in one of the same web and reader."""
    new = {"sealed": sealed, "boxes": list(one.boxes), "until": one.until}
    same = Share.objects.filter(pk=one.id, web_id=web, reader_id=one.reader)
    if same.update(**new):
        return
    try:
        with transaction.atomic():
            Share.objects.create(id=one.id, web_id=web, reader_id=one.reader, since=today(), **new)
    except IntegrityError:  # the number is another web's, or another reader's
        raise Refused(400, "share") from None


def fetch(body: bytes) -> dict[str, Any]:
    """A web as it lies there; its number is the right to have it, for nobody can open it without the card."""
    message = rules.read_message(body)
    rules.only(message, "id")
    web = rules.read_id(message.get("id"))
    found = kept_rows.fetch(web)
    if found is None:
        raise Refused(404, "unknown")
    layer = _layer(web, found.key_id)
    _note_use(web, found.used_on)
    return {
        "version": found.version,
        "saved_on": found.saved_on.isoformat(),
        "header": rules.written(layer.open(HEADER, web, found.header)),
        "boxes": opened_boxes(layer, found.boxes, found.bodies),
        "shares": [_shown(one, layer) for one in _shares_of(web)],
    }


def opened_boxes(
    layer: Layer, boxes: Sequence[uuid.UUID] | None, bodies: Sequence[bytes] | None
) -> dict[str, str]:
    """Boxes as the browser sealed them, by number."""
    pairs = zip(boxes or [], bodies or [], strict=True)
    return {
        rules.written(box.bytes): rules.written(layer.open(BOX, box, body)) for box, body in pairs
    }


def _note_use(web: uuid.UUID, used_on: date) -> None:
    """The month only, and so a write once a month."""
    month = today().replace(day=1)
    if used_on != month:
        KeptWeb.objects.filter(pk=web).update(used_on=month)


def _shares_of(web: uuid.UUID) -> list[Share]:
    rows = Share.objects.filter(web_id=web).select_related("voice").prefetch_related("openings")
    return list(rows.order_by("since", "pk"))


def _shown(share: Share, layer: Layer) -> dict[str, Any]:
    voice = getattr(share, "voice", None)
    body = layer.open(VOICE, share.pk, bytes(voice.body)) if voice else None
    return {
        "id": rules.written(share.pk.bytes),
        "until": share.until.isoformat(),
        "opened": sorted(minute_text(one.minute) for one in share.openings.all()),
        "voice": rules.written(body) if body else None,
        "voice_version": voice.version if voice else None,
    }


def minute_text(moment: datetime) -> str:
    """A minute in UTC: 2026-11-28T10:42Z."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def erase(body: bytes, signature: str) -> dict[str, Any]:
    """Erase a web: its rows, then its key, and only then the receipt."""
    web, version = rules.read_erase(rules.read_message(body))
    there = kept_rows.look(web, [])
    if there is None:
        raise Refused(404, "unknown")
    _check_signature(there.verify_key, body, signature)
    with transaction.atomic():
        row = KeptWeb.objects.select_for_update().filter(pk=web).first()
        if row is None:
            raise Refused(404, "unknown")
        rules.check_next(version, row.version)
        row.delete()
        ErasedWeb.objects.get_or_create(
            digest=_digest(web), defaults={"erased_in": today().replace(day=1)}
        )
    keystore.erase([row.key_id])
    return {"receipt": receipt(web)}


def _digest(web: uuid.UUID) -> bytes:
    return hashlib.sha256(web.bytes).digest()


def receipt(web: uuid.UUID) -> str:
    """Signed proof of erasure; the web's number stands in it as a digest only."""
    statement = {
        "web": rules.written(_digest(web)),
        "erased_on": today().isoformat(),
        "backups_gone_on": (today() + KEYS_KEPT + timedelta(days=1)).isoformat(),
    }
    return own_keys.signed_statement(own_keys.RECEIPT, statement)
