"""Pictures as they come in: turned upright, not too large, and without what the camera wrote in them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

if TYPE_CHECKING:
    from django.core.files.base import File

LARGEST = 2_400  # pixels of the longest side that we keep
KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def bare(given: File[bytes]) -> SimpleUploadedFile:
    """The same picture without EXIF, such as the place on a map; raises ValidationError."""
    try:
        given.seek(0)
        with Image.open(given) as found:
            kind = str(found.format)
            upright = ImageOps.exif_transpose(found)
            upright.thumbnail((LARGEST, LARGEST))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ValidationError(_("Dit bestand is geen foto die we kunnen lezen.")) from error
    if kind not in KINDS:
        raise ValidationError(_("Kies een foto in jpg, png of webp."))
    return _written(upright, kind, str(given.name))


def _written(picture: Image.Image, kind: str, name: str) -> SimpleUploadedFile:
    picture.info.pop("exif", None)
    picture.info.pop("xmp", None)
    if kind == "JPEG" and picture.mode not in {"RGB", "L"}:
        picture = picture.convert("RGB")
    kept, options = BytesIO(), {"quality": 90} if kind != "PNG" else {"optimize": True}
    colours = picture.info.get("icc_profile")
    picture.save(kept, kind, icc_profile=colours, **options)
    return SimpleUploadedFile(name, kept.getvalue(), content_type=KINDS[kind])
