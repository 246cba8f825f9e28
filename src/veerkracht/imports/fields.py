"""What a list can be of, and the words that people write above its columns. Pure."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a list is of."""

    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    COURSES = "courses"
    PAST = "past"
    COUNTS = "counts"


class Field(StrEnum):
    """What a column can hold."""

    ADDRESS = "address"
    NAME = "name"
    FIRST_NAME = "first-name"
    INFIX = "infix"
    LAST_NAME = "last-name"
    ORGANISATION = "organisation"
    SECTOR = "sector"
    SECTORS = "sectors"
    FUNCTION = "function"
    MUNICIPALITY = "municipality"
    PERSON_KIND = "person-kind"
    BIG = "big"
    KNOV = "knov"
    SKJ = "skj"
    VENVN = "venvn"
    REGISTERPLEIN = "registerplein"
    NIP = "nip"
    KCKZ = "kckz"
    WEBSITE = "website"
    IS_SCHOOL = "is-school"
    COURSE = "course"
    COURSE_KIND = "course-kind"
    SUMMARY = "summary"
    GOALS = "goals"
    GROUP_MIN = "group-min"
    GROUP_MAX = "group-max"
    ON = "on"
    YEAR = "year"
    HOURS = "hours"
    PROVIDER = "provider"
    NUMBER = "number"


REGISTERS = (
    Field.BIG, Field.KNOV, Field.SKJ, Field.VENVN, Field.REGISTERPLEIN, Field.NIP, Field.KCKZ,
)  # fmt: skip
ABOUT_PEOPLE = (
    Field.ADDRESS, Field.NAME, Field.FIRST_NAME, Field.INFIX, Field.LAST_NAME, Field.ORGANISATION,
    Field.SECTOR, Field.FUNCTION, Field.MUNICIPALITY, Field.PERSON_KIND, *REGISTERS,
)  # fmt: skip
FIELDS: dict[Kind, tuple[Field, ...]] = {
    Kind.PEOPLE: ABOUT_PEOPLE,
    Kind.ORGANISATIONS: (
        Field.NAME, Field.WEBSITE, Field.MUNICIPALITY, Field.SECTORS, Field.IS_SCHOOL,
    ),
    Kind.COURSES: (
        Field.COURSE, Field.COURSE_KIND, Field.SUMMARY, Field.GOALS, Field.HOURS, Field.GROUP_MIN,
        Field.GROUP_MAX, Field.SECTORS, Field.PROVIDER,
    ),
    Kind.PAST: (
        *ABOUT_PEOPLE, Field.COURSE, Field.ON, Field.YEAR, Field.HOURS, Field.PROVIDER,
    ),
    Kind.COUNTS: (
        Field.COURSE, Field.ON, Field.YEAR, Field.NUMBER, Field.MUNICIPALITY, Field.SECTOR,
        Field.ORGANISATION,
    ),
}  # fmt: skip

# One group of each must be there before a list can be weighed.
NEEDED: dict[Kind, tuple[tuple[Field, ...], ...]] = {
    Kind.PEOPLE: ((Field.ADDRESS,),),
    Kind.ORGANISATIONS: ((Field.NAME,),),
    Kind.COURSES: ((Field.COURSE,),),
    Kind.PAST: (
        (Field.ADDRESS, Field.NAME, Field.FIRST_NAME, Field.LAST_NAME),
        (Field.COURSE,),
        (Field.ON, Field.YEAR),
    ),
    Kind.COUNTS: ((Field.COURSE,), (Field.ON, Field.YEAR), (Field.NUMBER,)),
}

