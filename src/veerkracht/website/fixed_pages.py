"""Our own public pages at fixed addresses, as the search knows them: a name, a sentence and more words for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.searching import Document
from veerkracht.website.menu import DOORS, INDEXES
from veerkracht.website.models import ContentPage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.utils.functional import Promise

PLACES = "website.places"
WEIGHT = 150  # who types the name of a page wants that page


@dataclass(frozen=True)
class Place:
    """A page by the name of its address. ``also``: a sentence with other words that people look for."""

    url: str
    title: str | Promise
    words: str | Promise
    also: str | Promise = ""


OURS = (
    Place(
        "training:finder",
        _("Trainingen"),
        _("Alle trainingen met datums, per gemeente, vak en agenda."),
        _("Hier vind je een cursus, workshop of scholing, en schrijf je je in."),
    ),
    Place(
        "conversations:landing",
        _("Het gesprek"),
        _("Teken je eigen spinnenweb en bereid een gesprek over je gezondheid voor."),
        _("Een vragenlijst over de zes kanten van je leven. Alles blijft op je eigen apparaat."),
    ),
    Place(
        "conversations:prepare",
        _("Bereid het gesprek voor"),
        _(
            "Een folder, een gespreksgids en wat je doet bij zorgen: op één pagina voor je telefoon."
        ),
    ),
    Place(
        "conversations:practise",
        _("Oefen met een collega"),
        _("Je leert het gesprek het best door het zelf te voelen."),
    ),
    Place(
        "conversations:offers",
        _("Wat is er in de buurt?"),
        _("Kies je gemeente, en zie waar je mee kunt doen."),
    ),
    Place(
        "outreach:newsletter",
        _("Nieuwsbrief"),
        _("Meld je aan voor de nieuwsbrief, of stop ermee."),
        _("We mailen je nieuws en nieuwe trainingen."),
    ),
    Place(
        "outreach:newsletter_archive",
        _("Eerdere nieuwsbrieven"),
        _("Lees terug wat we eerder stuurden."),
    ),
    Place(
        "outreach:embed_make",
        _("Op je eigen site"),
        _("Zet de agenda, de zoeker of een themablad op je eigen site, in je eigen kleuren."),
    ),
    Place(
        "account_login",
        _("Inloggen"),
        _("Log in met je e-mailadres. Een wachtwoord hoeft niet."),
        _("Aanmelden, of een account maken, doe je hier ook."),
    ),
    Place(
        "people:privacy",
        _("Privacy"),
        _("Wat we van je bewaren, waarom en hoelang."),
        _("Over persoonsgegevens, cookies en je rechten in de AVG."),
    ),
    Place(
        "people:accessibility",
        _("Toegankelijkheid"),
        _("Hoe we zorgen dat iedereen de site kan gebruiken."),
        _("Meld het als iets niet werkt met een schermlezer of een toetsenbord."),
    ),
    Place(
        "people:security",
        _("Beveiliging"),
        _("Hoe je een lek of een andere fout in de beveiliging meldt."),
    ),
    Place(
        "monitoring:how_we_count",
        _("Hoe we rekenen"),
        _("Hoe we bij onze cijfers komen."),
        _("Wat we tellen, hoe we afronden en wat we niet laten zien."),
    ),
)
# More words for pages that “De beweging” leads to.
ALSO = {
    "outreach:movement": _("Een kaart van Limburg met organisaties en netwerken."),
    "cocreation:board": _("Zoek je een stageplek of een onderwerp voor je scriptie?"),
    "cocreation:join": _("Ook als vrijwilliger of ervaringsdeskundige."),
}


def places(keys: Collection[str] | None) -> Iterator[Document]:
    """Each page in this language; the lists of the website, which it tells itself, are not among them."""
    own = {page.key for page in INDEXES}
    doors = (
        Place(one.url, one.title, one.words, ALSO.get(one.url, ""))
        for one in DOORS
        if one.url not in own
    )
    for one in (*OURS, *doors):
        if keys is None or one.url in keys:
            yield _document(one)


def _document(one: Place) -> Document:
    return Document(
        key=one.url,
        title=str(one.title),
        url=reverse(one.url),
        kind=str(ContentPage._meta.model_name),
        kind_words=str(ContentPage._meta.verbose_name),
        lead=str(one.words),
        text=str(one.also),
        weight=WEIGHT,
    )
