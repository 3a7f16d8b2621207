"""The page says which chart it drew, and why."""

import pandas as pd
import pytest

from measures import chart_choice as rule
from measures.statistics.spc import Runs
from pages.attendance_parts import signals, which_chart
from queries import Filters
from ui.page import period

CALM, SIGNAL = Runs(20, 4, 7, 9, 6), Runs(20, 12, 7, 2, 6)


def test_every_chart_has_words():
    assert set(which_chart.DRAWN) == set(rule.CHARTS)
    assert set(which_chart.WHY) == set(rule.CHARTS) - {rule.MONTHS}


def test_the_chart_that_fits_says_why():
    held = rule.Held(364, 9.6 * 52, 20, 11)

    assert which_chart.why(rule.BETWEEN, rule.BETWEEN, held) == (
        "Drawn: the sessions between no-shows, on a g chart, because a usual week "
        "holds 9.6 sessions, fewer than 20, and a usual month 1.7 no-shows, fewer than 5."
    )


def test_another_chart_is_named_beside_the_one_that_fits():
    said = which_chart.why(rule.RUN, rule.WEEKS, rule.Held(364, 52 * 168, 0, 11))

    assert said.startswith("Drawn as you chose: a run chart. As fits: weeks")
    assert said.endswith("because a usual week holds 168 sessions, 20 or more.")


def stretches(above=False, stable=True, counts=(3, 5, 9)):
    ended = pd.to_datetime(["2026-01-02"] * len(counts))
    drawn = {"ended": ended, "between_no_shows": counts, "above": above}
    return pd.DataFrame({**drawn, "stable": stable})


@pytest.mark.parametrize(
    ("points", "runs", "said"),
    [
        (stretches(), CALM, "chance explains how they differ"),
        (stretches(), SIGNAL, "more of them in a row on one side"),
        (stretches(stable=False), CALM, "too few for a firm limit"),
        (stretches(above=[False, False, True]), CALM, "once far longer than chance"),
        (
            stretches(above=[False, True, True]),
            CALM,
            "two times far longer than chance",
        ),
        (stretches(counts=()), CALM, "no two no-shows"),
    ],
)
def test_what_the_stretches_say(points, runs, said):
    assert said in signals.between(points, runs)


def test_the_usual_stretch_is_the_median():
    assert signals.between(stretches(), CALM).startswith(
        "A no-show comes after 5 sessions as a rule (3 stretches"
    )


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2025-09-01", "2026-08-31", 12),
        ("2025-09-02", "2026-08-31", 11),
        ("2025-09-01", "2026-08-30", 11),
        ("2025-09-16", "2026-09-15", 11),
        ("2026-02-02", "2026-02-28", 0),
        ("2026-02-01", "2026-02-28", 1),
        ("2026-02-10", "2026-02-12", 0),
    ],
)
def test_whole_months(first, last, months):
    days = (pd.Timestamp(day).date() for day in (first, last))

    assert period.whole_months(Filters(*days, scope=None)) == months
