"""Reading the few FHIRPath expressions that mean a sum or a mean of answers; nothing is ever carried out.

An expression is followed over the tree of questions and gives the questions it counts. Anything that is
not plainly a sum or a mean is refused with the reason.

Source: HL7 FHIRPath (normative release 1) for the grammar, HL7 SDC for ``weight()`` and ``ordinal()``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from veerkracht.conversations.question_instrument import Question, every, scores_something
from veerkracht.kernel.errors import RuleBroken

LONGEST: Final = 100_000
MOST_TOKENS: Final = 20_000
DEEPEST_BRACKETS: Final = 5
TOKEN: Final = re.compile(
    r"\s*(?:(%?[A-Za-z_][A-Za-z0-9_]*)|('(?:[^'\\]){0,255}')|(\d{1,9}(?:\.\d{1,6})?)|(!=|[().+/|,=]))"
)
STARTS: Final = frozenset({"%resource", "%context", "%qr"})
VALUES: Final = frozenset({"value", "valueInteger", "valueDecimal", "valueCoding"})
WEIGHTS: Final = frozenset({"weight", "ordinal"})


@dataclass(frozen=True)
class Formula:
    """What an expression means: ``sum`` or ``mean`` over these questions."""

    how: str
    over: tuple[str, ...]
    needs_all: bool


@dataclass(frozen=True)
class Counted:
    """A part of an expression: the questions it counts, and what it does with them."""

    over: tuple[str, ...]
    function: str = ""  # sum, avg, count, or none for the bare answers


def read_formula(text: str, questions: tuple[Question, ...]) -> Formula:
    """What this expression counts. Raises RuleBroken with the reason when it is no sum or mean."""
    reader = _Reader(_tokens(text), questions)
    formula = reader.whole()
    known = {each.key: each for each in every(questions)}
    silent = [key for key in formula.over if not scores_something(known[key])]
    if silent:
        raise RuleBroken(_("vraag “%(key)s” geeft geen getal") % {"key": silent[0]})
    return formula


def _tokens(text: str) -> list[str]:
    if len(text) > LONGEST:
        raise RuleBroken(_("de formule is te lang"))
    found: list[str] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None or len(found) >= MOST_TOKENS:
            raise RuleBroken(_("de formule is meer dan een som of gemiddelde"))
        found.append(match.group().strip())
        at = match.end()
    return found


class _Reader:
    """Goes once through the tokens, from left to right."""

    def __init__(self, tokens: list[str], questions: tuple[Question, ...]) -> None:
        self.tokens, self.at = tokens, 0
        self.root = Question("", "group", "", parts=questions)
        self.below = list(every(questions))
        self.known = {each.key for each in self.below}
        self.depth = 0  # of brackets
        self.loose = False  # the last sum had a plus outside brackets

    def whole(self) -> Formula:
        """The whole expression: a sum, divided by a number or by a count or not."""
        top = self.sum_of()
        formula = self.divided(top) if self.take("/") else _undivided(top)
        if self.at != len(self.tokens):
            raise _more()
        return formula

    def divided(self, top: list[Counted]) -> Formula:
        """A sum divided by what it counted is a mean; by any other number it is refused."""
        if self.loose:
            raise RuleBroken(_("zonder haakjes deelt de formule alleen het laatste antwoord"))
        over = _joined(top)
        if any(one.function == "avg" for one in top):
            raise RuleBroken(_("de formule deelt een gemiddelde nog eens"))
        if re.fullmatch(r"\d.*", self.now()):
            return self.divided_by_number(top, over)
        under = self.sum_of()
        counts = len(under) == 1 and under[0].function == "count"
        if not counts or under[0].over != over or len(top) != 1:
            raise RuleBroken(_("de formule deelt door iets anders dan het aantal antwoorden"))
        return Formula("mean", over, needs_all=False)

    def divided_by_number(self, top: list[Counted], over: tuple[str, ...]) -> Formula:
        """Divided by just as many as it adds up."""
        number = Decimal(self.next())
        if number != len(over):
            words = {"number": number, "count": len(over)}
            raise RuleBroken(
                _("de formule deelt door %(number)s, maar telt %(count)s vragen op") % words
            )
        return Formula("mean", over, needs_all=True)

    def sum_of(self) -> list[Counted]:
        """Terms with a plus between them, with or without brackets around."""
        found, plus = self.term(), False
        while self.take("+"):
            found, plus = [*found, *self.term()], True
        self.loose = plus
        return found

    def term(self) -> list[Counted]:
        """Something in brackets, or a path to answers."""
        return self.bracketed() if self.now() == "(" else [self.path()]

    def bracketed(self) -> list[Counted]:
        """What stands in brackets; deep brackets are no sum."""
        self.expect("(")
        self.depth += 1
        if self.depth > DEEPEST_BRACKETS:
            raise _more()
        found = self.sum_of()
        if self.now() == "|":
            raise RuleBroken(_("met | telt een antwoord dat gelijk is aan een ander niet mee"))
        self.expect(")")
        self.depth -= 1
        return found

    def path(self) -> Counted:
        """From the answers as a whole to some of them, and what is done with those."""
        here = self.start()
        while not self.take("answer"):
            here = self.step(here)
            self.expect(".")
        asked = [each for each in here if each.kind not in {"group", "display"}]
        return Counted(tuple(each.key for each in asked), self.values(asked))

    def start(self) -> list[Question]:
        """The root of the answers; ``item`` there means the first level."""
        if self.now() in STARTS:
            self.next()
            self.expect(".")
            return [self.root]
        if self.now() in {"item", "descendants", "repeat"}:
            return [self.root]
        raise _more()

    def step(self, here: list[Question]) -> list[Question]:
        """One step down the tree, or a choice among where we are."""
        word = self.next()
        if word == "item":
            return [part for each in here for part in each.parts]
        if word == "descendants":
            self.expect("(")
            self.expect(")")
            return self.all_below(here)
        if word == "repeat":
            for token in "(", "item", ")":
                self.expect(token)
            return self.all_below(here)
        if word == "where":
            return self.where(here)
        raise _more()

    def all_below(self, here: list[Question]) -> list[Question]:
        """All questions at any depth."""
        if here and here[0] is self.root:
            return self.below
        return [part for each in here for part in every(each.parts)]

    def where(self, here: list[Question]) -> list[Question]:
        """Those whose linkId is named; each named one has to be there."""
        self.expect("(")
        names, beginnings = self.test()
        while self.take("or"):
            more, others = self.test()
            names, beginnings = names | more, beginnings + others
        self.expect(")")
        found = [each for each in here if each.key in names or each.key.startswith(beginnings)]
        if not found:
            raise RuleBroken(_("de formule noemt vragen die er niet zijn"))
        return found

    def test(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """``linkId = 'a'``, ``linkId in ('a' | 'b')`` or ``linkId.startsWith('a')``: names, beginnings."""
        self.expect("linkId")
        if self.take("="):
            return frozenset({self.exists(self.quoted())}), ()
        if self.take("in"):
            return self.listed(), ()
        for token in ".", "startsWith", "(":
            self.expect(token)
        beginning = self.quoted()
        self.expect(")")
        return frozenset(), (beginning,)

    def listed(self) -> frozenset[str]:
        """Texts with | between them."""
        self.expect("(")
        found = {self.exists(self.quoted())}
        while self.take("|"):
            found.add(self.exists(self.quoted()))
        self.expect(")")
        return frozenset(found)

    def exists(self, key: str) -> str:
        """The same linkId; refused when the questionnaire has none like it."""
        if key not in self.known:
            raise RuleBroken(_("de formule noemt vraag “%(key)s”, die er niet is") % {"key": key})
        return key

    def quoted(self) -> str:
        """A text between quotes."""
        token = self.next()
        if not token.startswith("'"):
            raise _more()
        return token[1:-1]

    def values(self, here: list[Question]) -> str:
        """``.value.weight().sum()`` and the like; returns the function at the end."""
        weighted = False
        while self.take("."):
            word = self.next()
            if word in WEIGHTS | {"sum", "avg", "count"}:
                self.expect("(")
                self.expect(")")
            elif word not in VALUES:
                raise _more()
            if word in {"sum", "avg"}:
                _check_weighted(here, weighted=weighted)
            if word in {"sum", "avg", "count"}:
                return word
            weighted = weighted or word in WEIGHTS
        _check_weighted(here, weighted=weighted)
        return ""

    def now(self) -> str:
        """The token where we are; nothing at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        """The token where we are, and go on."""
        token = self.now()
        self.at += 1
        return token

    def take(self, token: str) -> bool:
        """Whether this token is here; if so, go on."""
        if self.now() != token:
            return False
        self.at += 1
        return True

    def expect(self, token: str) -> None:
        """Go on past this token. Raises RuleBroken when another stands here."""
        if not self.take(token):
            raise _more()


