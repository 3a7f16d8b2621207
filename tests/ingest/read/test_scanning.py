"""Cells of any length are read, also where the system's longest is a C long."""

import csv
from types import SimpleNamespace

import pytest

from ingest.read import scanning

C_LONG = 2**31 - 1  # on Windows


@pytest.fixture
def usual_limit():
    """Give csv back the limit that it had."""
    before = csv.field_size_limit()
    yield
    csv.field_size_limit(before)


def test_the_limit_fits_into_a_c_long(monkeypatch):
    taken = []

    def limited(most):
        if most > C_LONG:
            raise OverflowError("Python int too large to convert to C long")
        taken.append(most)

    monkeypatch.setattr(csv, "field_size_limit", limited)
    scanning.allow_long_cells()

    assert len(taken) == 1
    assert C_LONG / 2 <= taken[0] <= C_LONG


@pytest.mark.usefixtures("usual_limit")
def test_a_cell_beyond_pythons_usual_limit_is_read(tmp_path):
    csv.field_size_limit(131_072)
    scanning.allow_long_cells()
    file = tmp_path / "long.csv"
    file.write_text("a note,b\nhead,er\n" + "x" * 200_000 + ",1\n", encoding="utf-8")
    table = SimpleNamespace(path=file, delimiter=",", skip=2, headings=("a", "b"))

    with scanning.rows_below_header(table) as rows:
        ((long, one),) = rows

    assert (len(long), one) == (200_000, "1")
