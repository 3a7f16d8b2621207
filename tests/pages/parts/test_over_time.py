"""Signals as sentences."""

from datetime import date

import pandas as pd
import pytest

from measures.statistics.spc import Runs
from pages.attendance_parts import signals

STABLE = pd.DataFrame({"stable": [True] * 20, "rate": 0.8, "center": 0.8})


def signal(rule, side, points, first=date(2026, 7, 6)):
    return pd.DataFrame(
        {"rule": [rule], "side": [side], "points": [points], "first": [first]}
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            signal("shift", "low", 7),
            "Seven weeks in a row below the mean, from Jul 6, 2026 (20 weeks, mean 80.0%)",
        ),
        (
            signal("trend", "rising", 13),
            "13 weeks in a row rising, from Jul 6, 2026 (20 weeks, mean 80.0%)",
        ),
        (
            signal("limits", "high", 1),
            "The week of Jul 6, 2026 lies above the upper limit (20 weeks, mean 80.0%)",
        ),
        (
            signal("two of three", "low", 2),
            "Two weeks close together near the lower limit, from Jul 6, 2026 (20 weeks, mean 80.0%)",
        ),
    ],
)
def test_a_signal_is_said_with_its_first_week(found, said):
    assert signals.headline(STABLE, found, "week", None) == said


def test_more_than_two_signals_are_counted():
    many = pd.concat([signal("shift", "low", 7)] * 4)
    said = signals.headline(STABLE, many, "week", None)

    assert said.startswith("Seven weeks in a row below")
    assert "; seven weeks in a row below" in said

    assert "; 2 earlier signals (20" in signals.headline(STABLE, many, "week", None)


def test_without_a_signal_chance_explains_it():
    said = signals.headline(STABLE, STABLE.head(0), "month", None)

    assert (
        said
        == "From month to month, attendance moves as chance explains (20 months, mean 80.0%)"
    )


@pytest.mark.parametrize(
    ("useful", "longest", "said"),
    [
        (7, 7, "too few for firm limits or for judging runs"),
        (8, 4, "too few for firm limits; the runs are as chance explains"),
        (11, 7, "7 in a row on one side of the median is more than chance explains"),
    ],
)
def test_few_weeks_are_judged_by_their_runs_or_not_at_all(useful, longest, said):
    few = pd.DataFrame({"stable": [False] * useful, "rate": 0.8})
    found = Runs(useful, longest, 6, 3, 2)

    assert said in signals.headline(few, few.head(0), "week", found)


def test_no_whole_week_is_said():
    said = signals.headline(STABLE.head(0), STABLE.head(0), "week", None)

    assert said == "No whole week lies in this period"


@pytest.mark.parametrize(
    ("useful", "said"),
    [
        (12, "in 12 months; the runs are as chance"),
        (7, "in 7 months: too few for judg"),
    ],
)
def test_a_run_chart_speaks_of_runs_and_not_of_limits(useful, said):
    points = pd.DataFrame({"stable": [False] * useful, "rate": 0.8})
    found = Runs(useful, 3, 6, 5, 2)

    told = signals.headline(points, points.head(0), "month", found, limits=False)
    assert said in told
    assert "limits" not in told


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (STABLE.assign(limit_high=0.9, sigma_z=1.1), "sigma z 1.10; Laney's"),
        (STABLE.assign(limit_high=0.9, sigma_z=None), "2.66 times the usual step"),
        (STABLE.assign(limit_high=None), "A run chart has a median and no limits"),
        (STABLE.assign(limit_high=0.9, stable=False), "Fewer than 12: the dashed"),
        (STABLE.assign(limit_high=0.9, stable=False), "from 8 weeks off it on"),
    ],
)
def test_the_quiet_line_says_what_the_limits_are(points, said):
    assert said in signals.note(points, "week", 12, chart="Laney's p")
