"""Weeks of counselors who carry one client each: what is told at the end of each."""

from dataclasses import replace
from datetime import date

import queries

THROUGH = date(2026, 6, 29)
HEAD = "client | counselor | start | status | booked at | cancelled at"
# The export is old enough for every window.
OLD = "old | old | 2025-06-02 09:00 | attended | |"


def told(clinic, everything, rows, column, *, window=60, **tables):
    """Return {counselor: [the column on 15, 22 and 29 June]}, nobody's under ""."""
    sessions = "\n".join([HEAD, OLD, *rows])
    store = clinic(sessions=sessions, through=THROUGH, **tables)
    found = queries.answer(store, "caseload_weeks", replace(everything, window=window))
    newest = found[found["week_end"] >= "2026-06-15"]
    lasting = newest.pivot_table(
        index="counselor_id", columns="week_end", values=column, fill_value=0
    )
    return {who: [int(n) for n in row] for who, *row in lasting.itertuples()}
