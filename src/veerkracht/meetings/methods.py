"""Ways of working for a meeting, as data: steps with minutes, in Dutch and English. Pure.

The four are the usual methods of intervision (incident, gossip, five steps, Balint), in our own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One step: what happens, and how many minutes it takes."""

    words: str
    minutes: int
    words_en: str = ""

    def said(self, language: str) -> str:
        """The words in a language; Dutch where there is no other."""
        return self.words_en if language.startswith("en") and self.words_en else self.words


@dataclass(frozen=True)
class Method:
    """A way of working. ``fewest``: how many people it asks at least."""

    name: str
    explanation: str
    steps: tuple[Step, ...]
    name_en: str = ""
    explanation_en: str = ""
    fewest: int = 3

    @property
    def minutes(self) -> int:
        """How long all steps take together."""
        return sum(step.minutes for step in self.steps)

    def said(self, language: str) -> tuple[str, str]:
        """Name and explanation in a language; Dutch where there is no other."""
        english = language.startswith("en")
        return (
            self.name_en if english and self.name_en else self.name,
            self.explanation_en if english and self.explanation_en else self.explanation,
        )


METHODS: Mapping[str, Method] = {
    "incident": Method(
        name="Incidentmethode",
        name_en="Incident method",
        explanation="Eén situatie uit het werk. Jullie stellen vragen en geven raad.",
        explanation_en="One situation from work. You ask questions and give advice.",
        steps=(
            Step("Welkom: wie brengt iets in?", 5, "Welcome: who brings something?"),
            Step("De inbrenger vertelt wat er gebeurde", 10, "The bringer tells what happened"),
            Step(
                "Ieder stelt twee open vragen; de inbrenger antwoordt kort",
                20,
                "Each asks two open questions; the bringer answers briefly",
            ),
            Step(
                "Ieder zegt wat volgens hem of haar speelt; de inbrenger luistert",
                10,
                "Each says what they think is going on; the bringer listens",
            ),
            Step(
                "Ieder geeft raad: wat zou jij doen?", 10, "Each gives advice: what would you do?"
            ),
            Step(
                "De inbrenger zegt wat helpt; samen sluiten jullie af",
                10,
                "The bringer says what helps; you close together",
            ),
        ),
    ),
    "gossip": Method(
        name="Roddelmethode",
        name_en="Gossip method",
        explanation="De inbrenger draait zich om en luistert alleen. De anderen praten over de situatie.",
        explanation_en="The bringer turns away and only listens. The others talk about the situation.",
        steps=(
            Step("De inbrenger vertelt de vraag", 10, "The bringer tells the question"),
            Step("Vragen om het goed te begrijpen", 10, "Questions to understand it well"),
            Step(
                "De inbrenger draait zich om; de anderen praten over wat er speelt",
                15,
                "The bringer turns away; the others talk about what is going on",
            ),
            Step(
                "De inbrenger draait terug en zegt wat raakte of verraste",
                10,
                "The bringer turns back and says what touched or surprised",
            ),
            Step(
                "Samen: wat is een kleine eerste stap?", 10, "Together: what is a small first step?"
            ),
            Step("Afsluiten: hoe ging het?", 5, "Closing: how did it go?"),
        ),
    ),
    "five-steps": Method(
        name="Vijfstappenmethode",
        name_en="Five-step method",
        explanation="Van vraag naar kern naar advies, in vijf stappen.",
        explanation_en="From question to core to advice, in five steps.",
        steps=(
            Step(
                "Vraag: wat wil de inbrenger weten?",
                10,
                "Question: what does the bringer want to know?",
            ),
            Step(
                "Verkennen: open vragen, nog geen raad",
                20,
                "Exploring: open questions, no advice yet",
            ),
            Step(
                "Kern: waar gaat het volgens ieder echt over?",
                15,
                "Core: what is it really about, in each one's view?",
            ),
            Step("Advies: ieder geeft één advies", 10, "Advice: each gives one piece of advice"),
            Step("Terugkijken: wat neem je mee?", 10, "Looking back: what do you take with you?"),
        ),
    ),
    "balint": Method(
        name="Balintmethode",
        name_en="Balint method",
        explanation="Over de band met degene om wie het gaat. Voor minstens vijf mensen.",
        explanation_en="About the bond with the person concerned. For at least five people.",
        fewest=5,
        steps=(
            Step("Stil worden en aankomen", 5, "Becoming quiet and arriving"),
            Step(
                "Wie heeft iets op het hart? Kies samen",
                5,
                "Who has something on their mind? Choose together",
            ),
            Step("De inbrenger vertelt, zonder papier", 10, "The bringer tells, without paper"),
            Step("Korte vragen naar feiten", 5, "Short questions about facts"),
            Step(
                "De inbrenger schuift achteruit en luistert",
                2,
                "The bringer moves back and listens",
            ),
            Step("Wat voelen jullie bij dit verhaal?", 15, "What do you feel at this story?"),
            Step(
                "Verplaats je in de ander: wat zou die voelen?",
                15,
                "Put yourself in the other: what do they feel?",
            ),
            Step(
                "Wat gebeurt er tussen deze twee mensen?",
                10,
                "What happens between these two people?",
            ),
            Step(
                "De inbrenger schuift aan en reageert", 10, "The bringer joins again and responds"
            ),
            Step(
                "Wat herkent ieder uit het eigen werk?",
                8,
                "What does each recognise from their own work?",
            ),
            Step("Afsluiten", 5, "Closing"),
        ),
    ),
}


def own(name: str, explanation: str, steps: list[list[object]]) -> Method:
    """A group's own way of working, from what is kept of it: ``[what, minutes]`` a step."""
    return Method(
        name=name,
        explanation=explanation,
        steps=tuple(Step(str(words), int(str(minutes))) for words, minutes in steps),
    )
