"""The files of a release: made when somebody asks, and kept in this process by digest, for a release never changes."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from veerkracht.monitoring.open_csv import csv_file, csv_metadata
from veerkracht.monitoring.open_cubes import cubes
from veerkracht.monitoring.open_json_stat import json_stat
from veerkracht.monitoring.open_parquet import parquet
from veerkracht.monitoring.open_workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.utils.functional import Promise

    from veerkracht.figures.models import Release, Table
    from veerkracht.monitoring.open_cubes import Cube

LAYOUT: Final = 1  # raise it when a file is written differently: then readers fetch it anew
ROOM: Final = 32_000_000  # bytes of files that this process keeps
EU: Final = "http://publications.europa.eu/resource/authority/file-type/"


@dataclass(frozen=True)
class Kind:
    """A form in which a table can be had. ``ending`` follows the indicator in its address."""

    key: str
    ending: str
    type: str
    label: str | Promise
    standard: str  # the European code of the format
    make: Callable[[Cube], bytes]


KINDS: Final = {
    one.key: one
    for one in (
        Kind("csv", ".csv", "text/csv", gettext_lazy("CSV"), f"{EU}CSV", csv_file),
        Kind(
            "json_stat",
            ".json",
            "application/json",
            gettext_lazy("JSON-stat"),
            f"{EU}JSON",
            json_stat,
        ),
        Kind(
            "parquet",
            ".parquet",
            "application/vnd.apache.parquet",
            gettext_lazy("Parquet"),
            f"{EU}PARQUET",
            parquet,
        ),
    )
}
METADATA: Final = Kind(
    "csvw",
    ".csv-metadata.json",
    "application/csvm+json",
    gettext_lazy("Beschrijving bij de CSV"),
    f"{EU}JSON",
    csv_metadata,
)
EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Checked:
    """What a catalogue says of a file: how many bytes, and their SHA-256 in hexadecimal digits."""

    size: int
    sha256: str


Key = tuple[str, ...]
_kept: OrderedDict[Key, bytes] = OrderedDict()
_lock = threading.Lock()


def made(table: Table, kind: Kind) -> bytes:
    """This table in this form, in the language of this moment."""
    key = _key(table.release.digest, table.indicator, kind.key)
    return _once(key, lambda: kind.make(cubes([table])[0]))


def made_of(one: Cube, kind: Kind) -> bytes:
    """The same, of a cube that was read already in the language of this moment."""
    return _once(_key(one.about.digest, one.about.indicator, kind.key), lambda: kind.make(one))


def release_workbook(release: Release, tables: Sequence[Table]) -> bytes:
    """Every table of a release as one workbook, in the language of this moment."""

    def make() -> bytes:
        title = _("Cijfers van %(area)s") % {"area": release.area}
        return workbook(title, cubes(tables))

    return _once(_key(release.digest, "", "xlsx"), make)


def checked(body: bytes) -> Checked:
    """Size and checksum."""
    return Checked(len(body), hashlib.sha256(body).hexdigest())


def tag(digest: str, *parts: str) -> str:
    """An ETag for what is made of the release with this digest in the language of this moment."""
    whole = repr((*_key(digest, *parts), LAYOUT))
    return f'"{hashlib.sha256(whole.encode()).hexdigest()[:32]}"'


def _key(digest: str, *parts: str) -> Key:
    return (digest, *parts, (get_language() or "nl")[:2])


def _once(key: Key, make: Callable[[], bytes]) -> bytes:
    """What was made before, or made now; the least used goes when room is short."""
    if not settings.PAGE_CACHE:
        return make()
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    body = make()
    with _lock:
        _kept[key] = body
        while sum(map(len, _kept.values())) > ROOM:
            _kept.popitem(last=False)
    return body
