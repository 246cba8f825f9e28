"""Each sentence of the resident's app, by key: JavaScript says them through ``words.js`` and holds none itself.

A key with ``.one`` and ``.many`` is said with a count. ``%(name)s`` is filled in by the browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from veerkracht.conversations.words_renewal import RENEWAL
from veerkracht.conversations.words_together import ALONG, COUNTING, PROFESSIONAL, TOGETHER

if TYPE_CHECKING:
    from django.utils.functional import Promise

WORDS: dict[str, str | Promise] = {
    # The page
    "go.begin": _("Naar het begin"),
    "go.help": _("Hulp en telefoonnummers"),
    "go.overview": _("Naar mijn web"),
    "go.not_now": _("Nee, nu niet"),
    "go.paper": _("Print of bewaar als bestand"),
    "later.title": _("Nog niet op dit apparaat"),
    "later.not_here": _(
        "Dit deel is nog niet opgehaald en er is nu geen verbinding. Wat je invulde "
        "staat er nog. Probeer het straks weer."
    ),
    # The first screen
    "begin.title": _("Hoe gaat het met jou?"),
    "begin.lead": _("Teken je eigen web. Je kiest zelf wat je invult. Stoppen kan altijd."),
    "begin.earlier": _("Ga verder met een web"),
    "begin.go_on": _("Ga verder"),
    "begin.go_on_with": _("Ga verder: %(name)s, begonnen op %(day)s"),
    "begin.begun": _("Begonnen op %(day)s"),
    "begin.new": _("Begin een nieuw web"),
    "begin.choose": _("Kies wat bij je past"),
    "begin.yours": _(
        "Je hebt geen account nodig. We vragen geen naam en geen geboortedatum. Wat je "
        "invult, blijft van jou."
    ),
    "begin.paper": _("Liever op papier? Print een leeg web"),
    "form.adult": _("Voor volwassenen"),
    "form.adult_hint": _("Zes onderwerpen, met een paar zinnen om over na te denken."),
    "form.parents": _("Voor (aanstaande) ouders"),
    "form.parents_hint": _("Over jou, je kindje en wie er om jullie heen staan."),
    "form.young": _("Voor jongeren"),
    "form.young_hint": _("Over school, vrienden, thuis en jezelf."),
    "form.plain": _("Eenvoudig"),
    "form.plain_hint": _("Weinig woorden, grote knoppen. Je kunt het laten voorlezen."),
    "form.pictures": _("Met plaatjes"),
    "form.pictures_hint": _("Alleen plaatjes. Lezen hoeft niet."),
    # Setting up
    "setup.lead": _("Nog een paar keuzes. Daarna begin je."),
    "setup.practice": _("Dit is een web om te oefenen. Er wordt niets bewaard."),
    "setup.language": _("Taal van de vragen"),
    "setup.together": _("Samen lezen in twee talen"),
    "setup.together_hint": _(
        "Dan staan de vragen er in twee talen onder elkaar. Handig als je het samen met"
        " iemand invult."
    ),
    "setup.second": _("Tweede taal"),
    "setup.no_second": _("Geen tweede taal"),
    "setup.age": _("Hoe oud ben je?"),
    "setup.under12": _("Jonger dan 12"),
    "setup.12_15": _("12 tot en met 15"),
    "setup.16": _("16 of ouder"),
    "setup.under12_told": _(
        "Vul het samen in met iemand die voor je zorgt. Het blijft op dit apparaat."
    ),
    "setup.12_15_told": _(
        "Wat je invult, blijft op dit apparaat. Wil je het later aan iemand laten zien?"
        " Praat er dan eerst over met iemand die je vertrouwt."
    ),
    "setup.choose_age": _("Kies hoe oud je bent. Dan weten we welke uitleg bij je past."),
    "setup.fleeting": _("Laat niets achter op dit apparaat"),
    "setup.fleeting_hint": _(
        "Handig op een apparaat dat niet van jou is. Sluit je de pagina, dan is alles "
        "weg. Print het of bewaar het eerst als bestand."
    ),
    "setup.start": _("Begin met mijn web"),
    # Marks
    "mark.empty": _("nog leeg"),
    "mark.of_ten": _("%(mark)s van 10"),
    "mark.skip": _("sla over"),
    "mark.skipped": _("overgeslagen"),
    "mark.clear": _("maak leeg"),
    "mark.named": _("%(words)s: %(name)s"),
    # The drawing
    "web.title": _("Jouw web"),
    "web.empty": _("Er staan nog geen cijfers in."),
    "web.highest.one": _("%(names)s kreeg het hoogste cijfer: %(mark)s."),
    "web.highest.many": _("%(names)s kregen het hoogste cijfer: %(mark)s."),
    "web.as_table": _("Toon als tabel"),
    "web.handle": _("%(name)s, in de tekening"),
    "web.topic": _("Onderwerp"),
    "web.now": _("jij nu"),
    "web.earlier": _("jij in %(when)s"),
    "web.before": _("jij eerder"),
    "web.voice": _("zo ziet %(name)s het"),
    # One dimension
    "fill.progress": _("Onderwerp %(number)s van 6. Klaar: %(had)s van 6."),
    "fill.progress_begun": _(
        "Onderwerp %(number)s van 6. Klaar: %(had)s van 6. Begonnen: %(begun)s."
    ),
    "fill.no_mark": _("Je cijfer is hier nog leeg. Dat mag: je kunt alles overslaan."),
    "fill.statements": _("Hoe is dat bij jou?"),
    "fill.statements_hint": _("Schuif tot het klopt. Sla gerust zinnen over."),
    "fill.talk_item": _("hierover praten"),
    "fill.talk_item_about": _("Hierover praten: %(name)s"),
    "fill.own": _("Welk cijfer geef jij: %(name)s?"),
    "fill.own_hint": _("Je kiest dit cijfer zelf. Wij rekenen niets uit."),
    "fill.talk": _("Hier wil ik over praten"),
    "fill.onward": _("Verder"),
    "fill.next": _("Verder met %(name)s"),
    "fill.finish": _("Bekijk mijn hele web"),
    "fill.stop": _("Stop hier voor vandaag"),
    "fill.stop_hint": _(
        "Eén onderwerp kost een paar minuten. Je kunt stoppen en later verdergaan. "
        "Alles staat al klaar."
    ),
    "fill.stop_fleeting": _("Let op: sluit je deze pagina, dan is alles weg."),
    "fill.back": _("Terug naar %(name)s"),
    # The whole web
    "overview.title": _("Zo gaat het nu met jou"),
    "overview.lead": _("Schuif tot het klopt. Er is geen goed of fout cijfer."),
    "overview.no_mark": _(
        "Je vulde zinnen in, maar nog niet overal een cijfer. Dat mag. In je web zie je "
        "alleen cijfers: geef ze hieronder als je wilt."
    ),
    "overview.marks": _("Jouw cijfers"),
    "overview.by_one": _("Vraag voor vraag"),
    "overview.look_again": _("Bekijk de vragen weer"),
    "overview.conflict": _("Op je andere apparaat staat iets anders. Er is niets overschreven."),
    "overview.conflict_go": _("Kies wat klopt"),
    "overview.talk": _("Waar wil je het over hebben?"),
    "overview.talk_hint": _("Kies één of twee onderwerpen. Jij bepaalt."),
    "overview.talk_begin": _("Begin het gesprek"),
    "overview.talk_on": _("Verder met het gesprek"),
    "overview.step": _("Je eerste kleine stap"),
    "overview.step_none": _("Nog geen stap. Klein is goed: iets wat deze week al kan."),
    "overview.step_make": _("Bedenk een stap"),
    "overview.step_change": _("Pas de stap aan"),
    "overview.look_back": _("Kijk terug"),
    "overview.along": _("Wie mag meekijken?"),
    "overview.along_nobody": _(
        "Alleen wie jij uitnodigt. Jij kiest welke onderwerpen en hoe lang."
    ),
    "overview.along_until": _("%(name)s, tot en met %(until)s"),
    "overview.along_read": _("Laatst gelezen: %(when)s"),
    "overview.along_change": _("Stop delen of verander het"),
    "overview.voice": _("Zo ziet %(name)s het"),
    "overview.only_you": _("Alleen jij en wie jij uitnodigt kunnen dit lezen. Wij niet."),
    "overview.fleeting": _("Er wordt niets bewaard. Sluit je deze pagina, dan is alles weg."),
    "overview.again": _("Vul het opnieuw in"),
    "overview.again_sure": _(
        "Je cijfers van nu blijven staan als streepjeslijn. De schuiven worden weer "
        "leeg. Wil je dat?"
    ),
    "overview.again_done": _(
        "Je cijfers van nu staan als streepjeslijn in je web. Vul het opnieuw in."
    ),
    "overview.undo": _("Maak ongedaan"),
    # The other conversation
    "talk.progress": _("Vraag %(number)s van %(total)s"),
    "talk.own_words": _("In je eigen woorden. Niets invullen mag ook."),
    "talk.stands_out": _("Wat valt je op?"),
    "talk.stands_out_lead": _("Kijk naar je web. Waar ben je blij mee? Wat verrast je?"),
    "talk.stands_out_field": _("Dit valt mij op"),
    "talk.matters": _("Wat is belangrijk voor jou?"),
    "talk.matters_lead": _(
        "Een laag cijfer hoeft niet belangrijk te zijn, en een hoog cijfer juist wel."
    ),
    "talk.matters_field": _("Dit is belangrijk voor mij"),
    "talk.sentences": _("Deze zinnen koos je om over te praten"),
    "talk.topics": _("Waar wil je over praten?"),
    "talk.wish": _("Wat zou je willen?"),
    "talk.wish_lead": _("Stel dat het lukt. Wat is er dan anders? Waar merk je dat aan?"),
    "talk.wish_field": _("Dit zou ik willen"),
    "talk.step": _("Wat is een eerste kleine stap?"),
    "talk.step_lead": _("Zo klein dat het deze week al kan. Wie kan je helpen?"),
    "talk.next": _("Volgende vraag"),
    "talk.back": _("Vorige vraag"),
    "talk.finish": _("Klaar, naar mijn web"),
    # The step
    "step.what": _("Wat ga je doen?"),
    "step.what_hint": _("Bijvoorbeeld: donderdag een half uur wandelen."),
    "step.with_whom": _("Met wie?"),
    "step.when": _("Wanneer begin je?"),
    "step.when_hint": _("Bijvoorbeeld: deze week."),
    "step.when_look_back": _("Wanneer kijk je terug?"),
    "step.look_back_hint": _("Kies een dag. We sturen niets: we weten niet wie je bent."),
    "step.with": _("Met: %(who)s"),
    "step.begin": _("Begin: %(when)s"),
    "step.look_back": _("Terugkijken: %(day)s"),
    # Looking back
    "look.title": _("Terugkijken op je stap"),
    "look.no_step": _("Je hebt nog geen stap opgeschreven."),
    "look.how": _("Hoe ging het?"),
    "look.done": _("Gedaan"),
    "look.partly": _("Een beetje"),
    "look.not": _("Nog niet"),
    "look.choose": _("Kies hoe het ging. Nog niet is ook een goed antwoord."),
    "look.words": _("Wat hielp, of wat zat in de weg?"),
    "look.words_hint": _("Misschien past een andere stap beter. Dat is geen mislukking."),
    "look.keep": _("Bewaar"),
    "look.kept": _("Bewaard. Goed dat je terugkeek."),
    "look.next_step": _("Bedenk een volgende stap"),
    "look.before": _("Eerder teruggekeken"),
    # Plain and pictures
    "plain.mark": _("Welk cijfer geef jij: %(name)s?"),
    "plain.back": _("Terug"),
    "plain.skip": _("Sla over"),
    "plain.next": _("Verder"),
    "speech.read": _("Lees voor"),
    "speech.none": _(
        "Dit apparaat heeft geen eigen stem voor deze taal. Vraag iemand om het voor te lezen."
    ),
    # Paper and files
    "paper.title": _("Op papier of als bestand"),
    "paper.title_empty": _("Een leeg web op papier"),
    "paper.lead": _("Je apparaat maakt dit zelf. Er gaat niets naar ons toe."),
    "paper.print": _("Print op A4"),
    "paper.pdf": _("Bewaar als pdf"),
    "paper.png": _("Bewaar als plaatje"),
    "paper.svg": _("Plaatje om te vergroten (SVG)"),
    "paper.careful": _(
        "Een bestand of een print kan iedereen lezen die het vindt. Bewaar het op een veilige plek."
    ),
    "paper.to_empty": _("Print een leeg web"),
    "paper.to_filled": _("Print mijn eigen web"),
    "paper.making": _("Bezig met maken…"),
    "paper.made": _("Klaar. Het staat bij je downloads."),
    "paper.failed": _("Het lukte niet op dit apparaat. Printen kan wel."),
    "paper.heading": _("Zo gaat het nu met mij"),
    "paper.day": _("Datum:"),
    "paper.foot": _("Om over te praten, niet om te meten. Veerkracht"),
    "paper.page": _("%(title)s, blad %(number)s"),
    # Help
    "help.title": _("Hulp en telefoonnummers"),
    "help.lead": _("Heb je nu hulp nodig? Je kunt altijd iemand bellen."),
    "help.danger": _("Is er gevaar, voor jou of een ander? Bel"),
    "help.suicide": _("113 Zelfmoordpreventie"),
    "help.suicide_hint": _("Denk je aan zelfmoord? Dag en nacht, gratis en anoniem."),
    "help.violence": _("Veilig Thuis"),
    "help.violence_hint": _("Is het thuis niet veilig? Dag en nacht, gratis."),
    "help.child": _("Kindertelefoon"),
    "help.child_hint": _("Voor iedereen van 8 tot en met 18 jaar. Gratis."),
    "help.listen": _("De Luisterlijn"),
    "help.listen_hint": _("Iemand die luistert, dag en nacht."),
    "help.doctor": _(
        "Je huisarts kan ook meedenken. In de avond en het weekend is er de huisartsenpost."
    ),
    "help.not_watched": _(
        "Wij lezen niet mee met wat je invult. Er komt dus niemand vanzelf in actie. "
        "Bel zelf, of vraag iemand die je vertrouwt."
    ),
    "help.call": _("Bel %(number)s"),
    # Two devices
    "conflict.title": _("Twee versies naast elkaar"),
    "conflict.lead": _(
        "Op twee apparaten is iets anders ingevuld. Er is niets overschreven. Kies per "
        "onderdeel wat klopt."
    ),
    "conflict.none": _("Alles is gekozen. Er zijn geen twee versies meer."),
    "conflict.mine": _("Op dit apparaat"),
    "conflict.theirs": _("Op je andere apparaat"),
    "conflict.choose_mine": _("Houd deze"),
    "conflict.choose_theirs": _("Neem deze"),
    "conflict.choose_label": _("%(words)s: %(name)s, %(which)s"),
    "conflict.both": _("Bewaar de woorden van allebei"),
    "conflict.settled": _("%(name)s: gekozen en bewaard."),
    "conflict.words": _("Wat je opschreef"),
    "conflict.step": _("Je eerste kleine stap"),
    "conflict.other": _("Een ander deel van je web"),
    "conflict.mark": _("Cijfer"),
    "conflict.nothing": _("Niets ingevuld"),
    # What became of what was typed
    "saving.saved": _("Bewaard op dit apparaat"),
    "saving.saving": _("Bezig met bewaren…"),
    "saving.fleeting": _("Er wordt niets bewaard"),
    "saving.full": _("Niet bewaard: je apparaat is vol."),
    "saving.problem": _("Niet bewaard: er ging iets mis."),
    "saving.what_now": _("Wat kan ik doen?"),
    "storage.title": _("Bewaren op dit apparaat"),
    "storage.full": _("Je apparaat is vol. Wat je nu typt, staat alleen op het scherm."),
    "storage.fine": _("Wat je invult, wordt meteen op dit apparaat bewaard."),
    "storage.nothing_lost": _(
        "Wat al bewaard was, blijft staan. Laat deze pagina open tot het gelukt is."
    ),
    "storage.what_now": _("Dit kun je doen"),
    "storage.step_free": _(
        "Maak ruimte vrij: verwijder foto's, filmpjes of apps die je niet gebruikt. "
        "Daarna bewaart deze pagina vanzelf."
    ),
    "storage.step_paper": _("Zet het op papier of in een bestand, dan raak je niets kwijt."),
    "storage.step_old": _("Wis een ouder web dat je niet meer nodig hebt."),
    "storage.erase": _("Wis dit web van dit apparaat"),
    "storage.sure": _(
        "Dit web gaat van dit apparaat. Heb je er geen sleutelkaart van, dan is het weg."
    ),
    "storage.to_paper": _("Naar papier of bestand"),
}


WORDS |= ALONG | COUNTING | TOGETHER | PROFESSIONAL | RENEWAL


def spoken(language: str) -> dict[str, str]:
    """Every sentence in one language, as the app asks for it."""
    with translation.override(language):
        return {key: str(words) for key, words in WORDS.items()}