def _more() -> RuleBroken:
    return RuleBroken(_("de formule is meer dan een som of gemiddelde"))


def _check_weighted(here: list[Question], *, weighted: bool) -> None:
    """Choices count by their weight, numbers by themselves; mixed up, nothing would be counted."""
    wrong = [each for each in here if (each.kind == "choice") != weighted]
    if wrong:
        words = {"key": wrong[0].key}
        raise RuleBroken(
            _("bij vraag “%(key)s” past de formule niet bij de soort antwoord") % words
        )


def _undivided(top: list[Counted]) -> Formula:
    """A sum, or one mean."""
    over = _joined(top)
    if len(top) == 1 and top[0].function in {"sum", "avg"}:
        return Formula("mean" if top[0].function == "avg" else "sum", over, needs_all=False)
    if any(one.function in {"avg", "count"} for one in top):
        raise _more()
    return Formula("sum", over, needs_all=True)


def _joined(top: list[Counted]) -> tuple[str, ...]:
    """All questions together. Without a function a part is one question; none is counted twice."""
    if any(one.function == "" and len(one.over) != 1 for one in top):
        raise _more()
    if len(top) > 1 and any(one.function for one in top):
        raise _more()
    over = tuple(key for one in top for key in one.over)
    if len(set(over)) != len(over) or not over:
        raise RuleBroken(_("de formule telt een vraag twee keer"))
    return over
