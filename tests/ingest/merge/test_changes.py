"""What an import changed: sessions, statuses, and last month's numbers."""

from datetime import date

import pytest

import ingest
import queries
from ingest.merge import changes as headlining
from measures import dropout
from tests import drawing

OCTOBER = """
    session_id | client_id | counselor_id | start            | status
    1          | ann       | ruth         | 2026-10-05 09:00 | attended
    2          | bob       | ruth         | 2026-10-12 09:00 | scheduled
    3          | cat       | ruth         | 2026-10-19 09:00 | no_show
    4          | dan       | ruth         | 2026-10-26 09:00 | attended
    5          | eve       | omar         | 2026-10-12 09:00 | attended
    6          | eve       | omar         | 2026-10-31 09:00 | attended
"""

NOVEMBER = """
    session_id | client_id | counselor_id | start            | status
    1          | ann       | ruth         | 2026-10-05 09:00 | attended
    2          | bob       | ruth         | 2026-10-12 09:00 | attended
    4          | dan       | ruth         | 2026-10-26 09:00 | attended
    7          | ann       | ruth         | 2026-11-09 09:00 | no_show
"""


def published(folder, *tables):
    for table in tables:
        drawing.write(table, folder / "sessions.csv")
        report = ingest.publish([folder / "sessions.csv"], folder / "store")
    return report


def test_sessions_are_added_changed_or_no_longer_there(tmp_path):
    report = published(tmp_path, OCTOBER, NOVEMBER)
    changes = ingest.changes(tmp_path / "store")

    assert changes.earlier == "2026-10-31"
    assert (changes.added, changes.changed, changes.gone) == (1, 1, 1)
    assert changes.statuses == [
        {"before": "scheduled", "after": "attended", "sessions": 1}
    ]
    assert [(row["what"], row["session_id"]) for row in changes.rows] == [
        ("changed", "2"),
        ("gone", "3"),
    ]
    gone = next(one for one in report.remarks if "no longer" in one["remark"])
    assert gone["rows"] == 1


def test_what_is_gone_is_kept(tmp_path, everything):
    published(tmp_path, OCTOBER, NOVEMBER)
    store = queries.open_store(tmp_path / "store")
    rows = queries.answer(store, "attendance_sessions", everything)
    store.close()

    assert set(rows["session_id"]) == {"1", "2", "3", "4", "5", "6", "7"}


def gone(folder, after):
    return published(folder, OCTOBER, after).changes["gone"]


def test_an_older_export_says_nothing_of_what_is_gone(tmp_path):
    older = "\n".join(line for line in OCTOBER.splitlines() if "bob" not in line)
    older = "\n".join(older.splitlines()[:4])

    assert gone(tmp_path, older) == 0


def test_an_export_of_a_few_clients_says_nothing_of_the_others(tmp_path):
    few = """
        session_id | client_id | counselor_id | start            | status
        1          | ann       | ruth         | 2026-10-05 09:00 | attended
        7          | ann       | ruth         | 2026-11-09 09:00 | no_show
    """

    assert gone(tmp_path, few) == 0


def test_half_of_what_is_known_is_a_full_export(tmp_path):
    half = """
        session_id | client_id | counselor_id | start            | status
        1          | ann       | ruth         | 2026-10-05 09:00 | attended
        2          | bob       | ruth         | 2026-10-12 09:00 | attended
        7          | ann       | ruth         | 2026-11-09 09:00 | no_show
    """

    assert gone(tmp_path, half) == 2


def test_last_months_numbers_are_those_of_the_pages(tmp_path):
    published(tmp_path, OCTOBER, NOVEMBER)
    numbers = ingest.changes(tmp_path / "store").numbers
    by_measure = {one["measure"]: one for one in numbers}
    rate, active = by_measure["attendance rate"], by_measure["active clients"]

    assert (rate["first_day"], rate["last_day"]) == ("2026-10-01", "2026-10-31")
    assert (rate["before"], rate["n_before"]) == (pytest.approx(4 / 5), 5)
    assert (rate["after"], rate["n_after"]) == (pytest.approx(5 / 6), 6)
    assert (active["before"], active["after"]) == (3, 4)


def test_dropout_is_that_of_the_last_month_that_was_mature(tmp_path):
    first = "2026-03-02 09:00"
    rows = "".join(f"    x{n} | c{n} | ruth | {first} | attended\n" for n in range(4))
    table = OCTOBER + rows + "    y | c0 | ruth | 2026-03-09 09:00 | attended\n"
    table = table.replace("2026-10", "2026-05")
    published(tmp_path, table, table + "    z | c1 | ruth | 2026-03-10 | attended\n")
    numbers = ingest.changes(tmp_path / "store").numbers
    one, two = (row for row in numbers if row["measure"].startswith("dropout"))

    assert (one["first_day"], one["last_day"]) == ("2026-03-01", "2026-03-31")
    assert (one["before"], one["after"], one["n_after"]) == (0.75, 0.5, 4)
    assert (two["before"], two["after"], two["n_after"]) == (1, 1, 2)


def test_the_numbers_agree_with_the_measures_on_the_sample(sample_folder):
    snapshot = queries.current(sample_folder)
    same = sample_folder, snapshot
    numbers = {one["measure"]: one for one in headlining.numbers(same, same)}
    store = queries.open_store(sample_folder)
    one, two = (numbers[name] for name in headlining.LEFT)
    days = date.fromisoformat(one["first_day"]), date.fromisoformat(one["last_day"])
    chosen = queries.Filters(*days, scope=None)
    months = queries.answer(store, "early_dropout_by_month", chosen)
    known = dropout.early(months.sum(numeric_only=True).to_frame().T).iloc[0]
    store.close()

    assert one["before"] == one["after"] == pytest.approx(known["after_one"])
    assert two["before"] == pytest.approx(known["after_two"])
    assert {"attendance rate", "active clients"} < set(numbers)
    assert any(name.startswith("early alliance, ") for name in numbers)


