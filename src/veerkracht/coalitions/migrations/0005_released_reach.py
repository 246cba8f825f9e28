"""Forget what plans once read from counts of parents: it was not what a release shows. The nightly reading comes anew."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations


def forget(apps: Any, _schema: Any) -> None:
    """Targets that read this measure, of any year."""
    found = apps.get_model("programme", "PlanTarget").objects.filter(measure="coalitions.parents")
    found.update(reached="", reached_en="", reached_until=None)


class Migration(migrations.Migration):
    """One update."""

    dependencies: ClassVar = [("coalitions", "0004_heard"), ("programme", "0005_promises_targets")]
    operations: ClassVar = [migrations.RunPython(forget, migrations.RunPython.noop)]
