"""Every question about a period counts its first and its last day, and no other day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import ingest
import queries
from tests import drawing
from tests.queries.rated import USUAL, drawn

DAY = date(2026, 3, 2)
PERIOD = [name for name in queries.names() if "start" in queries.parameters(name)]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Publish a clinic in which everything that can happen happens on one Monday."""
    folder = tmp_path_factory.mktemp("day")
    weeks = [DAY + timedelta(weeks=n) for n in range(4)]
    tables = drawn(USUAL | {"ann": [36] * 8 + [10]})
    lines = [f"new | ruth | {day} 09:00 | 50 | attended" for day in weeks]
    lines.append(f"missed | ruth | {DAY} 09:00 | 50 | no show")
    lines.append("old | omar | 2025-06-02 09:00 | 50 | attended")
    tables["sessions"] = "\n".join([tables["sessions"], *lines])
    tables["alliance"] += f"\nnew | {DAY} | SRS | | 30"
    tables["outcomes"] = "client | date | instrument | score\n" + "\n".join(
        f"new | {day} | ORS | 20" for day in (weeks[0], weeks[3])
    )
    files = drawing.export(folder / "export", **tables)
    ingest.publish(files, folder / "store", through=DAY + timedelta(weeks=9))
    opened = queries.open_store(folder / "store")
    yield opened
    opened.close()


def says_something(store, name, chosen):
    rows = queries.answer(store, name, chosen)
    if name in (
        "attendance_overall",
        "alliance_coverage",
        "early_dropout_by_definition",
    ):
        return bool(rows.select_dtypes("number").fillna(0).to_numpy().any())
    return bool(len(rows))


@pytest.mark.parametrize("name", PERIOD)
def test_a_period_of_one_day_holds_that_day_and_not_the_ones_beside_it(
    store, everything, name
):
    found = {
        days: says_something(store, name, replace(everything, start=first, end=first))
        for days in (-1, 0, 1)
        for first in [DAY + timedelta(days=days)]
    }

    assert found == {-1: False, 0: True, 1: False}
