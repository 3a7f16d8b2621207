"""What the other columns of a row say of its status, and which of them says it first."""

from dataclasses import replace

import duckdb
import pytest

from ingest.convert import statuses
from ingest.read.formats.text import Text
from ingest.recognize.exports import Export
from ingest.recognize.mapping import Entries, Mapping, meant, parsed
from ingest.recognize.sources import recognize

USUAL = Mapping()
CAME = ["Attended", "Attendance", "Client Attended", "Did attend", "Showed up", "Came"]
CAME += ["Turned up", "Present", "Client present", "Arrived", "Client arrived"]
BY = ["Cancelled by", "Canceled by", "Cancelled by whom", "Canceled by whom"]
BY += ["Who cancelled", "Who canceled", "Cancellation by", "Cancellation type"]
BY += ["Cancel type", "Cancel initiator", "Cancellation initiator"]
BY += ["Cancelled by role", "Cancellation source"]
YES = {
    **dict.fromkeys(["No-show", "Is no show", "Was no show", "Missed"], "noshow"),
    **dict.fromkeys(["Did not attend", "DNA"], "didnotattend"),
    **dict.fromkeys(["Cancelled", "Is cancelled", "Was cancelled"], "cancelled"),
    **dict.fromkeys(["Canceled", "Is canceled", "Was canceled"], "cancelled"),
    **dict.fromkeys(["Late cancel", "Late cancellation"], "latecancelled"),
    "Late cancelled": "latecancelled",
    **{
        f"{who} {what}": f"{who.lower()}cancelled"
        for who in ("Client", "Patient", "Clinic", "Therapist", "Counselor", "Provider")
        for what in ("cancelled", "canceled", "cancel", "cancellation")
    },
    **{
        f"{who} cancelled": f"{who.lower()}cancelled"
        for who in ("Counsellor", "Clinician", "Practitioner")
    },
}


@pytest.fixture
def seen(tmp_path):
    """Return a function that reads a file of sessions with one more column."""

    def read(heading, mapping=USUAL):
        file = tmp_path / "a.csv"
        head = f"client,counselor,start,status,{heading}\n"
        file.write_text(f"{head}ann,ruth,2026-01-05,Kept,x\n", encoding="utf-8")
        return recognize(Text("a.csv", "a.csv", file), mapping)

    return read


def said(source, cell, mapping=USUAL):
    """Return what a row with this cell in its last column says beside its status."""
    sql, _ = statuses.others(source, mapping)
    row = (
        "from (values ('ann', 'ruth', '2026-01-05', 'Kept', $1)) t(c0, c1, c2, c3, c4)"
    )
    with duckdb.connect() as connection:
        read = connection.sql(row, params=[cell])
        ((answer,),) = read.project(sql or "null").fetchall()
    return answer


@pytest.mark.parametrize("heading", CAME)
def test_no_under_a_heading_of_coming_says_only_that_nobody_came(seen, heading):
    source = seen(heading)

    assert [said(source, cell) for cell in ("Yes", "0", "", "late")] == [
        "attended",
        "not",
        None,
        None,
    ]


@pytest.mark.parametrize("heading", YES)
def test_yes_under_a_heading_of_missing_says_what_and_no_says_nothing(seen, heading):
    source = seen(heading)

    assert [said(source, cell) for cell in ("TRUE", "No", "")] == [
        YES[heading],
        None,
        None,
    ]
    assert said(source, "No show") == "noshow"


@pytest.mark.parametrize("heading", BY)
def test_a_person_under_a_heading_of_cancelling_is_who_cancelled(seen, heading):
    source = seen(heading)

    assert said(source, "Provider") == "cancelledbyprovider"
    assert said(source, "Late cancel") == "latecancel"
    assert said(source, "M. Vale") is None


@pytest.mark.parametrize("heading", ["Reason", "Fee", "Color"])
def test_a_person_under_another_heading_is_nobody_who_cancelled(seen, heading):
    assert said(seen(heading), "Provider") is None


@pytest.mark.parametrize(
    ("cell", "what"),
    [("2026-01-04 9:00", "called off"), ("N/A", None), ("", None)],
)
def test_a_moment_of_cancelling_says_that_it_was_called_off(seen, cell, what):
    source = seen("Cancelled at")

    assert said(source, cell) == what
    assert statuses.others(source, USUAL)[1] == (4,)


@pytest.mark.parametrize("heading", ["Cancelled at", "Reason", "No-show"])
def test_what_the_status_is_made_of_is_no_second_opinion(seen, heading):
    rules = f'status = {{ rules = [{{ when = {{ "{heading}" = "set" }}, word = "dna" }}'
    entry = f'[columns.sessions]\n{rules}, {{ word = "kept" }}] }}\n'
    mapping = meant(parsed("m.toml", entry.encode()))

    assert statuses.others(seen(heading, mapping), mapping)[1] == (3,)


