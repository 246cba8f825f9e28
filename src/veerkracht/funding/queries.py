"""The reads of funding that other apps may use."""

from __future__ import annotations

from veerkracht.funding.account_figures import figures_of
from veerkracht.funding.ceiling_queries import prospect
from veerkracht.funding.ledger_queries import bookings
from veerkracht.funding.scheme_queries import money_of, performances_of, schemes_of

__all__ = ["bookings", "figures_of", "money_of", "performances_of", "prospect", "schemes_of"]
