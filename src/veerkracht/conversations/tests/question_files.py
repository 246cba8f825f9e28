"""Invented questionnaires for tests."""

from __future__ import annotations

import json
from typing import Any

from veerkracht.conversations.question_fhir import CALCULATED, FHIRPATH, ITEM_WEIGHT, ORDINAL_VALUE

Item = dict[str, Any]


def choice(key: str, *weights: float, address: str = ITEM_WEIGHT) -> Item:
    """A choice with these weights; ``address`` is the name of the extension that holds them."""
    return {
        "linkId": key,
        "type": "choice",
        "text": f"Vraag {key}",
        "answerOption": [
            {
                "valueCoding": {
                    "code": f"c{number}",
                    "display": f"Antwoord {number}",
                    "extension": [{"url": address, "valueDecimal": weight}],
                }
            }
            for number, weight in enumerate(weights)
        ],
    }


def score(key: str, expression: str) -> Item:
    """An item that is worked out."""
    value = {"language": FHIRPATH, "expression": expression}
    return {
        "linkId": key,
        "type": "decimal",
        "text": f"Score {key}",
        "extension": [{"url": CALCULATED, "valueExpression": value}],
    }


def questionnaire(*items: Item, **head: Any) -> bytes:
    """A file with these items."""
    resource = {
        "resourceType": "Questionnaire",
        "status": "active",
        "language": "nl",
        "title": "Verzonnen welzijnslijst",
        "publisher": "Verzonnen instituut",
        "copyright": "Alleen met een licentie",
        "version": "2.1",
        "item": list(items),
        **head,
    }
    return json.dumps(resource).encode()


def answer(key: str) -> str:
    """The weight of one answer, as an expression."""
    return f"%resource.descendants().where(linkId='{key}').answer.value.weight()"


def invented() -> bytes:
    """Three choices (one with the older name of the weight), a mark, a sum, a mean, and a wrong mean."""
    return questionnaire(
        {
            "linkId": "deel",
            "type": "group",
            "text": "Over deze week",
            "item": [
                choice("a", 0, 1, 2, 3),
                choice("b", 0, 1, 2, 3, address=ORDINAL_VALUE),
                choice("c", 3, 2, 1, 0),
            ],
        },
        {"linkId": "d", "type": "integer", "text": "Een cijfer"},
        score(
            "som",
            "%resource.descendants().where(linkId='a' or linkId='b' or linkId='c').answer.value.weight().sum()",
        ),
        score(
            "gemiddelde", "%resource.item.where(linkId='deel').item.answer.value.ordinal().avg()"
        ),
        score(
            "verkeerd",
            f"({answer('a')} + {answer('b')}) / 5",
        ),
    )


def six_groups(**head: Any) -> bytes:
    """A set for the web, by somebody else, with names of their own."""
    groups = [
        {
            "linkId": f"G{number}",
            "type": "group",
            "text": f"Thema {number}",
            "item": [
                {
                    "linkId": f"G{number}.{nth}",
                    "type": "integer",
                    "text": f"Uitspraak {number}-{nth}",
                }
                for nth in (1, 2)
            ],
        }
        for number in range(1, 7)
    ]
    return questionnaire(*groups, **{"title": "Zes thema's (verzonnen)", **head})
