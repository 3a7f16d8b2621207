"""What a page shows, as plain values: every sentence, number, figure and download."""

import csv
import json
import math
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock
from zlib import crc32

import numpy as np
import pandas as pd

import ingest
from ui.figures import export, figure, marks

SAMPLE = Path(__file__).parents[2] / "sample_data"
LONG, ENDS = 12, 2  # a longer list is told by its ends and its sums
SNAPSHOT = re.compile(r"\b(snapshot )[0-9a-f]{8}\b")
UNTOLD = {"uirevision", "template", "published_at"}


def clinic(
    folder: Path,
    part: float = 1.0,
    spoiled: Callable[[str, dict], None] | None = None,
    stays: Callable[[str], bool] | None = None,
) -> Path:
    """Publish the clients of a part of the sample, drawn by their id; return the store.

    The small clinics meet what the whole sample has too many clients for. `spoiled` takes
    the name of a file and a row, and changes it; `stays` says instead which clients stay.
    """
    stays = stays or (lambda client: share(client) < part)
    export_folder = folder / "export"
    export_folder.mkdir(parents=True)
    for file in sorted(SAMPLE.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as read:
            rows = list(csv.DictReader(read))
        kept = [row for row in rows if stays(row.get("client_id", ""))]
        for row in kept if spoiled else ():
            spoiled(file.stem, row)
        with (export_folder / file.name).open("w", encoding="utf-8") as written:
            writer = csv.DictWriter(written, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
    mapping = SAMPLE / "mapping.toml"
    ingest.publish(sorted(export_folder.glob("*.csv")), folder / "s", mapping=mapping)
    return folder / "s"


def share(client: str) -> float:
    """Return where a client stands from 0 to 1, by a draw that is always the same."""
    return crc32(client.encode()) / 2**32 if client else 0.0


def everything(visit: Callable, store: Path, page: str, **state: Any) -> dict:
    """Return all that a page shows, for every way to look at its figures."""
    told: dict[str, Any] = {}
    waiting: list[dict[str, Any]] = [{}]
    while waiting:
        chosen = waiting.pop(0)
        with _drawn() as drawn:
            visitor = visit(store, page, **state, **chosen)
        named = ", ".join(f"{key}={value}" for key, value in chosen.items())
        told[named] = {"page": list(_elements(visitor.main)), "figures": drawn}
        groups = [g for g in visitor.main.get("button_group") if g.key not in state]
        passed = max((n for n, g in enumerate(groups) if g.key in chosen), default=-1)
        for group in groups[passed + 1 :]:
            waiting += [{**chosen, group.key: option} for option in _others(group)]
    return told


def _others(group: Any) -> list[str]:
    return [option for option in group.options if option != group.value]


@contextmanager
def _drawn() -> Iterator[list]:
    """Write down every figure, with its table and what may be downloaded of it."""
    drawn: list[dict] = []
    show = figure.show

    def told(picture: Any, chosen: Any, **around: Any) -> None:
        table, release = around["table"], around.get("release")
        leaving = "" if release is None else export.csv(release.of(table)).decode()
        drawn.append(
            {
                "question": around["question"],
                "table": plain(table),
                "download": [
                    plain([_cell(cell) for cell in row])
                    for row in zip(*csv.reader(leaving.splitlines()), strict=True)
                ],
                "behind": _behind(around.get("rows"), chosen, around["table"]),
            }
        )
        show(picture, chosen, **around)

    with mock.patch.object(figure, "show", told):
        yield drawn


def _behind(rows: Any, chosen: Any, table: pd.DataFrame) -> dict:
    """Return what stands behind no mark, and behind the first and the last."""
    if rows is None or table.empty:
        return {}
    told = {}
    for mark in (None, *(marks.text(table[rows.mark].iloc[n]) for n in (0, -1))):
        behind = rows.behind(chosen, mark)
        told[str(mark)] = [rows.sentence(behind, mark), plain(behind)]
    return told


def _elements(block: Any) -> Iterator[Any]:
    for element in getattr(block, "children", {}).values():
        if hasattr(element, "children"):
            yield from _elements(element)
        elif element.type == "dataframe":
            yield {"table": plain(element.value), "columns": element.proto.columns}
        else:
            told = [element.type, getattr(element, "label", ""), _value(element)]
            told += [getattr(element, "help", None) or "", list(_options(element))]
            yield plain([str(part) for part in told[:4]] + told[4])
            if element.type == "plotly_chart":
                yield plain(json.loads(element.proto.spec))


def _cell(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _value(element: Any) -> Any:
    return "" if element.type == "plotly_chart" else getattr(element, "value", "")


def _options(element: Any) -> list[str]:
    return [str(option) for option in getattr(element, "options", [])]


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it; a long list by its ends and its sums."""
    if isinstance(value, pd.DataFrame):
        return plain({str(name): value[name].tolist() for name in value})
    if isinstance(value, dict) and "bdata" in value:
        return plain(np.frombuffer(b64decode(value["bdata"]), value["dtype"]))
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items() if k not in UNTOLD}
    if isinstance(value, np.ndarray | pd.Series | pd.Index):
        value = value.tolist()
    if isinstance(value, list | tuple):
        values = [plain(part) for part in value]
        return _short(values) if len(values) > LONG else values
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | float | np.number):
        return _number(float(value))
    return SNAPSHOT.sub(r"\1", "" if value is None else str(value))


def _number(value: float) -> float | str:
    return float(f"{value:.8g}") if math.isfinite(value) else str(value)


def _short(values: list) -> list:
    numbers = np.array([v for v in values if isinstance(v, float)])
    texts = [json.dumps(v) for v in values if not isinstance(v, float)]
    sums = [numbers.sum(), (numbers * np.arange(1, len(numbers) + 1)).sum()]
    return [
        f"{len(values)} in all",
        *values[:ENDS],
        *values[-ENDS:],
        *(_number(float(total)) for total in sums),
        crc32("\n".join(texts).encode()),
    ]


def written(told: dict) -> str:
    """Return what is told as JSON, a line for each thing on the page."""
    states = []
    for state, parts in told.items():
        lines = [f"{json.dumps(name)}: [\n{_lines(parts[name])}\n]" for name in parts]
        states.append(f"{json.dumps(state)}: {{\n" + ",\n".join(lines) + "\n}")
    return "{\n" + ",\n".join(states) + "\n}\n"


def _lines(things: list) -> str:
    return ",\n".join(json.dumps(thing, ensure_ascii=False) for thing in things)


def differences(expected: Any, told: Any, where: str = "") -> Iterator[str]:
    """Yield where two plain values differ; numbers may differ in the seventh digit."""
    if isinstance(expected, dict) and isinstance(told, dict):
        for key in expected | told:
            one, other = expected.get(key, "nothing"), told.get(key, "nothing")
            yield from differences(one, other, f"{where} / {key}")
    elif isinstance(expected, list) and isinstance(told, list):
        if len(expected) != len(told):
            yield f"{where}: {len(told)} for {len(expected)}"
        for place, (one, other) in enumerate(zip(expected, told, strict=False)):
            yield from differences(one, other, f"{where} / {place}")
    elif isinstance(expected, float) and isinstance(told, float):
        if not math.isclose(expected, told, rel_tol=1e-6, abs_tol=1e-9):
            yield f"{where}: {told} for {expected}"
    elif expected != told:
        yield f"{where}: {told} for {expected}"
