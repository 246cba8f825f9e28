"""The catalogue of open data as JSON-LD: DCAT-AP 3 and its Dutch profile. Pure but for words and addresses.

A dataset is one indicator of one area; its distributions are the files of the newest release, with size and checksum.
Sources: W3C DCAT 3; DCAT-AP 3.0 (SEMIC); DCAT-AP-NL 3.0 (Geonovum). The context stands in the document, so that a
reader fetches nothing. Municipalities and provinces have their address in the Dutch register of government bodies
(TOOI) beside their CBS code.
"""

from __future__ import annotations

import json
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from veerkracht.kernel.bilingual import in_language
from veerkracht.monitoring.open_cubes import TOTAL_CODE
from veerkracht.monitoring.open_files import KINDS, METADATA, checked, made_of
from veerkracht.monitoring.open_words import MONTH, QUARTER, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.figures.models import Table
    from veerkracht.monitoring.open_cubes import Cube
    from veerkracht.monitoring.open_files import Kind

AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
CC0: Final = f"{AUTHORITY}licence/CC0"
PUBLIC: Final = f"{AUTHORITY}access-right/PUBLIC"
HEALTH: Final = f"{AUTHORITY}data-theme/HEAL"
STABLE: Final = f"{AUTHORITY}planned-availability/STABLE"
DUTCH: Final = f"{AUTHORITY}language/NLD"
SHA256: Final = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
MEDIA: Final = "http://www.iana.org/assignments/media-types/"
TOOI: Final = "https://identifier.overheid.nl/tooi/id/"
PROVINCES: Final = {"limburg": "provincie/pv31"}
CONTEXT: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]


@dataclass(frozen=True)
class Offered:
    """A table with its cube, both in Dutch and with its names in English."""

    table: Table
    cube: Cube


def catalogue(offered: Sequence[Offered]) -> bytes:
    """The document; call it in Dutch. Each dataset is described in both languages."""
    datasets = [_dataset(one) for one in offered]
    issued = [one.table.release.published_at for one in offered]
    found: Node = {
        "@context": CONTEXT,
        "@id": f"{_absolute('open_data')}#catalogus",
        "@type": "dcat:Catalog",
        "dct:title": _both(_titled),
        "dct:description": _both(_described),
        "dct:publisher": _publisher(),
        "dcat:contactPoint": _contact(),
        "dct:language": _typed(DUTCH, "dct:LinguisticSystem"),
        "dct:license": _typed(CC0, "dct:LicenseDocument"),
        "dcat:themeTaxonomy": _typed(f"{AUTHORITY}data-theme", "skos:ConceptScheme"),
        "foaf:homepage": _typed(_absolute("open_data"), "foaf:Document"),
        "dct:spatial": [_location(code, name) for code, name in _areas(offered)],
        "dcat:service": _service(datasets),
        "dcat:dataset": datasets,
    }
    if issued:
        found["dct:issued"] = _moment(min(issued).isoformat())
        found["dct:modified"] = _moment(max(issued).isoformat())
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _titled() -> str:
    return _("Open data van %(site)s") % {"site": settings.SITE_NAME}


def _described() -> str:
    return _(
        "Vrijgegeven cijfers over Positieve Gezondheid in de regio: wie geschoold is, welke groepen bestaan, wat "
        "afgesproken is. Kleine aantallen zijn afgeschermd."
    )


def _both(words: Any) -> list[Node]:
    """The same words in Dutch and in English."""
    found = []
    for language in ("nl", "en"):
        with override(language):
            found.append({"@value": str(words()), "@language": language})
    return found


def _moment(value: str, kind: str = "dateTime") -> Node:
    return {"@value": value, "@type": f"xsd:{kind}"}


def _typed(address: str, kind: str) -> Node:
    """Something that stands elsewhere, with what it is: a strict reader does not fetch it to see."""
    return {"@id": address, "@type": kind}


def _publisher() -> Node:
    return {
        "@id": f"{settings.PUBLIC_URL}/#uitgever",
        "@type": "foaf:Agent",
        "foaf:name": {"@value": settings.SITE_OWNER, "@language": "nl"},
        "foaf:homepage": _typed(f"{settings.PUBLIC_URL}/", "foaf:Document"),
    }


