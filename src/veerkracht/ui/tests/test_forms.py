"""Forms say what is wrong beside the field, and keep what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.utils import translation

from veerkracht.ui.gallery import ExampleForm, TakenForm

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture(autouse=True)
def _dutch() -> Any:
    with translation.override("nl"):
        yield


def test_a_fresh_form_shows_no_errors() -> None:
    html = str(ExampleForm())
    assert "data-error-summary" not in html
    assert "aria-invalid" not in html


def test_optional_is_said_in_words() -> None:
    assert str(ExampleForm()["remark"].as_field_group()).count("niet verplicht") == 1
    assert "niet verplicht" not in str(ExampleForm()["name"].as_field_group())


def test_filters_can_leave_those_words_out() -> None:
    class Filters(forms.Form):
        """Everything is optional here."""

        quiet_optional = True
        words = forms.CharField(required=False)

    assert "niet verplicht" not in str(Filters())


def test_the_summary_links_to_every_field_that_must_be_mended() -> None:
    html = str(TakenForm({"email": "saskia@"}))
    for target in ("id_name", "id_email", "id_kind_0", "id_agree"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in html


def test_the_error_stands_beside_the_field_and_is_read_with_it() -> None:
    html = str(TakenForm({"email": "saskia@"})["email"].as_field_group())
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_email_error"' in html
    assert 'id="id_email_error"' in html


def test_a_mistake_of_the_whole_form_stands_in_the_summary() -> None:
    assert "net gesloten" in str(TakenForm({}))


def test_what_was_typed_is_kept() -> None:
    assert 'value="saskia@"' in str(TakenForm({"email": "saskia@"}))


def test_choices_are_a_fieldset_with_a_legend_and_a_hint() -> None:
    html = str(ExampleForm()["sectors"].as_field_group())
    assert "<fieldset" in html
    assert "<legend" in html
    assert html.count('type="checkbox"') == 3
    assert 'aria-describedby="id_sectors_helptext"' in html


def test_labels_and_values_are_escaped() -> None:
    html = str(ExampleForm({"name": "<script>alert(1)</script>"}))
    assert "<script>" not in html


def test_widgets_keep_the_classes_they_came_with() -> None:
    class Coded(forms.Form):
        """A field with a class of its own."""

        code = forms.CharField(widget=forms.TextInput(attrs={"class": "num"}))

    assert 'class="utrecht-textbox utrecht-textbox--html-input num"' in str(Coded())


@pytest.mark.django_db
@pytest.mark.urls("veerkracht.ui.tests.urls")
def test_the_editors_own_forms_look_as_they_did(client: Client) -> None:
    html = client.get("/redactie/login/").content.decode()
    assert "<form" in html
    assert "utrecht-" not in html


def test_the_admins_own_forms_look_as_they_did() -> None:
    form = AdminAuthenticationForm()
    assert "utrecht-" not in f"{form['username']}{form['password']}{form['username'].label_tag()}"
