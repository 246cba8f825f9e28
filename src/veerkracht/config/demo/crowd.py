"""Everybody in the demo beside those who can be signed in as: invented names, work, study and staff."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle

from django.utils.text import slugify

from veerkracht.config.demo.courses import MIDDEN, NOORD, ZUID
from veerkracht.config.demo.people import DOMAIN
from veerkracht.people.models import PersonKind


@dataclass(frozen=True)
class Profile:
    """Where and as what somebody takes part; organisation, sector and municipality by slug, code and name.

    ``register`` pairs a professional register with an invented number.
    """

    sector: str
    function: str
    organisation: str
    town: str
    region: str
    kind: PersonKind = PersonKind.PROFESSIONAL
    register: tuple[str, str] | None = None
    language: str = "nl"


@dataclass(frozen=True)
class Extra:
    """An invented person who fills the groups, or works behind the scenes."""

    name: str
    profile: Profile

    @property
    def email(self) -> str:
        """An address that can never receive mail."""
        return f"{slugify(self.name)}@{DOMAIN}"


# The people of the table in people.py, by their key

PROFILES = {
    "verloskundige": Profile(
        "verloskunde",
        "verloskundige",
        "kansrijke-start-zuid-limburg",
        "Heerlen",
        ZUID,
        register=("knov", "KNOV-000001"),
    ),
    "jeugdverpleegkundige": Profile(
        "jeugdgezondheidszorg",
        "jeugdverpleegkundige",
        "ggd-zuid-limburg",
        "Maastricht",
        ZUID,
        register=("venvn", "VENVN-000002"),
    ),
    "student": Profile(
        "onderwijs", "student verpleegkunde", "zuyd-hogeschool", "Heerlen", ZUID, PersonKind.STUDENT
    ),
    "trainer": Profile(
        "verloskunde",
        "trainer, verloskundige",
        "academie-verloskunde-maastricht",
        "Maastricht",
        ZUID,
    ),
    "coordinator": Profile("welzijn", "coördinator", "heerlen-stand-by", "Heerlen", ZUID),
    "coordinator-noord": Profile(
        "jeugdgezondheidszorg", "coördinator", "ggd-limburg-noord", "Venlo", NOORD
    ),
    "werkgever": Profile(
        "jeugdgezondheidszorg", "teamleider", "ggd-zuid-limburg", "Sittard-Geleen", ZUID
    ),
    "school": Profile(
        "onderwijs", "docent verpleegkunde", "zuyd-hogeschool", "Sittard-Geleen", ZUID
    ),
    "eigenaar": Profile(
        "welzijn", "programmaleider", "beweging-limburg-positief-gezond", "Roermond", MIDDEN
    ),
    "partner": Profile(
        "ervaringsdeskundigheid", "adviseur", "burgerkracht-limburg", "Sittard-Geleen", ZUID
    ),
    "beleid": Profile("gemeente", "beleidsmedewerker", "provincie-limburg", "Maastricht", ZUID),
    "coalitie": Profile(
        "jeugdgezondheidszorg", "coördinator Kansrijke Start", "ggd-zuid-limburg", "Heerlen", ZUID
    ),
    "ouder": Profile("", "", "", "Heerlen", ZUID, PersonKind.EXPERIENCE),
    "betaler": Profile("gemeente", "financiën", "provincie-limburg", "Maastricht", ZUID),
    "redacteur": Profile("", "redacteur", "beweging-limburg-positief-gezond", "Roermond", MIDDEN),
    "beheerder": Profile("gemeente", "beheerder", "provincie-limburg", "Maastricht", ZUID),
}

# More trainers, and the coordinator of the third region

COORDINATOR_MIDDEN = Extra(
    "Mia Middelaar", Profile("welzijn", "coördinator", "burgerkracht-limburg", "Roermond", MIDDEN)
)
TRAINERS = (
    Extra(
        "Joris Oefenmeester",
        Profile(
            "jeugdgezondheidszorg", "jeugdverpleegkundige", "ggd-zuid-limburg", "Heerlen", ZUID
        ),
    ),
    Extra(
        "Hanna Uitlegger", Profile("welzijn", "sociaal werker", "heerlen-stand-by", "Heerlen", ZUID)
    ),
    Extra(
        "Piet Praktijkman",
        Profile("huisartsenzorg", "praktijkondersteuner", "viecuri", "Venlo", NOORD),
    ),
    Extra(
        "Loes Leermeester",
        Profile("wijkverpleging", "wijkverpleegkundige", "ggd-limburg-noord", "Venray", NOORD),
    ),
    Extra(
        "Gijs Groepsman",
        Profile("jeugdzorg", "jeugdhulpverlener", "weert-in-beweging", "Weert", MIDDEN),
    ),
    Extra(
        "Fien Feedback",
        Profile(
            "ervaringsdeskundigheid",
            "ervaringsdeskundige",
            "burgerkracht-limburg",
            "Roermond",
            MIDDEN,
        ),
    ),
)

FIRST_NAMES = (
    "Aaliyah",
    "Abel",
    "Amira",
    "Anouk",
    "Ayoub",
    "Babette",
    "Bart",
    "Bente",
    "Björn",
    "Carlijn",
    "Cas",
    "Chaima",
    "Daan",
    "Daphne",
    "Dirk",
    "Dounia",
    "Eefje",
    "Elif",
    "Emre",
    "Esra",
    "Faas",
    "Fatima",
    "Fenna",
    "Floor",
    "Frits",
    "Gerda",
    "Guus",
    "Hajar",
    "Hein",
    "Hilde",
    "Ibrahim",
    "Imke",
    "Ilse",
    "Jaap",
    "Jesse",
    "Jamila",
    "Kiki",
    "Kees",
    "Lieke",
    "Lars",
    "Leyla",
    "Maud",
    "Mees",
    "Merel",
    "Mohamed",
    "Nadia",
    "Niels",
    "Nienke",
    "Olaf",
    "Onno",
    "Pien",
    "Pleun",
    "Quinten",
    "Rachida",
    "Rens",
    "Rosalie",
    "Roos",
    "Sem",
    "Sjaak",
    "Sofie",
    "Stijn",
    "Tamar",
    "Thijs",
    "Tygo",
    "Ursula",
    "Vincent",
    "Willemijn",
    "Wout",
    "Xander",
    "Yara",
    "Yusuf",
    "Zoë",
)

SURNAMES = (
    "Voorbeeld",
    "Verzonnen",
    "Bedacht",
    "Proefpersoon",
    "Fictief",
    "Denkbeeld",
    "van Papier",
    "Modelman",
    "Romanfiguur",
    "Sprookje",
    "de Verzinner",
    "van Toneel",
    "Nepnaam",
    "Schets",
    "Personage",
)

# sector, function, organisations by region (south, middle, north), register or none

WORK: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (
        "verloskunde",
        "verloskundige",
        ("kansrijke-start-zuid-limburg", *["kansrijke-start-noord-en-midden-limburg"] * 2),
        "knov",
    ),
    (
        "jeugdgezondheidszorg",
        "jeugdverpleegkundige",
        ("ggd-zuid-limburg", *["ggd-limburg-noord"] * 2),
        "venvn",
    ),
    (
        "kraamzorg",
        "kraamverzorgende",
        ("kansrijke-start-zuid-limburg", *["kansrijke-start-noord-en-midden-limburg"] * 2),
        "kckz",
    ),
    ("wijkverpleging", "wijkverpleegkundige", ("", "", ""), "venvn"),
    (
        "welzijn",
        "sociaal werker",
        ("heerlen-stand-by", "burgerkracht-limburg", "burgerkracht-limburg"),
        "registerplein",
    ),
    ("huisartsenzorg", "praktijkondersteuner", ("blauwe-zorg", "", ""), ""),
    ("gemeente", "beleidsmedewerker", ("gemeente", "gemeente", "gemeente"), ""),
    ("jeugdgezondheidszorg", "jeugdarts", ("ggd-zuid-limburg", *["ggd-limburg-noord"] * 2), "big"),
    ("ziekenhuiszorg", "verpleegkundige", ("mumc", "viecuri", "viecuri"), "venvn"),
    ("jeugdzorg", "jeugdhulpverlener", ("", "", ""), "skj"),
    ("paramedische-zorg", "fysiotherapeut", ("", "", ""), "big"),
    ("ouderenzorg", "verzorgende", ("", "", ""), ""),
    ("ggz", "psycholoog", ("", "", ""), "nip"),
    ("gehandicaptenzorg", "begeleider", ("", "", ""), "registerplein"),
    ("onderwijs", "docent", ("zuyd-hogeschool", "fontys-hogeschool", "fontys-hogeschool"), ""),
    ("kinderopvang", "pedagogisch medewerker", ("", "", ""), ""),
    ("sport", "beweegcoach", ("", "weert-in-beweging", ""), ""),
)

TOWNS = {
    ZUID: (
        "Heerlen", "Maastricht", "Sittard-Geleen", "Kerkrade", "Landgraaf", "Brunssum", "Stein", "Meerssen",
        "Valkenburg aan de Geul", "Gulpen-Wittem", "Beekdaelen", "Eijsden-Margraten", "Vaals", "Voerendaal",
    ),
    MIDDEN: ("Roermond", "Weert", "Leudal", "Echt-Susteren", "Maasgouw", "Roerdalen", "Nederweert"),
    NOORD: ("Venlo", "Venray", "Horst aan de Maas", "Peel en Maas", "Gennep", "Beesel"),
}  # fmt: skip
REGIONS = (ZUID, ZUID, NOORD, ZUID, MIDDEN)  # in this proportion
PLACE_IN_ROW = {ZUID: 0, MIDDEN: 1, NOORD: 2}

PROFESSIONALS, STUDENTS, VOLUNTEERS, EXPERTS = 150, 18, 12, 10


def crowd() -> list[Extra]:
    """Some 190 people who take part, the same ones each time."""
    total = PROFESSIONALS + STUDENTS + VOLUNTEERS + EXPERTS
    return [Extra(name, _profile(number)) for number, name in enumerate(_names(total))]


def _names(total: int) -> list[str]:
    """Different full names: first names in turn, each with the next surname."""
    surnames = cycle(SURNAMES)
    firsts = cycle(FIRST_NAMES)
    return [f"{next(firsts)} {next(surnames)}" for _ in range(total)]


def _profile(number: int) -> Profile:
    region = REGIONS[number % len(REGIONS)]
    town = TOWNS[region][number // len(REGIONS) % len(TOWNS[region])]
    if number < PROFESSIONALS:
        return _professional(number, region, town)
    if number < PROFESSIONALS + STUDENTS:
        return _student(number, region, town)
    if number < PROFESSIONALS + STUDENTS + VOLUNTEERS:
        return Profile("burgerinitiatief", "vrijwilliger", "", town, region, PersonKind.VOLUNTEER)
    function = "ouder" if number % 3 == 0 else "ervaringsdeskundige"
    organisation = "burgerkracht-limburg" if number % 2 else ""
    return Profile(
        "ervaringsdeskundigheid", function, organisation, town, region, PersonKind.EXPERIENCE
    )


def _professional(number: int, region: str, town: str) -> Profile:
    # the sectors that the movement began with come more often
    sector, function, organisations, register = WORK[
        number % 3 if number % 4 == 0 else number % len(WORK)
    ]
    organisation = organisations[PLACE_IN_ROW[region]]
    return Profile(
        sector,
        function,
        f"gemeente-{slugify(town)}" if organisation == "gemeente" else organisation,
        town,
        region,
        register=(register, _number(register, number)) if register and number % 3 else None,
    )


def _student(number: int, region: str, town: str) -> Profile:
    study = ("student verpleegkunde", "student verloskunde", "student social work")[number % 3]
    school = "zuyd-hogeschool" if region == ZUID else "fontys-hogeschool"
    school = "academie-verloskunde-maastricht" if "verloskunde" in study else school
    language = "en" if number % 5 == 0 else "nl"
    return Profile("onderwijs", study, school, town, region, PersonKind.STUDENT, language=language)


def _number(register: str, number: int) -> str:
    """An invented number in the register's form: nearly all noughts."""
    prefix = {
        "knov": "KNOV-",
        "skj": "SKJ-",
        "venvn": "VENVN-",
        "registerplein": "RP-",
        "nip": "NIP-",
        "kckz": "KCKZ-",
    }
    return f"{number:011}" if register == "big" else f"{prefix[register]}{number:06}"
