"""Small frames with the columns that the figures need."""

from math import nan

import pandas as pd

MONTHS = pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01"])
BEGAN = pd.DataFrame(
    {
        "month": MONTHS,
        "clients": [40, 40, 40],
        "at_risk_one": [40, 25, 9],
        "after_one": [0.1, 0.2, 0.0],
        "after_one_low": [0.05, 0.1, 0.0],
        "after_one_high": [0.2, 0.4, 0.3],
    }
)
SESSIONS = pd.DataFrame(
    {
        "session_number": [1, 2],
        "at_risk": [100, 80],
        "dropped": [20, 8],
        "hazard": [0.2, 0.1],
        "hazard_low": [0.13, 0.05],
        "hazard_high": [0.29, 0.19],
        "dropped_out": [0.2, 0.28],
        "completed": [0.0, 0.1],
        "other_ending": [0.0, 0.02],
        "in_care": [0.8, 0.6],
    }
)
COUNSELORS = pd.DataFrame(
    {
        "counselor_id": ["r", "o", "z"],
        "counselor": ["Ruth", "<b>Omar</b>", "Zoe"],
        "rate": [0.5, 0.2, 0.1],
        "low": [0.3, 0.1, 0.0],
        "high": [0.7, 0.3, 0.4],
        "side": ["high", "within", "not compared"],
        "provisional": [False, True, False],
        "note": ["40 clients", "20 clients", "9 clients"],
        "active_clients": [30, 20, 10],
        "recently_seen": [28, 15, 10],
        "only_booked": [2, 5, 0],
        "booked_hours": [18.0, 9.0, 0.0],
        "caseload_limit": [25.0, nan, 20.0],
        "attended_hours": [20.0, 10.0, nan],
        "weekly_hours": [24.0, nan, 24.0],
        "over_capacity": [True, False, False],
        "excess": [1.2, nan, 0.5],
    }
)
MEDIANS = {"active_clients": 20.0, "attended_hours": 15.0}


def carried(trace):
    """Return what identifies each mark of a trace."""
    return [mark[0] for mark in trace.customdata]
