"""Objects by SQL that is made once are those that Django gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from veerkracht.kernel.prepared_objects import PreparedObjects
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from django.db.models import QuerySet

pytestmark = pytest.mark.django_db


def query() -> QuerySet[Edition]:
    return Edition.objects.filter(pk=-1).select_related("course__provider").defer("venue")


def test_models_come_with_what_is_selected_along_and_without_what_is_deferred() -> None:
    one, other = factories.edition(), factories.edition()
    provider = other.course.provider_id
    prepared = PreparedObjects(query, -1)
    assert prepared(one.pk) == [one]  # the plan is made
    with CaptureQueriesContext(connection) as seen:
        (found,) = prepared(other.pk)
        assert found.course.provider_id == provider
        assert (found.starts_at, found.state) == (other.starts_at, other.state)
    assert len(seen) == 1
    assert found.get_deferred_fields() == {"venue"}
    assert found.venue == other.venue
    assert prepared(0) == []
