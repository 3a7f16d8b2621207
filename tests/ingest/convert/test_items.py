"""Single items are added up by hand here and by the import: in columns, and in rows."""

import pytest

import ingest
from ingest import run
from ingest.convert import conversion, items
from ingest.merge import questions
from tests.ingest.importing import (
    HEADER,
    found,
    held,
    imported,
    refused,
    remarks,
    written,
)

TOTALS = (
    "select client_id, instrument, score from exported.{}"
    " where {} order by client_id, instrument"
)
PARTS = (
    "select subscale, score from exported.alliance where subscale is not null"
    " order by subscale"
)
TURN = '[[instrument]]\nname = "{}"\nturned = {}\n'


def sessions(folder):
    rows = [f"{n},c{n},ruth,2026-01-{n + 1:02} 09:00,attended" for n in range(9)]
    return written(folder, "\n".join([HEADER, *rows]) + "\n")


def columns(folder, name, items, *rows):
    """Write a form a row: the client, then the answers."""
    head = ",".join(["client,date", *(f"{name} {n}" for n in items)])
    lines = [f"{who},2026-01-01,{','.join(map(str, cells))}" for who, *cells in rows]
    return written(folder, "\n".join([head, *lines]) + "\n", name="scores.csv")


def rows(folder, *answers, head="client,date,tool,item,score"):
    """Write an answer a row: (client, instrument, item, answer)."""
    lines = [f"{who},2026-01-01,{','.join(map(str, more))}" for who, *more in answers]
    return written(folder, "\n".join([head, *lines]) + "\n", name="scores.csv")


def answered(who, name, answers):
    return [(who, name, n, cell) for n, cell in enumerate(answers, start=1)]


def totals(folder, table="outcomes"):
    of = "true" if table == "outcomes" else "subscale is null"
    return held(folder, TOTALS.format(table, of))


def test_items_in_columns_make_a_total_and_no_item_is_one(tmp_path):
    forms = columns(
        tmp_path,
        "PHQ-9",
        range(1, 11),  # the tenth question is not scored
        ("c0", 1, 2, 3, 0, 1, 2, 3, 0, 1, 3),
        ("c1", 3, 3, 3, 3, 3, 3, 3, 3, 3, ""),
        ("c2", *[""] * 10),
        ("c3", 1, 1, 1, 1, 1, 1, "", 1, 1, 0),
    )
    _, file = imported(tmp_path, sessions(tmp_path), forms)["files"]

    assert totals(tmp_path) == [("c0", "PHQ-9", 13), ("c1", "PHQ-9", 27)]
    assert (file["read"], file["new"]) == (4, 2)
    assert file["set_aside"] == {
        "forms without a score": 1,
        "forms without a usable answer to item 7 of PHQ-9": 1,
    }
    assert file["unused"] == ["PHQ-9 10"]


def test_items_in_rows_make_the_same_total(tmp_path):
    forms = rows(
        tmp_path,
        *answered("c0", "PHQ-9", [1, 2, 3, 0, 1, 2, 3, 0, 1, 3]),
        *answered("c1", "PHQ-9", [1, 1, 1, 1, 1, 1, "", 1, 1]),
        *answered("c2", "PHQ-9", [""] * 9),
        ("c3", "SRS", "", 36),
    )
    _, file = imported(tmp_path, sessions(tmp_path), forms)["files"]

    assert totals(tmp_path, "alliance") == [("c0", "PHQ-9", 13), ("c3", "SRS", 36)]
    assert (file["read"], file["new"]) == (29, 2)
    assert file["set_aside"] == {
        items.FURTHER: 8,
        items.UNSCORED: 1,
        items.NOBODY: 9,
        "items of a form without a usable answer to item 7 of PHQ-9": 9,
    }


@pytest.mark.parametrize(
    "words",
    [
        [f"GAD-7 Q{n}" for n in range(1, 8)],
        [f"item {n}" for n in range(1, 8)],
        [f"0{n}" for n in range(1, 8)],
    ],
)
def test_an_item_may_be_written_in_several_ways(tmp_path, words):
    forms = rows(tmp_path, *(("c0", "gad7", word, 2) for word in words))
    imported(tmp_path, sessions(tmp_path), forms)

    assert totals(tmp_path, "alliance") == [("c0", "GAD-7", 14)]


def test_an_item_may_stand_in_the_column_of_instruments(tmp_path):
    answers = [("c0", f"OQ45_{n}", 1) for n in range(1, 46)]
    forms = rows(tmp_path, *answers, head="client,date,tool,score")
    rules = TURN.format("OQ-45.2", "false")
    imported(tmp_path, sessions(tmp_path), forms, rules=rules)

    # 36 items of 1, and 9 that count the other way round: 4 - 1 = 3 each
    assert totals(tmp_path, "alliance") == [("c0", "OQ-45.2", 63)]


