"""Every row read is accounted for, and importing again changes nothing."""

from itertools import permutations

import pytest

import ingest
import queries
from tests import drawing

JANUARY = """
    session_id | client_id | counselor_id | start            | status
    1          | ann       | ruth         | 2026-01-10 09:00 | attended
    2          | bob       | ruth         | 2026-01-11 09:00 | no_show
    3          | cat       | omar         | 2026-02-20 09:00 | scheduled
"""

FEBRUARY = """
    session_id | client_id | counselor_id | start            | status
    2          | bob       | ruth         | 2026-01-11 09:00 | no_show
    3          | cat       | omar         | 2026-02-20 09:00 | attended
    4          | ann       | ruth         | 2026-02-21 09:00 | attended
"""


def published(folder, *drawings, names=None):
    """Publish drawn session tables one after the other; return the last report."""
    for number, table in enumerate(drawings):
        file = folder / f"{(names or range(9))[number]}.csv"
        drawing.write(table, file)
        report = ingest.publish([file], folder / "store")
    return report


def statuses(folder, everything):
    store = queries.open_store(folder / "store")
    rows = queries.answer(store, "attendance_sessions", everything)
    return dict(zip(rows["session_id"], rows["status"], strict=True))


def test_rows_are_new_changed_or_unchanged(tmp_path):
    (file,) = published(tmp_path, JANUARY, FEBRUARY).files

    assert (file.read, file.new, file.changed, file.unchanged) == (3, 1, 1, 1)
    assert file.adds_up()


def test_importing_twice_is_importing_once(tmp_path):
    once = published(tmp_path, JANUARY)
    twice = published(tmp_path, JANUARY)

    assert twice.snapshot == once.snapshot
    assert not twice.published
    assert twice.files[0].unchanged == 3


@pytest.mark.parametrize("order", sorted(permutations([JANUARY, FEBRUARY, JANUARY])))
def test_the_newest_export_wins_in_any_order(tmp_path, everything, order):
    published(tmp_path, *order)

    assert statuses(tmp_path, everything) == {
        "1": "attended",
        "2": "no_show",
        "3": "attended",
        "4": "attended",
    }


def test_files_together_are_files_one_after_the_other(tmp_path):
    files = [
        drawing.write(table, tmp_path / f"{name}.csv")
        for name, table in (("a", FEBRUARY), ("b", JANUARY))
    ]
    together = ingest.publish(files, tmp_path / "together")
    apart = published(tmp_path, JANUARY, FEBRUARY)

    assert together.snapshot == apart.snapshot
    assert all(file.adds_up() for file in together.files)
    assert together.files[1].set_aside == {
        "an older state of a session that a newer export brings": 1,
        "exported twice": 1,
    }


def test_an_exact_repeat_in_one_file_is_set_aside(tmp_path):
    (file,) = published(
        tmp_path, JANUARY + "    1 | ann | ruth | 2026-01-10 09:00 | attended"
    ).files

    assert (file.read, file.new) == (4, 3)
    assert file.set_aside == {"exported twice": 1}


@pytest.mark.parametrize("open_word", ["", "scheduled", "gone fishing"])
def test_of_two_states_in_one_file_the_one_that_says_what_became_is_kept(
    tmp_path, everything, open_word
):
    head, *_ = JANUARY.strip().splitlines()
    rows = [
        f"{n} | ann | ruth | 2026-01-{n + 10} 09:00 | {word}"
        for n in range(10)
        for word in (open_word, "attended")
    ]
    published(tmp_path, "\n".join([head, *rows]))

    assert statuses(tmp_path, everything) == {str(n): "attended" for n in range(10)}


def test_without_an_id_a_session_is_client_counselor_and_start(tmp_path):
    table = """
        client | therapist | date       | time  | status
        ann    | ruth      | 2026-01-10 | 09:00 | attended
        ann    | ruth      | 2026-01-10 | 14:00 | attended
        ann    | ruth      | 2026-01-10 | 09:00 | attended
    """
    (file,) = published(tmp_path, table).files

    assert (file.new, file.set_aside.total()) == (2, 1)


