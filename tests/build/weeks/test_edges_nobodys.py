"""Who waits and has no counselor yet is counted for the whole clinic, now and before."""

from dataclasses import replace
from datetime import date

import queries

SESSIONS = """
    client | counselor | start            | status   | booked at
    old    | ruth      | 2025-03-03 09:00 | no show  | 2025-03-01
    ann    | ruth      | 2026-06-29 09:00 | attended | 2026-06-20
"""
CLIENTS = """
    client | referral date
    alone  | 2026-05-05
    new    | 2026-06-10
"""


def test_nobodys_clients_are_counted_by_reason_and_on_past_dates(clinic, everything):
    store = clinic(sessions=SESSIONS, clients=CLIENTS, through=date(2026, 6, 30))

    def asked(name, window, **chosen):
        chosen = replace(everything, window=window, **chosen)
        return queries.answer(store, name, chosen)

    reasons = asked("calls_by_reason", 60).set_index("reason")["clients"]
    assert reasons.to_dict() == {"any": 3, "waiting": 2, "early": 1}
    worked = asked("calls_worked", 30).set_index("reason")["clients"]
    assert worked.to_dict() == {"any": 1, "waiting": 1}
    (row,) = asked("calls_worked_clients", 30).to_dict("records")
    assert (row["client_id"], row["listed_on"].date()) == ("alone", date(2026, 5, 5))
    assert row["counselor"] is None or row["counselor"] != row["counselor"]
    ruth = {"counselors": ("ruth",)}
    assert asked("calls_by_reason", 60, **ruth)["clients"].tolist() == [1, 1]
    assert asked("calls_worked", 30, **ruth).empty
