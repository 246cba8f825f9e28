"""Doing a thing once for who asks twice: the Idempotency-Key.

The deed and the kept answer are one transaction. A process that dies in the middle leaves neither, so
the same question may always be asked again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from veerkracht.connections.models import KeptAnswer, Token
from veerkracht.connections.problems import Problem, fault
from veerkracht.kernel.clock import now

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
_FITS = re.compile(r"[!-~]{1,100}")


def once(request: HttpRequest, token: Token, deed: Callable[[], HttpResponse]) -> HttpResponse:
    """Do the deed, or give the answer that this key got before, with ``Idempotency-Replayed``.

    Raises Problem: 400 without a usable key, 409 while the same question is being answered, 422 for
    a key that was used for another question. Errors are not kept: nothing was done.
    """
    key, fingerprint = _key(request), _fingerprint(request)
    with transaction.atomic():
        _alone(token, key)
        KeptAnswer.objects.filter(token=token, key=key, made_at__lt=now() - KEPT).delete()
        kept = KeptAnswer.objects.filter(token=token, key=key).first()
        if kept is not None:
            return _again(kept, fingerprint)
        response = deed()
        _keep(token, key, fingerprint, response)
    return response


def _key(request: HttpRequest) -> str:
    key = request.headers.get(HEADER, "")
    if not _FITS.fullmatch(key):
        words = _("Geef elke vraag een eigen Idempotency-Key van 1 tot 100 tekens mee.")
        raise Problem(400, words, errors=[fault(("header", HEADER), "idempotency_key", words)])
    return key


def _fingerprint(request: HttpRequest) -> str:
    question = f"{request.method} {request.get_full_path()} ".encode() + request.body
    return hashlib.sha256(question).hexdigest()


def _alone(token: Token, key: str) -> None:
    """Hold this key until the transaction ends; somebody else holding it is answered 409."""
    digest = hashlib.sha256(f"kept answer {token.pk} {key}".encode()).digest()
    number = int.from_bytes(digest[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise Problem(409, _("We zijn nog bezig met deze vraag. Probeer het zo nog eens."))


def _again(kept: KeptAnswer, fingerprint: str) -> HttpResponse:
    if kept.fingerprint != fingerprint:
        raise Problem(422, _("Deze Idempotency-Key hoort al bij een andere vraag."))
    response = HttpResponse(kept.body, status=kept.status, content_type="application/json")
    response.headers["Idempotency-Replayed"] = "true"
    if kept.location:
        response.headers["Location"] = kept.location
    return response


def _keep(token: Token, key: str, fingerprint: str, response: HttpResponse) -> None:
    KeptAnswer.objects.create(
        token=token,
        key=key,
        fingerprint=fingerprint,
        made_at=now(),
        status=response.status_code,
        location=response.headers.get("Location", ""),
        body=response.content.decode(),
    )