def of_system(source):
    system = Export("A system", "rows", "sessions", (), words={"show": "attended"})
    return replace(source, export=system)


@pytest.mark.parametrize("heading", ["Cancelled at", "Cancelled by", "No-show"])
def test_of_a_system_only_the_reason_is_a_second_opinion(seen, heading):
    assert statuses.others(of_system(seen(heading)), USUAL) == ("", ())
    assert said(of_system(seen("Reason")), "Show") == "show"
    assert said(of_system(seen("Reason")), "No show") is None


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("latecancelled|cancelledbyclinic", "clinic_cancelled"),
        ("cancelledbyclient|cancelledbyclinic", "clinic_cancelled"),
        ("cancelledbyclient|latecancelled", "late_cancelled"),
        ("cancelledbyclient", "client_cancelled"),
        ("cancelled", ""),
        ("cancellation|canceled|cancel", ""),
        ("cancelled|cancelledbyclient", "client_cancelled"),
        ("noshow|attended|not", ""),
        (None, ""),
    ],
)
def test_the_clinic_is_who_cancelled_before_lateness_and_that_before_a_client(
    seen, words, status
):
    assert statuses.by_whom(words, seen("Fee"), USUAL) == status


@pytest.mark.parametrize(
    ("word", "whoever"),
    [
        ("Cancelled", True),
        ("CANCELED", True),
        ("Cancel", True),
        ("Cancellation", True),
        ("Late cancel", False),
        ("Cancelled by client", False),
        ("No show", False),
    ],
)
def test_a_word_of_cancelling_alone_says_not_by_whom(seen, word, whoever):
    source, told = seen("Fee"), meant(Entries(statuses={word: "client_cancelled"}))

    assert statuses.is_by_whoever(word, source, USUAL) is whoever
    assert not statuses.is_by_whoever(word, source, told)
    assert not statuses.is_by_whoever(word, of_system(source), USUAL)


@pytest.mark.parametrize(
    ("status", "words", "other"),
    [
        ("attended", "not", "unknown"),
        ("no_show", "not", ""),
        ("late_cancelled", "not", ""),
        ("attended", "called off", "client_cancelled"),
        ("no_show", "called off", ""),
        ("rescheduled", "called off", ""),
        ("attended", "noshow", "no_show"),
        ("no_show", "attended", "attended"),
        ("no_show", "latecancelled", "late_cancelled"),
        ("client_cancelled", "latecancelled", ""),
        ("rescheduled", "cancelledbyclinic", ""),
        ("attended", "attended|noshow", "no_show"),
        ("attended", "latecancelled|noshow", "late_cancelled"),
        ("scheduled", "noshow", ""),
        ("unknown", "not", ""),
        ("attended", "scheduled", ""),
        ("attended", None, ""),
    ],
)
def test_only_another_kind_of_ending_contradicts(seen, status, words, other):
    assert statuses.contrary(status, words, seen("Fee"), USUAL) == other


READ = [
    # file, word, what is said beside it, why it is set aside, what is wrong
    (0, "seen", "noshow", None, None),
    (0, "seen", None, None, None),
    (0, "seen", "noshow", "exported twice", None),
    (0, "seen", "noshow", None, "start"),
    (1, "seen", "noshow", None, None),
    (0, None, "noshow", None, None),
    (0, "gone", "noshow", None, None),
    (0, "seen", "moved", None, None),
]
MEANINGS = [
    (0, "seen", "noshow", "attended", "no_show"),
    (1, "seen", "noshow", "attended", ""),
    (0, None, "noshow", "unmarked", "no_show"),
    (0, "gone", "noshow", "no_show", ""),
    (0, "seen", "moved", "attended", ""),
]


def test_rows_that_disagree_are_those_of_the_file_that_are_kept():
    with duckdb.connect() as connection:
        connection.execute("create schema scratch; use scratch")
        connection.execute(
            "create table read_sessions (file integer, word varchar, others varchar,"
            " aside varchar, wrong varchar)"
        )
        connection.execute(
            "create table meanings (file integer, word varchar, others varchar,"
            " meaning varchar, contrary varchar)"
        )
        connection.executemany("insert into read_sessions values (?, ?, ?, ?, ?)", READ)
        connection.executemany("insert into meanings values (?, ?, ?, ?, ?)", MEANINGS)

        assert statuses.disagreeing(connection) == [(0, 0), (0, 5)]
