"""What goes along on paper: a leaflet for the resident, and an empty web. PDF/UA-1, the same bytes each time."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

from veerkracht.conversations.prepare_links import printed_url
from veerkracht.kernel.papers import pdf
from veerkracht.ui import web
from veerkracht.ui.dimensions import DIMENSIONS

TEMPLATES = Path(__file__).parent / "typst"
REGIONS = {"nl": "nl", "en": "gb"}


@lru_cache(maxsize=64)
def leaflet(form: str, language: str, sheet: str, set_code: str = "") -> bytes:
    """The leaflet for a resident. ``form``: adult, young, parents or plain; ``sheet``: a4 or a5."""
    address = printed_url(form=form, set_code=set_code, language=language)
    with override(language):
        facts = _leaflet_words(form) | {
            "lang": language,
            "region": REGIONS[language],
            "sheet": sheet,
            "issuer": f"{settings.SITE_NAME} {settings.SITE_REGION}".strip(),
            "address": address,
            "address_shown": address.partition("://")[2].partition("#")[0].rstrip("/"),
            "qr": _qr(address),
            "web": empty_web(),
        }
    return pdf(TEMPLATES / "leaflet.typ", facts)


@lru_cache(maxsize=4)
def paper_web(language: str) -> bytes:
    """An empty web on A4 with room to write, for who does without a phone."""
    with override(language):
        facts = {
            "lang": language,
            "region": REGIONS[language],
            "title": _("Mijn web"),
            "lead": _(
                "Geef elk woord een cijfer van 0 tot en met 10. Er is geen goed of fout cijfer. "
                "Iets overslaan mag."
            ),
            "how": _(
                "Zet op elke lijn een stip. Het midden is 0, de rand is 10. Verbind de stippen."
            ),
            "web": empty_web(),
            "web_alt": _web_alt(),
            "rows": [str(one.label) for one in DIMENSIONS],
            "mark": _("Mijn cijfer"),
            "word": _("Dit hoort erbij"),
            "questions": [
                _("Wat valt me op?"),
                _("Waar wil ik het over hebben?"),
                _("Wat zou ik willen?"),
                _("Mijn eerste kleine stap: wat, met wie, en wanneer?"),
            ],
            "foot": _("Dit papier is van jou. Je beslist zelf wie het ziet."),
        }
    return pdf(TEMPLATES / "paper_web.typ", facts)


def _leaflet_words(form: str) -> dict[str, Any]:
    return {
        "title": _("Hoe gaat het met jou?"),
        "lead": _leads()[form],
        "web_alt": _web_alt(),
        "steps_heading": _("Zo doe je het"),
        "steps": _steps(form),
        "mine_heading": _("Het is van jou"),
        "mine": [
            _("Je hebt geen account nodig. We vragen je naam niet."),
            _("Wat je invult, blijft op je eigen telefoon. Wij kunnen het niet lezen."),
            _("Jij beslist wie er meekijkt. Je kunt altijd stoppen of alles wissen."),
        ],
        "scan": _("Scan de code met je telefoon, of ga naar:"),
        "qr_alt": _("QR-code naar de plek waar je je eigen web tekent."),
        "paper": _("Liever op papier? Vraag om het papieren web. Dat is net zo goed."),
        "not_a_test": _("Het is geen test. Er is geen goed of fout cijfer."),
    }


def _leads() -> dict[str, str]:
    return {
        "adult": _(
            "Binnenkort praten we samen over wat jij belangrijk vindt. Teken vast je eigen web: "
            "zes woorden, zes cijfers."
        ),
        "parents": _(
            "Je wordt ouder, of je bent het net. Er verandert veel. Teken vast je eigen web: "
            "zes woorden, zes cijfers. Daarna praten we over wat jij belangrijk vindt."
        ),
        "young": _(
            "Wat vind jij belangrijk? Teken je eigen web: zes woorden, zes cijfers. Jij bepaalt wat je ervan laat zien."
        ),
        "plain": _("Zes woorden. Zes cijfers. Jij vertelt hoe het gaat. De telefoon leest voor."),
    }


def _steps(form: str) -> list[str]:
    if form == "plain":
        return [_("Scan de code."), _("Kies een cijfer bij elk plaatje."), _("Neem je web mee.")]
    return [
        _("Scan de code. Je begint meteen."),
        _("Geef zes kanten van je leven een cijfer. Iets overslaan mag."),
        _("Kies waar je over wilt praten. Neem je telefoon mee naar het gesprek."),
    ]


def _web_alt() -> str:
    labels = ", ".join(str(one.label) for one in DIMENSIONS)
    return _("Een leeg web met zes lijnen: %(labels)s.") % {"labels": labels}


def empty_web() -> str:
    """The six axes with their words in the active language, as SVG text; nothing is filled in."""
    nothing = web.marks(None)
    lines = [f'<polygon points="{points}" class="r"/>' for points in web.rings()]
    words = [
        f'<text x="4" y="{web.at(0, ring).y + 4}" class="n">{ring}</text>' for ring in web.RINGS
    ]
    for axis in web.axes(nothing, nothing, nothing):
        lines.append(f'<line x1="0" y1="0" x2="{axis.end.x}" y2="{axis.end.y}" class="a"/>')
        words += [
            f'<text x="{axis.x}" y="{line.y}" text-anchor="{axis.anchor}">{escape(line.text)}</text>'
            for line in axis.lines
        ]
    style = (
        "<style>.r{fill:none;stroke:#b9c3bf;stroke-width:.7}.a{stroke:#4a5b66;stroke-width:1}"
        'text{font-family:"Libertinus Serif";font-size:15px;font-weight:600;fill:#14232b}'
        ".n{font-size:9px;font-weight:400;fill:#4a5b66}</style>"
    )
    inside = "".join([style, *lines, *words])
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-172 -156 344 312">{inside}</svg>'


def _qr(address: str) -> str:
    picture = io.BytesIO()
    segno.make(address, error="m").save(
        picture, kind="svg", border=2, xmldecl=False, dark="#14232b", light="#ffffff"
    )
    return picture.getvalue().decode()
