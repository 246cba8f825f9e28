"""Facts by chance, the same in Parquet and in PostgreSQL: who was counted for one indicator, where and when."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from veerkracht.disclosure.tables import Key, RawCell

BATCH = 500_000
TABLE = "bench_facts"
TYPES = {"string": "text", "int64": "bigint"}
INDICATOR = "professionals-trained"


@dataclass(frozen=True)
class Size:
    """How many records, people, and codes of each breakdown."""

    records: int = 10_000_000
    people: int = 400_000
    areas: int = 31
    sectors: int = 8
    functions: int = 6
    periods: int = 60

    @property
    def cells(self) -> int:
        """The finest cells."""
        return self.areas * self.sectors * self.functions * self.periods

    def codes(self) -> dict[str, list[str]]:
        """The codes of each breakdown."""
        return {
            "area": [f"GM{number:04}" for number in range(1, self.areas + 1)],
            "sector": [f"sector-{number}" for number in range(1, self.sectors + 1)],
            "function": [f"function-{number}" for number in range(1, self.functions + 1)],
            "period": [
                f"{2022 + number // 12}-{number % 12 + 1:02}" for number in range(self.periods)
            ],
        }


def batches(size: Size, seed: int = 9) -> Iterator[Any]:
    """Arrow tables of at most half a million facts; some places and sectors are much busier than others."""
    from veerkracht.monitoring.research_warehouse import FACTS

    numpy, arrow = import_module("numpy"), import_module("pyarrow")
    chance = numpy.random.default_rng(seed)
    for start in range(0, size.records, BATCH):
        number = min(BATCH, size.records - start)
        people = chance.integers(1, size.people, number)
        keys = _keys(numpy, people)
        columns = {"indicator": arrow.array([INDICATOR] * number)}
        for name, codes in size.codes().items():
            places = (len(codes) * chance.beta(0.8, 1.6, number)).astype(numpy.int32)
            columns[name] = _spelled(arrow, places, codes)
        columns |= {
            "person": arrow.array(people, arrow.int64()),
            "key_high": arrow.array((keys >> numpy.uint64(32)).astype(numpy.int64)),
            "key_low": arrow.array((keys & numpy.uint64(2**32 - 1)).astype(numpy.int64)),
        }
        yield arrow.table({name: columns[name] for name in FACTS})


def _keys(numpy: Any, people: Any) -> Any:
    """A record key of 64 bits for each person: splitmix64 (Steele, Lea and Flood, 2014)."""
    with numpy.errstate(over="ignore"):
        mixed = people.astype(numpy.uint64) * numpy.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        return mixed ^ (mixed >> numpy.uint64(31))


def _spelled(arrow: Any, places: Any, codes: list[str]) -> Any:
    return arrow.DictionaryArray.from_arrays(arrow.array(places), arrow.array(codes)).cast("string")


def write_parquet(size: Size, path: Path) -> None:
    """All facts in one Parquet file."""
    parquet = import_module("pyarrow.parquet")
    writer = None
    for table in batches(size):
        writer = writer or parquet.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
    if writer:
        writer.close()


def copy_to_postgres(size: Size, connection: Any) -> None:
    """The same facts as a table, analysed; ``connection`` is one of psycopg."""
    from veerkracht.monitoring.research_warehouse import FACTS

    csv = import_module("pyarrow.csv")
    columns = ", ".join(f'"{name}" {TYPES[kind]}' for name, kind in FACTS.items())
    names = ", ".join(f'"{name}"' for name in FACTS)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cursor.execute(f"CREATE UNLOGGED TABLE {TABLE} ({columns})")
        with cursor.copy(f"COPY {TABLE} ({names}) FROM STDIN (FORMAT csv)") as lines:
            for table in batches(size):
                text = io.BytesIO()
                csv.write_csv(table, text, csv.WriteOptions(include_header=False))
                lines.write(text.getvalue())
        cursor.execute(f"ANALYZE {TABLE}")


def recount_in_postgres(connection: Any) -> dict[Key, RawCell]:
    """The very question of the warehouse, in PostgreSQL's dialect."""
    from veerkracht.disclosure.tables import MODULUS, RawCell
    from veerkracht.monitoring import research_warehouse as warehouse

    question = warehouse.sql("postgres", warehouse.recounted()).replace('"facts"', TABLE)
    with connection.cursor() as cursor:
        cursor.execute(question)
        rows = cursor.fetchall()
    return {
        tuple(key): RawCell(people, (int(high) * warehouse.HALF + int(low)) % MODULUS)
        for _indicator, *key, people, _rows, high, low in rows
    }
