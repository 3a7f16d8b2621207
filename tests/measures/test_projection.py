"""Where a caseload goes if clients come and go as they lately did."""

import numpy as np
import pandas as pd
import pytest

from measures import projection


def weeks(active, intakes, endings):
    days = pd.date_range(end="2026-06-29", periods=len(active), freq="7D")
    return pd.DataFrame(
        {
            "week_end": days,
            "active_clients": active,
            "intakes": intakes,
            "endings": endings,
        }
    )


STEADY = weeks([100] * 20, [5] * 20, [5] * 20)


def test_as_many_come_as_go_and_nothing_changes():
    ahead = projection.projected(STEADY, [0] * 8)

    assert ahead["expected"].tolist() == pytest.approx([100] * 9)
    assert ahead["week_end"].iloc[0] == pd.Timestamp("2026-06-29")
    assert ahead["week_end"].iloc[-1] == pd.Timestamp("2026-08-24")


def test_it_begins_at_what_is_known_and_grows_less_sure():
    ahead = projection.projected(STEADY, [0] * 8)
    width = ahead["highest_expected"] - ahead["lowest_expected"]

    assert width.iloc[0] == 0
    assert (width.diff()[1:] > 0).all()


def test_what_is_learned_wrongly_adds_up_week_by_week():
    ahead = projection.projected(STEADY, [0] * 8)
    half = (ahead["highest_expected"] - ahead["expected"]).iloc[1:] / 1.959964
    # Five of 100 leave a week and five come, both by chance; 13 weeks were learned from.
    by_chance, a_week = 100 * 0.05 * 0.95 + 5, 5 + 5
    variance = []
    for week in range(1, 9):
        spread = by_chance * sum(0.95 ** (2 * n) for n in range(week))
        variance.append(spread + week**2 * a_week / 13)

    assert half.tolist() == pytest.approx(np.sqrt(variance).tolist())


def test_without_intakes_it_falls_by_the_share_that_leaves():
    active = [100 * 0.9**n for n in range(20)]
    endings = [0, *(-np.diff(active))]
    ahead = projection.projected(weeks(active, [0] * 20, endings), [0] * 8)

    assert ahead["expected"].iloc[8] == pytest.approx(active[-1] * 0.9**8)


def test_who_is_booked_is_still_active_then():
    ahead = projection.projected(STEADY, [120, 120, 90, 0, 0, 0, 0, 0])

    assert ahead["expected"].tolist()[1:4] == pytest.approx([120, 120, 100])
    assert ahead["lowest_expected"].iloc[3] >= 90


@pytest.mark.parametrize(("known", "rows"), [(5, 0), (6, 9)])
def test_a_few_weeks_teach_nothing(known, rows):
    assert len(projection.projected(STEADY.head(known), [0] * 8)) == rows


def test_nobody_stays_nobody():
    ahead = projection.projected(weeks([0] * 20, [0] * 20, [0] * 20), [0] * 8)

    assert ahead["expected"].tolist() == [0] * 9
    assert (ahead["lowest_expected"] == 0).all()


def test_the_range_holds_what_came_in_nineteen_of_twenty_clinics():
    rng = np.random.default_rng(7)
    inside = []
    for _ in range(400):
        active, rows = 300, []
        for _ in range(34):
            intakes, endings = rng.poisson(20), rng.binomial(active, 0.065)
            active += intakes - endings
            rows.append([active, intakes, endings])
        past = weeks(*zip(*rows[:26], strict=True))
        last = projection.projected(past, [0] * 8).iloc[-1]
        low, high = last["lowest_expected"], last["highest_expected"]
        inside.append(low <= active <= high)

    assert 0.93 <= np.mean(inside) <= 0.995
