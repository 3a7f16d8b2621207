"""Which rows of a file are none of its data: blank, totals, the header again."""

import pytest

from ingest.convert.set_aside import TOTALS
from store.database import quoted
from tests.ingest.convert.cells import made
from tests.ingest.importing import HEADER, held, imported, written


@pytest.mark.parametrize(
    ("text", "is_total"),
    [
        ("total", True),
        ("totals", True),
        ("subtotal", True),
        ("sub total", True),
        ("sub-totals", True),
        ("grand total", True),
        ("grandtotal", True),
        ("total sessions: 5", True),
        ("subtotal of may", True),
        ("sum", True),
        ("all clients", True),
        ("totally", False),
        ("total:", False),
        ("sub  total", False),
        ("subsubtotal", False),
        ("a total", False),
        ("sum of all", False),
        ("a sum", False),
        ("sums", False),
        ("all clients of may", False),
        ("for all clients", False),
    ],
)
def test_what_stands_in_a_totals_row(text, is_total):
    test = f"regexp_matches(cell, {quoted(TOTALS)})"

    assert made(test, text) == [is_total]


def test_a_client_called_total_has_a_session_and_a_totals_row_has_no_day(tmp_path):
    rows = [
        "1,ann,ruth,2026-01-10,attended",
        "2,Total,ruth,2026-01-11,attended",
        "3,Total,ruth,,",
        "TOTAL,,,,9",
        ",Sum,,,",
        ",,,,",
        "session_id,client_id,counselor_id,start,status",
        "client_id,client_id,ruth,2026-01-12,attended",
    ]
    file = written(tmp_path, "\n".join([HEADER, *rows]) + "\n")
    (report,) = imported(tmp_path, file)["files"]

    assert report["set_aside"] == {
        "totals rows": 3,
        "blank rows": 1,
        "the header again": 2,
    }
    assert held(tmp_path, "select client_id from clients order by 1") == [
        ("Total",),
        ("ann",),
    ]
