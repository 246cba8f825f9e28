"""Run inside Spark's own environment: put one question to a cluster about one Parquet file, and write the answer.

``spark_answer.py MASTER PARQUET QUESTION ANSWER STARTED``: the question is a file with SQL over a table ``facts``,
the answer becomes JSON. ``STARTED`` is written when the work has begun, so that somebody can take a worker away in the
middle. Nothing of this house is imported here.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

PARTS = 24  # so many tasks at least, so that a worker that falls away had some of them
SLOWLY = 0.4  # seconds a task, the first time: long enough to lose a worker in the middle


def main() -> None:
    """Ask, and write rows as lists in the order that the question gives."""
    master, parquet, question, answer, started = sys.argv[1:6]
    session = _session(master)
    try:
        facts = session.read.parquet(parquet).repartition(PARTS)
        slowly = facts.rdd.mapPartitionsWithIndex(_slowly(started))
        session.createDataFrame(slowly, facts.schema).createOrReplaceTempView("facts")
        rows = session.sql(Path(question).read_text("utf-8")).collect()
        Path(answer).write_text(json.dumps([_plain(row) for row in rows]), "utf-8")
    finally:
        session.stop()


def _session(master: str) -> Any:
    builder = import_module("pyspark.sql").SparkSession.builder
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "8",
        "spark.executor.memory": "512m",
        "spark.executor.cores": "1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.master(master).appName("veerkracht-check").getOrCreate()


def _slowly(started: str) -> Any:
    """Pass rows on, after a moment; the first tasks say that they began."""

    def passed(number: int, rows: Any) -> Any:
        Path(started).touch()
        time.sleep(SLOWLY)
        return rows

    return passed


def _plain(row: Any) -> list[Any]:
    return [int(one) if not isinstance(one, str) else one for one in row]


if __name__ == "__main__":
    main()
