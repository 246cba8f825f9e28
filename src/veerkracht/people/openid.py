"""OpenID Connect as allauth does it, a little stricter: checked addresses, signatures and subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.urls import reverse

from veerkracht.people import claims, queries
from veerkracht.people.courier import discover
from veerkracht.people.models import SignInProvider

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest

    from veerkracht.people.claims import Claims


class OrganisationAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The questions to one provider during one sign-in."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself, checked; asked once."""
        if "_found" not in self.__dict__:
            self.__dict__["_found"] = discover(self.get_provider().app.settings["server_url"])
        found: dict[str, Any] = self.__dict__["_found"]
        return found

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where people come back: one address, whatever the language or the name they typed."""
        return f"{settings.PUBLIC_URL}{reverse('openid_connect_callback', args=[self.provider_id])}"

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """The token to ask for userinfo with; we keep none."""
        return SocialToken(token=str(data["access_token"]))

    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **facts: Any
    ) -> SocialLogin:
        """Who it is, from the signed identity token and from userinfo."""
        signed = self._signed(app, facts["response"].get("id_token"))
        told = self._fetch_user_info(token.token) if self._tells_more else {}
        try:
            found = claims.read(
                signed,
                told,
                kind_claim=app.settings["kind_claim"],
                home_claim=app.settings["home_claim"],
            )
        except claims.Unusable as error:
            raise OAuth2Error(str(error)) from error
        return self.get_provider().sociallogin_from_response(request, found)

    @property
    def _tells_more(self) -> bool:
        return "userinfo_endpoint" in self.openid_config

    def _signed(self, app: Any, token: object) -> dict[str, Any]:
        """The identity token, its signature checked although it came straight from the provider."""
        try:
            found: dict[str, Any] = jwtkit.verify_and_decode(
                credential=token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:  # odd keys or tokens
            raise OAuth2Error("an unusable identity token") from error
        return found


class OrganisationProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """A provider whose answers are read by ``claims``; allauth itself matches no addresses."""

    oauth2_adapter_class = OrganisationAdapter
    supports_token_authentication = False

    def sociallogin_from_response(self, request: HttpRequest, response: Claims) -> SocialLogin:
        """Keep the claims with the sign-in for :func:`organisation_sign_in.arrive`."""
        login = super().sociallogin_from_response(request, response)
        login.claims = response
        return login

    def extract_uid(self, data: Claims) -> str:
        """The subject, which never changes at a provider."""
        return data.subject

    def extract_extra_data(self, data: Claims) -> dict[str, Any]:
        """All that is kept of an answer: the address there, and the organisation it belongs to."""
        provider = SignInProvider.objects.get(slug=self.app.provider_id)
        organisation = queries.organisation_of(provider, [data.domain, data.home])
        return {"email": data.email, "organisation": organisation.pk if organisation else None}

    def extract_common_fields(self, data: Claims) -> dict[str, Any]:
        """Nothing: people are made by our own actions."""
        return {}

    def extract_email_addresses(self, data: Claims) -> list[Any]:
        """None: our own rules decide what an address from a provider is worth."""
        return []
