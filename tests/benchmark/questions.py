"""Each question beside a bare scan of the columns that it reads.

The columns and the filters that reach the scan are taken from DuckDB's own plan. The
bare scan touches each value once (`bit_xor(hash(...))`), each table once, and goes
through the same cursor and the same conversion to a frame.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import queries
from queries import Filters
from tests.benchmark import report
from tests.benchmark.alone import Timing, in_own_process, timed
from ui.page import period

NEVER_RUN = re.compile(r"( AND )?optional: [^()]*\((?:[^()]|\([^()]*\))*\)")


def periods(store: queries.Store) -> dict[str, Filters]:
    """Return the selections that are measured: the pages' default, and everything."""
    ever = Filters.everything()
    facts = queries.answer(store, "snapshot", ever).iloc[0]
    first, last = facts["first_day"].date(), facts["data_through"].date()
    spans = {"last 12 months": period.DEFAULT, "all": "All"}
    return {
        name: Filters(*period.bounds(preset, first, last), scope=None)
        for name, preset in spans.items()
    }


def measured(store_folder: Path, runs: int) -> dict[tuple[str, str], list[Timing]]:
    """Return per question and period the timings of the answer and of a bare scan."""
    store = queries.open_store(store_folder)
    found = {}
    for span, chosen in periods(store).items():
        for name in queries.names():
            scan = bare_scan(store, name, chosen)
            queries.answer(store, name, chosen)
            found[name, span] = [
                timed(lambda: queries.answer(store, name, chosen), runs),  # noqa: B023
                timed(lambda: run(store, scan), runs),  # noqa: B023
            ]
    return found


def section(store: Path, runs: int) -> str:
    """Measure every question and lay out what came of it."""
    found, peak = in_own_process(measured, store, runs)
    rows = [
        [name, span, *map(report.milliseconds, (answer, scan))]
        + [report.ratio(answer, scan)]
        for (name, span), (answer, scan) in sorted(found.items())
    ]
    header = ["question", "period", "ms", "bare scan, ms", "times the scan"]
    return report.table(header, rows) + f"\n\nPeak: {report.gigabytes(peak)}."


def bare_scan(store: queries.Store, name: str, chosen: Filters) -> str:
    """Write the least SQL that reads what a question reads."""
    columns, filters = defaultdict(set), defaultdict(set)
    for table, projected, conditions in _scans(store, name, chosen):
        where = " and ".join(conditions) or "true"
        columns[table] |= {*projected, *_columns_in(store, table, where)}
        filters[table].add(f"({where})")
    scans = []
    for table, read in sorted(columns.items()):
        values = ", ".join(sorted(read - {""})) or "1"  # counting needs no column
        where = " or ".join(sorted(filters[table]))
        # Every part is a word of DuckDB's own plan.
        scans.append(f"select bit_xor(hash({values})) from {table} where {where}")  # noqa: S608
    return " union all ".join(scans)


def _scans(store, name, chosen) -> Iterator[tuple[str, list[str], list[str]]]:
    values = {
        key: list(value) if isinstance(value, tuple) else value
        for key in queries.parameters(name)
        for value in [getattr(chosen, key)]
    }
    explain = f"explain (format json) {queries.text(name)}"
    with store.connection.cursor() as cursor:
        plan = json.loads(cursor.execute(explain, values).fetchall()[0][1])
    for node in _nodes(plan):
        if node["name"].strip() == "SEQ_SCAN":
            told = node["extra_info"]
            said = [NEVER_RUN.sub("", text) for text in _many(told.get("Filters"))]
            conditions = [text for text in said if text.strip("() ")]
            yield told["Table"], _many(told.get("Projections")), conditions


def _nodes(plan: list[dict]) -> Iterator[dict]:
    for node in plan:
        yield node
        yield from _nodes(node["children"])


def _many(told: str | list[str] | None) -> list[str]:
    return [told] if isinstance(told, str) else told or []


def _columns_in(store, table: str, text: str) -> set[str]:
    words = set(re.findall(r"\w+", text))
    described = run(store, f"describe {table}")
    return words & set(described["column_name"])


def run(store: queries.Store, sql: str):
    """Run a bare scan the way a question is run."""
    with store.connection.cursor() as cursor:
        return cursor.execute(sql).df()