def _contact() -> Node:
    return {
        "@id": f"{settings.PUBLIC_URL}/#contact",
        "@type": "vcard:Kind",
        "vcard:fn": settings.SITE_OWNER,
        "vcard:hasEmail": {"@id": f"mailto:{settings.CONTACT_EMAIL}"},
        "vcard:hasURL": {"@id": f"{settings.PUBLIC_URL}/"},
    }


def _service(datasets: Sequence[Node]) -> Node:
    return {
        "@id": f"{settings.PUBLIC_URL}/api/v1#dienst",
        "@type": "dcat:DataService",
        "dct:identifier": "api-figures",
        "dct:title": _both(lambda: _("De API met dezelfde cijfers")),
        "dct:description": _both(
            lambda: _("Dezelfde vrijgegeven cijfers, op te vragen per vraag.")
        ),
        "dct:publisher": {"@id": f"{settings.PUBLIC_URL}/#uitgever"},
        "dcat:contactPoint": {"@id": f"{settings.PUBLIC_URL}/#contact"},
        "dct:license": _typed(CC0, "dct:LicenseDocument"),
        "dct:accessRights": _typed(PUBLIC, "dct:RightsStatement"),
        "dcat:theme": _typed(HEALTH, "skos:Concept"),
        "dcat:endpointURL": {"@id": f"{settings.PUBLIC_URL}/api/v1/figures/releases"},
        "dcat:endpointDescription": {"@id": f"{settings.PUBLIC_URL}/api/v1/openapi.json"},
        "dct:language": _typed(DUTCH, "dct:LinguisticSystem"),
        "foaf:page": _typed(f"{settings.PUBLIC_URL}/api/", "foaf:Document"),
        "dcat:servesDataset": [{"@id": one["@id"]} for one in datasets],
    }


def _dataset(offered: Offered) -> Node:
    table, about = offered.table, offered.cube.about
    release = table.release
    landing = _absolute("open_latest", about.area, about.indicator)
    return {
        "@id": f"{landing}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{about.area}/{about.indicator}",
        "dct:title": [
            {"@value": f"{table.name}, {about.area_name}", "@language": "nl"},
            {"@value": f"{table.name_en or table.name}, {about.area_name}", "@language": "en"},
        ],
        "dct:description": _both(lambda: _told(offered)),
        "dct:publisher": {"@id": f"{settings.PUBLIC_URL}/#uitgever"},
        "dct:creator": {"@id": f"{settings.PUBLIC_URL}/#uitgever"},
        "dcat:contactPoint": {"@id": f"{settings.PUBLIC_URL}/#contact"},
        "dcat:theme": _typed(HEALTH, "skos:Concept"),
        "dcat:keyword": [{"@value": word, "@language": "nl"} for word in _keywords(offered)],
        "dct:language": _typed(DUTCH, "dct:LinguisticSystem"),
        "dct:license": _typed(CC0, "dct:LicenseDocument"),
        "dct:accessRights": _typed(PUBLIC, "dct:RightsStatement"),
        "dct:accrualPeriodicity": _typed(
            f"{AUTHORITY}frequency/{frequency(_periods(offered))}", "dct:Frequency"
        ),
        "dct:spatial": [_location(code, name) for code, name in _areas([offered])],
        "dct:temporal": _temporal(_periods(offered), about.as_of),
        "dct:issued": _moment(release.published_at.isoformat()),
        "dct:modified": _moment(release.published_at.isoformat()),
        "dct:provenance": {"@type": "dct:ProvenanceStatement", "rdfs:label": about.source},
        "dcat:version": str(release.number),
        "dcat:landingPage": _typed(landing, "foaf:Document"),
        "dcat:distribution": [_distribution(offered, kind) for kind in KINDS.values()],
    }


def _told(offered: Offered) -> str:
    """What is counted, and what a reader must know first."""
    words = _(
        "%(name)s (%(unit)s). Vrijgave %(number)s, stand van %(day)s. Aantallen mensen zijn afgerond op 5; kleine "
        "aantallen zijn afgeschermd en staan er leeg in."
    )
    table = offered.table
    return words % {
        "name": table,
        "unit": in_language(table, "unit"),
        "number": table.release.number,
        "day": table.release.as_of.isoformat(),
    }


def _keywords(offered: Offered) -> list[str]:
    return ["Positieve Gezondheid", offered.cube.about.area_name, offered.cube.about.unit]


