"""Early and later scores, and how they run by length of stay."""

from math import nan

import pandas as pd
import pytest

from charts import alliance
from tests.charts.frames import carried

GROUPS = pd.DataFrame(
    {
        "length": ["1-2", "9+", "9+"],
        "session_number": [1, 1, 2],
        "scale_id": ["a", "b", "c"],
        "clients": [12, 30, 30],
        "mean": [35.0, 36.0, 37.0],
    }
)


SCALES = pd.DataFrame(
    {
        "label": ["Total", "Total"],
        "scale_id": ["early", "later"],
        "phase": ["early", "later"],
        "clients": [20, 10],
        "percent": [80.0, 90.0],
        "percent_low": [75.0, nan],
        "percent_high": [85.0, nan],
    }
)


def test_early_and_later_alliance_share_a_row():
    early, later = alliance.early_later(SCALES).data

    assert (carried(early), carried(later)) == (["early"], ["later"])
    assert abs(early.y[0] - later.y[0]) < 0.5


def test_an_unknown_range_draws_no_empty_axis():
    drawn, bare = (
        alliance.early_later(part).layout
        for part in (SCALES, SCALES.assign(percent=nan))
    )

    assert drawn.xaxis.title.text == "Of the range"
    assert drawn.xaxis.visible is not False
    assert (bare.xaxis.visible, bare.yaxis.visible) == (False, False)


def test_lengths_of_stay_are_never_pooled():
    drawn = alliance.trajectories(GROUPS, cutoff=36, highest=40)

    assert [trace.name for trace in drawn.data] == ["1-2", "9 or more"]
    assert list(drawn.layout.xaxis.ticktext) == ["1<br><i>42</i>", "2<br><i>30</i>"]
    assert drawn.layout.yaxis.range[1] > 40


@pytest.mark.parametrize("cutoff", [36, nan])
def test_nobody_rated_draws_an_empty_figure(cutoff):
    assert not alliance.trajectories(GROUPS.head(0), cutoff=cutoff, highest=40).data
