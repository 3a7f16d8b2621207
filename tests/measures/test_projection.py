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


def by_hand(active, intakes, endings):
    """Write the projection out: means and half widths of 95% for eight weeks."""
    last = slice(-13, None)
    came, went, there = (np.array(n, float) for n in (intakes, endings, active))
    net, persisting = came - went, 1
    if len(net) >= 8:
        blocks = np.array([net[n : n + 4].sum() for n in range(len(net) - 3)])
        persisting = max(1, blocks.var(ddof=1) / (4 * net.var(ddof=1)))
    came, went, there = came[last], went[last], there[last]
    rate = went.sum() / (there - came + went).sum()
    varying = max(came.var(ddof=1), came.mean())
    leaving = max(went.var(ddof=1) / went.mean(), 1)
    mean, spread, means, halves = there[-1], 0, [], []
    for week in range(1, 9):
        spread = spread * (1 - rate) ** 2 + mean * rate * (1 - rate) * leaving + varying
        mean = mean * (1 - rate) + came.mean()
        learned = week**2 * (varying + went.mean() * leaving) / len(came)
        means.append(mean)
        halves.append(1.959964 * np.sqrt(persisting * (spread + learned)))
    return np.array(means), np.array(halves)


CALM, UNEVEN = [2, 3, 4, 5] * 5, [0, 12, 1, 11] * 5
GROWING = [2 * week for week in range(20)]
LASTING = [9, 9, 9, 9, 9, 0, 0, 0, 0, 0] * 2


@pytest.mark.parametrize("known", [6, 7, 8, 13, 14, 20])
@pytest.mark.parametrize(
    ("intakes", "endings"),
    [
        (CALM, UNEVEN),
        (UNEVEN, CALM),
        (LASTING, CALM),
        (CALM, LASTING),
        (GROWING, CALM),
    ],
)
def test_the_range_is_that_written_out(known, intakes, endings):
    active = 120 + np.cumsum(np.array(intakes) - np.array(endings))
    past = [list(column[:known]) for column in (active, intakes, endings)]
    found = projection.projected(weeks(*past), [0] * 8)
    now, ahead = found.iloc[0], found.iloc[1:]
    means, halves = by_hand(*past)

    assert now.tolist()[1:] == [active[known - 1]] * 3

    assert ahead["expected"].tolist() == pytest.approx(means.tolist())
    assert ahead["highest_expected"].tolist() == pytest.approx(
        (means + halves).tolist()
    )
    low = np.maximum(means - halves, 0)
    assert ahead["lowest_expected"].tolist() == pytest.approx(low.tolist())


def test_nobody_booked_is_nobody_expected():
    ahead = projection.projected(weeks([0] * 20, [0] * 20, [0] * 20), [])

    assert ahead["expected"].tolist() == [0] * 9
    assert ahead.index.tolist() == list(range(9))


@pytest.mark.parametrize("booked", [[], [130], [130] * 9])
def test_bookings_count_for_the_weeks_they_are_known_of(booked):
    ahead = projection.projected(STEADY, booked).iloc[1:]
    known = min(len(booked), 8)

    assert ahead["lowest_expected"].tolist()[:known] == [130] * known
    assert ahead["expected"].tolist()[known:] == pytest.approx([100] * (8 - known))


def test_when_everybody_leaves_only_those_who_come_are_there():
    ahead = projection.projected(weeks([3] * 8, [3] * 8, [3] * 8), [0] * 8)

    assert ahead["expected"].tolist() == pytest.approx([3] * 9)


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
