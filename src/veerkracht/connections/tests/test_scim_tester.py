"""Provisioning as an independent tester of SCIM servers sees it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import Status, check_server

from veerkracht.connections.tests.scim_world import token


@pytest.mark.usefixtures("committed")
def test_an_independent_tester_finds_nothing_wrong(settings: Any) -> None:
    settings.RATE_LIMITS = False
    headers = {"Authorization": f"Bearer {token('mumc')}"}
    client = WSGISCIMClient(
        get_wsgi_application(), base_url="http://localhost/scim/v2", headers=headers
    )
    results = check_server(client)
    wrong = [
        f"{result.title}: {result.description} {result.reason}"
        for result in results
        if result.status not in {Status.SUCCESS, Status.SKIPPED}
    ]
    assert wrong == []
    assert len(results) > 50
