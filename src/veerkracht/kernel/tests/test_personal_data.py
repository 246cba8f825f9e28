"""Retention: every rule gets its turn, also after one that fails."""

from __future__ import annotations

import logging

import pytest

from veerkracht.kernel.personal_data import Retention, carry_out_retention, retention


def test_a_rule_that_fails_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> int:
        raise ValueError("no")

    monkeypatch.setattr(retention, "_entries", {})
    retention.add("1 works", Retention("", overdue=lambda: 0, carry_out=lambda: 2))
    retention.add("2 fails", Retention("", overdue=lambda: 0, carry_out=broken))
    retention.add("3 works", Retention("", overdue=lambda: 0, carry_out=lambda: 3))
    with caplog.at_level(logging.ERROR):
        assert carry_out_retention() == 5
    assert "2 fails" in caplog.text
