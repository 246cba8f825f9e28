"""A walk by every exit: what each answers, in words that can be compared, with what was kept and logged on the way."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from importlib import import_module
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.cache import caches
from django.db import connection
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.access.table import TABLE, Row
from tests.access.walk import address
from tests.access.world import World
from veerkracht.kernel import page_cache

SIGNED = r"\b[\w-]{8,}:\w{6}:[\w-]{20,}"  # what Django signs: value, moment, signature
FORM_KEY = r"(?<=name=\"form_key\" value=\")[\w-]+"  # of a form that is taken once
SECRET = re.compile(
    rf"{SIGNED}|{FORM_KEY}|\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{{24,}}\b"
)  # tokens, nonces, digests
LINK = re.compile(r'href="([^"#]+)')
ROOTS = ("/cijfers/", "/en/figures/", "/open-data/", "/en/open-data/")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
API = "/api/v1/figures/releases"


class Waiting:
    """Addresses to be asked: of every kind of page one before a second of any, in the order in which they came."""

    def __init__(self, addresses: Iterable[str] = ()) -> None:
        self._known: set[str] = set()
        self._kinds: dict[object, deque[str]] = {}
        self._asked: Counter[object] = Counter()
        for one in addresses:
            self.add(one)

    def add(self, place: str) -> None:
        """Once is enough."""
        if place not in self._known:
            self._known.add(place)
            self._kinds.setdefault(_kind(place), deque()).append(place)

    def next(self) -> str:
        """Of the kind that was asked least so far."""
        kind = min(self._kinds, key=lambda one: self._asked[one])
        self._asked[kind] += 1
        place = self._kinds[kind].popleft()
        if not self._kinds[kind]:
            del self._kinds[kind]
        return place

    def __len__(self) -> int:
        return sum(map(len, self._kinds.values()))


def _kind(place: str) -> object:
    """Pages that differ in a number, an area or what was chosen from a list are of one kind."""
    parts = urlsplit(place)
    choices = sorted(one.partition("=")[0] for one in parts.query.split("&"))
    return re.sub(r"GM\d+|\d+", "0", parts.path), tuple(choices)


@dataclass
class Walk:
    """Where somebody goes: from which addresses, and how many pages further at most."""

    role: str
    client: Client
    most: int
    told: dict[str, str] = field(default_factory=dict)

    def go(self, addresses: Iterable[str]) -> None:
        """Ask these, and what they lead to among the pages of figures."""
        waiting = Waiting(addresses)
        while waiting and len(self.told) < self.most:
            place = waiting.next()
            response = self.client.get(place)
            self.told[f"{self.role} {place}"] = told(response)
            for link in _links(place, response):
                waiting.add(link)


def told(response: Any) -> str:
    """Everything that an answer says: status, headers and body, without what is new at each asking."""
    heads = sorted(f"{name}: {value}" for name, value in response.headers.items())
    return SECRET.sub("…", "\n".join([str(response.status_code), *heads, body_of(response)]))


def body_of(response: Any) -> str:
    """The body as text; of a workbook its cells, of a Parquet file its rows, of a PDF what is printed."""
    body = b"".join(response) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "")
    if kind == EXCEL:
        sheets = load_workbook(io.BytesIO(body)).worksheets
        return "\n".join(
            repr((sheet.title, [cell.value for cell in row])) for sheet in sheets for row in sheet
        )
    if kind == "application/pdf":
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(body)).pages]
        return "\n".join([*pages, str(zlib.crc32(body))])
    if "parquet" in kind:
        table: Any = import_module("pyarrow.parquet").read_table(io.BytesIO(body))
        return "\n".join([str(table.schema), *map(repr, table.to_pylist())])
    return str(body.decode("utf-8", "backslashreplace"))


def _links(place: str, response: Any) -> Iterator[str]:
    """Where a page leads to, as far as figures are shown there."""
    if response.status_code in {301, 302}:
        targets = [response.headers["Location"]]
    elif response.headers.get("Content-Type", "").startswith("text/html"):
        targets = [unescape(one) for one in LINK.findall(response.content.decode())]
    else:
        targets = []
    for target in targets:
        parts = urlsplit(urljoin(place, target))
        if not parts.netloc and parts.path.startswith(ROOTS):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def addresses(world: World, role: str) -> list[str]:
    """Where this role may go among pages of figures, in both languages."""
    rows = [row for row in TABLE if row.name.startswith("monitoring:")]
    return [API, f"{API}?area=zuid-limburg", *_places(rows, world, role)]


def other_addresses(world: World, role: str) -> list[str]:
    """Every other page of the house. Made before there are two worlds: chance gives each its secret address."""
    rows = [row for row in TABLE if not row.name.startswith("monitoring:")]
    return _places(rows, world, role)


def _places(rows: Iterable[Row], world: World, role: str) -> list[str]:
    found = []
    for row in rows:
        if not _may(row, role):
            continue
        place, english = address(row, world), address(row, world, "en")
        found += [place, english] if place.startswith(ROOTS) else [place]
    return found


def _may(row: Row, role: str) -> bool:
    return row.name != "healthy" and row.expected(role) == 200


def cells_in_api(client: Client) -> list[str]:
    """Addresses of every figure in the API, whole and by each code."""
    codes = ("area=GM0981", "area=_T", "sector=kraamzorg", "sector=_T&area=_T")
    found = []
    for release in client.get(API).json()["items"]:
        for table in release["tables"]:
            place = f"{API}/{release['id']}/tables/{table['indicator']}/cells?limit=100"
            found += [place, *(f"{place}&{code}" for code in codes)]
    return found


@contextmanager
def overheard() -> Iterator[list[str]]:
    """Everything that is logged meanwhile, at any level."""
    lines: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(SECRET.sub("…", self.format(record)))

    root, ear = logging.getLogger(), Ear()
    level = root.level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(ear)
        root.setLevel(level)


def kept() -> dict[str, str]:
    """What lies in the caches: whole pages, pieces of pages, and the cache in the database."""
    found = {
        f"page {key}": SECRET.sub("…", entry.body.decode("utf-8", "backslashreplace"))
        for key, entry in page_cache._entries.items()
    }
    here: Any = caches["here"]
    found |= {f"piece {key}": repr(one) for key, one in getattr(here, "_cache", {}).items()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM kernel_cache ORDER BY cache_key")
        found |= {f"cache {key}": SECRET.sub("…", str(value)) for key, value in cursor.fetchall()}
    return found


def forget() -> None:
    """Empty what this process keeps."""
    page_cache.clear()
    caches["here"].clear()


def places() -> dict[str, int | None]:
    """The last number of every sequence (None: not one yet), so that two worlds number their things alike."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value"
            " FROM pg_sequences"
        )
        return dict(cursor.fetchall())


def put_back(places_then: dict[str, int | None]) -> None:
    """Let every sequence go on from where it stood."""
    with connection.cursor() as cursor:
        for name, place in places_then.items():
            cursor.execute("SELECT setval(%s, %s, %s)", [name, place or 1, place is not None])


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Where two worlds can be told apart, with the first line that differs, from just before it does."""
    found = [f"{name}: only in one world" for name in sorted(one.keys() ^ other.keys())]
    for name in sorted(one.keys() & other.keys()):
        if one[name] != other[name]:
            lines = zip(one[name].splitlines(), other[name].splitlines(), strict=False)
            first = next((pair for pair in lines if pair[0] != pair[1]), ("", "longer"))
            pairs = enumerate(zip(*first, strict=False))
            begin = max(0, next((at for at, (a, b) in pairs if a != b), 100) - 100)
            found.append(
                f"{name}:\n  {first[0][begin : begin + 200]}\n  {first[1][begin : begin + 200]}"
            )
    return found
