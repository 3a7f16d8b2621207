"""A store is read-only, locked down, and safe for many people at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import duckdb
import pytest

import queries

EVER = queries.Filters.everything()
QUESTIONS = 2_000


def test_supervisors_at_the_same_moment_each_get_their_own_answer(sample):
    people = queries.answer(sample, "attendance_by_counselor", EVER)
    right = dict(zip(people["counselor_id"], people["sessions"], strict=True))
    asked = [list(right)[n % len(right)] for n in range(QUESTIONS)]

    def answered(counselor):
        chosen = replace(EVER, counselors=(counselor,))
        answer = queries.answer(sample, "attendance_by_counselor", chosen)
        return answer["counselor_id"].tolist(), answer["sessions"].tolist()

    with ThreadPoolExecutor(8) as supervisors:
        answers = list(supervisors.map(answered, asked))

    assert answers == [([person], [right[person]]) for person in asked]


@pytest.mark.parametrize(
    "attempt",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from glob('/*')",
        "select * from '/etc/passwd'",
        "copy sessions to '/tmp/rapport-sessions.csv'",
        "attach '/tmp/rapport-other.duckdb'",
        "install httpfs",
        "load httpfs",
        "set memory_limit = '64GB'",
        "set enable_external_access = true",
        "reset lock_configuration",
        "create table mine as select 1",
        "delete from sessions",
        "drop table sessions",
        "export database '/tmp/rapport-export'",
    ],
)
def test_nothing_else_is_read_written_or_set(sample, attempt):
    with sample.connection.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(attempt).fetchall()


def test_a_local_frame_is_never_taken_for_a_table(sample):
    sessions_elsewhere = queries.answer(sample, "snapshot", EVER)

    assert len(sessions_elsewhere) == 1
    with sample.connection.cursor() as cursor, pytest.raises(duckdb.CatalogException):
        cursor.execute("select * from sessions_elsewhere")


def test_a_runaway_question_is_stopped_also_on_a_cursor(sample):
    with sample.connection.cursor() as cursor:
        (limit,) = cursor.execute(
            "select current_setting('max_execution_time')::integer"
        ).fetchone()

    assert limit == 5_000


def test_a_store_opens_twice_in_one_process(sample_folder):
    one, two = (queries.open_store(sample_folder) for _ in range(2))
    one.close()

    assert not queries.answer(two, "snapshot", EVER).empty


def test_no_store_is_said_so(tmp_path):
    assert queries.current(tmp_path) is None
    with pytest.raises(queries.NoStore):
        queries.open_store(tmp_path)


def test_a_store_of_another_version_is_said_so(tmp_path):
    with duckdb.connect(tmp_path / "old.duckdb") as old:
        old.execute("create table snapshot as select 1 as format")

    with pytest.raises(queries.OldStore, match="Import the exports again"):
        queries.open_store(tmp_path, "old")


def test_the_terminal_lists_and_answers(sample_folder, capsys):
    from queries.__main__ import main

    assert main([]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert len(listed) == len(queries.names())

    store = ["--store", str(sample_folder)]
    for form in ("table", "csv", "json"):
        assert main(["attendance_overall", *store, "--format", form]) == 0
        assert "late_cancelled" in capsys.readouterr().out
    assert main(["attendance_overall", *store, "--site", "nowhere"]) == 1
    assert main(["snapshot", "--store", str(sample_folder / "none")]) == 1
    with pytest.raises(SystemExit):
        main(["no_such_question"])
