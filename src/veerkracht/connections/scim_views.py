"""The addresses below /scim/v2 (RFC 7644): what we are, and the people of one organisation."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from scim2_models import Context, ListResponse, PatchOp, ResponseParameters, SearchRequest

from veerkracht.connections import scim_actions, scim_resources
from veerkracht.connections.scim_answers import MEDIA_TYPE, Refused, answer, answers, body_of
from veerkracht.connections.scim_queries import matching, provisioned_of
from veerkracht.connections.scim_resources import MOST_RESULTS, POLICY, User, etag, resource_of

if TYPE_CHECKING:
    from scim2_models import Resource

    from veerkracht.connections.scim_models import ProvisionedPerson
    from veerkracht.people.models import Organisation, Person


# What we are


@answers("GET")
def service_provider_config(
    request: HttpRequest, organisation: Organisation, by: Person
) -> HttpResponse:
    """What we can do."""
    return answer(scim_resources.config(), context=Context.RESOURCE_QUERY_RESPONSE)


@answers("GET")
def schemas(
    request: HttpRequest, organisation: Organisation, by: Person, key: str = ""
) -> HttpResponse:
    """The schemas of what we serve, or one."""
    return _described(request, scim_resources.schemas(), key)


@answers("GET")
def resource_types(
    request: HttpRequest, organisation: Organisation, by: Person, key: str = ""
) -> HttpResponse:
    """The kinds of resource that we serve, or one."""
    return _described(request, scim_resources.resource_types(), key)


def _described(request: HttpRequest, found: list[Any], key: str) -> HttpResponse:
    if "filter" in request.GET:
        raise Refused(403, "These cannot be filtered")  # RFC 7644, 4
    if not key:
        return _listed(found, len(found), 1)
    one = next((one for one in found if str(one.id).lower() == key.lower()), None)
    if one is None:
        raise Refused(404, "There is nothing here")
    return answer(one, context=Context.RESOURCE_QUERY_RESPONSE)


# People


@answers("GET", "POST")
def users(request: HttpRequest, organisation: Organisation, by: Person) -> HttpResponse:
    """Everybody whom this organisation described, or one more."""
    if request.method == "POST":
        return _create(request, organisation, by)
    asked = {name: request.GET[name] for name in request.GET}
    return _search(organisation, asked)


@answers("POST")
def search(request: HttpRequest, organisation: Organisation, by: Person) -> HttpResponse:
    """The same as a list, with the question in the body (RFC 7644, 3.4.3). People are all there is."""
    return _search(organisation, body_of(request))


@answers("GET", "PUT", "PATCH", "DELETE")
def user(
    request: HttpRequest, organisation: Organisation, by: Person, number: uuid.UUID
) -> HttpResponse:
    """One of them. Of another organisation, or not there: both 404."""
    row = provisioned_of(organisation).filter(number=number).first()
    if row is None:
        raise Refused(404, "There is nobody with this id")
    verbs = {"GET": _read, "PUT": _replace, "PATCH": _patch, "DELETE": _remove}
    if request.method != "GET":
        _check_version(request, row)
    return verbs[str(request.method)](request, row, by)


@answers("GET", "POST", "PUT", "PATCH", "DELETE")
def me(request: HttpRequest, organisation: Organisation, by: Person) -> HttpResponse:
    """A token is of an organisation, so there is nobody to be “me” (RFC 7644, 3.11)."""
    raise Refused(501, "/Me is not supported")


@answers("GET", "POST", "PUT", "PATCH", "DELETE")
def nothing_here(
    request: HttpRequest, organisation: Organisation, by: Person, rest: str = ""
) -> HttpResponse:
    """All other addresses, such as Groups."""
    raise Refused(404, "There is nothing here")


def _create(request: HttpRequest, organisation: Organisation, by: Person) -> HttpResponse:
    sent = User.model_validate(
        body_of(request), scim_ctx=Context.RESOURCE_CREATION_REQUEST, scim_policy=POLICY
    )
    record = scim_resources.record_of(sent)
    row = scim_actions.provision(organisation=organisation, record=record, by=by)
    return _one(request, row, 201, Context.RESOURCE_CREATION_RESPONSE)


def _read(request: HttpRequest, row: ProvisionedPerson, by: Person) -> HttpResponse:
    known = request.headers.get("If-None-Match", "")
    if etag(row) in _tags(known):
        return HttpResponse(status=304, headers={"ETag": etag(row)}, content_type=MEDIA_TYPE)
    return _one(request, row, 200, Context.RESOURCE_QUERY_RESPONSE)


def _replace(request: HttpRequest, row: ProvisionedPerson, by: Person) -> HttpResponse:
    sent = User.model_validate(
        body_of(request), scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST, scim_policy=POLICY
    )
    with POLICY:
        sent.replace(resource_of(row))
    row = scim_actions.change_provisioned(row=row, record=scim_resources.record_of(sent), by=by)
    return _one(request, row, 200, Context.RESOURCE_REPLACEMENT_RESPONSE)


def _patch(request: HttpRequest, row: ProvisionedPerson, by: Person) -> HttpResponse:
    operations = PatchOp[User].model_validate(
        body_of(request), scim_ctx=Context.RESOURCE_PATCH_REQUEST, scim_policy=POLICY
    )
    changed = resource_of(row)
    if operations.patch(changed, scim_policy=POLICY):
        record = scim_resources.record_of(changed)
        row = scim_actions.change_provisioned(row=row, record=record, by=by)
    return _one(request, row, 200, Context.RESOURCE_PATCH_RESPONSE)


def _remove(request: HttpRequest, row: ProvisionedPerson, by: Person) -> HttpResponse:
    scim_actions.withdraw(row=row, by=by)
    return HttpResponse(status=204)


def _check_version(request: HttpRequest, row: ProvisionedPerson) -> None:
    wanted = request.headers.get("If-Match")
    if wanted is not None and not _tags(wanted) & {etag(row), "*"}:
        raise Refused(412, "This was changed meanwhile; read it again")


def _tags(header: str) -> set[str]:
    return {tag.strip() for tag in header[:1_000].split(",")}


def _search(organisation: Organisation, asked: dict[str, Any]) -> HttpResponse:
    question = SearchRequest[User].model_validate(asked, scim_policy=POLICY)
    found = provisioned_of(organisation)
    if question.filter:
        found = matching(found, str(question.filter))
    start = question.start_index_0 or 0
    most = MOST_RESULTS if question.count is None else min(question.count, MOST_RESULTS)
    total, page = found.count(), list(found[start : start + most]) if start < 10**9 else []
    return _listed([resource_of(row) for row in page], total, start + 1, question)


def _listed(
    found: list[Resource[Any]],
    total: int,
    start: int,
    parameters: ResponseParameters[Any] | None = None,
) -> HttpResponse:
    kind = type(found[0]) if found else User
    page = ListResponse[kind](  # type: ignore[valid-type]  # the kind of what is listed
        total_results=total, start_index=start, items_per_page=len(found), resources=found
    )
    return answer(page, parameters=parameters, context=Context.RESOURCE_QUERY_RESPONSE)


def _one(
    request: HttpRequest, row: ProvisionedPerson, status: int, context: Context
) -> HttpResponse:
    asked = {
        name: request.GET[name]
        for name in ("attributes", "excludedAttributes")
        if name in request.GET
    }
    parameters = ResponseParameters[User].model_validate(asked)
    found = resource_of(row)
    place = str(found.meta.location) if found.meta else ""
    more = {"ETag": etag(row), "Location": place}
    return answer(found, status, parameters=parameters, context=context, **more)
