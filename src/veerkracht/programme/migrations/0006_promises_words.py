"""Sentences of facts are no longer kept with a report: of drafts they go, where nobody changed them."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def forget_first_words(apps: Any, _editor: Any) -> None:
    """What a block began with, and is still so, now follows the facts."""
    reports = apps.get_model("programme", "PlanReport")
    kept = apps.get_model("programme", "PlanReportWords")
    for one in reports.objects.filter(sent_at=None):
        first = kept.objects.filter(report=one, number=1).values_list("words", flat=True).first()
        same = {block for block, text in (first or {}).items() if one.words.get(block) == text}
        one.words = {block: "" if block in same else text for block, text in one.words.items()}
        one.save(update_fields=["words"])


class Migration(migrations.Migration):
    dependencies = [("programme", "0005_promises_targets")]
    operations = [migrations.RunPython(forget_first_words, migrations.RunPython.noop)]
