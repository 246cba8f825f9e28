"""Question sets for the table of addresses."""

from __future__ import annotations

from dataclasses import dataclass

from tests import factories
from veerkracht.conversations import question_actions as actions
from veerkracht.conversations import question_translation_actions as translations
from veerkracht.conversations.models import QuestionEdition, QuestionTranslation
from veerkracht.conversations.question_actions import Owner, Rights
from veerkracht.conversations.question_reference import own_sets
from veerkracht.conversations.question_rules import text_keys
from veerkracht.conversations.tests.question_files import invented
from veerkracht.people.models import Person
from veerkracht.places.queries import region


@dataclass(frozen=True)
class Questioned:
    """A draft of a region with a translation that waits, and an instrument of an organisation."""

    draft: QuestionEdition
    instrument: QuestionEdition
    translation: QuestionTranslation


def build(people: dict[str, Person]) -> Questioned:
    """Made by the coordinator and the employer."""
    by, employer = people["coordinator"], people["employer"]
    plain = own_sets()[3]
    draft = actions.make_set(
        content=actions.begun_from(plain, title="Onze set", holder="Regio"),
        owner=Owner(region=region(factories.ZUID)),
        by=by,
    )
    made = translations.start_translation(edition=draft, language="pl", by=by)
    texts = {key: f"pl {key}" for key in text_keys(plain.dimensions)}
    translations.save_translation(translation=made, texts=texts, seen=made.changed_at, by=by)
    translations.offer_for_review(translation=made, by=by)
    owner = Owner(organisation=employer.roles.get().organisation)
    instrument = actions.take_over(file=invented(), rights=Rights(), owner=owner, by=employer)
    return Questioned(draft, instrument, made)
