"""What the school tells about somebody, beside allauth's own claims."""

from __future__ import annotations

from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter

from tests.identity_provider.cast import accounts


class SchoolAdapter(DefaultOIDCAdapter):  # type: ignore[misc]
    """Adds the claims of eduPerson and SCHAC, as SURFconext gives them."""

    def get_claims(
        self, purpose: Any, user: Any, client: Any, scopes: Any, email: Any = None, **rest: Any
    ) -> dict[str, Any]:
        """Name, address and what stands in the cast."""
        found = {account.username: account for account in accounts()}[user.username]
        claims: dict[str, Any] = super().get_claims(purpose, user, client, scopes, email, **rest)
        return {**claims, "name": found.name, "email_verified": True, **found.says}
