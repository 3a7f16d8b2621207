"""What a first look says of rows, words and days, whole or from a sample."""

from datetime import date

import pytest

import ingest
from ingest import look
from ingest.look import Found
from tests.ingest.importing import HEADER, found, written


def export(folder, *rows, name="sessions.csv", header=HEADER):
    return written(folder, "\n".join([header, *rows]) + "\n", name)


def test_the_first_five_rows_that_hold_something_are_shown(tmp_path):
    rows = [f"{n},c{n},ruth,2026-01-10,attended" for n in range(1, 8)]
    one = found(tmp_path, export(tmp_path, rows[0], "", *rows[1:]))

    assert [row["session_id"] for row in one.first_rows] == ["1", "2", "3", "4", "5"]
    assert one.first_rows[0] == {
        "session_id": "1",
        "client_id": "c1",
        "counselor_id": "ruth",
        "start": "2026-01-10",
        "status": "attended",
    }


def test_words_stand_by_their_rows_and_then_by_name(tmp_path):
    words = ["no show", "b", "attended", "a", "attended", "", "attended", "no show"]
    rows = [f"{n},c{n},ruth,2026-01-{n + 10},{word}" for n, word in enumerate(words)]
    one = found(tmp_path, export(tmp_path, *rows, "Total,,,,8"))

    assert list(one.status_words.items()) == [
        ("attended", ("attended", 3)),
        ("no show", ("no_show", 2)),
        ("a", ("unknown", 1)),
        ("b", ("unknown", 1)),
        ("", ("unmarked", 1)),
    ]
    assert (one.rows, one.is_sample) == (9, False)
    assert (one.first_day, one.last_day) == (date(2026, 1, 10), date(2026, 1, 17))


def test_scores_have_days_and_no_words(tmp_path):
    header = "client,date,instrument,score"
    rows = [f"ann,2026-01-{day},SRS,30" for day in (12, 10, 11)]
    one = found(tmp_path, export(tmp_path, *rows, name="alliance.csv", header=header))

    assert (one.table, one.rows, one.status_words) == ("alliance", 3, {})
    assert (one.first_day, one.last_day) == (date(2026, 1, 10), date(2026, 1, 12))
    assert one.system == "our own layout"


def test_a_table_without_days_has_none(tmp_path):
    header = "counselor,site"
    file = export(tmp_path, "ruth,north", name="counselors.csv", header=header)
    one = found(tmp_path, file)

    assert (one.table, one.rows) == ("counselors", 1)
    assert one.first_day is one.last_day is None


@pytest.mark.parametrize(
    ("share", "rows", "words", "is_sample"),
    [(1, 4, 3, False), (0.5, 8, 6, True), (0.3, 13, 10, True), (0.999, 4, 3, True)],
)
def test_of_a_sample_rows_and_words_are_a_guess(
    tmp_path, monkeypatch, share, rows, words, is_sample
):
    lines = [f"{n},c{n},ruth,2026-01-10,attended" for n in range(3)]
    file = export(tmp_path, *lines, "3,c3,ruth,2026-01-10,no show")
    monkeypatch.setattr(look.exported, "sampled", lambda path, _scratch: (path, share))
    one = found(tmp_path, file)

    assert (one.rows, one.status_words["attended"]) == (rows, ("attended", words))
    assert one.is_sample is is_sample


def test_each_file_of_a_folder_is_told_and_one_that_is_none_is_refused(tmp_path):
    folder = tmp_path / "export"
    export(folder, "1,ann,ruth,2026-01-10,attended", name="b.csv")
    written(folder, "color,size\nred,4\n", "a.csv")
    first, second = look.inspect([folder], tmp_path / "store")

    assert (first.file, first.question, first.unused) == (
        "a.csv",
        "columns",
        ["color", "size"],
    )
    assert (second.file, second.table, second.refusal) == ("b.csv", "sessions", None)


def test_what_was_found_comes_back_from_plain_values(tmp_path):
    file = export(tmp_path, "1,ann,ruth,2026-01-10,attended")
    (here,) = look.inspect([file], tmp_path / "store")
    (apart,) = ingest.inspect([file], tmp_path / "store")

    assert apart == here
    assert Found.from_dict(vars(Found("a.csv"))) == Found("a.csv")
    assert apart.status_words == {"attended": ("attended", 1)}
