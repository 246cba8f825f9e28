"""Who fills in how far a partner has come: the partner itself, with help of the coordinator. Nobody else sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.policies import coordinates, represents

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.programme.embedding_models import EmbeddingTrack


def check_may_keep_tracks(by: Person, region_id: int | None) -> None:
    """Raise NotAllowed unless ``by`` coordinates this region: asking a partner, and stopping."""
    require(coordinates(by, region_id), _("Deze partner hoort bij een andere regio."))


def check_may_fill_in(by: Person, track: EmbeddingTrack) -> None:
    """Raise NotAllowed unless ``by`` speaks for the partner, or coordinates the region."""
    speaks = represents(by, track.organisation_id)
    require(
        speaks or coordinates(by, track.region_id), _("Deze check is van een andere organisatie.")
    )
