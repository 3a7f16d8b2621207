"""Which headings are single items of which instrument, and what becomes of their file."""

import pytest

from ingest.recognize.instruments import instruments, item_of, items_in, scored
from ingest.recognize.layout import plain
from tests.ingest.importing import HEADER, found, imported, refused, remarks, written

KNOWN = scored([])
NAMED = {plain(name): one for one in instruments([]) for name in (one.name, *one.names)}
PHQ = [f"PHQ-9 Q{n}" for n in range(1, 10)]


def sessions(folder, *further, cells=""):
    head = ",".join([HEADER, *further])
    rows = [f"{n},c{n},ruth,2026-01-{n + 1:02},attended{cells}" for n in range(9)]
    return written(folder, "\n".join([head, *rows]) + "\n")


def scores(folder, head, *rows):
    return written(folder, "\n".join([head, *rows]) + "\n", name="scores.csv")


def read(headings, bare=""):
    """Return the number of each item and its first place, by instrument."""
    return {
        name: {number: at[0] for number, at in items.items()}
        for name, (_, items) in items_in(headings, KNOWN, bare).items()
    }


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("PHQ-9 Q1", ("PHQ-9", 1)),
        ("phq9_09", ("PHQ-9", 9)),
        ("PHQ9Q3", ("PHQ-9", 3)),
        ("PHQ91", ("PHQ-9", 1)),
        ("PHQ-9 item 4 score", ("PHQ-9", 4)),
        ("GAD7 Question 7", ("GAD-7", 7)),
        ("OQ45_21", ("OQ-45.2", 21)),
        ("OQ-45.2 1", ("OQ-45.2", 1)),
        ("WAI-SR (12)", ("WAI-SR", 12)),
        ("SRS 13+ Q2", ("SRS 13+", 2)),
        ("PHQ-9", None),
        ("PHQ-9 total", None),
        ("CORE-10", None),
        ("Phone 2", None),
        ("PHQ-9 2026", None),
    ],
)
def test_a_heading_that_ends_in_a_number(heading, meant):
    made = item_of(heading, NAMED)

    assert (made and (made[0].name, made[1])) == meant


def test_items_are_found_beside_their_total_and_other_columns():
    headings = ["client", "PHQ-9 Q1", "PHQ-9 Q2", "PHQ-9 total", "GAD-7", "Phone 2"]

    assert read(headings) == {"PHQ-9": {1: 1, 2: 2}}


def test_a_name_that_ends_in_a_number_is_an_item_where_the_others_are():
    # "OQ 45 2" is a name of its instrument: alone it is the total
    assert read(["OQ45 1", "OQ45 2", "OQ45 3"]) == {"OQ-45.2": {1: 0, 2: 1, 3: 2}}
    assert read(["client", "OQ45 2"]) == {}
    assert read(["SRS 3.0", "SRS 10"]) == {}


def test_one_item_alone_is_no_form():
    assert read(["PHQ-9 Q1", "GAD-7 Q2"]) == {}


def test_bare_numbers_are_items_of_the_instrument_that_the_mapping_names():
    assert read(["Q1", "Q2"]) == {}
    assert read(["Q1", "Q2"], "phq 9") == {"PHQ-9": {1: 0, 2: 1}}


@pytest.mark.parametrize(
    ("head", "row", "sentence"),
    [
        (
            PHQ[:6] + PHQ[7:],
            "1," * 8,
            "because the file lacks item 7 of 9. Export all 9 items, or the total.",
        ),
        (
            [f"GAD7_{n}" for n in (1, 2, 3, 4, 5)],
            "1," * 5,
            "because the file lacks items 6 and 7 of 7.",
        ),
        (
            [f"PHQ9_Q{n}" for n in range(9)],
            "1," * 9,
            "because PHQ-9 has 9 items, and the file has item 0.",
        ),
        (
            [*PHQ, "phq9 item 2"],
            "1," * 10,
            "because item 2 stands there twice. Leave one of them out.",
        ),
        (
            PHQ,
            "1,often," + "1," * 7,
            "because the column 'PHQ-9 Q2' holds no numbers.",
        ),
        (
            [f"HAq-II {n}" for n in range(1, 20)],
            "1," * 19,
            'say in a mapping file how it is made: [[instrument]] name = "HAq-II"',
        ),
        (
            [f"Mood {n}" for n in range(1, 6)],
            "1," * 5,
            "(Mood 1 to Mood 5) of an instrument that is not known here.",
        ),
        (
            [f"Q{n}" for n in range(1, 10)],
            "1," * 9,
            '[columns.outcomes] instrument = { text = "PHQ-9" }',
        ),
    ],
)
def test_items_that_make_no_total_are_refused_with_what_to_do(
    tmp_path, head, row, sentence
):
    file = scores(
        tmp_path, ",".join(["client,date", *head]), f"c0,2026-01-01,{row[:-1]}"
    )

    assert sentence in refused(tmp_path, sessions(tmp_path), file)
    assert sentence in found(tmp_path, file).refusal


def test_among_sessions_they_are_left_out_and_a_remark_says_why(tmp_path):
    head = [f"GAD7 {n}" for n in range(1, 7)]
    report = imported(tmp_path, sessions(tmp_path, *head, cells=",1" * 6))
    (file,) = report["files"]
    told = [one for one in report["remarks"] if one["key"] == "items_left_out"]

    assert (file["new"], file["unused"]) == (9, head)
    assert remarks(report)["items_left_out"] == 1
    assert "the file lacks item 7 of 7" in told[0]["remark"]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Name,Therapist,Location,Date,PHQ-9 total", "Ann Lee,ruth,x,2026-01-01,9"),
        ("Name,Therapist,Location,Tool,Item,Score", "Ann Lee,ruth,x,PHQ-9,1,3"),
        ("Name,Therapist,Location,Q1,Q2,Q3,Q4", "Ann Lee,ruth,x,1,1,1,1"),
    ],
)
def test_scores_beside_a_therapist_are_no_list_of_counselors(tmp_path, head, row):
    assert found(tmp_path, scores(tmp_path, head, row)).table is None


@pytest.mark.parametrize(
    ("head", "row", "table"),
    [
        (
            "Client,Therapist,Location,Date,PHQ-9 total",
            "c0,ruth,x,2026-01-01,9",
            "outcomes",
        ),
        (
            "Client,Therapist,Location,Date,Tool,Item,Score",
            "c0,ruth,x,2026-01-01,PHQ-9,,3",
            "alliance",
        ),
        (
            "Therapist,Name,Weekly hours,Phone 1,Phone 2,Phone 3",
            "r,R,9,1,2,3",
            "counselors",
        ),
    ],
)
def test_what_has_a_client_and_a_day_is_scores_and_a_list_stays_a_list(
    tmp_path, head, row, table
):
    assert found(tmp_path, scores(tmp_path, head, row)).table == table
