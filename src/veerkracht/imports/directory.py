"""What the house knows when a list is weighed, read once: organisations, places, sectors, people by address."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from veerkracht.imports import cells
from veerkracht.imports.columns import Known, town
from veerkracht.imports.rules import Namesake
from veerkracht.people import queries as people
from veerkracht.people.models import Organisation, Person, PersonKind, RegisterNumber, Sector
from veerkracht.places import queries as places
from veerkracht.training.models import Course, CourseKind, TakenOver, TakenOverCount

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.places.models import Area

NEAR = 0.6  # difflib's ratio from which a name may be another way of writing
MOST_PROPOSALS = 4
AT_ONCE = 5_000

# Words in lists for what our sectors are called; keys of ``cells.key``.
SECTOR_WORDS = {
    "verloskunde": "verloskundige verloskundigen verloskundigenpraktijk vsv",
    "kraamzorg": "kraamverzorgende kraam kraamverzorging",
    "jeugdgezondheidszorg": "jgz consultatiebureau jeugdverpleegkundige jeugdarts ggd",
    "huisartsenzorg": "huisarts huisartsen huisartsenpraktijk poh eerstelijn eerstelijnszorg",
    "ziekenhuiszorg": "ziekenhuis mumc umc medisch specialist tweedelijn",
    "wijkverpleging": "thuiszorg wijkverpleegkundige wijkverpleging vvt",
    "ouderenzorg": "verpleeghuis verzorgingshuis vv",
    "paramedische-zorg": "fysiotherapie fysiotherapeut paramedisch ergotherapie dietist logopedie",
    "gehandicaptenzorg": "ghz gehandicapten",
    "ggz": "geestelijke gezondheidszorg psycholoog psychologie",
    "jeugdzorg": "jeugdhulp jeugd",
    "welzijn": "sociaal werk maatschappelijk werk sociaal domein welzijnswerk",
    "gemeente": "gemeenten beleid overheid ambtenaar",
    "onderwijs": "opleiding school hbo mbo docent",
    "kinderopvang": "kdv peuteropvang bso",
    "sport": "bewegen sport en bewegen buurtsportcoach",
    "burgerinitiatief": "vrijwilliger vrijwilligers vrijwilligerswerk burgers",
    "ervaringsdeskundigheid": "ervaringsdeskundige ervaringsdeskundigen ouder ouders",
    "anders": "overig overige anders divers",
}
PERSON_KINDS = {
    PersonKind.STUDENT: {"student", "studente", "stagiair", "leerling", "students"},
    PersonKind.VOLUNTEER: {"vrijwilliger", "vrijwilligster", "volunteer"},
    PersonKind.EXPERIENCE: {"ervaringsdeskundige", "ouder", "inwoner", "experience", "burger"},
    PersonKind.PROFESSIONAL: {
        "professional",
        "medewerker",
        "beroepskracht",
        "zorgverlener",
        "werknemer",
    },
}
COURSE_KINDS = {
    CourseKind.BASIC: {"basis", "basistraining", "basic", "basiscursus"},
    CourseKind.DEEPENING: {"verdieping", "verdiepingstraining", "vervolg"},
    CourseKind.TRAIN_THE_TRAINER: {"train de trainer", "ttt", "trainer"},
    CourseKind.COACH: {"coach", "coachopleiding", "implementatiecoach", "coaching"},
    CourseKind.REFRESHER: {"opfris", "opfrisdag", "herhaling", "terugkom", "terugkomdag"},
    CourseKind.BLENDED: {
        "blended",
        "e learning",
        "e learning met bijeenkomsten",
        "elearning",
        "online",
    },
    CourseKind.IN_COMPANY: {"in company", "incompany", "in je eigen organisatie"},
}


@dataclass(frozen=True)
class KnownPerson:
    """What stands of somebody already; ``in_sight`` whether who brings the list may see it."""

    pk: int
    address: str
    name: str
    organisation_id: int | None
    sector_id: int | None
    function: str
    municipality_id: int | None
    in_sight: bool = False
    registers: frozenset[str] = frozenset()


@dataclass
class Directory:
    """Everything by its key. Names that two things share lead to neither."""

    region: Area
    by: Person
    organisations: dict[str, int] = field(default_factory=dict)
    organisation_names: dict[int, str] = field(default_factory=dict)
    towns: dict[str, int] = field(default_factory=dict)
    town_names: dict[int, str] = field(default_factory=dict)
    sectors: dict[str, int] = field(default_factory=dict)
    sector_names: dict[int, str] = field(default_factory=dict)

    @classmethod
    def read(cls, region: Area, by: Person) -> Directory:
        """Read organisations, municipalities and sectors."""
        directory = cls(region, by)
        for pk, name, slug in Organisation.objects.values_list("pk", "name", "slug").order_by("pk"):
            directory.organisation_names[pk] = name
            for key in {cells.organisation_key(name), cells.key(slug), cells.key(name)}:
                directory.organisations.setdefault(key, pk)
        for pk, name in places.municipalities().values_list("pk", "name"):
            directory.towns[cells.key(name)], directory.town_names[pk] = pk, name
        for pk, code, name, english in Sector.objects.values_list("pk", "code", "name", "name_en"):
            directory.sector_names[pk] = name
            words = SECTOR_WORDS.get(code, "").split()
            for key in {cells.key(code), cells.key(name), cells.key(english), *words}:
                directory.sectors[key] = pk
        return directory

    def known(self) -> Known:
        """What contents of columns can be recognised by."""
        return Known(self.towns.keys(), self.organisations.keys(), self.sectors.keys())

    def organisation(self, text: str) -> int | None:
        """The organisation with this name, however it is written; None when none is surely meant."""
        return self.organisations.get(cells.organisation_key(text))

    def town(self, text: str) -> int | None:
        """The municipality with this name."""
        return self.towns.get(town(text))

    def sector(self, text: str) -> int | None:
        """The sector with this name or one of its usual words."""
        key = cells.key(text)
        return self.sectors.get(key) or self.sectors.get(key.removesuffix("en"))

    def near(self, what: str, text: str) -> list[int]:
        """Organisations, towns or sectors whose names look like this, the likeliest first."""
        keyed = {
            "organisation": self.organisations,
            "municipality": self.towns,
            "sector": self.sectors,
        }[what]
        key = town(text) if what == "municipality" else cells.organisation_key(text)
        close = get_close_matches(key, keyed, n=MOST_PROPOSALS * 2, cutoff=NEAR)
        parts = [
            one
            for one in keyed
            if len(key) > 3 and (f" {key} " in f" {one} " or f" {one} " in f" {key} ")
        ]
        found = dict.fromkeys(keyed[one] for one in [*close[:1], *parts, *close[1:]])
        return list(found)[:MOST_PROPOSALS]


def person_kind(text: str) -> str:
    """In which capacity somebody takes part; empty when the word is not known."""
    key = cells.key(text)
    return next((kind for kind, words in PERSON_KINDS.items() if key == kind or key in words), "")


def course_kind(text: str) -> str:
    """What sort of training it is; empty when the word is not known."""
    key = cells.key(text)
    return next((kind for kind, words in COURSE_KINDS.items() if key == kind or key in words), "")


def people_at(addresses: Collection[str], by: Person) -> dict[str, KnownPerson]:
    """Who has these addresses (small letters) already."""
    found: dict[str, KnownPerson] = {}
    wanted = sorted(addresses)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        rows = list(Person.objects.filter(email__in=some))
        numbers = [row.pk for row in rows]
        seen = set(people.visible_to(by).filter(pk__in=numbers).values_list("pk", flat=True))
        registers: dict[int, set[str]] = {}
        kept = RegisterNumber.objects.filter(person__in=numbers)
        for pk, register in kept.values_list("person_id", "register"):
            registers.setdefault(pk, set()).add(register)
        for row in rows:
            found[row.email] = _known(
                row, in_sight=row.pk in seen, registers=registers.get(row.pk, set())
            )
    return found


def namesakes(by: Person, names: Collection[str]) -> dict[tuple[str, int], Namesake]:
    """People in sight by key of their name and organisation, for those names (``cells.key``)."""
    rows = people.visible_to(by).filter(organisation__isnull=False).order_by("-pk")
    found = {}
    for address, name, organisation in rows.values_list(
        "email", "name", "organisation_id"
    ).iterator():
        if (key := cells.key(name)) in names:
            found[key, organisation] = Namesake(address, name)
    return found


def courses(region: Area) -> dict[str, Course]:
    """The region's courses by key of their title."""
    return {cells.key(row.title): row for row in Course.objects.filter(region=region)}


