"""Lines of a theme sheet: words under a heading, and what lives behind them."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.personal_data import HoldsNone
from veerkracht.meetings.models import Decision
from veerkracht.people.models import Organisation
from veerkracht.places.models import Area
from veerkracht.programme.action_models import Action
from veerkracht.programme.agreement_models import Agreement
from veerkracht.programme.money_models import BudgetLine
from veerkracht.programme.sheet_models import SheetEdition

LONGEST = 1200  # characters of a line: a paragraph of the introduction


class Section(models.TextChoices):
    """The parts of a sheet, in the order of the paper one. The owner's part has no lines: it is the owner."""

    INTRO = "intro", _("Inleiding")
    EXECUTION = "execution", _("Uitvoering")
    COMMUNICATION = "communication", _("Communicatie")
    CONNECTION = "connection", _("Verbinding")
    MONITORING = "monitoring", _("Evaluatie en monitoring")
    MONEY = "money", _("Financiën")
    SECURING = "securing", _("Borging")
    OWNER = "owner", _("Eigenaar/Kartrekker")
    TOGETHER = "together", _("Samen met")
    MORE = "more", _("Meer informatie")


WITH_LINES = tuple(one for one in Section if one is not Section.OWNER)


class LineKind(models.TextChoices):
    """What a line is besides words."""

    TEXT = "text", _("Tekst")
    ACTION = "action", _("Actie")
    INDICATOR = "indicator", _("Indicator")
    MONEY = "money", _("Geld")
    AGREEMENT = "agreement", pgettext_lazy("belofte", "Afspraak")
    DECISION = "decision", _("Besluit")
    QUESTION = "question", _("Verkenning")
    ALIGNMENT = "alignment", _("Afstemming")
    LINK = "link", _("Link")
    PARTNER = "partner", _("Partner")


class Aligned(models.TextChoices):
    """What came out of talking with another region."""

    AGREED = "agreed", _("Hetzelfde afgesproken")
    DIFFERS = "differs", _("We doen het anders")


ONLY_OF = (
    Q(action=None) | Q(kind="action"),
    Q(budget_line=None) | Q(kind="money"),
    Q(agreement=None) | Q(kind="agreement"),
    Q(decision=None) | Q(kind="decision"),
    Q(organisation=None) | Q(kind="partner"),
    Q(other_region=None) | Q(kind="alignment"),
    Q(measure="", target=None) | Q(kind="indicator"),
    Q(settled_on=None) | Q(kind="question"),
)


def _all_of(conditions: tuple[Q, ...]) -> Q:
    together = Q()
    for one in conditions:
        together &= one
    return together


class SheetLine(models.Model):
    """One line. ``key`` stays the same from edition to edition; ``version`` grows with each change.

    What lives behind it depends on ``kind``: an action, a budget line, an agreement, a decision or an
    organisation; ``measure`` is a name in ``programme.measures`` with a ``target`` for ``target_year``;
    a question (verkenning) has a next step, who and by when; an alignment another region.
    ``removed_at``: taken away in a draft, where it can be put back. ``from_line``: adopted from another
    region's sheet.
    """

    edition = models.ForeignKey(SheetEdition, models.CASCADE, related_name="lines")
    key = models.UUIDField(default=uuid4)
    section = models.CharField(max_length=13, choices=Section)
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=LineKind, default=LineKind.TEXT)
    text = models.CharField(_("tekst"), max_length=LONGEST)
    text_en = models.CharField(_("tekst in het Engels"), max_length=LONGEST, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    from_line = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="adopted"
    )
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="sheet_lines"
    )
    budget_line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, blank=True, related_name="sheet_lines"
    )
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="sheet_lines"
    )
    decision = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="sheet_lines"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    measure = models.CharField(_("waaruit lezen we dit?"), max_length=80, blank=True)
    target = models.PositiveIntegerField(_("doel"), null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(_("in het jaar"), null=True, blank=True)
    next_step = models.CharField(_("volgende stap"), max_length=300, blank=True)
    who = models.CharField(_("wie pakt het op?"), max_length=160, blank=True)
    by_when = models.DateField(_("voor wanneer?"), null=True, blank=True)
    settled_on = models.DateField(_("uitgezocht op"), null=True, blank=True)
    other_region = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    aligned_on = models.DateField(_("afgestemd op"), null=True, blank=True)
    aligned = models.CharField(_("wat kwam eruit?"), max_length=7, choices=Aligned, blank=True)
    why = models.CharField(_("waarom, of wat is het antwoord?"), max_length=400, blank=True)
    url = models.URLField(_("adres van de pagina"), max_length=300, blank=True)

    personal_data = HoldsNone(_("Regels van een themablad, zonder namen van personen."))
    objects: ClassVar[models.Manager[SheetLine]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "key"], name="sheet_line_once_an_edition"),
            models.CheckConstraint(condition=~Q(text=""), name="sheet_line_says_something"),
            models.CheckConstraint(condition=~Q(section="owner"), name="sheet_line_not_of_owner"),
            models.CheckConstraint(
                condition=_all_of(ONLY_OF), name="sheet_line_holds_what_its_kind_says"
            ),
            models.CheckConstraint(
                condition=~Q(aligned="differs") | ~Q(why=""), name="sheet_line_differs_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "text")[:80]
