"""How forms look: label, hint, error beside the field, and a summary on top.

The renderer only sets the templates of whole forms and fields. Widgets keep Django's own
templates and get their classes where our field template draws them, so Wagtail's and the
admin's forms look as they did.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import DjangoTemplates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms.boundfield import BoundWidget

_CONTROLS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (forms.CheckboxInput, "check", "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.CheckboxSelectMultiple, "group", "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.RadioSelect, "group", "utrecht-radio-button utrecht-radio-button--html-input"),
    (forms.SelectDateWidget, "parts", "utrecht-select utrecht-select--html-select"),
    (forms.MultiWidget, "parts", "utrecht-textbox utrecht-textbox--html-input"),
    (forms.SelectMultiple, "one", "utrecht-select"),
    (forms.Select, "one", "utrecht-select utrecht-select--html-select"),
    (forms.Textarea, "one", "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.FileInput, "one", "file-input"),
)
_TEXT = ("one", "utrecht-textbox utrecht-textbox--html-input")


class Renderer(DjangoTemplates):
    """``settings.FORM_RENDERER``."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


@dataclass(frozen=True)
class Problem:
    """One line of the summary; ``target`` is the id to jump to, empty for the form as a whole."""

    target: str
    label: str
    text: str

    @property
    def words(self) -> str:
        """“Je naam: vul dit in”; a label that asks something keeps its question mark."""
        return f"{self.label}{'' if self.label.endswith('?') else ':'} {self.text}"


def problems(form: forms.BaseForm) -> list[Problem]:
    """What has to be mended, the form as a whole first, then field by field in order."""
    whole = [Problem("", "", str(text)) for text in form.non_field_errors()]
    return whole + [
        Problem(_target(bound), str(bound.label), str(text))
        for bound in form
        for text in bound.errors
    ]


def problems_of_rows(rows: Iterable[tuple[str, forms.BaseForm]]) -> list[Problem]:
    """The same of forms that are rows of one page, each called by its name."""
    return [
        Problem(
            one.target,
            f"{name}, {one.label[:1].lower()}{one.label[1:]}" if one.label else name,
            one.text,
        )
        for name, form in rows
        for one in problems(form)
    ]


def field_context(bound: forms.BoundField) -> dict[str, Any]:
    """All that the field template needs; ``kind`` is check, group, parts or one."""
    kind, classes = control(bound.field.widget)
    described = {"aria-describedby": bound.aria_describedby} if bound.aria_describedby else {}
    return {
        "field": bound,
        "kind": kind,
        "control": ""
        if kind == "group"
        else bound.as_widget(attrs={**described, "class": _joined(bound, classes)}),
        "choices": _choices(bound, classes) if kind == "group" else [],
        "target": _target(bound),
        "described": bound.aria_describedby,
        "optional": not bound.field.required and not getattr(bound.form, "quiet_optional", False),
    }


def control(widget: forms.Widget) -> tuple[str, str]:
    """The kind and the classes of a widget."""
    for family, kind, classes in _CONTROLS:
        if isinstance(widget, family):
            return kind, classes
    return _TEXT


def _choices(bound: forms.BoundField, classes: str) -> list[BoundWidget]:
    """The choices of a group, one by one; the hint and the error belong to the group as a whole."""
    for choice in bound.subwidgets:
        choice.data["attrs"] = {**choice.data["attrs"], "class": _joined(bound, classes)}
        choice.data["attrs"].pop("aria-describedby", None)
    return bound.subwidgets


def _joined(bound: forms.BoundField, classes: str) -> str:
    own = str(bound.field.widget.attrs.get("class", ""))
    invalid = f" {classes.split(maxsplit=1)[0]}--invalid" if bound.errors else ""
    return f"{classes}{invalid} {own}".strip()


def _target(bound: forms.BoundField) -> str:
    """The first control of a group has a number behind its id; a legend is reached through it."""
    kind, _classes = control(bound.field.widget)
    return (
        f"{bound.auto_id}_0"
        if kind in {"group", "parts"} and bound.auto_id
        else str(bound.id_for_label)
    )
