"""``make check-acro``: does acro hide the same counts for themselves as we do?

acro (automatic checking of research outputs, University of the West of England and others) is installed in an
environment of its own under ``var/acro`` and only asked about primary suppression: threshold, dominance and p%.
``--tables 40`` tries more tables.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "var" / "acro"
sys.path.insert(0, str(ROOT / "src"))
THRESHOLD, DOMINANCE, P_PERCENT = 10, (2, 90), 10  # acro's own defaults

ORACLE = """
import contextlib, io, json, sys
import pandas as pd
import acro
RULES = "MinimumThresholdCheck", "NKCheck", "PPercentCheck"
answers = []
for cells in json.load(sys.stdin):
    rows = [(f"r{at // 6}", f"c{at % 6}", one) for at, cell in enumerate(cells) for one in cell]
    table = pd.DataFrame(rows, columns=["row", "column", "value"])
    with contextlib.redirect_stdout(io.StringIO()):
        session = acro.ACRO(suppress=False)
        session.crosstab(table.row, table.column, values=table.value, aggfunc="sum")
        found = session.results.get_index(0).sdc["cells"]
    marked = {rule: {tuple(one) for one in places} for rule, places in found.items()}
    answers.append([
        [(at // 6, at % 6) in marked.get(rule, ()) for rule in RULES]
        for at in range(len(cells))
    ])
json.dump(answers, sys.stdout)
"""


def main() -> int:
    """Print how many cells were compared and each on which the two differ; 1 when there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=20)
    tables = sample(parser.parse_args().tables)
    asked = subprocess.run(
        [str(python()), "-c", ORACLE],
        input=json.dumps(tables),
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode:
        print(asked.stderr[-2000:])
        return 2
    answers = json.loads(asked.stdout)
    compared = [
        (cell, ours(cell), theirs)
        for cells, told in zip(tables, answers, strict=True)
        for cell, theirs in zip(cells, told, strict=True)
    ]
    differing = [one for one in compared if one[1] != one[2]]
    print(
        f"{len(compared)} cells compared with acro: {len(differing)} differ (threshold, dominance, p%)"
    )
    for cell, mine, theirs in differing[:10]:
        print(f"  {sorted(cell, reverse=True)}: ours {mine}, acro {theirs}")
    return int(bool(differing))


def python() -> Path:
    """The Python of an environment with acro, made when it is not there."""
    found = PLACE / "bin" / "python"
    if not found.exists():
        uv = [str(ROOT / ".venv" / "bin" / "uv")]
        subprocess.run([*uv, "venv", "-q", "--python", sys.executable, str(PLACE)], check=True)
        subprocess.run([*uv, "pip", "install", "-q", "--python", str(found), "acro"], check=True)
    return found


def sample(tables: int) -> list[list[list[int]]]:
    """Tables of cells, each with what its contributors bring: few and many, alike and one that is much larger."""
    chance = random.Random(2016)
    return [
        [
            [
                max(1, round(chance.paretovariate(chance.choice((0.6, 1.2, 4)))))
                for _contributor in range(chance.randint(1, 40))
            ]
            for _cell in range(24)
        ]
        for _table in range(tables)
    ]


def ours(cell: list[int]) -> list[bool]:
    """By threshold (of contributors), dominance and p%."""
    from veerkracht.disclosure.contributions import is_sensitive
    from veerkracht.disclosure.tables import RawCell, Rules

    money = RawCell(sum(cell), largest=tuple(cell))
    return [
        is_sensitive(RawCell(len(cell)), Rules(threshold=THRESHOLD)),
        is_sensitive(money, Rules(threshold=0, dominance=DOMINANCE)),
        is_sensitive(money, Rules(threshold=0, p_percent=P_PERCENT)),
    ]


if __name__ == "__main__":
    sys.exit(main())
