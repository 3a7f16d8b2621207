"""What became of first and second sessions, as it counts and once it does."""

from dataclasses import replace
from datetime import date, timedelta

import queries

FIRST = date(2026, 1, 5)

THROUGH = date(2026, 12, 31)

HEAD = "client | counselor | start | status"


def weekly(client, sessions, status="attended", after=0):
    days = [FIRST + timedelta(weeks=n) for n in range(after, after + sessions)]
    return [f"{client} | ruth | {day} 09:00 | {status}" for day in days]


STATUSES = ("no show", "late cancelled", "client cancelled", "clinic cancelled")

ENDINGS = {
    "planned": "completed",
    "moved away": "other_ending",
    "stopped": "unplanned",
    "": None,
}


def test_what_was_missed_last_and_what_was_recorded(clinic, everything):
    """`open` was seen 59 days before the last day: nobody knows what will follow."""
    rows = weekly("came", 1)
    for status in STATUSES:
        client = status.replace(" ", "_")
        rows += weekly(client, 1) + weekly(client, 1, status, after=1)
    rows += [row for reason in ENDINGS for row in weekly(f"r_{ENDINGS[reason]}", 1)]
    late = THROUGH - timedelta(days=59)
    rows += [f"open | ruth | {late} 09:00 | attended"]
    rows += [f"open | ruth | {late + timedelta(days=1)} 09:00 | no show"]
    clients = ["client | discharge date | discharge reason"]
    clients += [f"r_{one} | {FIRST} | {reason}" for reason, one in ENDINGS.items()]
    clients.append(f"open | {FIRST} | stopped")
    store = clinic(
        sessions="\n".join([HEAD, *rows]),
        clients="\n".join(clients),
        through=THROUGH,
    )
    found = queries.answer(store, "early_dropout_by_definition", everything)
    counts = found.set_index("definition")

    def behind(definition):
        chosen = replace(everything, value=definition)
        rows = queries.answer(store, "early_dropout_definition_clients", chosen)
        return set(rows["client_id"])

    missed = "last appointment missed or cancelled late, nothing attended after"
    assert behind(missed) == {"no_show", "late_cancelled"}
    assert counts.loc[missed, ["clients", "events"]].tolist() == [9, 2]
    recorded = "recorded ending is unplanned"
    own = {"came", "r_unplanned", "r_None", *(s.replace(" ", "_") for s in STATUSES)}
    assert behind(recorded) == own
    least, most = counts.loc[recorded, ["least_events", "most_events"]]
    assert (least, most) == (1, len(own))
    whole = "share of all clients who left after session one or two"
    assert counts.loc[whole, "clients"] == 10
    assert behind(None) == own | {"r_completed", "r_other_ending", "open"}
    outcomes = queries.answer(store, "early_dropout_clients", everything)
    told = dict(zip(outcomes["client_id"], outcomes["outcome"], strict=True))
    assert told["open"] == "not yet known"
    assert told["r_completed"] == "completed"
    assert told["r_other_ending"] == "other ending"


# How many clients end how after one session and after two: no two numbers are alike.
UNEVEN = {("done", 1): 2, ("moved", 1): 3, ("left", 1): 4}
UNEVEN |= {("done", 2): 5, ("moved", 2): 6, ("left", 2): 7}
REASONS = {"done": "planned", "moved": "moved away", "left": ""}


def test_a_session_counts_for_endings_once_what_followed_is_known(clinic, everything):
    """What ended is recorded at once, but counted when the window has passed."""
    rows, clients = [], ["client | discharge date | discharge reason"]
    for (ending, sessions), number in UNEVEN.items():
        for n in range(number):
            client = f"{ending}{sessions}_{n}"
            rows += weekly(client, sessions)
            day = FIRST + timedelta(weeks=sessions - 1)
            clients.append(f"{client} | {day} | {REASONS[ending]}")
    young = THROUGH - timedelta(days=59)
    rows.append(f"young | ruth | {young} 09:00 | attended")
    clients.append(f"young | {young} | planned")
    store = clinic(
        sessions="\n".join([HEAD, *rows]), clients="\n".join(clients), through=THROUGH
    )
    (row,) = queries.answer(store, "early_dropout_by_counselor", everything).to_dict(
        "records"
    )
    months = queries.answer(store, "early_dropout_by_month", everything)
    steps = queries.answer(store, "early_dropout_by_session", everything)
    mix = queries.answer(store, "early_dropout_by_mix", everything)

    parts = ("at_risk", "dropped", "completed", "other")
    ones = [row[f"{part}_one"] for part in parts]
    twos = [row[f"{part}_two"] for part in parts]
    assert (row["clients"], ones, twos) == (28, [27, 4, 2, 3], [18, 7, 5, 6])
    for column in (f"{part}_{n}" for part in parts for n in ("one", "two")):
        assert months[column].sum() == row[column]
    columns = ["at_risk", "dropped_out", "completed", "other_ending"]
    assert steps[columns].to_numpy().tolist() == [ones, twos]
    assert len(mix) == 27
    assert months["clients"].tolist() == [27, 1]


