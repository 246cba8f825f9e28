"""Wagtail's form for a picture: where and with which phone it was taken stays with its maker."""

from __future__ import annotations

from typing import Any

from wagtail.images.forms import BaseImageForm

from veerkracht.kernel.pictures import bare


class PictureForm(BaseImageForm):  # type: ignore[misc]
    """A picture is written anew when one is uploaded."""

    def clean_file(self) -> Any:
        """The picture without what the camera wrote in it."""
        given = self.cleaned_data.get("file")
        if given is None or "file" not in self.changed_data:
            return given
        return bare(given)
