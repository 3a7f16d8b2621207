"""The benchmark says what moved since the results before."""

from tests.benchmark.previous import changes, page, sections
from tests.benchmark.report import table

HEADER = ["question", "period", "ms", "times the scan"]


def _page(*rows: list[str]) -> str:
    return f"# Benchmarks\n\n## 10 million sessions\n\n{table(HEADER, list(rows))}\n"


def test_a_time_that_moved_by_a_quarter_is_told():
    before = _page(["calls", "all", "1,000 (900-1,100)", "4.0"])
    after = _page(["calls", "all", "1,500 (1,400-1,600)", "4.1"])

    assert changes(before, after) == [
        "10 million sessions / calls all / ms: 1,000 -> 1,500 (x 1.50)"
    ]


def test_noise_and_new_rows_are_not():
    before = _page(["calls", "all", "100 (90-110)", "4.0"])
    after = _page(
        ["calls", "all", "110 (90-120)", "4.0"], ["new", "all", "9 (8-9)", "1"]
    )

    assert changes(before, after) == []


def test_what_was_not_measured_again_is_kept():
    before = page("# Benchmarks", {"1 million": "old\n\n| a | b |", "10 million": "x"})
    after = page("# Benchmarks", sections(before) | {"10 million": "new"})

    assert sections(after) == {"1 million": "old\n\n| a | b |", "10 million": "new"}
    assert after.startswith("# Benchmarks\n\n## 1 million\n\nold")
