"""``manage.py check_releases``: are releases what was published? Exit 1 with every fault named when not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from veerkracht.figures.queries import every, faults
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.monitoring.release_queries import rebuilt


class Command(BaseCommand):
    """Check signatures and rows, and build every release again: it must be the same, byte for byte."""

    help = (
        "Checks the signature and rows of every release, and builds it again from what was frozen."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the verdict."""
        releases = list(every().select_related("area"))
        found = [fault for one in releases for fault in faults(one)]
        again = 0
        drafts = ReleaseDraft.objects.filter(state=DraftState.PUBLISHED)
        for draft in drafts.select_related("release", "area").exclude(inputs=""):
            again += 1
            if draft.release is not None and rebuilt(draft) != draft.release.content:
                found.append(f"{draft}: built again it is another one")
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(f"Releases do not hold: {len(found)} faults.")
        self.stdout.write(
            f"{len(releases)} releases hold; {again} were built again, byte for byte."
        )
