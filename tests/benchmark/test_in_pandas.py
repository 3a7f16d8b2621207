"""The benchmark compares like with like: pandas finds the same five numbers."""

from pathlib import Path

import pytest

from tests.benchmark import in_pandas, ours
from tests.benchmark.questions import bare_scan, periods

SAMPLE = Path(__file__).parents[2] / "sample_data"
CLOSE = 1e-4  # one planted score out of range is refused by the import, not by pandas


@pytest.mark.parametrize("span", ["last 12 months", "all"])
def test_five_numbers_agree_with_plain_pandas(sample, span):
    chosen = periods(sample)
    through, one = chosen["all"].end, chosen[span]
    frames = in_pandas.loaded(SAMPLE)

    by_hand = in_pandas.five_numbers(frames, one.start, one.end, through)

    assert ours.five_numbers(sample, one) == pytest.approx(by_hand, rel=CLOSE)


def test_a_bare_scan_reads_what_the_question_reads(sample):
    chosen = periods(sample)["last 12 months"]

    scan = bare_scan(sample, "alliance_coverage", chosen)

    assert "hash(day, rated, setting_key, status)" in scan
    assert "'2025-09-01'::DATE" in scan
