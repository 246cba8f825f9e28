"""The verbs of programme, for apps above."""

from __future__ import annotations

from veerkracht.programme.agreement_actions import (
    Terms,
    change_agreement,
    end_agreement,
    fall_back,
    firm_up,
    make_agreement,
    remove_agreement,
    renew,
    review_agreement,
    terms_of,
)

__all__ = [
    "Terms",
    "change_agreement",
    "end_agreement",
    "fall_back",
    "firm_up",
    "make_agreement",
    "remove_agreement",
    "renew",
    "review_agreement",
    "terms_of",
]
