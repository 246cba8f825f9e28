"""What apps above add to the list of an edition: where else a trainer or coordinator goes from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from veerkracht.kernel.registries import Registry

if TYPE_CHECKING:
    from django.http import HttpRequest

    from veerkracht.training.models import Edition


@dataclass(frozen=True)
class ListLink:
    """A link on the list of an edition; ``icon`` is a name in ``ui.icons``."""

    label: str
    url: str
    icon: str = ""


class ListLinks(Protocol):
    """Gives the links of one app for who may see this list, without a query."""

    def __call__(self, request: HttpRequest, edition: Edition) -> list[ListLink]: ...


list_links: Registry[ListLinks] = Registry("Where one goes from the list of an edition")
