"""Questionnaires as FHIR R4: the names that both directions share, and languages by their own name."""

from __future__ import annotations

from typing import Final

HL7: Final = "http://hl7.org/fhir/StructureDefinition/"
SDC: Final = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
ITEM_WEIGHT: Final = f"{HL7}itemWeight"
ORDINAL_VALUE: Final = f"{HL7}ordinalValue"  # the older name of itemWeight
WEIGHTS: Final = (ITEM_WEIGHT, ORDINAL_VALUE)
CALCULATED: Final = f"{SDC}sdc-questionnaire-calculatedExpression"
TRANSLATION: Final = f"{HL7}translation"
SMALLEST: Final = f"{HL7}minValue"
LARGEST: Final = f"{HL7}maxValue"
FHIRPATH: Final = "text/fhirpath"
OUR_FORM: Final = "urn:veerkracht:question-form"
OUR_SOURCE: Final = "urn:veerkracht:question-source"
OUR_PICTURE: Final = "urn:veerkracht:question-picture"
OUR_ADDRESS: Final = "urn:veerkracht:questions"
SCALE_LOW, SCALE_HIGH = "scale.low", "scale.high"
QUESTION: Final = "question"  # the display item under a dimension: ``body.question``
LOWEST_MARK, HIGHEST_MARK = 0, 10

LANGUAGES: Final = {
    "nl": "Nederlands",
    "en": "English",
    "ar": "العربية",
    "de": "Deutsch",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "it": "Italiano",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "so": "Soomaali",
    "ti": "ትግርኛ",
    "tr": "Türkçe",
    "uk": "Українська",
    "zh": "中文",
}


def address_of(code: str) -> str:
    """The canonical address of one of our sets, without its version."""
    return f"{OUR_ADDRESS}:{code}"
