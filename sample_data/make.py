"""Write the export of an invented clinic: the same bytes every time.

python sample_data/make.py                               the committed sample
python sample_data/make.py --clients 1200000 --out DIR   ten million sessions
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from sample_data import alliance, clinic, contracts, export, intake, staff
from sample_data import planted as planting
from sample_data.care import Care
from sample_data.records import Ints

CLIENTS, CLIENTS_PER_BLOCK = 2_400, 24_000
PLAIN = csv.WriteOptions(quoting_style="none", quoting_header="none", batch_size=65_536)


def blocks(
    clients: int, counselors: int | None = None
) -> Iterator[tuple[dict[str, pa.Table], pd.DataFrame]]:
    """Yield the tables and the planted truth of whole teams of counselors."""
    total = counselors or staff.count_for(clients)
    share = clients / total
    size = max(1, int(CLIENTS_PER_BLOCK / share / clinic.TEAM)) * clinic.TEAM
    before = {"clients_before": 0, "sessions_before": 0}
    for first in range(0, total, size):
        number = np.arange(first, min(first + size, total))
        tables, truth = block(number, total, share, before)
        before["clients_before"] += len(tables["clients"])
        before["sessions_before"] += len(tables["sessions"])
        yield tables, truth


def block(
    number: Ints, total: int, share: float, before: dict[str, int]
) -> tuple[dict[str, pa.Table], pd.DataFrame]:
    """Live through the care of these counselors, and export it, a little soiled."""
    rng = np.random.default_rng([clinic.SEED, int(number[0])])
    counselors = staff.drawn(rng, number, total, share)
    clients = intake.drawn(rng, 50 + int(2 * share * len(number)))
    made = Care(rng, counselors, clients).given()
    rows = export.known(rng, made, clients, **before)
    scores = alliance.scores(rng, rows, clients)
    rows, dirt = planting.soil(rows, scores, clients) if not number[0] else (rows, {})
    contracts.fit(counselors, rows, clients)
    tables = {
        "sessions": export.sessions(rows, clients, counselors),
        "alliance": export.alliance(rows, scores),
        "outcomes": export.outcomes(rows),
        "clients": export.clients(clients),
        "counselors": export.counselors(counselors),
    }
    return tables, planting.truth(rows, scores, counselors, clients, dirt)


def planted(clients: int = CLIENTS, counselors: int | None = None) -> pd.DataFrame:
    """Return what is planted in a clinic: who is overloaded, ruptures, dirt.

    One row per kind and counselor or session; ruptures with the total before and
    after the drop, and sessions to repair (0 where it was not repaired); "open" is a
    rupture of a client still in care with fewer than three sessions since.
    """
    truths = [truth for _, truth in blocks(clients, counselors)]
    return pd.concat(truths, ignore_index=True)


def write(folder: Path, clients: int = CLIENTS, counselors: int | None = None) -> None:
    """Write the five CSV files of a clinic of about so many clients."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, csv.CSVWriter] = {}
    with ExitStack() as closing:
        for tables, _ in blocks(clients, counselors):
            for name, table in tables.items():
                if name not in files:
                    path = folder / f"{name}.csv"
                    file = csv.CSVWriter(path, table.schema, write_options=PLAIN)
                    files[name] = closing.enter_context(file)
                files[name].write_table(table)


def main() -> None:
    """Read the command line and write."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("--clients", type=int, default=CLIENTS, help="about so many")
    command.add_argument("--counselors", type=int, help="one per 100 clients")
    command.add_argument(
        "--out", type=Path, default=HERE, help="the folder to write to"
    )
    options = command.parse_args()
    write(options.out, options.clients, options.counselors)


if __name__ == "__main__":
    main()
