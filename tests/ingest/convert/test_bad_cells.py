"""Numbers, ids and letters as spreadsheets and keyboards leave them."""

import pytest

from tests.ingest.importing import (
    HEADER,
    found,
    held,
    imported,
    refused,
    remarks,
    written,
)

CLIENTS = "select client_id from clients order by client_id"


def sessions(folder, *clients, extra="", cells=()):
    rows = [
        f'{n},"{client}",ruth,2026-01-{n % 28 + 1:02} 09:00,attended{cell}'
        for n, client in enumerate(clients)
        for cell in ["," + cells[n] if cells else ""]
    ]
    return written(folder, "\n".join([HEADER + extra, *rows]) + "\n")


def clients(folder):
    return [client for (client,) in held(folder, CLIENTS)]


def minutes(folder):
    sql = "select minutes from exported.sessions order by session_id"
    return [value for (value,) in held(folder, sql)]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (['"12,5"', '"50"'], [12.5, 50.0]),
        (["12.5", "50"], [12.5, 50.0]),
        (['"1,050.5"', "50"], [1050.5, 50.0]),
        (['"1.050,5"', "50"], [1050.5, 50.0]),
        (["$50.00", "$45.50"], [50.0, 45.5]),
    ],
)
def test_the_decimal_mark_is_decided_from_the_whole_column(tmp_path, cells, values):
    file = sessions(tmp_path, "ann", "bob", extra=",minutes", cells=cells)
    imported(tmp_path, file)

    assert minutes(tmp_path) == values


def test_a_number_that_can_be_two_is_a_question(tmp_path):
    file = sessions(tmp_path, "ann", extra=",fee", cells=["1.234"])

    assert "decimal" in refused(tmp_path, file)
    one = found(tmp_path, file)
    assert (one.question, one.question_about) == ("decimal", "fee")
    imported(tmp_path, file, rules='decimal = ","')
    assert held(tmp_path, "select fee from exported.sessions") == [(1234.0,)]


def test_ids_keep_their_leading_zeros_and_words_beside_those_for_nothing(tmp_path):
    names = ["00123", "NAN1", "none-2", "nullen", "0"]
    imported(tmp_path, sessions(tmp_path, *names))

    assert clients(tmp_path) == sorted(names)


def test_point_zero_is_taken_off_only_where_every_id_has_it(tmp_path):
    report = imported(tmp_path, sessions(tmp_path, "1001.0", "1002.0"))
    assert clients(tmp_path) == ["1001", "1002"]
    assert remarks(report)["point_zero_client_id"] == 2

    report = imported(tmp_path / "..", sessions(tmp_path, "1001.0", "1002"))
    assert "point_zero_client_id" not in remarks(report)
    assert remarks(report)["point_zero"] == 1


def test_an_id_that_became_a_number_is_kept_and_remarked_on(tmp_path):
    report = imported(tmp_path, sessions(tmp_path, "9.37795E+12", "1E5"))

    assert clients(tmp_path) == ["1E5", "9.37795E+12"]
    assert remarks(report)["damaged_ids"] == 1


@pytest.mark.parametrize(
    "spelling",
    ["zoe\u0301", "zo\u00e9\u200b", "\u202ezoé\u202c", " zoé\u00a0", "zoé  "],
)
def test_letters_that_cannot_be_seen_make_no_second_client(tmp_path, spelling):
    report = imported(tmp_path, sessions(tmp_path, "zo\u00e9", spelling))

    assert clients(tmp_path) == ["zo\u00e9"]
    hidden = spelling.strip() != "zo\u00e9" and "\u0301" not in spelling
    assert ("tidied_client_id" in remarks(report)) == (hidden or "\u0301" in spelling)


def test_two_spaces_are_one(tmp_path):
    imported(tmp_path, sessions(tmp_path, "a  1", "a 1"))

    assert clients(tmp_path) == ["a 1"]


def test_ids_that_hold_an_address_are_remarked_on(tmp_path):
    report = imported(tmp_path, sessions(tmp_path, "ann@home", "http://x"))

    assert remarks(report)["addresses_in_ids"] == 2


def test_what_looks_like_a_formula_is_kept_as_it_is(tmp_path):
    imported(tmp_path, sessions(tmp_path, "=1+1", "@sum(1)", "-5"))

    assert clients(tmp_path) == ["-5", "=1+1", "@sum(1)"]


def test_a_duration_that_cannot_be_is_missing_and_remarked_on(tmp_path):
    cells = ["0", "-5", "481", "50"]
    file = sessions(tmp_path, *"abcd", extra=",minutes", cells=cells)

    assert remarks(imported(tmp_path, file))["without_minutes"] == 3


def test_another_type_late_in_the_file_is_one_rejected_row(tmp_path):
    rows = [f"{n},c{n % 90},ruth,2026-01-15,attended" for n in range(20_050)]
    rows[20_020] = "x,ann,ruth,n/a,attended"
    file = written(tmp_path, "\n".join([HEADER, *rows]) + "\n")
    (report,) = imported(tmp_path, file)["files"]

    assert (report["read"], report["new"]) == (20_050, 20_049)
    assert report["rejections"][0]["line"] == 20_022