CORE = [1, 2, 3, 0, 1, 2, 3, 0, 1, 4]  # 17; items 2 and 3 turned: 2 and 1, so 15


@pytest.mark.parametrize(("turned", "total"), [("true", 17), ("false", 15)])
def test_items_that_count_the_other_way_round_are_turned_once(tmp_path, turned, total):
    forms = columns(tmp_path, "CORE-10", range(1, 11), ("c0", *CORE))
    rules = TURN.format("CORE-10", turned)
    imported(tmp_path, sessions(tmp_path), forms, rules=rules)

    assert totals(tmp_path) == [("c0", "CORE-10", total)]


@pytest.mark.parametrize("layout", ["columns", "rows"])
def test_whether_they_are_turned_already_is_asked(tmp_path, layout):
    if layout == "columns":
        forms = columns(tmp_path, "CORE-10", range(1, 11), ("c0", *CORE))
    else:
        forms = rows(tmp_path, *answered("c0", "WAI-S", [4] * 12))
    name = "CORE-10" if layout == "columns" else "WAI-S"
    sentence = refused(tmp_path, sessions(tmp_path), forms)
    seen = found(tmp_path, forms)

    assert f"of {name} count the other way round" in sentence
    assert "turned = true; or as they were answered: turned = false." in sentence
    assert (seen.question, seen.question_about) == ("turned", name)


def test_where_the_total_stands_beside_them_it_is_not_asked(tmp_path):
    head = [*range(1, 11), "total"]
    forms = columns(tmp_path, "CORE-10", head, ("c0", *CORE, 17))
    imported(tmp_path, sessions(tmp_path), forms)

    assert totals(tmp_path) == [("c0", "CORE-10", 17)]


def test_of_core_10_one_item_may_be_missing_and_no_more(tmp_path):
    forms = columns(
        tmp_path,
        "CORE-10",
        range(1, 11),
        ("c0", *CORE[:9], ""),  # 13 in nine items: 13 / 9 * 10
        ("c1", *CORE[:8], "", ""),
        ("c2", *CORE),
    )
    rules = TURN.format("CORE-10", "true")
    _, file = imported(tmp_path, sessions(tmp_path), forms, rules=rules)["files"]

    assert [score for _, _, score in totals(tmp_path)] == [pytest.approx(130 / 9), 17]
    assert file["set_aside"] == {
        "forms without a usable answer to item 9 of CORE-10": 1
    }


WAI = [2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3]  # 35


@pytest.mark.parametrize("layout", ["columns", "rows"])
def test_goals_tasks_and_bond_come_with_the_total(tmp_path, layout):
    if layout == "columns":
        forms = columns(tmp_path, "WAI-SR", range(1, 13), ("c0", *WAI))
    else:
        forms = rows(tmp_path, *answered("c0", "WAI-SR", WAI))
    report = imported(tmp_path, sessions(tmp_path), forms)

    assert totals(tmp_path, "alliance") == [("c0", "WAI-SR", 35)]
    # goals 4, 6, 8, 11: 5+2+4+2; tasks 1, 2, 10, 12: 2+3+1+3; bond 3, 5, 7, 9: 4+1+3+5
    assert held(tmp_path, PARTS) == [("Bond", 13), ("Goal", 13), ("Task", 9)]
    assert sum(file["new"] for file in report["files"][1:]) == 4


@pytest.mark.parametrize("by_name", [False, True])
def test_the_four_lines_of_the_srs_make_its_total(tmp_path, by_name):
    lines = ["Relationship", "Goals and topics", "Approach or method", "Overall"]
    lines = lines if by_name else [1, 2, 3, 4]
    cells = [9.1, 9.2, 9.1, 9.1]
    answers = [("c0", "SRS", n, x) for n, x in zip(lines, cells, strict=True)]
    imported(tmp_path, sessions(tmp_path), rows(tmp_path, *answers))
    total = "select score_0 from ratings where is_total_computed"

    assert [round(score, 1) for _, score in held(tmp_path, PARTS)] == [
        9.1,
        9.2,
        9.1,
        9.1,
    ]
    assert held(tmp_path, total)[0][0] == pytest.approx(36.5)


def test_decimal_commas_are_read_as_everywhere(tmp_path):
    head = ";".join(["client;date", *(f"ORS {n}" for n in (1, 2, 3, 4))])
    file = written(tmp_path, f"{head}\nc0;2026-01-01;9,1;9,2;9;9,1\n", name="a.csv")
    imported(tmp_path, sessions(tmp_path), file)

    assert totals(tmp_path) == [("c0", "ORS", pytest.approx(36.4))]


