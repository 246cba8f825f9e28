"""Drafts of a release: what was frozen, what came of it, and what attackers could do with it."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.figures.models import Release
from veerkracht.kernel.personal_data import Holds
from veerkracht.people.models import Person
from veerkracht.places.models import Area

KEPT = timedelta(days=2 * 365)  # frozen input of what was published: to build it again
DRAFT_KEPT = timedelta(days=90)  # a draft that nobody published


class DraftState(models.TextChoices):
    """How a draft stands; which step may follow which is in ``release_rules.STEPS``."""

    WAITING = "waiting", _("Wordt nagekeken")
    SAFE = "safe", _("Veilig, wacht op een tweede persoon")
    UNSAFE = "unsafe", _("Niet veilig")
    FAILED = "failed", _("Nakijken lukte niet")
    PUBLISHED = "published", _("Gepubliceerd")


class ReleaseDraft(models.Model):
    """A release in the making.

    ``inputs`` are the frozen counts and denominators of leaf cells, encrypted under a key of the installation: no page
    reads them, only the job that builds (and builds again). ``content`` is the canonical text of the protected release
    while it is safe and waits; once published it stands in the release. ``against`` are the ids of the releases that
    it was attacked together with. ``report`` tells what attackers found, without a single count (see
    ``release_attacking``). ``left_out`` are breakdowns left out.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    as_of = models.DateField(_("stand van welke dag?"))
    since_year = models.PositiveSmallIntegerField(_("vanaf welk jaar?"))
    indicators = models.JSONField(default=list)
    left_out = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=9, choices=DraftState, default=DraftState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    inputs = models.TextField(blank=True)
    content = models.TextField(blank=True)
    against = models.JSONField(default=list, blank=True)
    report = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    release = models.OneToOneField(
        Release, models.PROTECT, null=True, blank=True, related_name="draft"
    )

    personal_data = Holds(
        what=_(
            "Wie een vrijgave van cijfers klaarzette, en versleutelde tellingen om haar opnieuw te kunnen bouwen"
        ),
        purpose=_("Een vrijgave kunnen nakijken en precies zo opnieuw bouwen"),
        ground=_("Gerechtvaardigd belang"),
        until=_("2 jaar na de publicatie; een concept dat niet is gepubliceerd 90 dagen"),
        keep=KEPT,
    )
    objects: ClassVar[models.Manager[ReleaseDraft]] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="published", release__isnull=False)
                | (~Q(state="published") & Q(release=None)),
                name="release_draft_published_has_release",
            ),
            models.CheckConstraint(
                condition=(Q(state="safe") & ~Q(content="")) | (~Q(state="safe") & Q(content="")),
                name="release_draft_content_when_safe",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "made_at"], name="release_drafts_due")]

    def __str__(self) -> str:
        return f"{self.area} {self.as_of:%Y-%m-%d}"
