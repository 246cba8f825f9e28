"""Sentences of the key card, sharing and erasing: for the resident, and for the professional's own screens."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ALONG: dict[str, str | Promise] = {
    "go.open_card": _("Open met je sleutelkaart"),
    "go.card": _("Bewaar je sleutelkaart"),
    "go.erase": _("Wis alles"),
    "go.count": _("Laat dit gesprek meetellen"),
    "go.together": _("Laat iemand meekijken"),
    "minors.device-only": _(
        "Jouw web blijft op dit apparaat. Wil je iets laten zien? Laat het scherm zien, of print je web. "
        "Doe dat samen met iemand die voor je zorgt."
    ),
    "card.parents": _("Mijn ouder of verzorger vindt dit ook goed"),
    "card.title": _("Je sleutelkaart"),
    "card.lead": _(
        "Met een sleutelkaart open je je web ook op een ander apparaat. "
        "Het ligt dan ook bij ons, op slot. Wij hebben geen sleutel."
    ),
    "card.sealed": _("Alleen wie jouw kaart heeft, kan het openen. Wij niet."),
    "card.lost": _(
        "Ben je de kaart kwijt, en ook dit apparaat? Dan kan niemand het meer openen. Wij ook niet."
    ),
    "card.unused": _("Gebruik je het 13 maanden niet, dan wissen wij wat bij ons ligt."),
    "card.make": _("Maak mijn sleutelkaart"),
    "card.yours": _("Dit is je sleutelkaart"),
    "card.how": _(
        "Ga op je andere apparaat eerst naar %(address)s. Kies daar ‘Open met je sleutelkaart’ en scan de code, "
        "of typ de vijftien woorden. Scan de code alleen daar, niet met de gewone camera van je telefoon."
    ),
    "card.qr": _("QR-code van je sleutelkaart"),
    "card.words": _("Of met deze vijftien woorden"),
    "card.careful": _(
        "Bewaar de kaart goed, zoals een sleutel van je huis. Wie de kaart heeft, leest alles."
    ),
    "card.print": _("Print de kaart"),
    "card.again": _("Bewaar nu opnieuw"),
    "card.ready": _("Je sleutelkaart is klaar."),
    "carried.here": _("Dit staat alleen op dit apparaat."),
    "carried.along": _("Dit staat ook bij ons, op slot."),
    "carried.along_on": _("Dit staat ook bij ons, op slot. Het laatst bewaard op %(day)s."),
    "carried.waiting": _("Wordt zo ook bij ons bewaard."),
    "carried.offline": _(
        "Geen verbinding. Op dit apparaat is alles bewaard. Bij ons komt het zodra er weer verbinding is."
    ),
    "carried.offline_unkept": _(
        "Geen verbinding. Je laatste antwoorden staan alleen op dit scherm. "
        "Laat de pagina open: bij ons komen ze zodra er weer verbinding is."
    ),
    "carried.refused_unkept": _(
        "Bewaren bij ons lukte niet. Je laatste antwoorden staan alleen op dit scherm. "
        "Zet ze op papier of in een bestand, en probeer het later nog eens."
    ),
    "carried.gone": _(
        "Dit web is gewist: op een ander apparaat, of omdat het lang niet gebruikt is. Op dit apparaat staat het nog."
    ),
    "carried.older": _(
        "Wij kregen een oudere versie dan je al had. Die gebruiken we niet. Wat je hier ziet, is het nieuwste."
    ),
    "carried.tampered": _(
        "Wat bij ons lag, is beschadigd of veranderd. We gebruiken het niet. Wat je hier ziet, is niet veranderd."
    ),
    "carried.refused": _(
        "Bewaren bij ons lukte niet. Op dit apparaat is alles bewaard. Probeer het later nog eens."
    ),
    "open.title": _("Open met je sleutelkaart"),
    "open.lead": _("Scan de code van je kaart, of typ de vijftien woorden."),
    "open.scan": _("Scan de code"),
    "open.camera": _("Beeld van de camera. Houd de code ervoor."),
    "open.no_camera": _(
        "De camera is er niet, of mag niet gebruikt worden. Typ de vijftien woorden hieronder."
    ),
    "open.words": _("De vijftien woorden"),
    "open.words_hint": _(
        "Met een spatie ertussen. De eerste vier letters van elk woord zijn genoeg."
    ),
    "open.fleeting": _("Laat niets achter op dit apparaat"),
    "open.fleeting_hint": _("Kies dit als het apparaat niet van jou is."),
    "open.go": _("Open mijn web"),
    "open.busy": _("Even kijken…"),
    "open.odd_word": _("‘%(word)s’ staat niet op de lijst met woorden. Kijk nog eens op je kaart."),
    "open.no_card": _("Dit is geen sleutelkaart. Kijk of alle vijftien woorden er staan."),
    "open.nothing": _(
        "Bij deze kaart ligt niets. Het is gewist, of de kaart is van een andere plek."
    ),
    "open.offline": _("Geen verbinding. Je kaart klopt misschien wel. Probeer het zo nog eens."),
    "open.tampered": _(
        "Wat bij deze kaart ligt, is beschadigd of veranderd. We openen het niet. Er is hier niets gewist."
    ),
    "erase.title": _("Alles wissen"),
    "erase.lead": _("Je web staat alleen op dit apparaat. Als je het wist, is het weg."),
    "erase.lead_along": _(
        "Je web gaat weg van dit apparaat en bij ons. Je sleutelkaart opent dan niets meer."
    ),
    "erase.others": _(
        "Opende je dit web ook op een ander apparaat? Daar blijft het staan. Wis het daar ook."
    ),
    "erase.shared": _("Wie met je meekeek, kan het daarna niet meer openen."),
    "erase.everywhere": _("Wis hier en bij ons"),
    "erase.now": _("Wis mijn web"),
    "erase.not": _("Nee, bewaar het"),
    "erase.here_title": _("Alleen van dit apparaat"),
    "erase.here_lead": _(
        "Bij ons blijft het liggen, op slot. Met je sleutelkaart open je het weer."
    ),
    "erase.here": _("Wis alleen hier"),
    "erase.gone": _("Het is gewist"),
    "erase.gone_here": _("Hier is het gewist"),
    "erase.done": _("Er staat niets meer van je web op dit apparaat."),
    "erase.done_along": _("Er staat niets meer van je web op dit apparaat en bij ons."),
    "erase.later": _(
        "Hier is het weg. Bij ons lukte het nog niet. "
        "We proberen het opnieuw als je deze app op dit apparaat weer opent met verbinding."
    ),
    "erase.later_self": _(
        "Hier is het weg. Bij ons lukte het nog niet, en dit apparaat onthoudt het niet. "
        "Open het later met je sleutelkaart en wis het dan."
    ),
    "erase.receipt": _("Je bewijs"),
    "erase.receipt_says": _(
        "Gewist op %(on)s. De sleutel in onze reservekopie is weg op %(backups)s. "
        "Daarna kan niemand nog openen wat bij ons lag, ook niet met je kaart."
    ),
    "erase.receipt_checked": _(
        "Gecontroleerd: dit bewijs is van dit web, en wij hebben het getekend."
    ),
    "erase.receipt_unchecked": _(
        "Dit bewijs is van dit web. Of wij het tekenden, kon je apparaat nu niet controleren."
    ),
    "erase.receipt_wrong": _("Er kwam geen bewijs dat klopt. Het wissen is wel gemeld als gelukt."),
    "erase.receipt_keep": _("Bewaar het bewijs"),
}

COUNTING: dict[str, str | Promise] = {
    "minors.not-counted": _("Gesprekken van jongeren tellen we niet."),
    "count.title": _("Telt dit gesprek mee?"),
    "count.lead": _(
        "Wij weten niet hoeveel gesprekken er zijn. Wil jij dit gesprek laten meetellen?"
    ),
    "count.what": _(
        "Mee gaat: welke vragenlijst, welke regio, welk kwartaal en met wie het gesprek was."
    ),
    "count.never": _("Nooit mee gaan: je cijfers, je woorden, je leeftijd en wie je bent."),
    "count.when": _("Het gaat weg op een willekeurig moment in de komende twee weken."),
    "count.region": _("In welke regio?"),
    "count.sector": _("Met wie praatte je?"),
    "count.birth": _("Verloskundige of kraamzorg"),
    "count.youth": _("Jeugdverpleegkundige of jeugdhulp"),
    "count.care": _("Huisarts, zorg of verpleging"),
    "count.social": _("Welzijn, gemeente of school"),
    "count.other": _("Iemand anders, of niemand"),
    "count.choose": _("Kies een regio en met wie je praatte."),
    "count.yes": _("Ja, tel het mee"),
    "count.thanks": _("Dank je wel. Het telt mee."),
    "count.offline": _("Hiervoor is verbinding nodig. Probeer het later nog eens."),
    "count.not_here": _(
        "Dit web laat niets achter op dit apparaat. Daarom kan het niet meetellen."
    ),
    "count.planned": _("Dit gesprek gaat meetellen. Het is nog niet verstuurd."),
    "count.sent": _("Dit gesprek telt mee."),
    "count.back": _("Toch niet: trek het in"),
    "count.not-sent": _("Ingetrokken. Er is niets verstuurd."),
    "count.taken-back": _("Ingetrokken. Het telt niet meer mee."),
    "count.in-a-total": _(
        "Het zit al in een totaal met minstens negentien andere. Daar kan het niet meer uit. "
        "Niemand kan zien dat het van jou was."
    ),
    "count.no-answer": _("Geen verbinding. Er is nog niets ingetrokken. Probeer het zo nog eens."),
}

TOGETHER: dict[str, str | Promise] = {
    "together.title": _("Wie mag meekijken?"),
    "together.lead": _("Jij kiest wie meekijkt, wat diegene ziet en tot wanneer."),
    "together.nobody": _("Nu kijkt niemand mee."),
    "together.new": _("Laat iemand meekijken"),
    "together.back": _("Terug"),
    "together.reads": _("Ziet %(parts)s, tot en met %(until)s."),
    "together.opened.one": _("Eén keer gelezen: %(when)s."),
    "together.opened.many": _("%(count)s keer gelezen. De laatste keer: %(when)s."),
    "together.never_opened": _("Nog niet gelezen."),
    "together.stop": _("Stop delen"),
    "together.stop_with": _("Stop delen met %(name)s"),
    "together.stop_says": _(
        "Na het stoppen kan niemand hiermee nog iets openen. Wat al gelezen is, kun je niet terughalen."
    ),
    "together.stopping": _(
        "Er is nog geen verbinding geweest. Laat deze pagina open: zodra er verbinding is, stopt het delen."
    ),
    "together.put_back": _("Zet mijn versie terug"),
    "together.stopped": _("%(name)s kan niet meer meekijken."),
    "parts.which": _("Wat mag diegene zien?"),
    "parts.words": _("Wat je opschreef"),
    "parts.step": _("Je eerste kleine stap"),
    "parts.before": _("Ook hoe het eerder was"),
    "parts.before_hint": _("De gestippelde lijnen van vorige keren, van wat je hierboven kiest."),
    "parts.voice": _("Hoe %(name)s het zag"),
    "parts.voice_hint": _("Wat een ander zei, gaat alleen mee als jij dat wilt."),
    "share.title": _("Laat iemand meekijken"),
    "share.lead": _("Vraag je zorgverlener om de code. Die staat op het scherm van de ander."),
    "share.scan": _("Scan de code"),
    "share.camera": _("Beeld van de camera. Houd de code ervoor."),
    "share.no_camera": _(
        "De camera is er niet, of mag niet gebruikt worden. Typ de code hieronder."
    ),
    "share.code": _("Of typ de code"),
    "share.code_hint": _("Twaalf letters en cijfers, zoals AB12 CD34 EF56."),
    "share.go": _("Ga verder"),
    "share.no_code": _("Dit is geen code. Een code heeft twaalf letters en cijfers."),
    "share.unknown": _("Deze code bestaat niet, of is te oud. Vraag om een nieuwe code."),
    "share.later": _("Dat lukte nu niet. Probeer het zo nog eens."),
    "share.other_keys": _(
        "Deze code klopt niet met wat wij kregen. Deel niets. Vraag om een nieuwe code."
    ),
    "share.offline": _("Om te delen is verbinding nodig. Je web is hier gewoon bewaard."),
    "share.is_it": _("Is dit je zorgverlener?"),
    "share.words": _("Staan deze vier woorden ook op het andere scherm?"),
    "share.same": _("Ja, dezelfde woorden"),
    "share.not_same": _("Nee, dit klopt niet"),
    "share.not_shared": _("Er is niets gedeeld."),
    "share.what": _("Wat laat je %(name)s zien?"),
    "share.until": _("Tot wanneer?"),
    "share.day": _("Tot morgen"),
    "share.week": _("Een week, tot en met %(day)s"),
    "share.month": _("Een maand, tot en met %(day)s"),
    "share.quarter": _("Drie maanden, tot en met %(day)s"),
    "share.parents_first": _("Vraag eerst of je ouder of verzorger het ook goed vindt."),
    "share.nothing_chosen": _("Kies eerst wat diegene mag zien."),
    "share.says": _(
        "Je kunt altijd stoppen. Wat al gelezen is, kun je niet terughalen. Je ziet wanneer het gelezen is."
    ),
    "share.yes": _("Deel met %(name)s"),
    "share.no": _("Toch niet"),
    "share.waits": _("Zodra er verbinding is, kan %(name)s meekijken."),
    "share.done": _("%(name)s kan nu meekijken."),
}

PROFESSIONAL: dict[str, str | Promise] = {
    "vak.code_title": _("Jouw code"),
    "vak.code_lead": _(
        "Laat dit aan de ander zien. Met deze code kan die jou laten meekijken. Er gebeurt niets vanzelf."
    ),
    "vak.qr": _("QR-code waarmee de ander jou laat meekijken"),
    "vak.code": _("Of typ deze code"),
    "vak.works.one": _("Deze code werkt nog hooguit %(count)s minuut."),
    "vak.works.many": _("Deze code werkt nog %(count)s minuten."),
    "vak.code_past": _("Deze code werkt niet meer. Maak een nieuwe code."),
    "vak.words": _("Vergelijk deze vier woorden"),
    "vak.words_says": _(
        "De ander ziet dezelfde woorden. Zijn ze anders? Deel dan niets, en maak een nieuwe code."
    ),
    "vak.new_code": _("Maak een nieuwe code"),
    "vak.my_code": _("Laat mijn code zien"),
    "vak.shared": _("Gedeeld met mij"),
    "vak.shared_title": _("Gedeeld met mij"),
    "vak.shared_lead": _(
        "Er staan geen namen bij: die weten wij niet. De ander ziet wanneer je leest."
    ),
    "vak.nothing": _("Er is nu niets met je gedeeld. Laat je code zien om samen te kijken."),
    "vak.forget_title": _("Is dit niet jouw computer?"),
    "vak.forget_lead": _(
        "Wis dan je sleutel hier. Wat met je gedeeld is, kun je daarna niet meer lezen, ook niet op een andere plek."
    ),
    "vak.forget": _("Wis van deze computer"),
    "vak.look_again": _("Kijk opnieuw"),
    "vak.since": _("Gedeeld op %(day)s"),
    "vak.until": _("Tot en met %(day)s"),
    "vak.open": _("Lees samen"),
    "vak.open_since": _("Lees samen wat op %(day)s is gedeeld"),
    "vak.elsewhere": _("Alleen te openen in de browser waar je de code liet zien."),
    "vak.read_title": _("Samen kijken"),
    "vak.read_lead": _("Dit is van de ander. Je mag meekijken tot en met %(day)s."),
    "vak.says": _("Wat de ander zegt"),
    "vak.wants": _("Wil praten over %(parts)s."),
    "vak.shown": _("Gedeeld: %(parts)s."),
    "vak.voice": _("Hoe jij het ziet"),
    "vak.voice_lead": _(
        "Jouw lijn komt naast die van de ander, nooit ervoor in de plaats. Vraag eerst of de ander dat wil."
    ),
    "vak.voice_words": _("Wat wil je erbij zeggen?"),
    "vak.voice_hint": _("Schrijf aan de ander. Je eigen notities horen in je eigen dossier."),
    "vak.speak": _("Leg mijn lijn ernaast"),
    "vak.spoken": _("Je lijn ligt ernaast. De ander ziet die zodra die kijkt."),
    "vak.not_there": _("Dit is er niet meer. De ander is gestopt met delen, of de tijd is om."),
    "vak.unopenable": _(
        "Dit kan niet geopend worden. Het is veranderd, of het is voor een andere browser."
    ),
    "vak.offline": _("Geen verbinding. Probeer het zo nog eens."),
}
