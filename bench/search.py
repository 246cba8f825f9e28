"""``make bench-search``: searching among 100,000 documents, with choices to narrow down and typing mistakes.

Promise: below 100 ms on two cores, for common and rare words, several words, mistakes and beginnings of words.
"""

from __future__ import annotations

import random
import statistics
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from bench import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCUMENTS = 100_000
ROUNDS = 120
MOST_MILLISECONDS = 100.0
BATCH = 5_000
_FIRST = """
aandacht angst avond baby bewegings buurt eenzaamheids eet familie fiets gemeente gesprek gezin gezondheid groep
herstel huis huisarts jeugd jongeren kind klacht kraam kracht leefstijl leer leven lichaam luister mantel moeder
muziek nacht natuur ouder ouderen praktijk rust school slaap speel sport stress straat taal team thuis toekomst
vader veerkracht verloskunde vriend vrijwilligers wandel water welzijn werk wijk wonen zelf zieken zingeving zorg
zwangerschap
"""
_SECOND = """
aanbod afspraak avond begeleider bijeenkomst blad boek budget centrum clubs coach contact cursus dag dienst doel
fonds gids groep hulp huis kaart kamer kring les lijst loket maatje markt meting middag moment netwerk nota onderzoek
overleg pad plan platform plein ploeg praktijk programma project punt route samenkomst school spel spreekuur steun
taak team thema training traject tuin uur veld verhaal verslag voorziening vraag waarde web week werk wijzer zaal
"""
BEGINNINGS, ENDINGS = _FIRST.split(), _SECOND.split()
COMMON = ["samen", "zorg", "gezondheid", "limburg", "gesprek", "wijk", "mensen", "training"]
KINDS = ("training", "themablad", "besluit", "newspage", "organisatie", "coalitie", "werkvorm")


def main() -> None:
    """Fill, ask every kind of question many times, and print what was seen."""
    stage.set_up("bench_search")
    try:
        print(f"Machine: {stage.machine()}")
        words = fill()
        measure(words)
    finally:
        stage.tear_down()


def fill() -> list[str]:
    """A hundred thousand documents whose words are as unevenly common as those of a language; the words."""
    from django.db import connection

    chance = random.Random(8)
    words = [first + second for first in BEGINNINGS for second in ENDINGS]
    chance.shuffle(words)
    began = time.perf_counter()
    raw: Any = connection
    raw.ensure_connection()
    with raw.connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE told (n int, title text, text text, lemmas_title text, lemmas_text text, kind text)"
        )
        columns = "told (n, title, text, lemmas_title, lemmas_text, kind)"
        with cursor.copy(f"COPY {columns} FROM STDIN") as rows:
            for row in _documents(chance, words):
                rows.write_row(row)
        cursor.execute(INSERT)
    _learn(words)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE outreach_searchdocument")
        cursor.execute("VACUUM ANALYZE outreach_searchword")
        cursor.execute("SELECT pg_size_pretty(pg_total_relation_size('outreach_searchdocument'))")
        print(f"{DOCUMENTS} documents, {cursor.fetchone()[0]}, {time.perf_counter() - began:.0f} s")
    return words


INSERT = """INSERT INTO outreach_searchdocument (source, key, language, url, title, text, kind, kind_words, areas,
    sectors, "when", fresh, weight, words)
    SELECT 'bench', n, 'nl', '/ding/' || n || '/', title, text, kind, kind,
    ARRAY['GM0917', 'zuid-limburg'], ARRAY[CASE WHEN n % 3 = 0 THEN 'kraamzorg' ELSE 'welzijn' END],
    NULL, now() - n * interval '1 minute', 100,
    setweight(to_tsvector('simple', lemmas_title), 'A') || setweight(to_tsvector('simple', lemmas_text), 'D')
    FROM told"""


