"""What goes wrong, as RFC 9457 says it: every error below /api/v1 has this form."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: gettext_lazy("De vraag klopt niet"),
    401: gettext_lazy("Er hoort een geldig token bij"),
    403: gettext_lazy("Dit mag niet"),
    404: gettext_lazy("Dit bestaat niet"),
    405: gettext_lazy("Zo kun je dit niet vragen"),
    409: gettext_lazy("Dit botst met iets anders"),
    413: gettext_lazy("De vraag is te groot"),
    415: gettext_lazy("Stuur JSON"),
    422: gettext_lazy("Dit kan nu niet"),
    429: gettext_lazy("Te veel vragen achter elkaar"),
    500: gettext_lazy("Er ging bij ons iets mis"),
    503: gettext_lazy("We zijn er even niet"),
}
DETAILS = {
    400: gettext_lazy("Kijk in de beschrijving van de API hoe de vraag eruitziet."),
    401: gettext_lazy("Het token ontbreekt, klopt niet, is verlopen of ingetrokken."),
    403: gettext_lazy("Dit token of deze persoon mag dit niet."),
    404: gettext_lazy(
        "Er is hier niets, of het is niet van jou. De beschrijving staat op /api/v1/openapi.json."
    ),
    405: gettext_lazy("Kijk in de kop Allow wat wel kan."),
    409: gettext_lazy("Lees de gegevens opnieuw en probeer het nog eens."),
    413: gettext_lazy("Een vraag mag hoogstens 100 kB zijn."),
    415: gettext_lazy("Zet er Content-Type: application/json bij."),
    422: gettext_lazy("De gegevens kloppen, maar een regel staat dit niet toe."),
    429: gettext_lazy("Wacht zo lang als in de kop Retry-After staat."),
    500: gettext_lazy("Probeer het later nog eens. Blijft het misgaan, laat het ons weten."),
    503: gettext_lazy("Probeer het over een paar seconden nog eens."),
}

# What pydantic finds, in words; its own codes go along for programs.
FAULTS = {
    "missing": gettext_lazy("Dit ontbreekt."),
    "extra_forbidden": gettext_lazy("Dit kennen we niet."),
    "int_type": gettext_lazy("Dit moet een geheel getal zijn."),
    "int_parsing": gettext_lazy("Dit moet een geheel getal zijn."),
    "bool_type": gettext_lazy("Dit moet true of false zijn."),
    "string_type": gettext_lazy("Dit moet tekst zijn."),
    "string_too_long": gettext_lazy("Deze tekst is te lang."),
    "string_too_short": gettext_lazy("Deze tekst is te kort."),
    "list_type": gettext_lazy("Dit moet een lijst zijn."),
    "too_long": gettext_lazy("Deze lijst is te lang."),
    "too_short": gettext_lazy("Deze lijst is te kort."),
    "greater_than_equal": gettext_lazy("Dit getal is te klein."),
    "less_than_equal": gettext_lazy("Dit getal is te groot."),
    "model_attributes_type": gettext_lazy("Dit moet een object zijn."),
    "model_type": gettext_lazy("Dit moet een object zijn."),
}


class Problem(Exception):
    """A question that gets an error as its answer; ``errors`` points at what was wrong in it."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        errors: Sequence[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}


def answer(problem: Problem) -> HttpResponse:
    """The problem as a response, in the language of this moment."""
    title = TITLES.get(problem.status) or _("Dit lukte niet")
    body: dict[str, Any] = {
        "type": f"{settings.PUBLIC_URL}/api/#fout-{problem.status}",
        "title": str(title),
        "status": problem.status,
        "detail": str(problem.detail or DETAILS.get(problem.status) or title),
    }
    if problem.errors:
        body["errors"] = list(problem.errors)
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=problem.status, content_type=MEDIA_TYPE
    )
    for name, value in problem.headers.items():
        response.headers[name] = value
    return response


def fault(place: Sequence[str | int], code: str, message: str = "") -> dict[str, Any]:
    """One wrong value: where it stands (in path, query or body), a code, and a sentence."""
    source, *rest = place
    location = (
        {"pointer": "#/" + "/".join(_escaped(str(step)) for step in rest[1:])}
        if source == "body"
        else {"name": str(rest[-1]) if rest else ""}
    )
    words = FAULTS.get(code) or message or _("Deze waarde klopt niet.")
    return {"in": source, "location": location, "code": code, "detail": str(words)}


def _escaped(step: str) -> str:
    """A step of a JSON pointer (RFC 6901)."""
    return step.replace("~", "~0").replace("/", "~1")
