"""What an editor can put on a page. Few blocks, so that pages keep one voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    DateBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

if TYPE_CHECKING:
    from collections.abc import Mapping

RICH_TEXT = ["bold", "italic", "h2", "h3", "ul", "ol", "link", "document-link"]
WITHIN_CARD = ["bold", "italic", "ul", "link"]
ICONS = [
    ("course", gettext_lazy("boek")),
    ("chat", gettext_lazy("gesprek")),
    ("people", gettext_lazy("mensen")),
    ("place", gettext_lazy("plaats")),
    ("calendar", gettext_lazy("kalender")),
    ("certificate", gettext_lazy("certificaat")),
    ("lock", gettext_lazy("slot")),
    ("building", gettext_lazy("gebouw")),
    ("star", gettext_lazy("ster")),
    ("body", gettext_lazy("lichaam")),
    ("feeling", gettext_lazy("gevoel en gedachten")),
    ("meaning", gettext_lazy("zingeving")),
    ("quality", gettext_lazy("lekker leven")),
    ("participation", gettext_lazy("meedoen")),
    ("daily", gettext_lazy("dagelijks leven")),
]
ADDRESS_STARTS = ("/", "https://", "http://", "mailto:", "tel:", "#")


def check_address(address: str) -> None:
    """Raise ValidationError unless the address leads to a page, a mail or a phone (no scripts)."""
    if not address.startswith(ADDRESS_STARTS):
        raise ValidationError(
            _("Begin met / voor een pagina van ons, of met https:// voor een andere.")
        )


class LinkBlock(StructBlock):  # type: ignore[misc]
    """A link to a page of ours or to an address, with words that say where it goes."""

    label = CharBlock(label=gettext_lazy("Tekst"), max_length=60, required=False)
    page = PageChooserBlock(label=gettext_lazy("Pagina"), required=False)
    address = CharBlock(
        label=gettext_lazy("Of een adres"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld /leren/ of https://www.limburg.nl"),
    )

    def clean(self, value: Any) -> Any:
        """Words and a target come together, and the target is one."""
        value = super().clean(value)
        if problem := self.problem(value):
            raise StructBlockValidationError(block_errors=problem)
        return value

    def problem(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """What is wrong with a link, by field; nothing when it is right."""
        if not value["label"]:
            return {"label": ValidationError(_("Schrijf op waar de link naartoe gaat."))}
        if bool(value["page"]) == bool(value["address"]):
            return {"page": ValidationError(_("Kies een pagina óf vul een adres in."))}
        return _address_problem(value["address"])

    class Meta:
        label = gettext_lazy("Link")
        icon = "link"


class OptionalLinkBlock(LinkBlock):
    """A link that may be left out altogether."""

    def problem(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """As for any link, unless nothing is filled in."""
        if not any(value[part] for part in ("label", "page", "address")):
            return {}
        return super().problem(value)


def _address_problem(address: str) -> dict[str, ValidationError]:
    if not address:
        return {}
    try:
        check_address(address)
    except ValidationError as problem:
        return {"address": problem}
    return {}


class CardBlock(StructBlock):  # type: ignore[misc]
    """One card: a title, a few sentences, perhaps a link."""

    icon = ChoiceBlock(label=gettext_lazy("Tekening"), choices=ICONS, required=False)
    title = CharBlock(label=gettext_lazy("Titel"), max_length=80)
    text = RichTextBlock(label=gettext_lazy("Tekst"), features=WITHIN_CARD)
    link = OptionalLinkBlock(label=gettext_lazy("Link"))


class CardsBlock(StructBlock):  # type: ignore[misc]
    """Two or three cards in a row."""

    heading = CharBlock(label=gettext_lazy("Kop"), max_length=100, required=False)
    cards = ListBlock(CardBlock(), label=gettext_lazy("Kaarten"), min_num=2, max_num=9)

    class Meta:
        label = gettext_lazy("Kaarten")
        icon = "grip"
        template = "website/blocks/cards.html"


class QuoteBlock(StructBlock):  # type: ignore[misc]
    """What somebody said, and who. Only with that person's consent."""

    text = TextBlock(label=gettext_lazy("Wat iemand zei"), max_length=600)
    who = CharBlock(
        label=gettext_lazy("Wie"),
        max_length=100,
        help_text=gettext_lazy("Vraag eerst of het mag. Een voornaam of een beroep is ook goed."),
    )

    class Meta:
        label = gettext_lazy("Citaat")
        icon = "openquote"
        template = "website/blocks/quote.html"


