"""The same weeks exported again after corrections: what is imported later counts."""

import pytest

import ingest
from ingest import __main__ as terminal
from ingest.merge import questions
from ingest.run import publish
from tests.ingest.importing import held, imported, remarks, written

HEAD = "session id,client,counselor,start,status\n"
# Twelve sessions, two a client; the last one is on March 13.
ROWS = [
    (
        str(n + 1), f"c{n % 6}", "ruth" if n % 2 else "omar", f"2026-03-{n + 2:02} 09:00",
        "no show" if n % 3 == 2 else "attended",
    )
    for n in range(12)
]  # fmt: skip
COUNTED = "select status, count(*) from sessions group by all order by all"
LED = (
    "select counselor_id, count(*) from exported.sessions where not is_second"
    " group by all order by all"
)


@pytest.fixture(autouse=True)
def asking(monkeypatch):
    """Ask as a clinic is asked, from the first session or row on."""
    monkeypatch.setattr(questions, "TWICE", 1)
    monkeypatch.setattr(questions, "SHARE", 0.01)


def export(folder, name, changes=(), *, ids=True, rows=ROWS):
    """Write the rows with some cells changed: (row, cell, text)."""
    table = [list(row) for row in rows]
    for row, cell, text in changes:
        table[row][cell] = text
    head = HEAD if ids else HEAD.partition(",")[2]
    lines = (",".join(row if ids else row[1:]) for row in table)
    return written(folder, head + "\n".join(lines) + "\n", name)


def options(report):
    return [one["option"] for one in report["questions"]]


@pytest.mark.parametrize("ids", [True, False])
def test_a_corrected_status_counts_though_both_exports_end_alike(tmp_path, ids):
    imported(tmp_path, export(tmp_path, "a.csv", ids=ids))
    statuses = [(0, 4, "no show"), (2, 4, "attended"), (5, 4, "attended")]
    report = imported(tmp_path, export(tmp_path, "b.csv", statuses, ids=ids))
    (file,) = report["files"]

    assert options(report) == []
    assert (file["changed"], file["unchanged"], file["set_aside"]) == (3, 9, {})
    # 8 attended and 4 not; one fewer, two more.
    assert held(tmp_path, COUNTED) == [("attended", 9), ("no_show", 3)]


def test_whatever_was_corrected_of_a_numbered_session_is_as_if_replaced(tmp_path):
    imported(tmp_path, export(tmp_path, "a.csv"))
    changes = [
        (0, 4, "no show"),
        (4, 2, "ruth"),
        (5, 3, "2026-03-07 11:00"),
        (7, 3, "2026-03-10 09:00"),
    ]
    corrected = export(tmp_path, "b.csv", changes)
    report = imported(tmp_path, corrected)
    alone = imported(tmp_path / "alone", corrected)

    assert (options(report), report["snapshot"]) == ([], alone["snapshot"])
    assert report["changes"]["changed"] == 4


def test_a_third_export_that_ends_alike_is_newer_still(tmp_path):
    for number, status in enumerate(["no show", "attended", "late cancelled"]):
        imported(tmp_path, export(tmp_path, f"{number}.csv", [(0, 4, status)]))

    asked = "select status from exported.sessions where session_id = '1'"
    assert held(tmp_path, asked) == [("late_cancelled",)]


def test_the_file_of_before_again_takes_no_correction_back(tmp_path):
    first = export(tmp_path, "a.csv")
    imported(tmp_path, first)
    imported(tmp_path, export(tmp_path, "b.csv", [(0, 4, "no show")]))
    report = imported(tmp_path, first)

    assert options(report) == ["older-session"]
    assert list(report["questions"][0]["answers"]) == ["replace", "keep"]
    says = questions.sentences(report["questions"])
    assert says.index("--replace") < says.index("--accept older-session")


def test_a_session_of_two_counselors_that_the_file_lacks_is_one_session(tmp_path):
    first = export(tmp_path, "a.csv")
    imported(tmp_path, first)
    group = [("13", "c0", who, ROWS[-1][3], "attended") for who in ("ruth", "omar")]
    imported(
        tmp_path, export(tmp_path, "b.csv", [(0, 4, "no show")], rows=[*ROWS, *group])
    )
    (question,) = imported(tmp_path, first)["questions"]

    assert "(1 session held is not in them and goes)" in question["answers"]["replace"]


