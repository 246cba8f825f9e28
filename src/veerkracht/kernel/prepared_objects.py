"""Objects by a query whose SQL is made once: for public pages, where making it cost more than its answer."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.db import connection

from veerkracht.kernel.rows import Asked, Prepared
from veerkracht.kernel.together import objects_of


class PreparedObjects(Prepared):
    """As :class:`Prepared`, but it gives what the queryset gives: models with what they select along.

    What the queryset would prefetch is asked as usual.
    """

    _kept: tuple[Any, Any] | None = None  # the queryset with stand-ins, and what made its SQL

    def __call__(self, *values: object) -> list[Any]:
        """The objects for these values, one value for each stand-in."""
        return self.objects(self.ask(*values))

    def objects(self, asked: Asked) -> list[Any]:
        """The objects of what was asked (:meth:`ask`), perhaps along with other questions."""
        rows = asked.rows()
        if self._kept is None:
            raise AssertionError("what was asked by another query cannot be read by this one")
        queryset, compiler = self._kept
        return objects_of(queryset, copy(compiler), rows)

    def _made(self) -> tuple[str, Sequence[Any]]:
        queryset = self._make()
        compiler = queryset.query.get_compiler(connection.alias)
        sql, parameters = compiler.as_sql()
        self._kept = queryset, compiler
        return sql, tuple(parameters)