@pytest.mark.parametrize(
    ("through", "month"),
    [
        (date(2026, 10, 31), ("2026-10-01", "2026-10-31")),
        (date(2026, 10, 30), ("2026-09-01", "2026-09-30")),
        (date(2026, 1, 1), ("2025-12-01", "2025-12-31")),
        (date(2024, 2, 29), ("2024-02-01", "2024-02-29")),
    ],
)
def test_a_month_counts_when_every_day_of_it_is_known(through, month):
    chosen = headlining.last_month(through)

    assert (str(chosen.start), str(chosen.end)) == month


def test_a_first_import_changes_nothing(tmp_path):
    published(tmp_path, OCTOBER)

    assert ingest.changes(tmp_path / "store") == ingest.Changes()
    assert ingest.changes(tmp_path / "none") == ingest.Changes()


TWELVE = [
    f"{n} | c{n % 6} | {'ruth' if n % 2 else 'omar'} | 2026-10-{n + 1:02} 09:00 | attended"
    for n in range(12)
]
HEADINGS = "session_id | client_id | counselor_id | start | status"


@pytest.mark.parametrize(
    ("left", "more", "count"),
    [
        ([0], [], 1),  # the first of all
        (
            [0, 4, 10],
            [],
            3,
        ),  # the first, one between, the last of its counselor: 9 of 12
        ([0, 1, 2, 3], [], 0),  # 8 of 12 may be an export of fewer days
        ([4, 10], ["13 | c1 | ruth | 2026-10-20 09:00 | attended"], 1),
        ([0], ["13 | c1 | ruth | 2026-10-20 09:00 | attended"], 0),  # the days move on
        ([0], ["13 | c1 | ruth | 2026-09-20 09:00 | attended"], 0),  # or begin before
    ],
)
def test_what_a_file_exported_again_no_longer_has_is_counted(
    tmp_path, left, more, count
):
    rows = [row for n, row in enumerate(TWELVE) if n not in left] + more
    before, after = ("\n".join([HEADINGS, *some]) for some in (TWELVE, rows))
    report = published(tmp_path, before, after)

    assert (report.changes["gone"], report.changes["added"]) == (count, len(more))
    kept = f"no longer in the export: {count}{', kept' * (count > 0)}"
    assert f"  changed: 0, {kept}" in report.lines()


def test_of_an_older_export_what_it_lacks_is_not_counted(tmp_path):
    before, after = ("\n".join([HEADINGS, *TWELVE[:n]]) for n in (12, 11))
    report = published(tmp_path, before, after)

    assert (report.changes["older"], report.changes["gone"]) == (True, 0)
    assert any("as it is older than what is held" in line for line in report.lines())


def test_the_newest_export_again_lacks_what_it_lacked(tmp_path):
    newest = "\n".join([HEADINGS, *TWELVE[:4], *TWELVE[6:]])
    lacked = [
        published(tmp_path, table).changes
        for table in ("\n".join([HEADINGS, *TWELVE]), newest, newest)
    ]

    assert [one.get("gone") for one in lacked] == [None, 2, 2]


def test_an_export_in_the_place_of_all_is_no_older_one(tmp_path):
    before, after = ("\n".join([HEADINGS, *TWELVE[:n]]) for n in (12, 11))
    published(tmp_path, before)
    file = drawing.write(after, tmp_path / "older.csv")
    changes = ingest.publish([file], tmp_path / "store", replace=True).changes

    assert (changes["older"], changes["gone"]) == (False, 1)


def test_a_session_of_two_counselors_has_changed_once(tmp_path):
    def drawn(status):
        group = (
            f"13 | c0 | {who} | 2026-10-13 09:00 | {status}" for who in ("omar", "ruth")
        )
        return "\n".join([HEADINGS, *TWELVE, *group])

    changes = published(tmp_path, drawn("scheduled"), drawn("attended")).changes

    assert changes["changed"] == 1
    assert changes["statuses"] == [
        {"before": "scheduled", "after": "attended", "sessions": 1}
    ]


def test_statuses_are_said_the_most_frequent_change_first(tmp_path):
    """What else was corrected, here an hour, changes no status."""
    changed = {
        0: ("09:00", "10:00"),
        2: ("attended", "no show"),
        4: ("attended", "client cancelled"),
        5: ("attended", "client cancelled"),
    }
    after = [row.replace(*changed.get(n, ("", ""))) for n, row in enumerate(TWELVE)]
    tables = ("\n".join([HEADINGS, *rows]) for rows in (TWELVE, after))

    assert published(tmp_path, *tables).changes["statuses"] == [
        {"before": "attended", "after": "client_cancelled", "sessions": 2},
        {"before": "attended", "after": "no_show", "sessions": 1},
    ]


def test_who_is_taken_out_of_a_group_is_left_out_and_not_kept(tmp_path):
    group = [
        f"G{week} | {who} | ruth | 2026-10-{week:02} 18:00 | attended"
        for week in (1, 8, 15)
        for who in "abc"
    ]
    before, after = (
        "\n".join([HEADINGS, *rows]) for rows in (group, group[:5] + group[6:])
    )
    report = published(tmp_path, before, after)
    changes = report.changes

    assert (changes["left_out"], changes["gone"], changes["added"]) == (1, 0, 0)
    (one,) = [one for one in report.remarks if one["key"] == "left_out"]
    assert one["rows"] == 1
    assert "  left out, as the export says: 1" in report.lines()
