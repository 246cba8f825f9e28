"""What the index of everything public gives to the registries of the apps below."""

from __future__ import annotations

from datetime import timedelta

from veerkracht.kernel import jobs
from veerkracht.kernel.events import after_commit, on
from veerkracht.kernel.searching import DocumentsChanged, documents
from veerkracht.outreach import movement_search, search_actions

A_NIGHT = timedelta(days=1)


@on(DocumentsChanged)
def read_again(event: DocumentsChanged) -> None:
    """After the commit the index tells what is so then."""
    search_actions.note(event)
    after_commit(search_actions.read_noted)


def register() -> None:
    """Put every source in its registry."""
    jobs.jobs.add("search index", jobs.Job(search_actions.rebuild, A_NIGHT))
    documents.add("organisations", movement_search.organisations, order=50)
