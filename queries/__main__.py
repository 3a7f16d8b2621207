"""Answer a question from the terminal: `python -m queries NAME`, or list them all."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

import queries

LISTS = (
    "site",
    "program",
    "service",
    "counselor",
    "supervisor",
    "status",
    "instrument",
    "subscale",
    "state",
    "reason",
)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m queries",
        description="Answer one of the dashboard's questions. Without NAME, list them.",
    )
    parser.add_argument("name", nargs="?", choices=queries.names(), metavar="NAME")
    parser.add_argument("--store", type=Path, default=queries.default_folder())
    parser.add_argument("--start", type=date.fromisoformat, default=queries.EVER[0])
    parser.add_argument("--end", type=date.fromisoformat, default=queries.EVER[1])
    parser.add_argument(
        "--window", type=int, choices=queries.WINDOWS, default=queries.USUAL_WINDOW
    )
    parser.add_argument("--grain", choices=("week", "month"), default="week")
    for name in LISTS:
        parser.add_argument(f"--{name}", action="append", metavar="VALUE")
    parser.add_argument("--left-after", type=int, action="append", metavar="SESSION")
    parser.add_argument("--first-number", type=int, metavar="SESSION")
    parser.add_argument("--last-number", type=int, metavar="SESSION")
    parser.add_argument("--since", type=date.fromisoformat, metavar="DAY")
    for name in ("length", "attribute", "value"):
        parser.add_argument(f"--{name}", metavar=name.upper())
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
    return parser


def _filters(chosen: argparse.Namespace) -> queries.Filters:
    plural = {"status": "statuses"}
    lists: dict[str, Any] = {
        plural.get(name, f"{name}s"): tuple(values)
        for name in LISTS
        if (values := getattr(chosen, name))
    }
    return queries.Filters(
        chosen.start,
        chosen.end,
        scope=None,
        window=chosen.window,
        grain=chosen.grain,
        left_after=tuple(chosen.left_after) if chosen.left_after else None,
        first_number=chosen.first_number,
        last_number=chosen.last_number,
        length=chosen.length,
        attribute=chosen.attribute,
        value=chosen.value,
        since=chosen.since,
        **lists,
    )


def _written(answer: pd.DataFrame, form: str) -> str:
    if form == "csv":
        return answer.to_csv(index=False, lineterminator="\n")
    if form == "json":
        return answer.to_json(orient="records", date_format="iso", indent=1)
    return answer.to_string(index=False)


def main(arguments: list[str] | None = None) -> int:
    """Print the list of questions or one answer; 1 when there is no store."""
    chosen = _arguments().parse_args(arguments)
    if chosen.name is None:
        for name in queries.names():
            print(f"{name:28} {queries.question(name)}")
        return 0
    try:
        store = queries.open_store(chosen.store)
        notice = queries.served(chosen.store).notice
    except (queries.NoStore, queries.OldStore, queries.Damaged) as nothing:
        print(nothing, file=sys.stderr)
        return 1
    if notice:
        print(notice, file=sys.stderr)
    print(_written(queries.answer(store, chosen.name, _filters(chosen)), chosen.format))
    return 0


if __name__ == "__main__":
    sys.exit(main())