def test_blank_and_totals_rows_are_set_aside(tmp_path):
    (file,) = published(
        tmp_path, JANUARY + "     |  |  |  | \n    | Total | | | 3"
    ).files

    assert file.new == 3
    assert file.set_aside == {"blank rows": 1, "totals rows": 1}
    assert file.adds_up()


def test_a_row_that_cannot_be_read_is_named_by_line_and_column(tmp_path):
    many = "".join(
        f"    x{i} | ann | ruth | 2026-01-10 | attended\n" for i in range(30)
    )
    table = JANUARY + many + "    z | ann | ruth | the other day | attended"
    (file,) = published(tmp_path, table).files
    (rejected,) = file.rejections

    assert (rejected.file, rejected.line, rejected.column) == ("0.csv", 35, "start")
    assert "other day" not in rejected.reason
    assert file.adds_up()


def test_a_line_with_a_break_inside_a_cell_does_not_shift_the_count(tmp_path):
    file = tmp_path / "sessions.csv"
    rows = [f'{i},ann,ruth,2026-01-{i + 1:02},"attended"' for i in range(25)]
    rows[3] = '3,ann,ruth,2026-01-04,"attended\n"'
    rows.append("25,ann,ruth,never,attended")
    header = "session_id,client_id,counselor_id,start,status\n"
    file.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")

    (rejected,) = ingest.publish([file], tmp_path / "store").files[0].rejections

    assert rejected.line == 28


def test_a_ragged_row_is_rejected_and_the_rest_kept(tmp_path):
    file = tmp_path / "sessions.csv"
    rows = [f"{i},ann,ruth,2026-01-{i + 1:02},attended" for i in range(30)]
    rows[7] = "7,ann"
    header = "session_id,client_id,counselor_id,start,status\n"
    file.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")

    (report,) = ingest.publish([file], tmp_path / "store").files

    assert (report.read, report.new, report.rejected.total()) == (30, 29, 1)
    assert report.rejections[0].line == 9


@pytest.mark.parametrize(
    ("end", "said"), [("7,ann,r", "ends inside"), ("7,ann\n", "fewer")]
)
def test_a_file_that_ends_inside_a_row_says_so(tmp_path, end, said):
    rows = "".join(f"{i},ann,ruth,2026-01-{i + 1:02},attended\n" for i in range(30))
    file = tmp_path / "sessions.csv"
    file.write_text(f"session_id,client_id,counselor_id,start,status\n{rows}{end}")
    (report,) = ingest.publish([file], tmp_path / "store").files

    assert (report.new, report.rejections[0].line) == (30, 32)
    assert said in report.rejections[0].reason


def test_the_terminal_shows_some_rejected_rows_and_counts_the_others(tmp_path):
    rows = "".join(f"{i},ann,ruth,2026-01-09,attended\n" for i in range(1_000))
    wrong = "".join(f"w{i},ann,ruth,never,attended\n" for i in range(25))
    file = tmp_path / "sessions.csv"
    file.write_text(f"session_id,client_id,counselor_id,start,status\n{rows}{wrong}")
    report = ingest.publish([file], tmp_path / "store")

    assert len(report.files[0].rejections) == 25
    assert sum("rejected: sessions.csv" in line for line in report.lines()) == 20
    assert "  rejected: 5 more, which --report lists" in report.lines()


def test_a_score_outside_its_range_is_rejected(tmp_path):
    scores = "\n".join(f"    ann | 2026-01-{d:02} | SRS | 38" for d in range(1, 31))
    files = [
        drawing.write(JANUARY, tmp_path / "sessions.csv"),
        drawing.write(
            "client_id | date | instrument | score\n"
            f"{scores}\n ann | 2026-02-01 | SRS | 41",
            tmp_path / "alliance.csv",
        ),
    ]
    report = ingest.publish(files, tmp_path / "store").files[1]

    assert (report.read, report.new) == (31, 30)
    assert report.rejected == {"score: outside the range of its instrument": 1}
    assert report.rejections[0].line == 32
