"""The headline numbers of the last whole month, in two stores side by side."""

from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

import duckdb

import queries
from queries import Filters, Store

ATTENDANCE, ACTIVE = "attendance rate", "active clients"
LEFT = ("dropout after session one", "dropout after session two")
ALLIANCE = "early alliance, {}"


def numbers(before: tuple[Path, str], after: tuple[Path, str]) -> list[dict]:
    """Answer the pages' questions before and after; each store is a folder and an id.

    The month is the last one that ended within the earlier store's data; for dropout
    the last one whose first sessions were mature then. Returns the numbers of
    comparing.Changes, as shares (0-1); none where a store is of another version.
    """
    try:
        earlier = queries.open_store(*before)
    except queries.OldStore:
        return []
    later = queries.open_store(*after)
    try:
        through = _through(earlier)
        answers = [_answers(store, through) for store in (earlier, later)]
    except duckdb.InterruptException:
        return []
    finally:
        earlier.close()
        later.close()
    return [_beside(key, *answers) for key in _in_order(*answers)]


def _in_order(before: dict, after: dict) -> list[tuple]:
    return [*before, *(key for key in after if key not in before)]


def _beside(key: tuple[str, str, str], before: dict, after: dict) -> dict:
    measure, first_day, last_day = key
    (was, n_before), (now, n_after) = (
        one.get(key, (None, 0)) for one in (before, after)
    )
    return {
        "measure": measure,
        "first_day": first_day,
        "last_day": last_day,
        "before": was,
        "after": now,
        "n_before": n_before,
        "n_after": n_after,
    }


def _answers(store: Store, through: date) -> dict[tuple, tuple]:
    """Return measure, first and last day -> the number and out of how many."""
    recent = last_month(through)
    mature = last_month(through - timedelta(days=recent.window))
    answers = {}
    for row in _asked(store, "attendance_overall", recent):
        answers[_key(ATTENDANCE, recent)] = _share(row["attended"], row["counted"])
    by_session = _asked(store, "early_dropout_by_session", mature)
    for name, row in zip(LEFT, by_session, strict=False):
        answers[_key(name, mature)] = _share(row["dropped_out"], row["at_risk"])
    for row in _asked(store, "alliance_overall", recent):
        if row["phase"] == "early":
            percent = (row["mean"] - row["low"]) / (row["high"] - row["low"])
            name = ALLIANCE.format(row["instrument"])
            answers[_key(name, recent)] = percent, row["clients"]
    loads = _asked(store, "caseload_by_counselor", recent)
    active = sum(row["active_clients"] for row in loads)
    answers[ACTIVE, "", ""] = active, active
    return answers


def _asked(store: Store, question: str, chosen: Filters) -> list[dict]:
    rows = queries.answer(store, question, chosen)
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


def _share(part: int, whole: int) -> tuple[float | None, int]:
    return (part / whole if whole else None), whole


def _key(measure: str, chosen: Filters) -> tuple[str, str, str]:
    return measure, str(chosen.start), str(chosen.end)


def _through(store: Store) -> date:
    ever = Filters(date(1900, 1, 1), date(2200, 1, 1), scope=None)
    return queries.answer(store, "snapshot", ever)["data_through"].iloc[0].date()


def last_month(through: date) -> Filters:
    """Return the last month of which every day lies at or before `through`."""
    end = through
    if through.day < monthrange(through.year, through.month)[1]:
        end = through.replace(day=1) - timedelta(days=1)
    return Filters(end.replace(day=1), end, scope=None)
