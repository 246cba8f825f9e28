"""Forms of intervision groups: they parse and never write."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy


class LessonForm(forms.Form):
    """One sentence that others may learn from."""

    sentence = forms.CharField(
        label=gettext_lazy("Wat kunnen anderen hiervan leren? In één zin"),
        help_text=gettext_lazy(
            "Zonder namen, plaatsen of iets waaraan je iemand herkent. Iedereen die erbij was, moet ja zeggen."
        ),
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
    )