def test_a_corrected_score_counts_too(tmp_path):
    scores = "client,date,instrument,score\nc1,2026-03-03,SRS,{}\n"
    sessions = export(tmp_path, "a.csv")
    for score in (31, 12, 25):
        file = written(tmp_path, scores.format(score), "scores.csv")
        imported(tmp_path, sessions, file)
        assert held(tmp_path, "select score from exported.alliance") == [(score,)]


def test_of_rows_without_any_past_day_what_is_imported_later_counts(tmp_path):
    """Booked sessions alone have nothing that has happened yet."""
    for hour in ("10:00", "11:00", "09:30"):
        booked = [(*row[:3], f"{row[3][:10]} {hour}", "scheduled") for row in ROWS]
        imported(tmp_path, export(tmp_path, f"{hour[:2]}.csv", rows=booked))
        asked = "select distinct strftime(start, '%H:%M') from exported.sessions"
        assert held(tmp_path, asked) == [(hour,)]


def test_two_files_of_one_import_that_end_alike_are_asked_about(tmp_path):
    files = [
        export(tmp_path, "a.csv", rows=ROWS[:12]),
        export(tmp_path, "b.csv", [(0, 4, "no show")]),
    ]
    report = imported(tmp_path, *files)
    (one,) = [one for one in report["questions"] if one["option"] != "exported-twice"]

    assert one["option"] == "files-disagree"
    assert (
        "of which another file, as new as this one, says something else" in one["says"]
    )
    assert "import the older one first" in one["says"]


@pytest.mark.parametrize("status", ["no show", "attended", "client cancelled"])
def test_a_corrected_counselor_is_no_second_one(tmp_path, status):
    before = [(8, 4, status)]
    imported(tmp_path, export(tmp_path, "a.csv", before))
    corrected = export(tmp_path, "b.csv", [*before, (8, 2, "ruth")])
    report = imported(tmp_path, corrected)

    assert (options(report), report["files"][0]["changed"]) == ([], 1)
    assert held(tmp_path, LED) == [("omar", 5), ("ruth", 7)]
    assert "co_led" not in remarks(report)


@pytest.mark.parametrize(
    ("row", "cell", "text"),
    [(8, 2, "ruth"), (8, 1, "c5"), (8, 3, "2026-03-10 11:00")],
)
def test_a_session_without_a_number_that_seems_corrected_is_asked_about(
    tmp_path, row, cell, text
):
    """Another counselor, another client, another hour; the one before is missing."""
    imported(tmp_path, export(tmp_path, "a.csv", ids=False))
    corrected = export(tmp_path, "b.csv", [(row, cell, text)], ids=False)
    report = imported(tmp_path, corrected)
    (one,) = report["questions"]

    assert (one["option"], one["rows"]) == ("corrected-or-both", 1)
    assert [line["line"] for line in one["examples"]] == [row + 2]
    assert list(one["answers"]) == ["replace", "corrected-sessions", "both-took-place"]
    assert "(1 session held is not in them and goes): --replace" in questions.sentences(
        report["questions"]
    )
    mapping = tmp_path / "rules.toml"

    def counted(**answers):
        tried = publish(
            [corrected], tmp_path / "store", mapping, dry_run=True, **answers
        )
        assert tried["questions"] == []
        return tried

    replaced = counted(replace=True)
    left_out = counted(accept=["corrected-sessions"])
    both = counted(accept=["both-took-place"])
    assert left_out["snapshot"] == replaced["snapshot"] != both["snapshot"]
    changes = left_out["changes"]
    assert (changes["added"], changes["left_out"], changes["gone"]) == (1, 1, 0)
    changes = both["changes"]
    assert (changes["added"], changes["left_out"], changes["gone"]) == (1, 0, 1)


def test_both_took_place_is_not_asked_again(tmp_path):
    imported(tmp_path, export(tmp_path, "a.csv", ids=False))
    corrected = export(tmp_path, "b.csv", [(8, 2, "ruth")], ids=False)
    mapping = written(tmp_path, "", "rules.toml")
    publish([corrected], tmp_path / "store", mapping, accept=["both-took-place"])

    assert held(tmp_path, "select count(*) from sessions") == [(13,)]
    assert options(imported(tmp_path, corrected)) == []


