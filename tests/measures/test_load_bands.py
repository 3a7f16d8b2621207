"""Bands of load and what becomes of clients in them, by hand."""

from math import nan

import pandas as pd
import pytest

from measures import load_bands

BANDS = [
    "below 70% of the limit",
    "70% to 85%",
    "85% to the limit",
    "over the limit",
]


def quarters(number, **columns):
    drawn = {
        "counselor_id": [f"c{place // 2}" for place in range(number)],
        "active_clients": 5.0,
        "caseload_limit": 10.0,
        "attended_hours": 5.0,
        "weekly_hours": 10.0,
        "dropped_one": [place % 3 for place in range(number)],
        "at_risk_one": 4,
        "clinic_cancelled": 3,
        "sessions": 20,
        "alliance_sum": 4.8,
        "rated_clients": 6,
    }
    return pd.DataFrame(drawn | columns, index=range(number))


@pytest.mark.parametrize(
    ("clients", "hours", "load", "band"),
    [
        (5.0, 9.0, 0.9, 2),
        (9.0, 5.0, 0.9, 2),
        (5.0, 10.5, 1.05, 3),
        (nan, 8.0, 0.8, 1),
        (8.0, nan, 0.8, 1),
        (8.4, 2.0, 0.84, 1),
        (9.9, 2.0, 0.99, 2),
        (10.0, 10.0, 1.0, 2),
    ],
)
def test_the_fuller_of_clients_and_hours_is_the_load(clients, hours, load, band):
    rows = load_bands.banded(quarters(1, active_clients=clients, attended_hours=hours))

    assert rows["load"].tolist() == pytest.approx([load])
    assert rows["band"].tolist() == [BANDS[band]]


def test_who_has_no_limit_is_left_out_and_the_others_stay():
    limits = [10.0, nan, 10.0]
    rows = load_bands.banded(
        quarters(3, caseload_limit=limits, weekly_hours=nan, active_clients=[1, 2, 9])
    )

    assert rows["active_clients"].tolist() == [1, 9]
    assert rows["band"].tolist() == [BANDS[0], BANDS[2]]


def test_each_outcome_is_counted_of_its_own_total():
    rows = load_bands.beside(load_bands.banded(quarters(12))).set_index("outcome")
    first = rows[rows["band"] == BANDS[0]]

    assert first["rate"].to_dict() == pytest.approx(
        {"left_early": 12 / 48, "cancelled": 3 / 20, "alliance": 0.8}
    )
    assert first["counted"].to_dict() == {
        "left_early": 48,
        "cancelled": 240,
        "alliance": 72,
    }
    assert first["counselors"].unique().tolist() == [6]
    assert rows["band"].tolist() == BANDS * 3
    named = ["band", "clients", "counselors", "attended", "counted"]
    assert list(rows) == [*named, "rate", "low", "high", "side"]


def test_the_interval_is_that_of_quarters_as_clusters():
    from scipy.special import expit, logit
    from scipy.stats import t

    rows = load_bands.beside(load_bands.banded(quarters(12)))
    left = rows.iloc[0]
    residuals = [place % 3 - 0.25 * 4 for place in range(12)]
    variance = 12 / 11 * sum(one**2 for one in residuals) / 48**2
    half = t.ppf(0.975, 11) * variance**0.5 / (0.25 * 0.75)

    assert left["low"] == pytest.approx(expit(logit(0.25) - half))
    assert left["high"] == pytest.approx(expit(logit(0.25) + half))


@pytest.mark.parametrize(("number", "side"), [(9, "not compared"), (10, "within")])
def test_from_ten_quarters_on_a_band_is_compared(number, side):
    rows = load_bands.beside(load_bands.banded(quarters(number)))

    assert rows["side"].tolist() == [side, *["not compared"] * 3] * 3


def test_a_quarter_of_one_client_is_a_cluster_too():
    rows = load_bands.beside(
        load_bands.banded(quarters(12, at_risk_one=1, dropped_one=1))
    )

    assert rows[["clients", "counted"]].iloc[0].tolist() == [12, 12]


def test_quarters_in_which_nobody_counts_are_no_clusters():
    at_risk = [0] * 4 + [4] * 12
    rows = load_bands.beside(
        load_bands.banded(quarters(16, at_risk_one=at_risk, dropped_one=0))
    )

    assert rows["clients"].tolist()[0] == 12
    assert rows["counselors"].tolist()[0] == 6
    assert rows["counted"].tolist()[0] == 48
