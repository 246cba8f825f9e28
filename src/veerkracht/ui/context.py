"""What every page knows: names, navigation, languages, the person. Visitors cost no query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse, translate_url
from django.utils.http import urlencode
from django.utils.translation import get_language, get_language_info

from veerkracht.ui import navigation

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True)
class LanguageLink:
    """This page in another language; ``name`` is in that language itself."""

    code: str
    name: str
    url: str


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the base template; cheap, because error pages use it as well."""
    return {
        "site_name": settings.SITE_NAME,
        "region_name": settings.SITE_REGION,
        "contact_email": settings.CONTACT_EMAIL,
        "source_code_url": settings.SOURCE_CODE_URL,
        "navigation": navigation.items(request),
        "head_links": navigation.links_of(request),
        "languages": languages(request),
        "home_url": in_language("", get_language()),
        "finder_url": in_language("leren/", get_language()),
        "site_search_url": in_language("zoeken/", get_language()),
        "my_place_url": in_language("mijn-plek/", get_language()),
        "sign_in_url": sign_in_url(request),
        "person": signed_in(request),
    }


def signed_in(request: HttpRequest) -> Any:
    """The person, or None. A request that failed before sign-in was looked at has no ``user``."""
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def sign_in_url(request: HttpRequest) -> str:
    """The sign-in page, which brings you back here; from the front page to your own place."""
    try:
        address = reverse("account_login")
    except NoReverseMatch:  # an installation or test without sign-in
        return ""
    home, account = (in_language(path, get_language()) for path in ("", "account/"))
    if request.path == home or request.path.startswith((account, address)):
        return address
    return f"{address}?{urlencode({'next': request.get_full_path()})}"


def languages(request: HttpRequest) -> list[LanguageLink]:
    """The other languages of this page; where it has no translation, their front pages."""
    others = [code for code, _ in settings.LANGUAGES if code != get_language()]
    return [_language_link(request, code) for code in others]


def in_language(path: str, language: str | None) -> str:
    """An address without its language, such as ``leren/``, in a language; Dutch has no prefix."""
    prefix = "" if language in (None, settings.LANGUAGE_CODE) else f"{language}/"
    return f"{get_script_prefix()}{prefix}{path}"


def _language_link(request: HttpRequest, code: str) -> LanguageLink:
    here = request.get_full_path()
    there = translate_url(here, code)
    url = there if there != here else in_language("", code)
    return LanguageLink(code, str(get_language_info(code)["name_local"]), url)
