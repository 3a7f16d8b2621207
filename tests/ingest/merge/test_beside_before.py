"""Numbers before and after an import: in which order, out of how many, and of when."""

from datetime import date
from types import SimpleNamespace

import duckdb
import pandas as pd
import pytest

import ingest
import queries
from ingest.merge import changes
from tests import drawing

KEY = ("attendance rate", "2026-10-01", "2026-10-31")


def test_a_number_of_one_side_alone_is_not_known_on_the_other():
    before, after = {KEY: (0.5, 10)}, {KEY: (0.75, 12)}

    assert changes._beside(KEY, before, after) == {
        "measure": "attendance rate",
        "first_day": "2026-10-01",
        "last_day": "2026-10-31",
        "before": 0.5,
        "after": 0.75,
        "n_before": 10,
        "n_after": 12,
    }
    new, gone = changes._beside(KEY, {}, after), changes._beside(KEY, before, {})
    assert (new["before"], new["n_before"], new["after"]) == (None, 0, 0.75)
    assert (gone["after"], gone["n_after"], gone["before"]) == (None, 0, 0.5)


def test_numbers_stand_in_the_order_of_before_and_new_ones_follow():
    assert changes._in_order({"b": 1, "a": 1}, {"c": 1, "a": 1, "b": 1}) == [*"bac"]


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(3, 4, 0.75), (0, 4, 0), (0, 0, None)]
)
def test_a_share_of_nothing_is_not_known(part, whole, share):
    assert changes._share(part, whole) == (share, whole)


@pytest.fixture
def answered(monkeypatch):
    """Answer the questions from drawn rows; collect what is asked of which days."""
    rows = {
        "attendance_overall": [{"attended": 3, "counted": 4}],
        "early_dropout_by_session": [
            {"dropped_out": 1, "at_risk": 10},
            {"dropped_out": 2, "at_risk": 8},
            {"dropped_out": 3, "at_risk": 6},
        ],
        "alliance_overall": [
            {"phase": phase, "instrument": name, "mean": mean, "low": 12, "high": 60}
            | {"clients": clients}
            for phase, name, mean, clients in (
                ("early", "WAI-SR", 48, 7),
                ("later", "WAI-SR", 54, 9),
                ("early", "Ours", 12, 2),
            )
        ],
        "caseload_by_counselor": [{"active_clients": 3}, {"active_clients": 4}],
    }
    asked = {}

    def answer(_store, question, chosen):
        asked[question] = chosen.start, chosen.end
        return pd.DataFrame(rows[question])

    monkeypatch.setattr(queries, "answer", answer)
    return asked


def test_rates_are_shares_and_an_alliance_is_where_it_lies_in_its_range(answered):
    found = changes._answers(None, date(2026, 10, 31))
    october, august = (
        ("2026-10-01", "2026-10-31"),
        ("2026-08-01", "2026-08-31"),
    )
    assert found == {
        ("attendance rate", *october): (0.75, 4),
        ("dropout after session one", *august): (0.1, 10),
        ("dropout after session two", *august): (0.25, 8),
        ("early alliance, WAI-SR", *october): (0.75, 7),
        ("early alliance, Ours", *october): (0, 2),
        ("active clients", "", ""): (7, 7),
    }
    last = date(2026, 10, 1), date(2026, 10, 31)
    assert answered["caseload_by_counselor"] == answered["alliance_overall"] == last


@pytest.mark.parametrize(
    ("through", "month"),
    [
        (date(2026, 3, 31), "2025-12-01"),
        (date(2026, 4, 1), "2026-01-01"),
        (date(2026, 5, 29), "2026-02-01"),
        (date(2026, 5, 30), "2026-03-01"),
    ],
)
def test_dropout_is_of_a_month_followed_up_for_sixty_days(answered, through, month):
    # 60 days before: Jan 30, Jan 31, Mar 30 and Mar 31 of the same year
    changes._answers(None, through)

    assert str(answered["early_dropout_by_session"][0]) == month


