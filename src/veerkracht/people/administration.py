"""The administration at /beheer/: looking at places and people; only actions write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db.models import URLField
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from veerkracht.people import actions, policies
from veerkracht.people.models import Organisation, Person, Role, Sector, SignInProvider
from veerkracht.people.provider_administration import ProviderAdmin
from veerkracht.places.models import Area, AreaMembership, BoundaryChange, Population

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model
    from django.forms import ModelForm
    from django.http import HttpRequest, HttpResponse


class Administration(admin.AdminSite):
    """Django's administration for administrators only, behind our own sign-in."""

    site_header = _("Beheer")
    site_title = _("Beheer")
    index_title = _("Wat is er")

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators, with a second factor where that is required."""
        person = request.user
        return isinstance(person, Person) and policies.is_administrator(person)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Our own way in; somebody who is in already and may not be here hears so."""
        if request.user.is_authenticated:
            policies.check_is_administrator(policies.signed_in(request))
        going_to = urlencode({"next": request.GET.get("next", reverse("admin:index"))})
        return redirect(f"{reverse('account_login')}?{going_to}")


class ReadOnly(admin.ModelAdmin[Any]):
    """Everything can be seen and nothing changed."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The site as a whole is for administrators."""
        return True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators see all."""
        return True

    def has_add_permission(self, request: HttpRequest, *rest: Any) -> bool:
        """Actions make things."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Actions change things."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted here."""
        return False


class OrganisationAdmin(ReadOnly):
    """Organisations are made and changed here."""

    list_display = ("name", "municipality", "is_school")
    search_fields = ("name", "slug")
    list_filter = ("is_school", "regions")
    filter_horizontal = ("sectors", "regions")
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ("name",)}
    formfield_overrides: ClassVar[Any] = {URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: HttpRequest, *rest: Any) -> bool:
        """A new organisation joins."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A name or region changes."""
        return True

    def save_model(
        self, request: HttpRequest, obj: Organisation, form: ModelForm[Any], change: Any
    ) -> None:
        """Through the action, so that the trail knows."""
        actions.save_organisation(organisation=obj, by=policies.signed_in(request))


class PersonAdmin(ReadOnly):
    """People, to find somebody; roles are given at the page for roles."""

    list_display = (
        "name",
        "email",
        "kind",
        "organisation",
        "municipality",
        "last_login",
        "is_active",
    )
    search_fields = ("name", "email")
    list_filter = ("kind", "is_active")
    fields = (
        "name",
        "email",
        "language",
        "kind",
        "organisation",
        "sector",
        "function",
        "municipality",
        "joined_at",
        "last_login",
        "is_active",
    )


class RoleAdmin(ReadOnly):
    """Who has or had which role."""

    list_display = ("person", "kind", "region", "organisation", "since", "until")
    list_filter = ("kind", "region")
    search_fields = ("person__name", "person__email")


class AreaAdmin(ReadOnly):
    """Areas, with their days."""

    list_display = ("name", "kind", "code", "valid_from", "valid_until")
    list_filter = ("kind",)
    search_fields = ("name", "code")


administration = Administration(name="admin")
administration.register(Person, PersonAdmin)
administration.register(Role, RoleAdmin)
administration.register(Organisation, OrganisationAdmin)
administration.register(Sector, ReadOnly)
administration.register(SignInProvider, ProviderAdmin)
administration.register(Area, AreaAdmin)
administration.register([AreaMembership, Population, BoundaryChange], ReadOnly)
