"""A clinic in which clients leave, to be drawn in tests of dropout."""

from dataclasses import replace

import queries

SESSIONS = """
    client | counselor | start      | status
    {rows}
    seen   | omar      | 2026-06-30 | attended
"""


def steps(clinic, *rows, clients=None, window=60, everything=None):
    """Return (at risk, dropped out, completed, other) by session; `seen` is left out."""
    table = SESSIONS.format(rows="\n".join(rows))
    tables = {"clients": clients} if clients else {}
    store = clinic(sessions=table, **tables)
    chosen = replace(everything, window=window, counselors=("ruth",))
    found = queries.answer(store, "early_dropout_by_session", chosen)
    columns = ["at_risk", "dropped_out", "completed", "other_ending"]
    return [tuple(row) for row in found[columns].to_numpy().tolist()]