def test_another_hour_with_another_counselor_is_a_further_session(tmp_path):
    imported(tmp_path, export(tmp_path, "a.csv", ids=False))
    later = [*ROWS, ("", "c2", "ruth", "2026-03-10 15:00", "attended")]
    report = imported(tmp_path, export(tmp_path, "b.csv", ids=False, rows=later))

    assert (options(report), report["changes"]["added"]) == ([], 1)


def of(folder, name, by, *more):
    rows = [("A1", "ann", by, "2026-03-02 09:00", "attended"), *more]
    return export(folder, name, rows=rows)


OTHER = ("A2", "bob", "omar", "2026-03-02 08:00", "attended")


def test_counselors_whom_no_file_names_together_are_asked_about(tmp_path):
    files = [of(tmp_path, "ruth.csv", "ruth"), of(tmp_path, "omar.csv", "omar", OTHER)]
    report = imported(tmp_path, *files)
    (one,) = report["questions"]

    assert (one["option"], one["rows"]) == ("two-counselors", 1)
    mapping = tmp_path / "rules.toml"
    done = publish(files, tmp_path / "store", mapping, accept=["two-counselors"])
    assert remarks(done)["co_led"] == 1
    assert held(tmp_path, "select count(*) from sessions") == [(2,)]


def test_an_export_of_the_other_counselor_alone_may_be_no_correction(tmp_path):
    imported(tmp_path, of(tmp_path, "ruth.csv", "ruth"))
    other = of(tmp_path, "omar.csv", "omar", OTHER)
    report = imported(tmp_path, other)
    (one,) = report["questions"]

    assert (one["option"], one["rows"]) == ("other-counselor", 1)
    assert "--replace" in one["says"]
    mapping = tmp_path / "rules.toml"
    publish([other], tmp_path / "store", mapping, accept=["other-counselor"])
    assert held(tmp_path, LED) == [("omar", 2)]


def test_counselors_whom_one_file_names_together_are_not_asked_about(tmp_path):
    both = ("A1", "ann", "omar", "2026-03-02 09:00", "attended")
    files = [of(tmp_path, "a.csv", "ruth", OTHER), of(tmp_path, "b.csv", "ruth", both)]
    report = imported(tmp_path, *files)

    assert "two-counselors" not in options(report)


def test_the_terminal_names_replacing_first(tmp_path, capsys):
    store = ["--store", str(tmp_path / "store")]
    imported(tmp_path, export(tmp_path, "a.csv", ids=False))
    corrected = str(export(tmp_path, "b.csv", [(8, 2, "ruth")], ids=False))
    code = terminal.main([corrected, *store])
    said = capsys.readouterr().err

    assert code == terminal.REFUSED
    assert said.index("--replace") < said.index("--accept corrected-sessions")
    assert terminal.main([corrected, *store, "--replace"]) == terminal.PUBLISHED
    assert held(tmp_path, LED) == [("omar", 5), ("ruth", 7)]
    assert ingest.changes(tmp_path / "store").replaced


def day_only(rows):
    return [(*row[:3], row[3][:10], row[4]) for row in rows]


@pytest.mark.parametrize(
    ("row", "cell", "text", "asks"),
    [
        (0, 2, "ruth", True),  # the first day of the export, another counselor
        (11, 2, "omar", True),  # the last one
        (8, 1, "c5", False),  # a counselor sees many clients on a day
        (8, 3, "2026-03-10 11:00", False),  # the time came to be known
    ],
)
def test_where_only_days_are_known_another_counselor_alone_is_a_correction(
    tmp_path, row, cell, text, asks
):
    rows = day_only(ROWS)
    imported(tmp_path, export(tmp_path, "a.csv", ids=False, rows=rows))
    corrected = export(tmp_path, "b.csv", [(row, cell, text)], ids=False, rows=rows)

    assert ("corrected-or-both" in options(imported(tmp_path, corrected))) == asks


@pytest.mark.parametrize(
    ("cell", "only", "other"), [(1, "zed", "c5"), (2, "lena", "ruth")]
)
def test_of_people_whom_an_export_lacks_it_corrects_nothing(
    tmp_path, cell, only, other
):
    """It may be an export of the other clients, or of the other counselors."""
    before = export(tmp_path, "a.csv", [(8, cell, only)], ids=False)
    imported(tmp_path, before)
    report = imported(
        tmp_path, export(tmp_path, "b.csv", [(8, cell, other)], ids=False)
    )

    assert "corrected-or-both" not in options(report)