# Headers as people write them, as ``cells.key`` makes them: whole headers, then parts of headers.
HEADERS: dict[Field, str] = {
    Field.ADDRESS: "e mail|email|mail|e mailadres|emailadres|mailadres|e mail adres|email adres|"
    "email address|e mail address|mail address|zakelijk e mailadres|e mail werk|werkmail|adres e mail",
    Field.NAME: "naam|volledige naam|naam deelnemer|deelnemer|naam medewerker|medewerker|name|"
    "full name|wie|persoon|cursist|naam cursist|contactpersoon|participant|voor en achternaam",
    Field.FIRST_NAME: "voornaam|first name|firstname|roepnaam|given name|voorletters|initialen|vn",
    Field.INFIX: "tussenvoegsel|tussenvoegsels|tussenv|tv|infix|voorvoegsel|voorvoegsels|prefix",
    Field.LAST_NAME: "achternaam|last name|lastname|familienaam|surname|family name|an",
    Field.ORGANISATION: "organisatie|organisation|organization|werkgever|bedrijf|instelling|praktijk|"
    "employer|company|naam organisatie|organisatienaam|werkplek|werkzaam bij|werkt bij|werkt voor|"
    "waar werk je|afdeling organisatie",
    Field.SECTOR: "sector|branche|werkveld|vakgebied|discipline|domein|beroepsgroep|field",
    Field.SECTORS: "sector|sectoren|branche|werkveld|doelgroep|voor wie|discipline|domein|sectors",
    Field.FUNCTION: "functie|beroep|rol|function|job title|functietitel|functienaam|position|taak",
    Field.MUNICIPALITY: "gemeente|plaats|woonplaats|vestigingsplaats|stad|werkgemeente|plaatsnaam|"
    "municipality|city|town|gemeentenaam|werkplaats|standplaats",
    Field.PERSON_KIND: "soort deelnemer|type deelnemer|hoedanigheid|soort|type|student of professional",
    Field.BIG: "big|big nummer|bignummer|big nr|big registratie|big registratienummer|bignr",
    Field.KNOV: "knov|knov nummer|knovnummer|kwaliteitsregister verloskundigen|lidnummer knov",
    Field.SKJ: "skj|skj nummer|skjnummer|skj registratie|skj nr|skj registratienummer",
    Field.VENVN: "v vn|venvn|v v|v vn nummer|kwaliteitsregister v v|venvn nummer",
    Field.REGISTERPLEIN: "registerplein|registerplein nummer|registerpleinnummer",
    Field.NIP: "nip|nip nummer|nipnummer",
    Field.KCKZ: "kckz|kckz nummer|kenniscentrum kraamzorg|kckznummer",
    Field.WEBSITE: "website|site|url|webadres|homepage|web|internet|link",
    Field.IS_SCHOOL: "school|is school|onderwijsinstelling|opleider|is een school",
    Field.COURSE: "training|cursus|titel|course|opleiding|scholing|naam training|naam cursus|title|"
    "workshop|trainingsnaam|cursusnaam|titel training|gevolgde training|activiteit|module",
    Field.COURSE_KIND: "soort training|soort|type|type training|vorm|kind",
    Field.SUMMARY: "samenvatting|omschrijving|beschrijving|in een zin|summary|description|toelichting",
    Field.GOALS: "leerdoelen|doelen|wat je leert|goals|doel|inhoud|learning goals",
    Field.GROUP_MIN: "minimum|min|kleinste groep|min deelnemers|minimaal aantal|minimum aantal deelnemers",
    Field.GROUP_MAX: "maximum|max|grootste groep|max deelnemers|groepsgrootte|maximum aantal deelnemers|"
    "capaciteit",
    Field.ON: "datum|date|trainingsdatum|cursusdatum|datum training|gevolgd op|afgerond op|dag|"
    "datum deelname|wanneer|einddatum|behaald op|startdatum",
    Field.YEAR: "jaar|jaartal|year|jaar training|schooljaar|cursusjaar",
    Field.HOURS: "uren|aantal uren|uur|hours|duur|studielast|contacturen|studiebelasting",
    Field.PROVIDER: "aanbieder|uitvoerder|provider|gegeven door|opleider|organisator|trainingsbureau",
    Field.NUMBER: "aantal|aantal deelnemers|deelnemers|number|aantal personen|aantallen|count|bereik|"
    "aantal mensen|participants|totaal",
}  # fmt: skip
SYNONYMS: dict[Field, frozenset[str]] = {
    field: frozenset(words.split("|")) for field, words in HEADERS.items()
}
# A header that holds one of these says what it is about, whatever stands around it.
TELLING: dict[str, Field] = {
    "mail": Field.ADDRESS,
    "voornaam": Field.FIRST_NAME,
    "achternaam": Field.LAST_NAME,
    "tussenvoegsel": Field.INFIX,
    "organisatie": Field.ORGANISATION,
    "werkgever": Field.ORGANISATION,
    "gemeente": Field.MUNICIPALITY,
    "functie": Field.FUNCTION,
    "training": Field.COURSE,
    "cursus": Field.COURSE,
    "datum": Field.ON,
    "jaar": Field.YEAR,
    "aantal": Field.NUMBER,
    "big": Field.BIG,
    "skj": Field.SKJ,
    "knov": Field.KNOV,
    "uren": Field.HOURS,
    "website": Field.WEBSITE,
    "naam": Field.NAME,
}
