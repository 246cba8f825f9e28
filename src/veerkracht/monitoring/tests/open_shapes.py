"""What DCAT-AP 3 and its Dutch profile ask of a catalogue, as SHACL in our own shorthand.

Per class: path, at least, at most (0: any number), and what stands there: ``literal``, ``iri``, a datatype or a class.
"""

from __future__ import annotations

from typing import Final

Asked = tuple[str, int, int, str]
PREFIXES: Final = {
    "": "urn:veerkracht:shapes#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TOLD: Final[list[Asked]] = [
    ("dct:title", 1, 0, "literal"),
    ("dct:description", 1, 0, "literal"),
    ("dct:publisher", 1, 1, "foaf:Agent"),
    ("dcat:contactPoint", 1, 1, "vcard:Kind"),
    ("dct:license", 0, 1, "dct:LicenseDocument"),
    ("dct:language", 1, 0, "dct:LinguisticSystem"),
]
SHAPES: Final[dict[str, list[Asked]]] = {
    "dcat:Catalog": [
        *TOLD,
        ("dcat:dataset", 1, 0, "dcat:Dataset"),
        ("dcat:service", 0, 0, "dcat:DataService"),
        ("dcat:themeTaxonomy", 0, 0, "skos:ConceptScheme"),
        ("dct:spatial", 0, 0, "dct:Location"),
        ("foaf:homepage", 0, 1, "foaf:Document"),
        ("dct:issued", 0, 1, "xsd:dateTime"),
        ("dct:modified", 0, 1, "xsd:dateTime"),
    ],
    "dcat:Dataset": [
        *TOLD,
        ("dct:identifier", 1, 0, "literal"),
        ("dct:accessRights", 1, 1, "dct:RightsStatement"),
        ("dct:creator", 1, 1, "foaf:Agent"),
        ("dcat:theme", 1, 0, "skos:Concept"),
        ("dcat:version", 0, 1, "literal"),
        ("dcat:keyword", 1, 0, "literal"),
        ("dct:accrualPeriodicity", 0, 1, "dct:Frequency"),
        ("dct:spatial", 1, 0, "dct:Location"),
        ("dct:temporal", 1, 1, "dct:PeriodOfTime"),
        ("dct:provenance", 0, 0, "dct:ProvenanceStatement"),
        ("dcat:landingPage", 0, 0, "foaf:Document"),
        ("dcat:distribution", 1, 0, "dcat:Distribution"),
    ],
    "dcat:Distribution": [
        ("dcat:accessURL", 1, 1, "iri"),
        ("dcat:downloadURL", 1, 1, "iri"),
        ("dct:license", 1, 1, "dct:LicenseDocument"),
        ("dct:language", 0, 1, "dct:LinguisticSystem"),
        ("dct:format", 1, 1, "dct:MediaTypeOrExtent"),
        ("dcat:mediaType", 1, 1, "dct:MediaType"),
        ("dcat:byteSize", 1, 1, "xsd:nonNegativeInteger"),
        ("dct:conformsTo", 0, 0, "dct:Standard"),
        ("dcatap:availability", 0, 1, "skos:Concept"),
        ("spdx:checksum", 1, 1, "spdx:Checksum"),
    ],
    "dcat:DataService": [
        *TOLD,
        ("dct:identifier", 1, 1, "literal"),
        ("dct:accessRights", 1, 1, "dct:RightsStatement"),
        ("dcat:theme", 1, 0, "skos:Concept"),
        ("dcat:endpointURL", 1, 1, "iri"),
        ("dcat:endpointDescription", 1, 1, "iri"),
        ("foaf:page", 1, 0, "foaf:Document"),
    ],
    "spdx:Checksum": [
        ("spdx:algorithm", 1, 1, "spdx:ChecksumAlgorithm"),
        ("spdx:checksumValue", 1, 1, "xsd:hexBinary"),
    ],
    "dct:PeriodOfTime": [
        ("dcat:startDate", 1, 1, "xsd:date"),
        ("dcat:endDate", 1, 1, "xsd:date"),
    ],
    "foaf:Agent": [("foaf:name", 1, 0, "literal")],
    "vcard:Kind": [("vcard:fn", 1, 0, "literal"), ("vcard:hasEmail", 1, 1, "iri")],
}


def turtle() -> str:
    """The shapes as Turtle."""
    heads = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    return "\n".join([*heads, *(_shape(name, asked) for name, asked in SHAPES.items())])


def _shape(name: str, asked: list[Asked]) -> str:
    parts = "; ".join(f"sh:property [ {_property(one)} ]" for one in asked)
    return f":{name.replace(':', '_')} a sh:NodeShape; sh:targetClass {name}; {parts} ."


def _property(asked: Asked) -> str:
    path, least, most, kind = asked
    limits = (f"; sh:minCount {least}" if least else "") + (f"; sh:maxCount {most}" if most else "")
    kinds = {"literal": "sh:nodeKind sh:Literal", "iri": "sh:nodeKind sh:IRI"}
    typed = f"sh:datatype {kind}" if kind.startswith("xsd:") else f"sh:class {kind}"
    return f"sh:path {path}{limits}; {kinds.get(kind, typed)}"
