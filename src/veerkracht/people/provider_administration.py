"""Providers to sign in at, in the administration; only actions write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from veerkracht.people import actions, policies
from veerkracht.people.courier import discover
from veerkracht.people.models import SignInDomain, SignInProvider

if TYPE_CHECKING:
    from django.db.models import Model
    from django.forms import BaseInlineFormSet, ModelForm
    from django.http import HttpRequest

RESERVED = frozenset({"openid_connect", "adres"})
HELP = {
    "slug": _("Klein en zonder spaties. Staat in het adres waar mensen terugkomen."),
    "kind_claim": _("Waarin staat of iemand student of medewerker is."),
    "home_claim": _("Waarin het domein van de instelling staat."),
    "trusts_second_factor": _("Alleen als daar echt een tweede stap wordt gevraagd."),
    "second_factor_levels": _("Eén per regel. De waarde “mfa” in amr telt altijd."),
}


class ProviderForm(forms.ModelForm[SignInProvider]):
    """A provider; its secret can be typed and never read."""

    issuer = forms.URLField(
        label=_("Adres van de uitgever (issuer)"),
        help_text=_("Zoals https://connect.surfconext.nl. We kijken meteen of het klopt."),
        max_length=300,
        assume_scheme="https",
    )
    new_secret = forms.CharField(
        label=_("Client secret"),
        help_text=_("Wordt versleuteld bewaard. Laat leeg om te houden wat er is."),
        required=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = SignInProvider
        fields = (
            "name",
            "slug",
            "issuer",
            "client_id",
            "is_open",
            "kind_claim",
            "home_claim",
            "trusts_second_factor",
            "second_factor_levels",
        )
        help_texts = HELP

    def clean_slug(self) -> str:
        """A name that is free in our addresses, and that does not move once people come back by it."""
        slug: str = self.cleaned_data["slug"]
        if slug in RESERVED:
            raise forms.ValidationError(_("Deze naam is al in gebruik."))
        if self.instance.pk and slug != self.instance.slug:
            raise forms.ValidationError(_("Deze naam kan niet meer veranderen."))
        return slug

    def clean_issuer(self) -> str:
        """An address where a provider answers that calls itself so."""
        issuer: str = self.cleaned_data["issuer"]
        try:
            discover(issuer)
        except OAuth2Error as error:
            words = _("Hier antwoordt geen inlogdienst die we kunnen gebruiken: %(why)s.")
            raise forms.ValidationError(words, params={"why": str(error)}) from error
        return issuer


class DomainInline(admin.TabularInline[SignInDomain, SignInProvider]):
    """Which addresses the provider speaks for, and whose they are."""

    model = SignInDomain
    extra = 1
    autocomplete_fields = ("organisation",)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The site as a whole is for administrators."""
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


class ProviderAdmin(admin.ModelAdmin[SignInProvider]):
    """Providers are made, changed and closed; never deleted, for accounts point at them."""

    form = ProviderForm
    fields = (
        "name",
        "slug",
        "issuer",
        "client_id",
        "new_secret",
        "is_open",
        "kind_claim",
        "home_claim",
        "trusts_second_factor",
        "second_factor_levels",
    )
    inlines = (DomainInline,)
    list_display = ("name", "issuer", "is_open", "trusts_second_factor")
    prepopulated_fields: ClassVar = {"slug": ("name",)}

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The site as a whole is for administrators."""
        return True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators see all."""
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A school joins."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A secret changes."""
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Close it instead."""
        return False

    def save_model(
        self, request: HttpRequest, obj: SignInProvider, form: ModelForm[Any], change: Any
    ) -> None:
        """Through the action, so that the trail knows."""
        secret, by = form.cleaned_data["new_secret"], policies.signed_in(request)
        actions.save_sign_in_provider(provider=obj, secret=secret, by=by)

    def save_formset(
        self,
        request: HttpRequest,
        form: ModelForm[Any],
        formset: BaseInlineFormSet[Any, Any, Any],
        change: Any,
    ) -> None:
        """Each domain through its action."""
        by = policies.signed_in(request)
        for domain in formset.save(commit=False):
            actions.save_sign_in_domain(domain=domain, by=by)
        for domain in formset.deleted_objects:
            actions.remove_sign_in_domain(domain=domain, by=by)
