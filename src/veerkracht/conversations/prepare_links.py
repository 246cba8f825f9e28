"""Where a resident's own web is: addresses for a button, a leaflet, and a practice.

What is chosen stands behind the ``#``: a browser does not send that part, so no server learns which form
somebody uses.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings

PLACE = "/gesprek/"
FORMS = ("adult", "young", "parents", "plain")
OFFICIAL_TOOLS = "https://www.iph.nl/"
# the editors' page about the conversation, by language; the website keeps these addresses fixed
ABOUT = {"nl": "zo-voer-je-het-gesprek/", "en": "how-to-have-the-conversation/"}


def resident_url(
    *, form: str = "", set_code: str = "", practice: bool = False, language: str = ""
) -> str:
    """The resident's place on its own origin (``CONVERSATIONS_URL``), or on this one where none is set.

    ``form`` is one of ``FORMS``, ``set_code`` the code of an organisation's own question set,
    ``practice`` draws a web that nothing is kept of. The keys are ``form``, ``set`` and ``practice``.
    """
    chosen = {
        "form": form,
        "set": set_code,
        "practice": "1" if practice else "",
    }
    fragment = urlencode({name: value for name, value in chosen.items() if value})
    origin = str(getattr(settings, "CONVERSATIONS_URL", "")).rstrip("/")
    spoken = "" if language in {"", settings.LANGUAGE_CODE} else f"{language}/"
    return f"{origin}{PLACE}{spoken}" + (f"#{fragment}" if fragment else "")


def printed_url(*, form: str = "", set_code: str = "", language: str = "") -> str:
    """The same with its origin always written out, for paper."""
    address = resident_url(form=form, set_code=set_code, language=language)
    return f"{settings.PUBLIC_URL}{address}" if address.startswith("/") else address