@pytest.mark.parametrize(
    ("open_store", "raised"),
    [(True, duckdb.InterruptException("late")), (False, queries.OldStore("old"))],
)
def test_a_slow_question_or_an_old_store_says_nothing(monkeypatch, open_store, raised):
    closed = []

    def opens(folder, snapshot):
        if not open_store:
            raise raised
        return SimpleNamespace(close=lambda: closed.append((folder, snapshot)))

    def answer(*_):
        raise raised

    monkeypatch.setattr(queries, "open_store", opens)
    monkeypatch.setattr(queries, "answer", answer)

    assert changes.numbers(("a", "one"), ("b", "two")) == []
    assert closed == ([("a", "one"), ("b", "two")] if open_store else [])


HEAD = "session_id | client_id | counselor_id | start | status\n"


def published(folder, *tables):
    for rows in tables:
        drawing.write(HEAD + "\n".join(rows), folder / "sessions.csv")
        report = ingest.publish([folder / "sessions.csv"], folder / "store")
    return report.changes


def row(number, day, status="attended", counselor="ruth", hour=9):
    return (
        f"{number} | c{number} | {counselor} | 2026-10-{day:02} {hour:02}:00 | {status}"
    )


def test_statuses_are_told_by_how_many_changed_and_then_by_name(tmp_path):
    became = ["no_show", "attended", "late_cancelled", "no_show", "attended"]
    was = ["scheduled", "scheduled", "attended", "scheduled", "no_show"]
    before = [row(n, n + 1, status) for n, status in enumerate(was)]
    after = [row(n, n + 1, status) for n, status in enumerate(became)]
    found = published(tmp_path, before, [*after, row(9, 30)])

    assert [tuple(one.values()) for one in found["statuses"]] == [
        ("scheduled", "no_show", 2),
        ("attended", "late_cancelled", 1),
        ("no_show", "attended", 1),
        ("scheduled", "attended", 1),
    ]
    assert (found["changed"], found["added"], found["gone"]) == (5, 1, 0)


def test_what_is_gone_lies_between_a_counselors_first_and_last_day(tmp_path):
    before = [row(1, 1), row(2, 2, hour=8), row(3, 2), row(4, 5, hour=15), row(5, 5)]
    before += [row(6, 6), row(7, 3, counselor="omar"), row(8, 31, counselor="omar")]
    # ruth's sessions from the 2nd to the 5th; the newest moment is the 31st as before
    after = [row(3, 2), row(5, 5), row(8, 31, counselor="omar")]
    found = published(tmp_path, before, after)

    gone = [(one["session_id"], one["before"]) for one in found["rows"]]
    assert gone == [("2", "attended"), ("4", "attended")]
    assert (found["gone"], found["added"]) == (2, 0)


@pytest.mark.parametrize(("brought", "gone"), [(2, 0), (3, 3), (4, 2)])
def test_less_than_half_of_the_known_is_no_full_export(tmp_path, brought, gone):
    days = range(1, 7)
    before = [row(n, n) for n in days]
    kept = [1, 6, 3, 4][:brought]
    found = published(tmp_path, before, [row(n, n) for n in kept])

    assert found["gone"] == gone


def test_an_export_as_new_as_the_known_is_compared_and_an_older_one_is_not(tmp_path):
    before = [row(1, 1), row(2, 2), row(3, 3), row(4, 4, "scheduled")]
    as_new = [row(1, 1), row(3, 3), row(4, 4, "scheduled")]
    older = [row(1, 1), row(3, 3, "scheduled"), row(4, 4, "scheduled")]
    (tmp_path / "older").mkdir()

    assert published(tmp_path, before, as_new)["gone"] == 1
    assert published(tmp_path / "older", before, older)["gone"] == 0


def test_only_the_first_rows_are_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(changes, "SHOWN", 2)
    before = [row(n, n, "scheduled") for n in range(1, 5)]
    after = [row(n, n) for n in range(1, 5)]
    found = published(tmp_path, before, after)

    assert found["changed"] == 4
    assert [one["session_id"] for one in found["rows"]] == ["1", "2"]


def test_a_remark_says_how_many_are_gone():
    assert changes.remarks({}) == changes.remarks({"gone": 0}) == []
    (one,) = changes.remarks({"gone": 3})
    assert (one["key"], one["about"], one["rows"]) == (
        "gone_from_export",
        "sessions",
        3,
    )
