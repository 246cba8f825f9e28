"""``manage.py attack_releases``: can anything be found about somebody in our own releases? Exit 1 when it can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from veerkracht.figures.queries import content_of
from veerkracht.monitoring import release_queries as queries
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.monitoring.release_attacking import Known, examine
from veerkracht.monitoring.release_building import build

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from veerkracht.figures.actions import Content

TOLD = 20  # findings a release on the screen


class Command(BaseCommand):
    """Attack every release: alone, with the four before it in one go, and with each older one."""

    help = "Attacks our own releases as they were published, or (--gate off) as they would be without protection."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--gate``: whether counts pass the protection."""
        parser.add_argument("--gate", choices=("on", "off"), default="on")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found, without a count."""
        gate = options["gate"] == "on"
        releases = queries.known_releases() if gate else _unprotected()
        if not releases:
            raise CommandError("There is no release to attack.")
        found = 0
        for place, one in enumerate(releases):
            older = releases[:place] if gate else []
            found += self._attack(one.content, older)
        if found:
            raise CommandError(f"With the gate {options['gate']}: {found} findings.")
        self.stdout.write(f"With the gate on: {len(releases)} releases, nothing to be found.")

    def _attack(self, content: Content, older: list[Known]) -> int:
        report = examine(content, older)
        name = f"{content.area} {content.number}"
        self.stdout.write(f"{name}: {len(report['rounds'])} attacks, {report['number']} findings")
        for one in report["found"][:TOLD]:
            where = ", ".join(code for code in one["key"] if code) or "total"
            self.stdout.write(f"  {one['kind']}: {one['indicator']} ({where})")
        return int(report["number"])


def _unprotected() -> list[Known]:
    """Our own releases as they would have been with the gate off, from what was frozen for them."""
    published = ReleaseDraft.objects.filter(state=DraftState.PUBLISHED).select_related("release")
    found = []
    for draft in published.order_by("release__published_at", "pk"):
        frozen = queries.frozen_for(draft)
        if frozen is not None and draft.release is not None:
            plain = build(frozen, draft.release.number, gate=False)
            found.append(Known(draft.release.pk, content_of(plain.text)))
    return found
