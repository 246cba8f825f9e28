"""The demo's question sets: a set that an employer holds a licence for, one of a region, and translations under way."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from veerkracht.config.demo.courses import ZUID
from veerkracht.conversations import question_actions as actions
from veerkracht.conversations import question_translation_actions as translations
from veerkracht.conversations.models import QuestionEdition, QuestionSet, QuestionTranslation
from veerkracht.conversations.question_actions import Owner, Rights
from veerkracht.conversations.question_reference import own_sets
from veerkracht.kernel.clock import held_at, today
from veerkracht.places.queries import region

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person

LICENSED = "Kompas van Bedenkstra (verzonnen voorbeeld)"
HOLDER = "Instituut Bedenkstra (verzonnen)"
THEMES = (
    ("Lijf", ("Ik kom de trap op zoals ik wil.", "Mijn handen doen wat ik vraag.")),
    ("Binnenkant", ("Ik weet waar ik blij van word.", "Een grapje doet me goed.")),
    ("Richting", ("Ik weet waar ik volgend jaar wil zijn.", "Wat ik doe, past bij mij.")),
    ("Smaak", ("Mijn zondag is fijn.", "Ik proef wat ik eet.")),
    ("Kring", ("Ik ken mijn buren.", "Iemand mist me als ik er niet ben.")),
    ("Alledag", ("Mijn sleutels liggen waar ze horen.", "Ik kom op tijd waar ik wil zijn.")),
)
POLISH = {
    "title": "Dla dorosłych",
    "intro": "Nie spiesz się. Nie musisz wypełniać wszystkiego. Nie ma dobrych ani złych odpowiedzi.",
    "scale.low": "teraz do mnie nie pasuje",
    "scale.high": "w pełni do mnie pasuje",
    "dimensions.body.label": "Ciało",
    "dimensions.body.question": "Jak się ma twoje ciało?",
    "statements.body-sleep": "Śpię wystarczająco dobrze.",
    "statements.body-energy": "Mam energię na to, co chcę robić w ciągu dnia.",
    "dimensions.feeling.label": "Uczucia i myśli",
}
ARABIC = {
    "title": "قصير وسهل",
    "intro": "ستة أسئلة. أعط علامة لكل سؤال. يمكنك تخطي أي سؤال.",
    "scale.low": "ليس جيدًا",
    "scale.high": "جيد جدًا",
    "dimensions.body.label": "الجسم",
    "dimensions.body.question": "كيف حال جسمك؟",
    "dimensions.feeling.label": "المشاعر والأفكار",
    "dimensions.feeling.question": "كيف تشعر؟",
    "dimensions.meaning.label": "المعنى",
    "dimensions.meaning.question": "هل تفعل ما هو مهم لك؟",
    "dimensions.quality.label": "حياة طيبة",
    "dimensions.quality.question": "هل حياتك جميلة؟",
    "dimensions.participation.label": "المشاركة",
    "dimensions.participation.question": "هل هناك أشخاص من حولك؟",
    "dimensions.daily.label": "الحياة اليومية",
    "dimensions.daily.question": "كيف تسير أيامك؟",
}
ENGLISH = {
    "title": "Neighbourhood set (example)",
    "intro": "Six questions. Give a mark. You may skip a question.",
    "scale.low": "not nice",
    "scale.high": "very nice",
    "dimensions.body.label": "Body",
    "dimensions.body.question": "How is your body?",
}
NEIGHBOURHOOD = "Buurtset Zuid (voorbeeld)"


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing."""
    actions.load_question_sets()
    with held_at(history.days_ago(60)):
        _licensed(cast["Wil Werkgever"])
        edition = _neighbourhood(cast["Coby Overzicht"])
    with held_at(history.days_ago(6)):
        _translate(_house("volwassenen"), "pl", POLISH, cast["Rosa Redactie"])
        _translate(edition, "en", ENGLISH, cast["Coby Overzicht"])
        arabic = _translate(_house("eenvoudig"), "ar", ARABIC, cast["Rosa Redactie"])
        if arabic is not None:
            translations.offer_for_review(translation=arabic, by=cast["Rosa Redactie"])


def _house(code: str) -> QuestionEdition:
    return QuestionEdition.objects.get(question_set__code=code, version=1)


def _licensed(by: Person) -> None:
    role = by.roles.filter(organisation__isnull=False).select_related("organisation").get()
    if QuestionSet.objects.filter(organisation=role.organisation).exists():
        return
    rights = Rights(
        terms="Alleen voor gesprekken van deze organisatie (voorbeeld)",
        source="Overeenkomst 2026-014 (voorbeeld)",
        expires=today() + timedelta(days=300),
    )
    owner = Owner(organisation=role.organisation)
    edition = actions.take_over(file=licensed_file(), rights=rights, owner=owner, by=by)
    actions.publish(edition=edition, by=by)


def licensed_file() -> bytes:
    """The invented set as its invented maker would send it."""
    groups: list[dict[str, Any]] = [
        {
            "linkId": f"T{number}",
            "type": "group",
            "text": theme,
            "item": [
                {"linkId": f"T{number}.{nth}", "type": "integer", "text": statement}
                for nth, statement in enumerate(statements, 1)
            ],
        }
        for number, (theme, statements) in enumerate(THEMES, 1)
    ]
    resource = {
        "resourceType": "Questionnaire",
        "status": "active",
        "language": "nl",
        "version": "3.0",
        "title": LICENSED,
        "publisher": HOLDER,
        "item": groups,
    }
    return json.dumps(resource, ensure_ascii=False).encode()


def _neighbourhood(by: Person) -> QuestionEdition:
    """A set of the region, out in its first version."""
    known = QuestionEdition.objects.filter(title=NEIGHBOURHOOD, version=1).first()
    if known is not None:
        return known
    start = next(one for one in own_sets() if one.code == "eenvoudig")
    content = actions.begun_from(
        start, title=NEIGHBOURHOOD, holder="Regio Zuid-Limburg (voorbeeld)"
    )
    owner = Owner(region=region(ZUID))
    edition = actions.make_set(content=content, owner=owner, by=by)
    actions.publish(edition=edition, by=by)
    edition.refresh_from_db()
    return edition


def _translate(
    edition: QuestionEdition, language: str, texts: dict[str, str], by: Person
) -> QuestionTranslation | None:
    """A translation as far as it is; none when it was begun before."""
    if edition.translations.filter(language=language).exists():
        return None
    made = translations.start_translation(edition=edition, language=language, by=by)
    translations.save_translation(translation=made, texts=texts, seen=made.changed_at, by=by)
    made.refresh_from_db()
    return made
