"""The OpenAPI description: what ninja knows, completed with what holds for the whole API."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from pydantic.alias_generators import to_camel

from veerkracht.connections.keeping import HEADER
from veerkracht.connections.problems import MEDIA_TYPE
from veerkracht.connections.rest import Opens
from veerkracht.connections.words import SCOPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ninja import NinjaAPI

VERSION = "1.0.0"
ROOT = "/api/v1"
TITLE = "Veerkracht API"
ABOUT = _(
    "Lees het aanbod van trainingen, je eigen inschrijvingen en de boekingen van je organisatie. "
    "Uitleg voor mensen staat op /api/."
)
_PLAIN = {"type": "string"}
_VERSION_HEADER = {"description": _("De volledige versie van de API."), "schema": _PLAIN}
_HEADERS: dict[str, dict[str, Any]] = {
    "ETag": {
        "description": _("Stuur dit mee als If-None-Match; is er niets veranderd, dan volgt 304."),
        "schema": _PLAIN,
    },
    "Location": {"description": _("Het adres van wat er gemaakt is."), "schema": _PLAIN},
    "Retry-After": {
        "description": _("Na zoveel seconden kun je het weer vragen."),
        "schema": {"type": "integer"},
    },
    "WWW-Authenticate": {"description": _("Hoe je laat zien wie je bent."), "schema": _PLAIN},
    "Idempotency-Replayed": {
        "description": _("true als dit het antwoord is dat deze sleutel eerder kreeg."),
        "schema": _PLAIN,
    },
    "Access-Control-Allow-Origin": {
        "description": _("Elke website mag dit lezen."),
        "schema": _PLAIN,
    },
}
_WHEN = {
    200: ("ETag",),
    201: ("Location", "Idempotency-Replayed"),
    401: ("WWW-Authenticate",),
    429: ("Retry-After",),
}
_SAYS = {
    200: _("Gelukt."),
    201: _("Gemaakt."),
    304: _("Er is niets veranderd."),
    400: _("De vraag klopt niet."),
    401: _("Het token ontbreekt of werkt niet."),
    403: _("Het token of de persoon mag dit niet."),
    404: _("Dit bestaat niet, of is niet van jou."),
    409: _("Dit botst met iets anders, of de gegevens zijn intussen veranderd."),
    413: _("De vraag is te groot."),
    415: _("De vraag is geen JSON."),
    422: _("Een regel staat dit niet toe, of de Idempotency-Key hoort bij een andere vraag."),
    429: _("Te veel vragen achter elkaar."),
}


@cache
def described(api: NinjaAPI) -> dict[str, Any]:
    """The whole description, in Dutch; made once for this process."""
    with override("nl"):
        found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
        for operation in _operations(found):
            _complete(operation)
        found["paths"] = {_in_camels(path): methods for path, methods in found["paths"].items()}
        found["paths"]["/openapi.json"] = {"get": _of_itself()}
        found["paths"] = dict(sorted(found["paths"].items()))
        found["info"] |= {"title": TITLE, "description": str(ABOUT), "contact": _contact()}
        found["info"]["license"] = {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}
        found["servers"] = [{"url": f"{settings.PUBLIC_URL}{ROOT}"}]
        found["components"]["securitySchemes"] = {"token": _scheme()}
        found["security"] = []
        found["tags"] = _tags(found)
        _forget_unused(found)
        plain: dict[str, Any] = _in_words(found)
        return plain


def _forget_unused(found: dict[str, Any]) -> None:
    """Ninja also describes the shapes of filters, whose parts stand at each operation already."""
    used = set(re.findall(r"#/components/schemas/(\w+)", str(found)))
    schemas = found["components"]["schemas"]
    found["components"]["schemas"] = {name: schemas[name] for name in sorted(used)}


def _operations(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in found["paths"].values():
        yield from methods.values()


def _complete(operation: dict[str, Any]) -> None:
    """Headers, media types, what the token must open, and the key that a write needs."""
    operation["security"] = [one for one in operation["security"] if Opens.__name__ not in one]
    operation["operationId"] = to_camel(operation["operationId"])
    operation["parameters"] = [_named(one) for one in operation.get("parameters", [])]
    is_read = 200 in operation["responses"] and "requestBody" not in operation
    if is_read:
        operation["responses"][304] = {"description": ""}
    else:
        operation["parameters"].append(_key())
    for status, response in operation["responses"].items():
        _complete_response(status, response, read=is_read)
    operation["responses"] = {
        str(status): operation["responses"][status] for status in sorted(operation["responses"])
    }


def _complete_response(status: int, response: dict[str, Any], *, read: bool) -> None:
    names = [name for name in _WHEN.get(status, ()) if read or name != "ETag"]
    response["description"] = _SAYS[status]
    response["headers"] = {
        "API-Version": _VERSION_HEADER,
        **{name: _HEADERS[name] for name in names},
    }
    if status >= 400:
        response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}


def _in_camels(path: str) -> str:
    """Names in a path as in the rest of the interface: ``{editionId}``."""
    return re.sub(r"{(\w+)}", lambda name: "{" + to_camel(name[1]) + "}", path)


def _named(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter that may be left out is absent then, never the word null."""
    schema = dict(parameter["schema"])
    given = [one for one in schema.pop("anyOf", []) if one != {"type": "null"}]
    name = to_camel(parameter["name"]) if parameter["in"] == "path" else parameter["name"]
    return {**parameter, "name": name, "schema": {**schema, **(given[0] if given else {})}}


