"""Who is who in the demo: invented people, one for each way of using the platform."""

from __future__ import annotations

from dataclasses import dataclass

from veerkracht.config import env

DOMAIN = "voorbeeld.example"


@dataclass(frozen=True)
class DemoPerson:
    """An invented person: the word in the sign-in address, name, and what to look at as this person."""

    key: str
    name: str
    what: str

    @property
    def email(self) -> str:
        """An address that can never receive mail (RFC 2606)."""
        return f"{self.key}@{DOMAIN}"


PEOPLE = (
    DemoPerson("verloskundige", "Sanne Voorbeeld", "verloskundige in Heerlen; zoekt een training"),
    DemoPerson(
        "jeugdverpleegkundige",
        "Noor Verzonnen",
        "jeugdverpleegkundige in Maastricht; wacht op een plaats",
    ),
    DemoPerson("student", "Bram Bedacht", "student verpleegkunde in Heerlen"),
    DemoPerson("trainer", "Tess Trainersma", "trainer in Zuid-Limburg"),
    DemoPerson("coordinator", "Coby Overzicht", "coördinator van Zuid-Limburg"),
    DemoPerson("coordinator-noord", "Nico Noorderling", "coördinator van Noord-Limburg"),
    DemoPerson("werkgever", "Wil Werkgever", "contactpersoon van een werkgever"),
    DemoPerson("school", "Sjoerd Schoolman", "contactpersoon van een school"),
    DemoPerson(
        "eigenaar", "Bente Beweging", "spreekt voor de Beweging, eigenaar van een themablad"
    ),
    DemoPerson("partner", "Burt Burgersma", "spreekt voor Burgerkracht, partner in acties"),
    DemoPerson("beleid", "Pim Provincie", "beleidsmedewerker van de opdrachtgever"),
    DemoPerson("coalitie", "Carla Coalitie", "coördinator van een coalitie Kansrijke Start"),
    DemoPerson("ouder", "Olga Ouder", "ouder die meedenkt in een coalitie"),
    DemoPerson("betaler", "Paula Penning", "betaalt vergoedingen uit in Zuid-Limburg"),
    DemoPerson("redacteur", "Rosa Redactie", "redacteur van de website"),
    DemoPerson("beheerder", "Bo Beheer", "beheerder van alles"),
)


def table(address: str) -> str:
    """The table of people that the terminal shows."""
    width = max(len(person.name) for person in PEOPLE)
    rows = [
        f"  {person.name:{width}}  {address}/demo/inloggen/{person.key}/  {person.what}"
        for person in PEOPLE
    ]
    return "\n".join(rows)


def main() -> None:
    """Print where the demo is and who can sign in with one click."""
    address = env.text("PUBLIC_URL", advice="The demo sets it when it starts.")
    own = env.text("CONVERSATIONS_URL", address)
    lines = [
        "",
        f"Veerkracht: {address}",
        f"The conversation, on an origin of its own: {own}/gesprek/",
        "",
        "Sign in with one click as (invented people):",
        table(address),
        f"  All mail: {address}/demo/postvak/",
        "",
    ]
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    main()