def _distribution(offered: Offered, kind: Kind) -> Node:
    """One file, with what is needed to see that it arrived whole."""
    about, release = offered.cube.about, offered.table.release
    file = checked(made_of(offered.cube, kind))
    place = address_of(about.area, about.number, about.indicator, kind)
    found: Node = {
        "@id": f"{place}#bestand",
        "@type": "dcat:Distribution",
        "dct:title": {"@value": f"{about.title} ({kind.label})", "@language": "nl"},
        "dcat:accessURL": {"@id": place},
        "dcat:downloadURL": {"@id": place},
        "dcat:mediaType": _typed(MEDIA + kind.type, "dct:MediaType"),
        "dct:format": _typed(kind.standard, "dct:MediaTypeOrExtent"),
        "dcat:byteSize": _moment(str(file.size), "nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _typed(SHA256, "spdx:ChecksumAlgorithm"),
            "spdx:checksumValue": _moment(file.sha256, "hexBinary"),
        },
        "dct:license": _typed(CC0, "dct:LicenseDocument"),
        "dct:language": _typed(DUTCH, "dct:LinguisticSystem"),
        "dct:issued": _moment(release.published_at.isoformat()),
        "dcatap:availability": _typed(STABLE, "skos:Concept"),
    }
    if kind.key == "csv":
        found["dct:conformsTo"] = {
            "@id": address_of(about.area, about.number, about.indicator, METADATA),
            "@type": "dct:Standard",
        }
    return found


def address_of(area: str, number: int, indicator: str, kind: Kind) -> str:
    """The whole address of a file, in Dutch."""
    return _absolute(f"open_{kind.key}", area, number, indicator)


def _absolute(name: str, *arguments: object) -> str:
    with override("nl"):
        return f"{settings.PUBLIC_URL}{reverse(f'monitoring:{name}', args=arguments)}"


def _areas(offered: Iterable[Offered]) -> list[tuple[str, str]]:
    """Codes and names of every area in these cubes, each once, that of the release first."""
    found: dict[str, str] = {}
    for one in offered:
        found[one.cube.about.area] = one.cube.about.area_name
        for dimension in one.cube.dimensions:
            if dimension.name == "area":
                found |= {code: dimension.words[code] for code in dimension.codes}
    found.pop(TOTAL_CODE, None)
    return list(found.items())


def _location(code: str, name: str) -> Node:
    """An area by its CBS code where it has one; an area of ours by our own address."""
    if code.startswith("GM"):
        place = f"{TOOI}gemeente/{code.lower()}"
    elif code in PROVINCES:
        place = TOOI + PROVINCES[code]
    else:
        place = f"{settings.PUBLIC_URL}/#gebied-{code}"
    named = {"@value": name, "@language": "nl"}
    return {"@id": place, "@type": "dct:Location", "skos:prefLabel": named, "dct:identifier": code}


def _periods(offered: Offered) -> list[str]:
    found = (one.codes for one in offered.cube.dimensions if one.name == "period")
    return [code for codes in found for code in codes if code != TOTAL_CODE]


def frequency(periods: Sequence[str]) -> str:
    """The European code of how often figures come, by what the periods look like; IRREG when that tells nothing."""
    for shape, code in ((MONTH, "MONTHLY"), (QUARTER, "QUARTERLY"), (YEAR, "ANNUAL")):
        if any(shape.fullmatch(one) for one in periods):
            return code
    return "IRREG"


def _temporal(periods: Sequence[str], as_of: date) -> Node:
    """From the first day of the first period until the last day of the last; else the day that it was so."""
    days = [day for one in periods for day in days_of(one)] or [as_of]
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _moment(min(days).isoformat(), "date"),
        "dcat:endDate": _moment(max(days).isoformat(), "date"),
    }


def days_of(period: str) -> tuple[date, ...]:
    """The first and last day of a period; nothing for a code of another kind."""
    quarter, month = QUARTER.fullmatch(period), MONTH.fullmatch(period)
    if quarter:
        year, last = int(quarter[1]), 3 * int(quarter[2])
        return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])
    if month and 1 <= int(month[2]) <= 12:
        year, number = int(month[1]), int(month[2])
        return date(year, number, 1), date(year, number, monthrange(year, number)[1])
    if YEAR.fullmatch(period):
        return date(int(period), 1, 1), date(int(period), 12, 31)
    return ()
