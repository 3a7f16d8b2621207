"""Judged frames, reshaped to the rows that the Alliance figures draw."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ui import words
from ui.figures import marks
from ui.topics.people import told_apart

Frame = pd.DataFrame
ABOUT_TASKS = (
    "agreement on tasks in session two predicted leaving in a study of 237 clients "
    "(Connolly Gibbons 2019)."
)
PUBLISHED = {"level": "295 studies", "r": 0.278, "low": 0.256, "high": 0.299}
THIRDS = ["subscale", "third", "first", "last", "at_risk_one", "dropped_one"]
THIRDS += ["dropped_two", "by_two", "by_two_low", "by_two_high"]
NAN = float("nan")


def of_thirds(found: list[Frame]) -> Frame:
    """Lay the thirds of each rating under one another, lowest first.

    Takes frames of `thirds.thirds` with subscale. Returns what `charts.rows` draws
    (mark_id, label, estimate, low, high: 0-1, note, context, ring) beside the columns
    of the thirds, and dropped: how many left after session one or two.
    """
    rows = (
        pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=THIRDS)
    )
    whose = rows["subscale"].map(lambda name: "Total" if name == "total" else name)
    spans = [
        _span(first, last)
        for first, last in zip(rows["first"], rows["last"], strict=True)
    ]
    return _row(
        rows.assign(dropped=rows["dropped_one"] + rows["dropped_two"]),
        mark=marks.of(rows, "subscale", "first", "last"),
        label=[f"{who}: {span}" for who, span in zip(whose, spans, strict=True)],
        estimate=rows["by_two"],
        low=rows["by_two_low"],
        high=rows["by_two_high"],
        note=[
            f"session {1 if name == 'total' else 2}, {words.count(n, 'client')}"
            for name, n in zip(rows["subscale"], rows["at_risk_one"], strict=True)
        ],
    )


def meant(rows: Frame) -> tuple[Frame, str]:
    """Return the thirds that the headline is about, and what they are thirds of."""
    total = rows[rows["subscale"].eq("total")]
    if len(total) or rows.empty:
        return total, "first alliance score"
    tasks = rows[rows["subscale"].eq(rows["subscale"].iloc[0])]
    return tasks, "agreement on tasks in session two"


def of_sides(paired: Frame, names: dict[str, str]) -> Frame:
    """Lay those who left and those who stayed under one another.

    Takes a frame of `trajectories.left_and_stayed`. Returns what `charts.paired`
    draws: session_number, side (a key of `names`), clients, estimate, low, high
    (scores) and mark_id.
    """
    parts = [
        paired[["session_number"]].assign(
            side=side,
            clients=paired[f"clients_{side}"],
            estimate=paired[f"mean_{side}"],
            low=paired[f"mean_low_{side}"],
            high=paired[f"mean_high_{side}"],
        )
        for side in names
    ]
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(mark_id=marks.of(rows, "session_number", "side"))


def of_questionnaires(judged: Frame) -> Frame:
    """Name the sides of each session number: with a score, and without one.

    Takes session_number, is_scored, known, dropped (clients), rate, low, high (0-1).
    Adds what `charts.paired` draws: side, clients, estimate, mark_id; and
    questionnaire, the side as the table names it.
    """
    rows = judged.assign(
        side=judged["is_scored"].map({True: "scored", False: "not scored"}),
        clients=judged["known"],
        estimate=judged["rate"],
    )
    return rows.assign(
        questionnaire=rows["side"], mark_id=marks.of(rows, "session_number", "side")
    )


def of_counselors(people: Frame) -> Frame:
    """Return a row per counselor: the likely mean, and the counted one as a ring.

    Takes a frame of `nested.shrunken`. Adds what `charts.rows` draws; estimate, low,
    high and ring are scores.
    """
    return _row(
        people,
        mark=people["counselor_id"],
        label=told_apart(people),
        estimate=people["shrunken"],
        low=people["shrunken_low"],
        high=people["shrunken_high"],
        note=[words.count(n, "client") for n in people["clients"]],
        ring=people["mean"],
    )


def of_correlations(levels: Frame) -> Frame:
    """Return the clinic's correlations, and the published one as context.

    Takes a frame of `correlation.levels`. Returns what `charts.rows` draws; estimate,
    low and high are r (-1 to 1).
    """
    known = levels[levels["r"].notna()]
    rows = pd.concat([known, pd.DataFrame([PUBLISHED])], ignore_index=True)
    noun = ["counselor" if "between" in level else "client" for level in known["level"]]
    n = [words.count(many, one) for many, one in zip(known["n"], noun, strict=True)]
    return _row(
        rows,
        mark=rows["level"],
        label=[level.capitalize() for level in rows["level"]],
        estimate=rows["r"],
        low=rows["low"],
        high=rows["high"],
        note=[*n, "Flückiger 2018"],
        context=rows["level"] == PUBLISHED["level"],
    )


def _row(
    rows: Frame,
    *,
    mark: Sequence[str] | pd.Series,
    context: bool | pd.Series = False,
    ring: float | pd.Series = NAN,
    **columns: Any,
) -> Frame:
    return rows.assign(mark_id=mark, context=context, ring=ring, **columns)


def _span(first: float, last: float) -> str:
    ends = [f"{round(end, 2):g}" for end in (first, last)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
