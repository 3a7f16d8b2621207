"""Which columns hold scores, what becomes of each, and which cells are numbers."""

from dataclasses import replace

import pytest

from ingest.read.formats.text import Text
from ingest.recognize.exports import Aside, Remark
from ingest.recognize.layout import missing_words
from ingest.recognize.mapping import Mapping
from ingest.recognize.scores import NUMBER, with_scores
from ingest.recognize.sources import recognize

HEADER = "session,client,counselor,start,status,SRS,ORS,WAI-SR Bond"
ROW = "1,ann,ruth,2026-01-01,kept,{},20.5,14"
MAPPING = Mapping()


def source(folder, *rows, header=HEADER):
    file = folder / "a.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return recognize(Text("a.csv", "a.csv", file), MAPPING)


def tables(one):
    return with_scores([one], MAPPING)


def test_each_column_of_scores_is_a_table_beside_the_sessions(tmp_path):
    one = source(tmp_path, ROW.format(36))
    sessions, srs, ors, bond = tables(one)

    assert sessions == replace(one, elsewhere=frozenset({5, 6, 7}))
    assert [each.table for each in (srs, ors, bond)] == [
        *("alliance", "outcomes"),
        "alliance",
    ]
    assert srs.name == "a.csv, column SRS"
    columns = {name: (cell.sql, cell.places) for name, cell in bond.columns.items()}
    assert columns == {
        "client_id": ("c1", (1,)),
        "day": ("c3", (3,)),
        "instrument": ("'WAI-SR'", ()),
        "score": ("c7", (7,)),
        "subscale": ("'Bond'", ()),
        "session_id": ("c0", (0,)),
    }
    assert "subscale" not in srs.columns
    assert bond.columns["instrument"].is_heading
    assert (srs.export.title, srs.export.table) == (
        "our own layout, scores among sessions",
        "alliance",
    )
    assert srs.export.aside == (
        Aside("sessions without a score", {"SRS": "empty"}),
        Aside("sessions without a score", {"SRS": list(missing_words())}),
    )
    assert srs.is_beside
    assert not srs.is_of_scores
    assert not sessions.is_beside
    assert srs.unused() == []


def test_sessions_without_an_id_have_scores_without_one(tmp_path):
    header = HEADER.replace("session,", "color,")
    _, srs, *_ = tables(source(tmp_path, ROW.format(36), header=header))

    assert "session_id" not in srs.columns


def test_what_a_system_says_of_its_rows_is_said_of_their_scores_but_for_remarks(
    tmp_path,
):
    head = "client_name,clinician_name,date_of_service,status,SRS"
    one = source(tmp_path, "Ada Stone,Ruth,1/2/26,Show,36", header=head)
    assert isinstance(one.export.remarks[0], Remark)
    _, srs = tables(one)

    assert srs.export.title == "SimplePractice, scores among attendance report"
    assert srs.export.aside[0] == one.export.aside[0]
    assert len(srs.export.aside) == len(one.export.aside) + 2
    assert (srs.export.remarks, srs.export.count_in_summary) == ((), "")
    assert srs.export.weekly is None


def test_scores_alone_are_tables_of_which_the_first_makes_the_remarks(tmp_path):
    one = source(tmp_path, "ann,2026-01-01,20,36,x", header="client,date,ORS,SRS,note")
    assert one.is_of_scores
    ors, srs = tables(one)

    assert (ors.table, srs.table) == ("outcomes", "alliance")
    assert (ors.is_beside, srs.is_beside) == (False, True)
    assert ors.elsewhere == frozenset({2, 3})
    assert ors.unused() == ["note"]
    assert srs.unused() == []
    assert srs.columns["day"].places == (1,)
    assert ors.export.aside[0].reason == "rows without a score"
    assert ors.export.name == "scores among rows"


def test_scores_may_stand_in_the_first_column(tmp_path):
    (srs,) = tables(source(tmp_path, "36,ann,2026-01-01", header="SRS,client,date"))

    assert (srs.columns["score"].sql, srs.columns["score"].places) == ("c0", (0,))


def test_scores_alone_without_a_number_stay_as_they_are(tmp_path):
    one = source(tmp_path, "ann,2026-01-01,given", header="client,date,SRS")

    assert tables(one) == [one]


@pytest.mark.parametrize(
    "header", ["client,referral date,SRS", "client,date,measure,score,SRS"]
)
def test_other_tables_stay_as_they_are(tmp_path, header):
    one = source(tmp_path, "ann,2026-01-01,36,36,36", header=header)

    assert tables(one) == [one]


def test_a_column_that_is_read_already_is_no_column_of_scores(tmp_path):
    header = "client,counselor,start,SRS,status"
    columns = {"sessions": {"fee": "SRS"}}
    file = tmp_path / "a.csv"
    file.write_text(f"{header}\nann,ruth,2026-01-01,36,kept\n")
    mapping = Mapping(columns=columns)
    one = recognize(Text("a.csv", "a.csv", file), mapping)

    assert with_scores([one], mapping) == [one]


@pytest.mark.parametrize(
    ("cells", "are_numbers"),
    [
        (["36"], True),
        (["36", "", "N/A", " - ", " 7,5 "], True),
        (["-3", "0.25"], True),
        (["", "-"], False),
        (["36", "x"], False),
        (["36", "x", "36"], True),
        (["36", "N/A", "NULL", "None"], True),
        (["36", "declined", "8*", "36", "12 (moderate)"], False),
        (["36", "1.2.3"], False),
        (["36", "7."], False),
        (["36", "+7"], False),
        (["36", "3 6"], False),
    ],
)
def test_a_column_of_numbers(tmp_path, cells, are_numbers):
    rows = [f'ann,2026-01-01,"{cell}"' for cell in cells]
    one = source(tmp_path, *rows, header="client,date,SRS")

    assert len(tables(one)) == 1
    assert bool(tables(one)[0].elsewhere) is are_numbers


@pytest.mark.parametrize(("words", "is_read"), [(9_999, True), (10_000, False)])
def test_the_first_twenty_thousand_rows_decide(tmp_path, words, is_read):
    rows = ["a,b,c,d,word"] * words + ["a,b,c,d,36"] * 20_000
    one = source(tmp_path, *rows, header="client,counselor,start,status,SRS")

    assert len(tables(one)) == (2 if is_read else 1)


def test_a_ragged_row_does_not_decide(tmp_path):
    header = "client,counselor,start,status,SRS"
    rows = ["a,b,c,d,36", "a,b,c,d,word,more", "a"]

    assert len(tables(source(tmp_path, *rows, header=header))) == 2


def test_how_a_number_is_written():
    assert NUMBER.fullmatch("-12.50")
    assert NUMBER.fullmatch("3,5")
    assert not NUMBER.fullmatch("--3")
    assert not NUMBER.fullmatch("")
