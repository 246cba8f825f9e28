"""The token of a ballot: made from a secret of the form and the enrolment, stored only as a hash.

The house can make a person's token again, to send it once more, but no row says whose ballot is whose.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from veerkracht.proof.evaluation_models import EvaluationForm

SALT = "veerkracht.proof.ballot"


def tokens_of(form: EvaluationForm, enrolment_id: int) -> list[str]:
    """Somebody's token for a form; under earlier keys of the installation as well, the newest first."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [_token(f"{form.seed}:{enrolment_id}", str(key)) for key in keys]


def token_of(form: EvaluationForm, enrolment_id: int) -> str:
    """Somebody's token for a form."""
    return tokens_of(form, enrolment_id)[0]


def _token(value: str, key: str) -> str:
    digest = salted_hmac(SALT, value, secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:18]).decode()


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
