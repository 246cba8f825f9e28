"""What people mean to do with what they learnt."""

from __future__ import annotations
