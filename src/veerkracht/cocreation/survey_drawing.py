"""A QR code on the poster of a survey."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


def qr(address: str) -> SafeString:
    """A QR code as inline SVG on white, without style attributes (ISO/IEC 18004, error correction M)."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=4, omitsize=True, light="#fff", svgclass="qr", lineclass=None, title=_("QR-code")
    )
    return mark_safe(drawn.replace("<svg ", '<svg role="img" ', 1))
