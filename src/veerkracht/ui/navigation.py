"""The words in the header, registered by the apps that own the pages behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from veerkracht.kernel.registries import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


@dataclass(frozen=True)
class NavItem:
    """One word in the header. ``current`` None: worked out from the path of the request."""

    label: str
    url: str
    current: bool | None = None


navigation: Registry[Callable[[HttpRequest], NavItem]] = Registry("words in the header")


@dataclass(frozen=True)
class HeadLink:
    """What a machine finds in the head of a page: another form of the same thing."""

    url: str
    type: str
    title: str


head_links: Registry[Callable[[HttpRequest], list[HeadLink]]] = Registry("links in the head")


def links_of(request: HttpRequest) -> list[HeadLink]:
    """What every app puts in the head of this page."""
    return [link for entry in head_links for link in entry(request)]


def items(request: HttpRequest) -> list[NavItem]:
    """The words in order, each knowing whether this page lies behind it."""
    return [_placed(entry(request), request.path) for entry in navigation]


def _placed(item: NavItem, path: str) -> NavItem:
    if item.current is not None:
        return item
    return replace(item, current=path.startswith(item.url))