class PictureBlock(StructBlock):  # type: ignore[misc]
    """A picture with words for who does not see it; those words are demanded."""

    image = ImageChooserBlock(label=gettext_lazy("Foto of tekening"))
    alternative = CharBlock(
        label=gettext_lazy("Wat is er te zien?"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("Voor wie de foto niet ziet. Eén zin, zonder “foto van”."),
    )
    decorative = BooleanBlock(
        label=gettext_lazy("Alleen versiering"),
        required=False,
        help_text=gettext_lazy("De foto vertelt niets wat niet ook in de tekst staat."),
    )
    caption = CharBlock(label=gettext_lazy("Bijschrift"), max_length=250, required=False)
    maker = CharBlock(label=gettext_lazy("Wie maakte de foto?"), max_length=120, required=False)

    def clean(self, value: Any) -> Any:
        """Words, or the explicit choice that the picture says nothing."""
        value = super().clean(value)
        if not value["alternative"].strip() and not value.get("decorative"):
            words = _("Schrijf op wat er te zien is, of zeg dat de foto alleen versiering is.")
            raise StructBlockValidationError(block_errors={"alternative": ValidationError(words)})
        return value

    class Meta:
        label = gettext_lazy("Foto of tekening")
        icon = "image"
        template = "website/blocks/picture.html"


class ActionBlock(StructBlock):  # type: ignore[misc]
    """One thing to do next."""

    heading = CharBlock(label=gettext_lazy("Kop"), max_length=100)
    text = TextBlock(label=gettext_lazy("Tekst"), max_length=400, required=False)
    link = LinkBlock(label=gettext_lazy("Knop"))

    class Meta:
        label = gettext_lazy("Oproep")
        icon = "pick"
        template = "website/blocks/action.html"


class FigureBlock(StructBlock):  # type: ignore[misc]
    """A number as an editor wrote it, with its words."""

    number = CharBlock(
        label=gettext_lazy("Getal"),
        max_length=24,
        help_text=gettext_lazy("Bijvoorbeeld 31, of 1 op de 6"),
    )
    words = CharBlock(label=gettext_lazy("Waarvan"), max_length=140)


class FiguresBlock(StructBlock):  # type: ignore[misc]
    """Numbers that somebody published before, with source and date; never counted here."""

    heading = CharBlock(label=gettext_lazy("Kop"), max_length=100)
    figures = ListBlock(FigureBlock(), label=gettext_lazy("Getallen"), min_num=1, max_num=6)
    source = CharBlock(label=gettext_lazy("Bron"), max_length=200)
    source_address = CharBlock(
        label=gettext_lazy("Adres van de bron"),
        max_length=300,
        required=False,
        validators=[check_address],
    )
    on = DateBlock(label=gettext_lazy("Stand op"))

    class Meta:
        label = gettext_lazy("Getallen met bron")
        icon = "table"
        template = "website/blocks/figures.html"


class NoteBlock(StructBlock):  # type: ignore[misc]
    """Something to know first, such as what is not there yet."""

    title = CharBlock(label=gettext_lazy("Kop"), max_length=100)
    text = RichTextBlock(label=gettext_lazy("Tekst"), features=WITHIN_CARD)

    class Meta:
        label = gettext_lazy("Goed om te weten")
        icon = "info-circle"
        template = "website/blocks/note.html"


class BodyBlock(StreamBlock):  # type: ignore[misc]
    """The parts of a page, in the order that the editor chose."""

    text = RichTextBlock(
        label=gettext_lazy("Tekst"),
        features=RICH_TEXT,
        icon="pilcrow",
        template="website/blocks/text.html",
    )
    cards = CardsBlock()
    note = NoteBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    figures = FiguresBlock()
    action = ActionBlock()


class HeroActionsBlock(StreamBlock):  # type: ignore[misc]
    """At most two things to do on the first screen; the first is the most important."""

    link = LinkBlock()


class WordBlock(StructBlock):  # type: ignore[misc]
    """A word that people in the field use, in plain language."""

    word = CharBlock(label=gettext_lazy("Woord"), max_length=80)
    also = CharBlock(
        label=gettext_lazy("Ook wel"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Andere woorden voor hetzelfde, met komma's ertussen."),
    )
    meaning = TextBlock(
        label=gettext_lazy("Wat het betekent"),
        max_length=600,
        help_text=gettext_lazy(
            "Eén of twee korte zinnen. Schrijf zoals je het aan een buur vertelt."
        ),
    )

    class Meta:
        label = gettext_lazy("Woord")
        icon = "openquote"


class WordsBlock(StreamBlock):  # type: ignore[misc]
    """The words of a list."""

    word = WordBlock()
