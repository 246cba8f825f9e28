"""What outreach keeps."""

from __future__ import annotations

from veerkracht.outreach.search_models import SearchDocument, SearchWord

__all__ = ["SearchDocument", "SearchWord"]
