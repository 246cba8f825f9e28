"""``make check-template``: the tests' quick way of migrating makes the same tables as the ordinary one."""

from __future__ import annotations

import os
import sys

from tests import environment

ASKED = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length"
    " FROM information_schema.columns WHERE table_schema = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT proname, md5(prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "migrations": "SELECT app, name FROM django_migrations",
}


def main() -> int:
    """0 when both ways give the same; else what differs is printed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veerkracht.config.settings")
    sys.path.insert(0, str(environment.ROOT / "src"))
    import django  # noqa: PLC0415 - it needs the settings

    django.setup()
    from tests import database  # noqa: PLC0415

    quick, plain = database.template_name(), "template_ordinary"
    database.make_template()
    database.make(plain, "template0", database.migrate)
    made = [described(name) for name in (quick, plain)]
    for kind in ASKED:
        for line in sorted(made[0][kind] ^ made[1][kind]):
            print(kind, "quick" if line in made[0][kind] else "plain", line)  # noqa: T201
    return int(made[0] != made[1])


def described(name: str) -> dict[str, set[tuple[str, ...]]]:
    """What stands in a database, kind by kind."""
    from django.db import connection  # noqa: PLC0415

    from tests import database  # noqa: PLC0415

    database.point_at(name)
    found = {}
    with connection.cursor() as cursor:
        for kind, asked in ASKED.items():
            cursor.execute(asked)
            found[kind] = {tuple(map(str, row)) for row in cursor.fetchall()}
    connection.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
