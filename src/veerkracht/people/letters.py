"""The words of mails about signing in and safety."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from veerkracht.messages.rules import Letter

if TYPE_CHECKING:
    from collections.abc import Callable


def write(kind: str, facts: dict[str, Any]) -> Letter:
    """The letter of one of allauth's kinds, in the active language; an unknown kind is a KeyError."""
    return _WRITERS[kind](facts)


def _sign_in_code(facts: dict[str, Any]) -> Letter:
    code, minutes = facts["code"], settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
    return Letter(
        subject=_("Je code voor %(site)s: %(code)s") % {"site": settings.SITE_NAME, "code": code},
        paragraphs=(
            _("Typ deze code op de pagina waar je bezig was:"),
            str(code),
            _("De code werkt %(minutes)s minuten en één keer.") % {"minutes": minutes},
        ),
        after=(
            _("Heb je hier niet om gevraagd? Dan hoef je niets te doen. Geef de code aan niemand."),
        ),
    )


def _address_code(facts: dict[str, Any]) -> Letter:
    return Letter(
        subject=_("Bevestig je nieuwe e-mailadres: %(code)s") % {"code": facts["code"]},
        paragraphs=(
            _("Typ deze code om dit e-mailadres voor %(site)s te gebruiken:")
            % {"site": settings.SITE_NAME},
            str(facts["code"]),
        ),
        after=(_("Heb je hier niet om gevraagd? Dan hoef je niets te doen."),),
    )


def _address_taken(facts: dict[str, Any]) -> Letter:
    return Letter(
        subject=_("Dit e-mailadres heeft al een account"),
        paragraphs=(
            _("Iemand wilde dit e-mailadres aan een ander account van %(site)s koppelen.")
            % {"site": settings.SITE_NAME},
            _("Dat kan niet, want jij gebruikt het al."),
            _("Was jij het? Log dan in met dit adres. Zo niet, dan hoef je niets te doen."),
        ),
    )


def _address_changed(facts: dict[str, Any]) -> Letter:
    return _notice(
        _("Je e-mailadres is gewijzigd"),
        _("Voortaan log je in met %(email)s.") % {"email": facts["to_email"]},
        facts,
    )


def _notice(subject: str, what: str, facts: dict[str, Any]) -> Letter:
    """News about the safety of an account: what, when, from where."""
    return Letter(
        subject=subject,
        paragraphs=(what,),
        facts=((_("Apparaat"), str(facts.get("user_agent", "")) or _("onbekend")),),
        after=(
            _("Was jij dit niet? Laat het ons meteen weten: %(email)s.")
            % {"email": settings.SECURITY_EMAIL},
        ),
    )


def _news(
    subject: Callable[[], str], what: Callable[[], str]
) -> Callable[[dict[str, Any]], Letter]:
    return lambda facts: _notice(subject(), what(), facts)


_WRITERS: dict[str, Callable[[dict[str, Any]], Letter]] = {
    "account/email/login_code": _sign_in_code,
    "account/email/email_confirmation": _address_code,
    "account/email/email_confirmation_signup": _address_code,
    "account/email/account_already_exists": _address_taken,
    "account/email/email_changed": _address_changed,
    "account/email/email_confirm": _news(
        lambda: _("Je e-mailadres is bevestigd"),
        lambda: _("Je kunt nu met dit e-mailadres inloggen."),
    ),
    "account/email/email_deleted": _news(
        lambda: _("Een e-mailadres is weggehaald"),
        lambda: _("Met dit e-mailadres kun je niet meer inloggen."),
    ),
    "mfa/email/totp_activated": _news(
        lambda: _("Je tweede stap staat aan"),
        lambda: _("Bij het inloggen vragen we voortaan ook een code uit je app."),
    ),
    "mfa/email/totp_deactivated": _news(
        lambda: _("De code uit je app staat uit"),
        lambda: _("Bij het inloggen vragen we geen code uit je app meer."),
    ),
    "mfa/email/webauthn_added": _news(
        lambda: _("Je hebt een passkey toegevoegd"),
        lambda: _("Met deze passkey kun je voortaan inloggen."),
    ),
    "mfa/email/webauthn_removed": _news(
        lambda: _("Een passkey is weggehaald"),
        lambda: _("Met deze passkey kun je niet meer inloggen."),
    ),
    "mfa/email/recovery_codes_generated": _news(
        lambda: _("Je hebt nieuwe noodcodes"), lambda: _("De oude noodcodes werken niet meer.")
    ),
}