def _key() -> dict[str, Any]:
    return {
        "in": "header",
        "name": HEADER,
        "required": True,
        "description": _(
            "Een eigen sleutel voor deze vraag, zoals een UUID. Vraag je 24 uur lang hetzelfde met "
            "dezelfde sleutel, dan doen we het niet nog eens en krijg je hetzelfde antwoord."
        ),
        "schema": {"type": "string", "pattern": "^[!-~]{1,100}$"},
        "example": "7f9c2ba4-e88f-4ab7-9f3c-1c2f4b6f7a11",
    }


def _of_itself() -> dict[str, Any]:
    everywhere = {"Access-Control-Allow-Origin": _HEADERS["Access-Control-Allow-Origin"]}
    headers = {"API-Version": _VERSION_HEADER, "ETag": _HEADERS["ETag"]}
    return {
        "operationId": "openapi",
        "tags": ["Beschrijving"],
        "summary": _("Deze beschrijving"),
        "description": _("De beschrijving van de API, als OpenAPI."),
        "parameters": [],
        "security": [],
        "responses": {
            "200": {
                "description": _SAYS[200],
                "headers": headers | everywhere,
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            "304": {"description": _SAYS[304], "headers": headers | everywhere},
        },
    }


def _contact() -> dict[str, str]:
    return {
        "name": f"{settings.SITE_NAME}, koppelingen",
        "email": settings.CONTACT_EMAIL,
        "url": f"{settings.PUBLIC_URL}/api/",
    }


def _scheme() -> dict[str, Any]:
    scopes = "\n".join(f"- `{scope.value}`: {words}" for scope, words in SCOPES.items())
    about = _(
        "Een token maak je bij Mijn plek, Koppelingen. Het hoort alleen in de kop Authorization."
    )
    return {"type": "http", "scheme": "bearer", "description": f"{about}\n\n{scopes}"}


def _tags(found: dict[str, Any]) -> list[dict[str, str]]:
    names = {tag for operation in _operations(found) for tag in operation.get("tags", [])}
    return [{"name": str(name)} for name in sorted(names, key=str)]


def _in_words(value: Any) -> Any:
    """Lazy sentences as text, so that the description is plain JSON."""
    if isinstance(value, dict):
        said = {str(name): _in_words(one) for name, one in value.items()}
        return _without_title(said)
    if isinstance(value, (list, tuple)):
        return [_in_words(one) for one in value]
    return value if isinstance(value, (int, float, str)) or value is None else str(value)


def _without_title(found: dict[str, Any]) -> dict[str, Any]:
    """Pydantic gives every value a title that only repeats its name."""
    is_schema = {"type", "anyOf", "$ref", "properties"} & found.keys()
    if is_schema and isinstance(found.get("title"), str):
        del found["title"]
    return found
