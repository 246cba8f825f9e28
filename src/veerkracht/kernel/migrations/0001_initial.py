"""The table of recurring jobs and the shared cache's table."""

from django.core.management import call_command
from django.db import migrations, models


def create_cache_table(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Django makes its own cache table; it leaves an existing one alone."""
    call_command("createcachetable", "kernel_cache", database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    """First."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="RecurringJob",
            fields=[
                ("name", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
    ]
