"""Answer a question from the terminal: `python -m queries NAME`, or list them all."""

import argparse
import sys
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
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
# Those of which the store says what there is: by value, or by the name on the screen.
CHOSEN = ("site", "program", "service", "counselor", "supervisor")
NO_ROWS, MOST_LISTED = "No rows.", 10


class Unknown(LookupError):
    """A name that the store does not hold."""


def _name(written: str) -> str:
    if written in queries.names():
        return written
    near = get_close_matches(written, queries.names(), cutoff=0.5)
    meant = f"; did you mean {' or '.join(near)}?" if near else "."
    raise argparse.ArgumentTypeError(
        f"there is no question {written!r}{meant} Without NAME all are listed."
    )


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m queries",
        description="Answer one of the dashboard's questions. Without NAME, list them.",
    )
    parser.add_argument("name", nargs="?", type=_name, metavar="NAME")
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


def _told(store: queries.Store, filters: queries.Filters) -> queries.Filters:
    """Return the filters with ids for names as the screen shows them.

    Raises Unknown for what the store does not hold.
    """
    given = {one: wanted for one in CHOSEN if (wanted := getattr(filters, f"{one}s"))}
    if not given:
        return filters
    choices = queries.answer(store, "choices", queries.Filters.everything())
    meant: dict[str, Any] = {}
    for one, wanted in given.items():
        there = choices[choices["dimension"] == one]
        by_name: dict[str, list[str]] = {}
        for value, label in zip(there["value"], there["label"], strict=True):
            by_name.setdefault(label, []).append(value)
        known = {*there["value"]}
        found = [[name] if name in known else by_name.get(name, []) for name in wanted]
        for name, values in zip(wanted, found, strict=True):
            if not values:
                raise Unknown(_none_called(one, name, [*by_name]))
        meant[f"{one}s"] = tuple(value for values in found for value in values)
    return replace(filters, **meant)


def _none_called(what: str, name: str, there: list[str]) -> str:
    if near := get_close_matches(name, there):
        return f"No {what} is called {name!r}. Near it: {', '.join(near)}."
    listed = ", ".join(there[:MOST_LISTED]) or "none"
    more = " and others" if len(there) > MOST_LISTED else ""
    return f"No {what} is called {name!r}. There are: {listed}{more}."


def _unused(name: str, filters: queries.Filters) -> list[str]:
    """Return what was chosen and a question does not ask about."""
    usual, taken = queries.Filters.everything(), queries.parameters(name)
    return [
        field
        for field, value in vars(filters).items()
        if field not in taken and value != getattr(usual, field)
    ]


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
    return NO_ROWS if answer.empty else answer.to_string(index=False)


def main(arguments: list[str] | None = None) -> int:
    """Print the list of questions or one answer; 1 when there is none to give."""
    chosen = _arguments().parse_args(arguments)
    if chosen.name is None:
        for name in queries.names():
            print(f"{name:28} {queries.question(name)}")
        return 0
    try:
        store = queries.open_store(chosen.store)
        notice = queries.served(chosen.store).notice
        filters = _told(store, _filters(chosen))
    except (queries.NoStore, queries.OldStore, queries.Damaged, Unknown) as nothing:
        print(nothing, file=sys.stderr)
        return 1
    if notice:
        print(notice, file=sys.stderr)
    for field in _unused(chosen.name, filters):
        print(f"{chosen.name} does not ask about {field}.", file=sys.stderr)
    print(_written(queries.answer(store, chosen.name, filters), chosen.format))
    return 0


if __name__ == "__main__":
    sys.exit(main())
