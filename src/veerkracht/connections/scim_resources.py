"""What we serve by SCIM 2.0: one resource, its schema, and what we can and cannot do.

RFC 7643 (resources) and RFC 7644 (protocol). The messages are read and written by scim2-models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from django.conf import settings
from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    ComplexAttribute,
    Email,
    ETag,
    External,
    Filter,
    Meta,
    Name,
    Patch,
    Reference,
    Required,
    Resource,
    ResourceType,
    Schema,
    ScimPolicy,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)

if TYPE_CHECKING:
    from veerkracht.connections.scim_models import ProvisionedPerson

ROOT = "/scim/v2"
MOST_RESULTS = 200  # people in one answer
USER = URN("urn:ietf:params:scim:schemas:core:2.0:User")
OWN = {"schemas", "id", "meta"}  # what we say and nobody sends
# What large identity providers send beside the schema is passed over, not refused; see ADR 0016.
POLICY = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)


class User(Resource[Any]):
    """The part of the core User that we have a use for."""

    __schema__ = USER

    user_name: Annotated[str | None, Uniqueness.server, Required.true] = None
    """How the organisation's system names this person."""

    name: Name | None = None
    """The parts of the name."""

    Name: ClassVar[type[ComplexAttribute]] = Name

    display_name: str | None = None
    """The name as a whole."""

    title: str | None = None
    """The function or study."""

    user_type: str | None = None
    """"student" for who learns there; anything else works there."""

    active: bool | None = None
    """Whether this person works or studies at the organisation."""

    emails: list[Email] | None = None
    """Where the person is asked; the primary one, else the first."""

    Emails: ClassVar[type[ComplexAttribute]] = Email


def resource_of(row: ProvisionedPerson) -> User:
    """The person as the organisation described them, with our id and version."""
    user = User.model_validate({**row.record, "schemas": [USER]}, scim_policy=POLICY)
    user.id = str(row.number)
    user.meta = Meta(
        resource_type="User",
        created=row.made_at,
        last_modified=row.changed_at,
        version=etag(row),
        location=f"{settings.PUBLIC_URL}{ROOT}/Users/{row.number}",
    )
    return user


def record_of(user: User) -> dict[str, Any]:
    """What is kept of a description: everything but what is ours to say."""
    return {name: value for name, value in user.model_dump().items() if name not in OWN}


def etag(row: ProvisionedPerson) -> str:
    """The version of somebody (RFC 7644, 3.14); weak, for the order of fields may differ."""
    return f'W/"{row.version}"'


def config() -> ServiceProviderConfig:
    """What we can do (RFC 7643, 5)."""
    token = AuthenticationScheme(
        type=AuthenticationScheme.Type.oauthbearertoken,
        name="Bearer token",
        description="A token of the organisation with the scope “scim”, in the Authorization header.",
        spec_uri=Reference[External]("https://www.rfc-editor.org/rfc/rfc6750"),
        primary=True,
    )
    return ServiceProviderConfig(
        documentation_uri=Reference[External](f"{settings.PUBLIC_URL}/api/"),
        patch=Patch(supported=True),
        bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
        filter=Filter(supported=True, max_results=MOST_RESULTS),
        change_password=ChangePassword(supported=False),
        sort=Sort(supported=False),
        etag=ETag(supported=True),
        authentication_schemes=[token],
        meta=_meta("ServiceProviderConfig", "/ServiceProviderConfig"),
    )


def schemas() -> list[Schema]:
    """The schemas of what we serve (RFC 7643, 7)."""
    found = User.to_schema()
    found.meta = _meta("Schema", f"/Schemas/{USER}")
    return [found]


def resource_types() -> list[ResourceType]:
    """The kinds of resource that we serve (RFC 7643, 6)."""
    found = ResourceType.from_resource(User)
    found.description = "People who work or study at the organisation"
    found.meta = _meta("ResourceType", "/ResourceTypes/User")
    return [found]


def _meta(kind: str, path: str) -> Meta:
    return Meta(resource_type=kind, location=f"{settings.PUBLIC_URL}{ROOT}{path}")
