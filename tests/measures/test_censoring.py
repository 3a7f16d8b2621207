"""Which way of counting finds the true early dropout while clients are in care?"""

import numpy as np
import pandas as pd
import pytest

from measures import dropout
from tests import simulation

WINDOW = 60
CLIENTS = 50_000
TRUE_HAZARDS = {1: 0.25, 2: 0.15, 3: 0.05, 6: 0.05}


@pytest.fixture(scope="module", params=[16, 26, 52], ids="{} weeks".format)
def clinic(request):
    return simulation.clinic(CLIENTS, weeks=request.param)


def with_ending(clinic):
    """Say what followed each session: a session in time, a planned ending, silence."""
    sessions = clinic.sessions
    later = sessions.groupby("client")["day"].shift(-1)
    last = later.isna()
    planned = last & sessions["client"].isin(clinic.discharges["client"])
    silent = ~planned & ~(later - sessions["day"] <= WINDOW)
    mature = clinic.last_day - sessions["day"] >= WINDOW
    return sessions.assign(last=last, planned=planned, silent=silent, mature=mature)


def mature_counts(sessions):
    """Count by session number, mature sessions only: the rule of the product."""
    mature = sessions[sessions["mature"]]
    numbers = mature.groupby("session_number")
    return pd.DataFrame(
        {
            "at_risk": numbers.size(),
            "dropped_out": numbers["silent"].sum(),
            "completed": numbers["planned"].sum(),
            "other_ending": 0,
        }
    ).reset_index()


def early_counts(sessions):
    """Turn the counts after sessions one and two into one row."""
    counts = mature_counts(sessions).set_index("session_number")
    shorter = {"dropped_out": "dropped", "other_ending": "other"}
    return {
        f"{shorter.get(name, name)}_{word}": counts.loc[number, name]
        for number, word in ((1, "one"), (2, "two"))
        for name in counts
    }


def error(share, clients):
    return np.sqrt(share * (1 - share) / clients)


def test_mature_sessions_find_the_truth(clinic):
    counts = mature_counts(with_ending(clinic))
    curve = dropout.cumulative(counts).set_index("session_number")

    found = curve.loc[2]
    assert found["dropped_out"] == pytest.approx(
        simulation.TRUTH, abs=4 * error(simulation.TRUTH, found["at_risk"])
    )
    assert found["dropped_out_low"] < found["dropped_out"] < found["dropped_out_high"]
    for number, hazard in TRUE_HAZARDS.items():
        tolerance = 4 * error(hazard, curve.loc[number, "at_risk"])
        assert curve.loc[number, "hazard"] == pytest.approx(hazard, abs=tolerance)


def test_the_share_of_all_clients_is_far_too_low(clinic):
    sessions = with_ending(clinic)
    left = sessions["last"] & ~sessions["planned"] & sessions["mature"]

    early = (left & (sessions["session_number"] <= 2)).sum() / CLIENTS

    assert early < simulation.TRUTH - 0.05


def test_the_share_of_closed_cases_is_too_high(clinic):
    last = with_ending(clinic).query("last")
    closed = last[last["planned"] | last["mature"]]

    early = (~closed["planned"] & (closed["session_number"] <= 2)).mean()

    assert early > simulation.TRUTH + 0.02


def test_textbook_censoring_does_not_help(clinic):
    last = with_ending(clinic).query("last")
    left = last[~last["planned"] & last["mature"]].groupby("session_number").size()
    at_risk = [CLIENTS, CLIENTS - (last["session_number"] == 1).sum()]

    textbook = 1 - (1 - left[1] / at_risk[0]) * (1 - left[2] / at_risk[1])

    assert textbook < simulation.TRUTH - 0.04


@pytest.mark.parametrize("grain", ["counselor", "cohort"])
def test_it_holds_for_every_counselor_and_every_month_of_intake(clinic, grain):
    sessions = with_ending(clinic)
    begun = sessions.groupby("client")["day"].transform("first")
    sessions["cohort"] = begun.where(begun <= clinic.last_day - WINDOW - 30) // 28
    groups = {name: early_counts(rows) for name, rows in sessions.groupby(grain)}

    found = dropout.early(pd.DataFrame.from_dict(groups, orient="index"))

    gap = (found["by_two"] - simulation.TRUTH).abs()
    assert len(found) >= 1
    assert (gap < 4 * error(simulation.TRUTH, found["at_risk_two"])).all()


def test_the_intervals_hold_the_truth_as_often_as_they_say():
    sessions = with_ending(simulation.clinic(40_000, weeks=26, seed=3))
    sessions["team"] = sessions["client"] % 400
    rows = [early_counts(team) for _, team in sessions.groupby("team")]

    found = dropout.early(pd.DataFrame(rows))

    held = found["by_two_low"].le(simulation.TRUTH) & found["by_two_high"].ge(
        simulation.TRUTH
    )
    assert 0.92 <= held.mean() <= 0.98


def test_the_export_holds_what_the_clinic_knows():
    clinic = simulation.clinic(200, weeks=16)

    tables = simulation.export(clinic)

    sessions = tables["sessions"]
    assert len(sessions) == len(clinic.sessions) == sessions["session_id"].nunique()
    assert sessions["start"].max() <= f"{simulation.last_day(clinic)} 14:00"
    assert set(tables["clients"]["client_id"]) <= set(sessions["client_id"])
    assert simulation.last_day(clinic).isoformat() == "2025-04-28"
