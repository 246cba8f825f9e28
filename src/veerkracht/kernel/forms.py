"""Carrying a form's values into an action, and a broken rule back onto the form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms

from veerkracht.kernel.errors import RuleBroken


@contextmanager
def shown_on(form: forms.BaseForm) -> Iterator[None]:
    """Put a RuleBroken raised in the block on the form, at its field when it names one.

    After the block ``form.is_valid()`` tells whether the action went through.
    """
    try:
        yield
    except RuleBroken as broken:
        form.add_error(broken.field if broken.field in form.fields else None, broken.message)