@pytest.mark.parametrize("layout", ["columns", "rows"])
def test_an_answer_that_no_item_can_have_is_rejected_by_line(tmp_path, layout):
    good = [(f"c{n % 9}", *[1] * 7) for n in range(30)]
    if layout == "columns":
        forms = columns(
            tmp_path, "GAD-7", range(1, 8), ("c0", 1, 1, 4, 1, 1, 1, 1), *good
        )
    else:
        bad = answered("c8", "GAD-7", [1, 1, 4, 1, 1, 1, 1])
        some = [one for n in range(8) for one in answered(f"c{n}", "GAD-7", [1] * 7)]
        forms = rows(tmp_path, *bad, *some)
    _, file = imported(tmp_path, sessions(tmp_path), forms)["files"]
    (rejection,) = file["rejections"]

    column, line = ("GAD-7 3", 2) if layout == "columns" else ("score", 4)
    assert (rejection["column"], rejection["line"]) == (column, line)
    assert rejection["reason"] == "no answer that this item can have"
    table = "outcomes" if layout == "columns" else "alliance"
    assert {score for _, _, score in totals(tmp_path, table)} == {7}


def test_a_total_that_is_stated_counts_and_is_compared(tmp_path):
    head = [*range(1, 8), "total"]
    forms = columns(
        tmp_path,
        "GAD-7",
        head,
        ("c0", *[1] * 7, 7),
        ("c1", *[1] * 7, 8),
        ("c2", *[1] * 7, ""),
        ("c3", *[1] * 6, "", 9),
    )
    report = imported(tmp_path, sessions(tmp_path), forms)

    assert [score for _, _, score in totals(tmp_path)] == [7, 8, 7, 9]
    assert remarks(report)["items_differ"] == 1


def test_a_total_that_is_stated_in_a_row_counts_and_is_compared(tmp_path):
    forms = rows(
        tmp_path,
        *answered("c0", "GAD-7", [1] * 7),
        ("c0", "GAD-7", "Total", 8),
        *answered("c1", "GAD-7", [1] * 7),
    )
    report = imported(tmp_path, sessions(tmp_path), forms)

    assert totals(tmp_path, "alliance") == [("c0", "GAD-7", 8), ("c1", "GAD-7", 7)]
    assert report["files"][1]["set_aside"] == {items.STATED: 7, items.FURTHER: 6}
    assert remarks(report)["items_differ"] == 1


def test_two_forms_of_one_day_that_cannot_be_told_apart_give_none(tmp_path):
    once = answered("c0", "GAD-7", [1] * 7)
    again = [*once[:6], ("c0", "GAD-7", 7, 3)]
    _, file = imported(tmp_path, sessions(tmp_path), rows(tmp_path, *once, *again))[
        "files"
    ]

    assert totals(tmp_path, "alliance") == []
    assert file["set_aside"] == {items.TWICE: 14}


def test_two_forms_of_one_day_of_two_sessions_are_two(tmp_path):
    head = "client,date,tool,item,score,session"
    lines = [("c0", "GAD-7", n, cell, cell) for cell in (1, 2) for n in range(1, 8)]
    imported(tmp_path, sessions(tmp_path), rows(tmp_path, *lines, head=head))

    assert totals(tmp_path, "alliance") == [("c0", "GAD-7", 7), ("c0", "GAD-7", 14)]


def test_a_form_that_was_exported_twice_counts_once(tmp_path):
    once = answered("c0", "GAD-7", [1] * 7)
    _, file = imported(tmp_path, sessions(tmp_path), rows(tmp_path, *once, *once))[
        "files"
    ]

    assert totals(tmp_path, "alliance") == [("c0", "GAD-7", 7)]
    assert file["set_aside"] == {items.FURTHER: 12, "exported twice": 1}


