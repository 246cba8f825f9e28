"""The page of every address, with its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver
from django.views.generic import RedirectView

from veerkracht.config.reference.markdown import code, first_line, page, table

# Addresses of packages behind one door of ours: named as a whole.
DOORS = {
    "redactie/": "Wagtail's editor, for editors only",
    "beheer/": "Django's administration, for administrators only",
    "documenten/": "documents that editors offer",
}
PAGES = "pages of the website, as editors made them"
DEMO = "Only a demo has `/demo/…` as well; only a demo and tests have `/ui/`."


class Address(NamedTuple):
    """A path with its place-holders, the name to reverse it by, and what is there."""

    path: str
    name: str
    what: str


def addresses() -> str:
    """Every address of the house. English has the same ones behind ``/en/`` where it says so."""
    rows = [
        [code(f"/{one.path}"), code(one.name), one.what] for one in walk(get_resolver(), "", "")
    ]
    return page(
        "# Addresses",
        "Every address with its name. Those of people, enrolment, training and the website exist "
        f"in English behind `/en/`. {DEMO}",
        table(["Address", "Name", "What is there"], rows),
    )


def walk(resolver: URLResolver, prefix: str, space: str) -> Iterator[Address]:
    """The addresses below a resolver, in the order in which they are tried."""
    for one in resolver.url_patterns:
        path = prefix + _written(one)
        if isinstance(one, URLPattern):
            yield Address(path, f"{space}{one.name or ''}", _what(one))
        elif path in DOORS:
            yield Address(f"{path}…", "", DOORS[path])
        elif _is_wagtail(one):
            yield Address("…", "", PAGES)
        else:
            yield from walk(one, path, f"{space}{one.namespace}:" if one.namespace else space)


def _written(one: URLPattern | URLResolver) -> str:
    """The path as one would write it; the language in front is left out."""
    pattern: Any = one.pattern
    return str(pattern) if hasattr(pattern, "_route") else getattr(pattern, "language_prefix", "")


def _what(one: URLPattern) -> str:
    """What the view says of itself; a redirect is called one."""
    kind = getattr(one.callback, "view_class", None)
    return "leads on to another address" if kind is RedirectView else first_line(one.callback)


def _is_wagtail(one: URLResolver) -> bool:
    return getattr(one.urlconf_module, "__name__", "") == "wagtail.urls"
