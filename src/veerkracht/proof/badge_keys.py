"""Keys that sign badges: the one of today, those of before, and taking a new one."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from joserfc import jwt
from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.sealing import seal, unseal
from veerkracht.people.policies import check_is_administrator
from veerkracht.proof.badge_models import SigningKey
from veerkracht.proof.badge_rules import Addresses

if TYPE_CHECKING:
    from veerkracht.people.models import Person

PURPOSE = "badge signing key"
ALGORITHM = "EdDSA"


class EdDSAOnly(JWSRegistry):
    """The one algorithm of our badges, under the name that verifiers of Open Badges know.

    RFC 9864 calls it ``Ed25519`` since 2025, and joserfc warns of the older name. OB 3.0 verifiers
    (1EdTech, openbadgeslib) know ``EdDSA`` alone.
    """

    def get_alg(self, name: str) -> Any:
        """EdDSA, and nothing else."""
        if name != ALGORITHM:
            return super().get_alg(name)
        return self.algorithms[name]


REGISTRY = EdDSAOnly(algorithms=[ALGORITHM])


def addresses() -> Addresses:
    """Where badges of this installation are found."""
    return Addresses(settings.PUBLIC_URL)


def current_key() -> SigningKey:
    """The key that signs today; the first one is made when it is first needed."""
    found = SigningKey.objects.filter(is_current=True).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return _make()
    except IntegrityError:  # another process made it just now
        return SigningKey.objects.get(is_current=True)


@transaction.atomic
def rotate_signing_key(*, by: Person | None) -> SigningKey:
    """Take a new key. What was signed with those before can still be verified, by their public part.

    Raises NotAllowed unless ``by`` is an administrator, or None: who sits at the server.
    """
    if by is not None:
        check_is_administrator(by)
    current = SigningKey.objects.select_for_update().filter(is_current=True).first()
    if current is not None:
        current.is_current, current.retired_at, current.sealed = False, now(), ""
        current.save(update_fields=["is_current", "retired_at", "sealed"])
    made = _make()
    record("proof.signing_key_rotated", made, by=by, values={"kid": made.kid})
    return made


def _make() -> SigningKey:
    key = OKPKey.generate_key("Ed25519")
    private = json.dumps(key.as_dict(private=True))
    return SigningKey.objects.create(
        kid=key.thumbprint(), public=key.as_dict(private=False), sealed=seal(PURPOSE, private)
    )


def signed(payload: dict[str, Any], key: SigningKey, *, kind: str = "JWT") -> str:
    """A compact JWT of this payload, of the media type ``kind``."""
    header = {"alg": ALGORITHM, "typ": kind, "kid": addresses().key(key.kid)}
    return jwt.encode(header, payload, _private(key.sealed), registry=REGISTRY)


@lru_cache(maxsize=4)
def _private(sealed: str) -> OKPKey:
    return OKPKey.import_key(json.loads(unseal(PURPOSE, sealed)))


def published(key: SigningKey) -> dict[str, Any]:
    """The public part as a JWK (RFC 7517), under the name that stands in badges."""
    return {**key.public, "kid": addresses().key(key.kid), "alg": ALGORITHM, "use": "sig"}


def key_set() -> dict[str, Any]:
    """Every key that ever signed, the newest first (RFC 7517)."""
    return {"keys": [published(key) for key in SigningKey.objects.order_by("-pk")]}