@pytest.mark.parametrize(("before", "is_seen"), [(4, True), (5, False)])
def test_items_in_the_column_of_instruments_begin_in_the_first_rows_or_are_refused(
    tmp_path, monkeypatch, before, is_seen
):
    monkeypatch.setattr(conversion, "FIRST_ROWS", 5)
    totals_before = [(f"c{n}", "SRS", 36) for n in range(before)]
    answers = [("c0", f"GAD-7 Q{n}", 1) for n in range(1, 8)]
    head = "client,date,tool,score"
    forms = rows(tmp_path, *totals_before, *answers, head=head)
    if not is_seen:
        sentence = refused(tmp_path, sessions(tmp_path), forms)
        assert "single items begin below its first" in sentence
        return
    imported(tmp_path, sessions(tmp_path), forms)

    assert ("c0", "GAD-7", 7) in totals(tmp_path, "alliance")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (("HAq-II", 1, 3), "single items of HAq-II, and it is not known how"),
        (("Mood", 1, 3), "(column 'tool') not known here, and it is not known how"),
        (
            ("PHQ-9", "Sleep", 3),
            "single items of PHQ-9 by other words than their numbers",
        ),
        (("PHQ-9", 12, 3), "item 12 of PHQ-9, which has 9"),
        (("PHQ-9", 0, 3), "item 0 of PHQ-9, which has 9"),
    ],
)
def test_items_in_rows_that_make_no_total_are_refused(tmp_path, answer, sentence):
    forms = rows(tmp_path, ("c0", *answer))

    assert sentence in refused(tmp_path, sessions(tmp_path), forms)


def test_rows_without_a_number_beside_items_are_set_aside(tmp_path):
    forms = rows(
        tmp_path, *answered("c0", "GAD-7", [1] * 7), ("c0", "GAD-7", "Difficulty", 2)
    )
    _, file = imported(tmp_path, sessions(tmp_path), forms)["files"]

    assert totals(tmp_path, "alliance") == [("c0", "GAD-7", 7)]
    assert file["set_aside"] == {items.FURTHER: 6, items.UNKNOWN: 1}


OWN = """
[[instrument]]
name = "Mood"
about = "outcome"
items = 5
item_low = 1
item_high = 5
reverse = [2]
turned = false
prorate = 1
"""


@pytest.mark.parametrize(
    ("total", "scores"), [("sum", [10, 11.25]), ("mean", [2, 2.25])]
)
def test_an_instrument_of_the_clinics_own_says_how_its_items_count(
    tmp_path, total, scores
):
    # 1, 6 - 2, 3, 1, 1: 10 in five; 1, 4, 3, 1: 9 in four
    forms = columns(
        tmp_path, "Mood", range(1, 6), ("c0", 1, 2, 3, 1, 1), ("c1", 1, 2, 3, 1, "")
    )
    rules = f'{OWN}total = "{total}"\n'
    imported(tmp_path, sessions(tmp_path), forms, rules=rules)

    assert [score for _, _, score in totals(tmp_path)] == scores


def test_bare_headings_are_items_of_the_instrument_that_the_mapping_names(tmp_path):
    forms = columns(tmp_path, "Q", range(1, 8), ("c0", *[2] * 7))
    rules = '[columns.outcomes]\ninstrument = { text = "GAD-7" }\n'
    imported(tmp_path, sessions(tmp_path), forms, rules=rules)

    assert totals(tmp_path) == [("c0", "GAD-7", 14)]


def test_items_among_sessions_are_ratings_of_their_session(tmp_path):
    head = ",".join([HEADER, *(f"GAD7 item {n}" for n in range(1, 8))])
    lines = [
        f"{n},c{n},ruth,2026-01-{n + 1:02} 09:00,attended,1,2,3,0,1,2,{n % 3}"
        for n in range(9)
    ]
    report = imported(tmp_path, written(tmp_path, "\n".join([head, *lines]) + "\n"))

    assert [score for _, _, score in totals(tmp_path)] == [9, 10, 11] * 3
    assert report["files"][1]["file"] == "sessions.csv, items of GAD-7"


def test_importing_twice_changes_nothing(tmp_path):
    forms = rows(tmp_path, *answered("c0", "WAI-SR", WAI))
    first = imported(tmp_path, sessions(tmp_path), forms)
    again = imported(tmp_path, sessions(tmp_path), forms)

    assert again["snapshot"] == first["snapshot"]
    assert again["files"][1]["unchanged"] == 4


def test_many_forms_without_a_total_are_asked_about(tmp_path, monkeypatch):
    monkeypatch.setattr(questions, "SHARE", 0.01)
    answers = [one for n in range(8) for one in answered(f"c{n}", "GAD-7", [1] * 7)]
    forms = rows(tmp_path, *answered("c8", "GAD-7", [1] * 6), *answers)
    with pytest.raises(ingest.Unanswered) as question:
        ingest.publish([sessions(tmp_path), forms], tmp_path / "store")
    (one,) = question.value.report.questions
    accepted = run.publish(
        [sessions(tmp_path), forms], tmp_path / "store", accept=[questions.ITEMS]
    )

    assert (one["option"], one["rows"]) == ("unanswered-items", 6)
    assert "6 of 62 rows would be set aside" in one["says"]
    assert [row["line"] for row in one["examples"]] == [2, 3, 4, 5, 6]
    assert accepted["published"]
