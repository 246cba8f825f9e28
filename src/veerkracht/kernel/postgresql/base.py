"""The database backend; Django asks for a module of this name.

Django asks ``SELECT 1`` at the start of each request that finds a kept connection: a round trip, a tenth
of the CPU of a booking. A server that went away has closed its end, and that can be seen without asking.
"""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as Django knows it; only :meth:`is_usable` differs."""

    def is_usable(self) -> bool:
        """Whether the connection is open and quiet: a server that stops says so and closes its end.

        After an error inside a request Django asks as well; then, too, a closed end tells.
        """
        connection = self.connection
        if connection is None or connection.closed or connection.broken:
            return False
        watch = select.poll()  # not select(): that fails above 1,024 open files
        watch.register(connection.fileno(), select.POLLIN)
        return not watch.poll(0)
