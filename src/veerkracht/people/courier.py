"""How allauth's calls go out: it asks for a session of ``requests``, and gets our own only way out."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote_plus, urlencode

from allauth.socialaccount.providers.oauth2.client import OAuth2Error

from veerkracht.kernel import outgoing

if TYPE_CHECKING:
    from collections.abc import Mapping

WELL_KNOWN = "/.well-known/openid-configuration"
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Answer:
    """The part of a ``requests`` answer that allauth looks at."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode("utf-8", "replace")

    def json(self) -> dict[str, Any]:
        """The body as a JSON object; anything else is an OAuth2Error."""
        try:
            found = json.loads(self.content)
        except (ValueError, RecursionError) as error:
            raise OAuth2Error("no JSON") from error
        if not isinstance(found, dict):
            raise OAuth2Error("no JSON object")
        return found

    def raise_for_status(self) -> None:
        """An OAuth2Error for every status from 400."""
        if self.status_code >= 400:
            raise OAuth2Error(f"status {self.status_code}")


class Courier:
    """The part of a ``requests`` session that allauth uses. What goes wrong is an OAuth2Error."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_facts: object) -> None:
        """Nothing is kept open."""

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask."""
        return self.request("GET", url, headers=headers)

    def request(
        self,
        method: str,
        url: str,
        *,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: Any = None,
        params: None = None,
    ) -> Answer:
        """Ask, with a form as the body and a client's name and secret when given (RFC 6749, 2.3.1)."""
        sent = {"Accept": "application/json", **(headers or {})}
        if data:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        if auth is not None:
            pair = f"{quote_plus(auth.username)}:{quote_plus(auth.password)}"
            sent["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        body = urlencode(data).encode() if data else b""
        try:
            reply = outgoing.ask(url, method=method, body=body, headers=sent)
        except outgoing.NotReached as error:
            raise OAuth2Error(str(error)) from error
        return Answer(reply.status, {"content-type": "", **reply.headers}, reply.body)


def discover(issuer: str) -> dict[str, Any]:
    """What a provider says of itself (OpenID Connect Discovery 1.0, section 4).

    Raises OAuth2Error when it does not answer, calls itself otherwise, or names an address where we
    would never go.
    """
    with Courier() as courier:
        answer = courier.get(issuer.rstrip("/") + WELL_KNOWN)
    answer.raise_for_status()
    found = answer.json()
    if str(found.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
        raise OAuth2Error("the provider calls itself by another address")
    for name in (*NEEDED, *({"userinfo_endpoint"} & found.keys())):
        try:
            outgoing.letterbox(str(found.get(name, "")))
        except outgoing.NotPublic as error:
            raise OAuth2Error(f"{name}: {error}") from error
    return found
