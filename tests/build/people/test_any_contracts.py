"""Any contracts, leaves and ends give on each day what a plain second count of days gives."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import queries
from tests.depth import times
from tests.ingest.importing import imported, written

CLINIC = settings(
    max_examples=times(4, 300), deadline=None, suppress_health_check=list(HealthCheck)
)
FIRST, THROUGH = date(2026, 3, 2), date(2026, 8, 31)
HEAD = (
    "counselor,weekly hours,caseload limit,valid from,valid to,start date,end date,"
    "leave from,leave to\n"
)
DAYS = st.dates(date(2026, 1, 1), date(2026, 10, 31)) | st.none()
HOURS, LIMIT = st.sampled_from([None, 6, 12, 7.5]), st.sampled_from([None, 9, 14])
OPEN, ENDLESS = date.min, date.max


@st.composite
def spans(draw):
    """Draw a first and a last day, either of which may be open."""
    first, last = draw(DAYS), draw(DAYS)
    if first and last and last < first:
        first, last = last, first
    return first, last


@st.composite
def staff(draw):
    """Draw the rows of each counselor, and what is written by hand."""
    rows, by_hand = [], []
    for who in ["ruth", "omar", "zoe"]:
        begins = draw(st.lists(DAYS, min_size=1, max_size=3, unique=True))
        for begin in begins:
            _, to = draw(spans())
            to = None if to and begin and to < begin else to
            rows.append(
                (
                    who,
                    draw(HOURS),
                    draw(LIMIT),
                    begin,
                    to,
                    *draw(spans()),
                    *draw(spans()),
                )
            )
        for kind in draw(
            st.lists(st.sampled_from(["hours", "leave", "left"]), max_size=2)
        ):
            first, last = draw(spans())
            if kind == "hours":
                by_hand.append((who, first, last, {"hours": 9, "limit": draw(LIMIT)}))
            elif kind == "leave" and first:
                by_hand.append((who, first, last, {"leave": "true"}))
            elif kind == "left" and first:
                by_hand.append((who, None, None, {"left": first}))
    return rows, by_hand


def plain_day(who, day, rows, by_hand):
    """Return (standing, hours, limit) of a counselor on a day: one rule after another."""
    own = [row for row in rows if row[0] == who]
    hand = [(n, entry) for n, entry in enumerate(by_hand, 1) if entry[0] == who]
    latest = max(row[3] or OPEN for row in own)
    current = [row for row in own if (row[3] or OPEN) == latest]
    start = min((row[5] for row in current if row[5]), default=None)
    end = max((row[6] for row in current if row[6]), default=None)
    end = next((e[3]["left"] for _, e in reversed(hand) if "left" in e[3]), end)
    leaves = [(row[7] or THROUGH, row[8] or ENDLESS) for row in own if row[7] or row[8]]
    leaves += [(e[1], e[2] or ENDLESS) for _, e in hand if "leave" in e[3]]
    contracts = [(0, row[3] or OPEN, row[4] or ENDLESS, row[1], row[2]) for row in own]
    contracts += [
        (n, e[1] or OPEN, e[2] or ENDLESS, e[3]["hours"], e[3]["limit"])
        for n, e in hand
        if "hours" in e[3]
    ]
    if start and day < start:
        return "not yet", 0, None
    if end and day > end:
        return "left", 0, None
    if any(first <= day <= last for first, last in leaves):
        return "on leave", 0, None
    holding = sorted(
        (one for one in contracts if one[1] <= day <= one[2]),
        key=lambda one: (one[0] > 0, one[1], one[0]),
    )
    if not holding and day > min(first for _, first, *_ in contracts):
        return "ended", 0, None
    hours = [one[3] for one in holding if one[3]]
    limits = [one[4] for one in holding if one[4]]
    return "at work", (hours or [None])[-1], (limits or [None])[-1]


def mean(days):
    """Return the mean hours of some days; None where any day's are not known."""
    hours = [hours for _, hours, _ in days]
    return None if None in hours else sum(hours) / len(hours)


def entry(who, first, last, says):
    lines = [f'counselor = "{who}"']
    lines += [f"from = {first}"] * bool(first) + [f"to = {last}"] * bool(last)
    lines += [f"{name} = {value}" for name, value in says.items() if value is not None]
    return "\n".join(["[[contracts]]", *lines])


def known(value):
    """Return a value of a frame, None where it has none."""
    return None if pd.isna(value) else value


@CLINIC
@given(staff())
def test_terms_are_those_of_a_plain_second_count(drawn):
    rows, by_hand = drawn
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sessions = "client,counselor,start,minutes,status\n" + "".join(
            f"{who[0]}{week},{who},{FIRST + timedelta(days=7 * week)} 09:00,60,attended\n"
            for week in range(26)
            for who in ("ruth", "omar", "zoe")
        )
        table = "".join(
            ",".join("" if cell is None else str(cell) for cell in row) + "\n"
            for row in rows
        )
        files = (
            written(folder, sessions),
            written(folder, HEAD + table, "counselors.csv"),
        )
        rules = f"through = {THROUGH}\n" + "\n".join(entry(*one) for one in by_hand)
        imported(folder, *files, rules=rules)
        store = queries.open_store(folder / "store")
        everything = queries.Filters.everything()
        weeks, load, years = (
            queries.answer(store, name, everything).to_dict("records")
            for name in (
                "caseload_weeks",
                "caseload_by_counselor",
                "clinical_load_index",
            )
        )
        store.close()

    def days(who, last, many):
        return [
            plain_day(who, last - timedelta(days=back), rows, by_hand)
            for back in range(many)
        ]

    for row in weeks:
        own = days(row["counselor_id"], row["week_end"].date(), 7)
        at_work = [day for day in own if day[0] == "at work"]
        assert known(row["weekly_hours"]) == pytest.approx(mean(own) or None)
        assert known(row["caseload_limit"]) == (at_work[0][2] if at_work else None)
        assert row["at_work"] == pytest.approx(len(at_work) / 7)
    for row in load:
        own = days(row["counselor_id"], THROUGH, 28)
        standing, hours, limit = own[0]
        assert (known(row["away"]) or "at work") == standing
        assert known(row["hours_now"]) == (hours or None)
        assert known(row["caseload_limit"]) == limit
        assert known(row["weekly_hours"]) == pytest.approx(mean(own) or None)
    for row in years:
        first = max(FIRST, row["year_from"].date())
        last = min(THROUGH, date(first.year + (first.month > 6), 6, 30))
        own = [
            days(who, last, (last - first).days + 1) for who in ("ruth", "omar", "zoe")
        ]
        own = [one for one in own if {s for s, *_ in one} & {"at work", "on leave"}]
        hours = [mean(one) for one in own if mean(one) is not None]
        assert (row["counselors"], row["with_hours"]) == (len(own), len(hours))
        assert known(row["contracted_hours"]) == pytest.approx(
            sum(hours) if hours else None
        )
