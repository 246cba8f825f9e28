"""Secrets that lie encrypted in the database: of second factors, and of providers we sign in at."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

SECOND_FACTOR = "second factor"
PROVIDER = "sign-in provider"


def seal(purpose: str, text: str) -> str:
    """Encrypted under a key made from SECRET_KEY for this purpose alone."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    """The secret again; SECRET_KEY_FALLBACKS opens what an earlier key closed. Else ValueError."""
    try:
        return _cipher(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise ValueError("sealed under a key that we do not have") from error


def _cipher(purpose: str) -> MultiFernet:
    keys = (str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_seed(purpose, key))) for key in keys])


def _seed(purpose: str, key: str) -> bytes:
    return hashlib.sha256(f"veerkracht {purpose}{key}".encode()).digest()