def test_ratings_lead_to_the_endings_of_the_next_two_sessions(clinic, everything):
    """Session one by its total, session two by its agreement on tasks."""
    rows, clients = [], ["client | discharge date | discharge reason"]
    scores = ["client | date | instrument | subscale | score"]
    many = UNEVEN | {(ending, n): n for ending in REASONS for n in (3, 4)}
    ends = [(*one, n) for one, number in many.items() for n in range(number)]
    for ending, sessions, n in ends:
        client = f"{ending}{sessions}_{n}"
        days = [FIRST + timedelta(weeks=week) for week in range(sessions)]
        rows += [f"{client} | ruth | {day} 09:00 | attended" for day in days]
        scores += [
            f"{client} | {day} | WAI-SR | {part} | {score}"
            for day in days
            for part, score in (("", 48), ("Task", 15))
        ]
        clients.append(f"{client} | {days[-1]} | {REASONS[ending]}")
    store = clinic(
        sessions="\n".join([HEAD, *rows]),
        clients="\n".join(clients),
        alliance="\n".join(scores),
        through=THROUGH,
    )
    found = queries.answer(store, "early_dropout_by_alliance", everything)
    clients = queries.answer(store, "early_dropout_alliance_clients", everything)

    parts = ("at_risk", "dropped", "completed", "other")
    columns = [f"{part}_{n}" for n in ("one", "two") for part in parts]
    keys = ["begins_at", "subscale", "score"]
    assert found[[*keys, *columns]].to_numpy().tolist() == [
        [1, "total", 48, 48, 4, 2, 3, 39, 7, 5, 6],
        [2, "Task", 15, 39, 7, 5, 6, 21, 3, 3, 3],
    ]
    told = {
        (row.client_id, row.session_number): row.followed
        for row in clients.itertuples()
    }
    assert {one: told[f"done{one}_0", 1] for one in (1, 2, 3)} == {
        1: "completed",
        2: "completed",
        3: "stayed",
    }
    assert {one: told[f"left{one}_0", 2] for one in (2, 3, 4)} == {
        2: "dropped_out",
        3: "dropped_out",
        4: "stayed",
    }


def test_an_ending_without_its_day_is_no_recorded_ending(clinic, everything):
    store = clinic(
        sessions="\n".join([HEAD, *weekly("dated", 1), *weekly("undated", 1)]),
        clients=f"""
            client  | discharge date | discharge reason
            dated   | {FIRST}        | stopped
            undated |                | stopped
        """,
        through=THROUGH,
    )
    found = queries.answer(store, "early_dropout_by_definition", everything)
    recorded = found.set_index("definition").loc["recorded ending is unplanned"]

    assert (recorded["least_events"], recorded["most_events"]) == (1, 2)


def test_who_completed_neither_left_nor_stayed_after_the_last_rating(
    clinic, everything
):
    rows = weekly("left", 2) + weekly("completed", 2) + weekly("moved", 2)
    rated = [
        f"{who} | {FIRST + timedelta(weeks=week)} | SRS | 30"
        for who in ("left", "completed", "moved")
        for week in (0, 1)
    ]
    ended = FIRST + timedelta(weeks=1)
    store = clinic(
        sessions="\n".join([HEAD, *rows]),
        alliance="\n".join(["client | date | instrument | score", *rated]),
        clients=f"""
            client    | discharge date | discharge reason
            completed | {ended}        | planned
            moved     | {ended}        | moved away
        """,
        through=THROUGH,
    )
    found = queries.answer(store, "alliance_last_score", everything)
    counted = found[["session_number", "became", "clients"]]

    assert list(counted.itertuples(index=False, name=None)) == [
        (1, "stayed", 3),
        (2, "left", 1),
    ]
