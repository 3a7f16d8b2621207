"""The questions agree with plain Python on random clinics."""

import csv
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ingest
import queries
from tests import second_opinion
from tests.depth import times

OPENING = date(2026, 1, 1)
DAYS = 260
CLIENTS = st.sampled_from(["ann", "bob", "cat", "dan", "eve", "fay", "gus"])
STATUSES = st.sampled_from(
    ["attended"] * 8 + ["no_show", "late_cancelled", "client_cancelled"]
    + ["clinic_cancelled", "rescheduled", "scheduled", "unmarked", "unknown"]
)  # fmt: skip
WORDS = {"unmarked": "", "unknown": "gone fishing"}
REASONS = {"completed": "planned", "other_ending": "moved", "unplanned": "stopped"}
DAY = st.integers(0, DAYS).map(lambda days: OPENING + timedelta(days=days))


@st.composite
def clinics(draw):
    """Draw sessions (one a day per client), discharges, scores, and a last day."""
    met = draw(
        st.dictionaries(st.tuples(CLIENTS, DAY), STATUSES, min_size=1, max_size=60)
    )
    sessions = [
        {"client": client, "counselor": "ruth" if day.day % 3 else "omar", "day": day}
        | {"status": status}
        for (client, day), status in met.items()
    ]
    ending = st.sampled_from(list(REASONS))
    discharges = draw(st.dictionaries(CLIENTS, st.tuples(DAY, ending), max_size=4))
    scores = [
        {"client": s["client"], "day": s["day"], "score": draw(st.integers(0, 40))}
        for s in sessions
        if s["status"] == "attended" and draw(st.booleans())
    ]
    through = draw(st.integers(60, DAYS).map(lambda n: OPENING + timedelta(days=n)))
    return sessions, discharges, scores, through


def written(folder, sessions, discharges, scores):
    tables = {
        "sessions": [["client_id", "counselor_id", "start", "status"]]
        + [
            [s["client"], s["counselor"], f"{s['day']} 09:00"]
            + [WORDS.get(s["status"], s["status"])]
            for s in sessions
        ],
        "clients": [["client_id", "discharge_date", "discharge_reason"]]
        + [[who, day, REASONS[why]] for who, (day, why) in discharges.items()],
        "alliance": [["client_id", "date", "instrument", "score"]]
        + [[one["client"], one["day"], "SRS", one["score"]] for one in scores],
    }
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="") as stream:
            csv.writer(stream).writerows(rows)
    return [folder / f"{name}.csv" for name, rows in tables.items() if rows[1:]]


def ours(store, period, window):
    """Ask the questions that the pages ask."""
    chosen = queries.Filters(*period, scope=None, window=window)
    ask = lambda name: queries.answer(store, name, chosen).to_dict("records")
    (overall,) = ask("attendance_overall")
    by_session = {row["session_number"]: row for row in ask("early_dropout_by_session")}
    early = [row for row in ask("alliance_overall") if row["phase"] == "early"]
    return {
        "attendance": (overall["attended"], overall["counted"]),
        "dropout": {
            number: (row["dropped_out"], row["at_risk"])
            for number in (1, 2)
            for row in [by_session.get(number, {"dropped_out": 0, "at_risk": 0})]
        },
        "active": sum(row["active_clients"] for row in ask("caseload_by_counselor")),
        "early": [(row["mean"], row["clients"]) for row in early],
    }


@settings(
    max_examples=times(8, 1000),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(clinic=clinics(), start=DAY, length=st.integers(1, DAYS))
def test_the_headline_numbers_agree_with_plain_python(clinic, start, length):
    sessions, discharges, scores, through = clinic
    with tempfile.TemporaryDirectory() as folder:
        files = written(Path(folder), sessions, discharges, scores)
        ingest.publish(files, Path(folder) / "store", through=through)
        store = queries.open_store(Path(folder) / "store")
        known = second_opinion.as_known(sessions, through)
        for period in (
            queries.EVER,
            (start, min(start + timedelta(days=length), through)),
        ):
            for window in queries.WINDOWS:
                found = ours(store, period, window)
                assert found["attendance"] == second_opinion.attendance(known, *period)
                assert found["dropout"] == second_opinion.dropout(
                    known, discharges, through, period, window
                )
                assert found["active"] == second_opinion.active(
                    known, discharges, through, window
                )
                inside = [s for s in scores if period[0] <= s["day"] <= period[1]]
                mean, clients = second_opinion.early_alliance(
                    known, inside, discharges, window
                )
                if clients:
                    assert found["early"] == [(pytest.approx(mean, abs=1e-9), clients)]
                else:
                    assert not found["early"]
        store.close()
