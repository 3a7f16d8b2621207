"""The benchmark compares like with like: data frames find the same five numbers."""

from pathlib import Path

import pytest

from tests.benchmark import ours
from tests.benchmark.numbers import RIVALS
from tests.benchmark.questions import bare_scan, periods

SAMPLE = Path(__file__).parents[2] / "sample_data"
CLOSE = 1e-4  # one planted score out of range is refused by the import, not by them


@pytest.mark.parametrize("span", ["last 12 months", "all"])
@pytest.mark.parametrize("rival", RIVALS.values(), ids=RIVALS)
def test_five_numbers_agree_with_data_frames(sample, rival, span):
    chosen = periods(sample)
    through, one = chosen["all"].end, chosen[span]
    frames = rival.loaded(SAMPLE)

    by_hand = rival.five_numbers(frames, one.start, one.end, through)

    assert ours.five_numbers(sample, one) == pytest.approx(by_hand, rel=CLOSE)


def test_a_bare_scan_reads_what_the_question_reads(sample):
    chosen = periods(sample)["last 12 months"]

    scan = bare_scan(sample, "alliance_coverage", chosen)

    assert "hash(client_key, day, rated, setting_key, status)" in scan
    assert "'2025-09-01'::DATE" in scan