def organisations(region: Area) -> dict[int, Organisation]:
    """Organisations that are active in the region: only those may a list complete."""
    rows = Organisation.objects.filter(regions=region).prefetch_related("sectors")
    return {row.pk: row for row in rows}


def taken_over(people_ids: Iterable[int]) -> set[tuple[int, str, int, date | None]]:
    """Which training of these people stands there already: person, key of the title, year, day."""
    wanted, found = sorted(people_ids), set()
    for start in range(0, len(wanted), AT_ONCE):
        rows = TakenOver.objects.filter(person__in=wanted[start : start + AT_ONCE])
        for pk, title, year, on in rows.values_list("person_id", "title", "year", "on"):
            found.add((pk, cells.key(title), year, on))
    return found


def counted(region: Area) -> dict[tuple[str, int, int | None, int | None, int | None], int]:
    """The numbers that stand there for this region, by key of the title, year, town, sector, organisation."""
    rows = TakenOverCount.objects.filter(region=region).values_list(
        "title", "year", "municipality_id", "sector_id", "organisation_id", "number"
    )
    return {
        (cells.key(title), year, town_pk, sector, organisation): number
        for title, year, town_pk, sector, organisation, number in rows
    }


def titles(region: Area) -> dict[str, str]:
    """Titles of earlier training as they stand there for this region, by key: one way of writing each."""
    found: dict[str, str] = {}
    for model in (TakenOver, TakenOverCount):
        for title in model.objects.filter(region=region).values_list("title", flat=True).distinct():
            found.setdefault(cells.key(title), title)
    return found


def _known(row: Person, *, in_sight: bool, registers: Collection[str]) -> KnownPerson:
    return KnownPerson(
        pk=row.pk,
        address=row.email,
        name=row.name,
        organisation_id=row.organisation_id,
        sector_id=row.sector_id,
        function=row.function,
        municipality_id=row.municipality_id,
        in_sight=in_sight,
        registers=frozenset(registers),
    )
