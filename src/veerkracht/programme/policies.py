"""Who may do what in programme, for apps above."""

from __future__ import annotations

from veerkracht.programme.agreement_policies import (
    check_may_keep_agreements,
    check_may_move_agreement,
    check_may_read_agreement,
)

__all__ = [
    "check_may_keep_agreements",
    "check_may_move_agreement",
    "check_may_read_agreement",
]
