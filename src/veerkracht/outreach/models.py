"""What outreach keeps."""

from __future__ import annotations

from veerkracht.outreach.newsletter_models import (
    AddressList,
    Delivery,
    DeliveryState,
    Ground,
    Interest,
    Issue,
    IssueItem,
    Subscriber,
    SubscriberState,
)
from veerkracht.outreach.search_models import SearchDocument, SearchWord

__all__ = [
    "AddressList",
    "Delivery",
    "DeliveryState",
    "Ground",
    "Interest",
    "Issue",
    "IssueItem",
    "SearchDocument",
    "SearchWord",
    "Subscriber",
    "SubscriberState",
]
