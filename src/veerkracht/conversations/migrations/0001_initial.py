from django.db import migrations


class Migration(migrations.Migration):
    """The place where the parts of this app begin."""

    initial = True
    dependencies: list[tuple[str, str]] = [("people", "0001_initial")]
    operations: list[object] = []