def _documents(chance: random.Random, words: list[str]) -> Iterator[tuple[Any, ...]]:
    from veerkracht.training.queries import forms

    lemmas = {word: " ".join(forms(word)) for word in (*words, *COMMON)}
    shares = [1 / (place + 3) for place in range(len(words))]
    common = [0.6, 0.5, 0.4, 0.4, 0.3, 0.3, 0.25, 0.2]
    for number in range(DOCUMENTS):
        told = chance.choices(words, shares, k=chance.randint(40, 110))
        told += [
            word for word, share in zip(COMMON, common, strict=True) if chance.random() < share
        ]
        chance.shuffle(told)
        title, text = told[:5], told[5:]
        yield (
            number,
            " ".join(title).capitalize(),
            " ".join(text),
            " ".join(lemmas[word] for word in title),
            " ".join(lemmas[word] for word in text),
            KINDS[number % len(KINDS)],
        )


def _learn(words: list[str]) -> None:
    """All words, and as many again that hardly anybody uses."""
    from veerkracht.outreach.search_actions import learn

    others = [f"{first}{second}{third}" for first in BEGINNINGS for second, third in _pairs()]
    learn("nl", [" ".join(part) for part in _parts([*COMMON, *words, *others])])


def _pairs() -> list[tuple[str, str]]:
    return [(ENDINGS[place], ENDINGS[-place - 1]) for place in range(len(ENDINGS))]


def _parts(words: list[str]) -> Iterator[list[str]]:
    for place in range(0, len(words), 1_000):
        yield words[place : place + 1_000]


def mistyped(word: str, chance: random.Random) -> str:
    """One letter gone, somewhere after the first three."""
    at = chance.randrange(3, len(word))
    return word[:at] + word[at + 1 :]


def measure(words: list[str]) -> None:
    """The middle, 95th and 99th hundredth of each kind of question: the search itself, and the whole page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from veerkracht.kernel import page_cache
    from veerkracht.outreach.search_queries import Asked, search

    client = Client()
    failed = False
    for name, question in _questions(words).items():
        search_times, page_times = [], []
        for _round in range(ROUNDS):
            asked, narrower = question()
            search_times.append(_timed(partial(search, Asked(asked, **narrower))))
            page_cache.clear()
            query = {"q": asked, **({"soort": narrower["kind"]} if narrower else {})}
            page_times.append(_timed(partial(client.get, "/zoeken/", query)))
        failed |= _tell(name, "search", search_times) | _tell(name, "page", page_times)
    with CaptureQueriesContext(connection) as seen:
        search(Asked("samen zorg"))
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + seen.captured_queries[0]["sql"])
        print("\n".join(line for (line,) in cursor.fetchall()))
    print("Above the promise." if failed else "Every question within the promise.")


def _questions(words: list[str]) -> dict[str, Callable[[], tuple[str, dict[str, Any]]]]:
    chance = random.Random(80)
    often, seldom = words[:60], words[2_000:]

    def rare() -> str:
        return chance.choice(seldom)

    return {
        "a common word": lambda: (chance.choice(COMMON), {}),
        "a rare word": lambda: (rare(), {}),
        "two common words": lambda: (" ".join(chance.sample(COMMON, 2)), {}),
        "a common and a rare": lambda: (f"{chance.choice(COMMON)} {rare()}", {}),
        "three words": lambda: (f"{chance.choice(often)} {' '.join(chance.sample(COMMON, 2))}", {}),
        "a mistake": lambda: (mistyped(rare(), chance), {}),
        "two mistakes": lambda: (f"{mistyped(rare(), chance)} {mistyped(rare(), chance)}", {}),
        "a beginning": lambda: (chance.choice(BEGINNINGS)[:4], {}),
        "a common word of a kind": lambda: (chance.choice(COMMON), {"kind": chance.choice(KINDS)}),
        "nothing like it": lambda: ("qxzqxzqxz", {}),
    }


def _timed(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _tell(name: str, what: str, times: list[float]) -> bool:
    """Print a line; whether 95 of a hundred took longer than was promised."""
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    middle, p95, p99 = cuts[49], cuts[94], cuts[98]
    print(f"{name:26} {what:7} p50 {middle:6.1f} ms  p95 {p95:6.1f} ms  p99 {p99:6.1f} ms")
    return p95 > MOST_MILLISECONDS


if __name__ == "__main__":
    main()
