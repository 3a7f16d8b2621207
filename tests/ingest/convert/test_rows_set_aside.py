"""Which rows of a file are none of its data: blank, totals, the header again."""

from types import SimpleNamespace

import pytest

from ingest.convert import set_aside
from ingest.convert.set_aside import TOTALS
from ingest.recognize.exports import Aside
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


def reason(told, *cells, export=True):
    """Return the reason of rows with one cell, of a system that explains two words."""
    known = SimpleNamespace(said=("Entered in error", "a.b")) if export else None
    conversion = SimpleNamespace(
        source=SimpleNamespace(export=known), headings=["word", "other"]
    )
    rule = Aside(reason="no sessions", when={}, told=told)
    return made(set_aside._reason(conversion, rule).replace("c0", "cell"), *cells)


def test_a_reason_tells_a_word_that_the_system_explains():
    says = reason("Word", "a.b", "A.B", "axb", "a.b c", None)

    assert says == ["no sessions, a.b"] * 2 + ["no sessions"] * 3
    assert reason("Heading", "a.b") == reason(None, "a.b") == ["no sessions"]
    assert reason("Word", "a.b", export=False) == ["no sessions"]


def test_the_optional_columns_with_a_form_are_moments_and_numbers_that_are_kept():
    columns = ["session_id", "client_id", "counselor_id", "start", "status", "end"]
    columns += ["minutes", "booked_at", "site"]
    source = SimpleNamespace(target="sessions", columns=dict.fromkeys(columns))

    assert sorted(set_aside.optional(source)) == ["booked_at", "minutes"]
