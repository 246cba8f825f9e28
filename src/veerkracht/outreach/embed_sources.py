"""What what stands on the sites of others gives to the registries of the apps below."""

from __future__ import annotations

from veerkracht.outreach.embed_oembed import discovered
from veerkracht.ui.navigation import head_links


def register() -> None:
    """Put every source in its registry."""
    head_links.add("outreach.oembed", discovered)
