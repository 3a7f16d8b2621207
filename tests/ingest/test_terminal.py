"""The terminal says what an import did, writes it down, and goes back."""

import csv
import io

import ingest
import queries
from ingest.__main__ import main
from store import snapshots
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


def test_the_terminal_says_what_changed_and_writes_the_report(tmp_path, capsys):
    published(tmp_path, OCTOBER)
    many = "".join(
        f"    m{n} | fay | ruth | 2026-11-02 | attended\n" for n in range(40)
    )
    wrong = "    8 | gus | =cmd() | someday | attended\n"
    drawing.write(NOVEMBER + many + wrong, tmp_path / "sessions.csv")
    store = ["--store", str(tmp_path / "store")]
    report = tmp_path / "report.csv"

    assert main([str(tmp_path / "sessions.csv"), *store, "--report", str(report)]) == 0
    said = capsys.readouterr().out
    assert "Against the data through 2026-10-31: 41 sessions added" in said
    assert "scheduled, now attended: 1" in said
    assert "attendance rate, 2026-10: 80.0% (n 5), now 83.3% (n 6)" in said
    rows = list(csv.DictReader(io.StringIO(report.read_text())))
    counts = {row["what"]: int(row["rows"]) for row in rows if row["kind"] == "rows"}
    assert counts.pop("read") == sum(counts.values()) == 45
    (rejected,) = (row for row in rows if row["kind"] == "rejected row")
    assert (rejected["file"], rejected["line"], rejected["column"]) == (
        "sessions.csv",
        "46",
        "start",
    )
    assert rejected["value"] == "letters"
    assert not {"someday", "gus", "cmd"} & set(report.read_text().split(","))
    assert any(row["kind"] == "remark" and row["rows"] for row in rows)
    assert any(row["kind"] == "change" and row["what"] == "gone" for row in rows)


def test_a_file_that_is_no_table_can_be_left_out(tmp_path, capsys):
    export, store = tmp_path / "export", ["--store", str(tmp_path / "store")]
    export.mkdir()
    drawing.write(OCTOBER, export / "sessions.csv")
    (export / "READ me.txt").write_text("Exported on Monday.\n")

    assert main([str(export), *store]) == 1
    said = capsys.readouterr().err
    assert said.rstrip().endswith("--leave-out 'READ me.txt'")
    assert main([str(export), *store, "--leave-out", "READ me.txt"]) == 0
    said = capsys.readouterr().out
    assert "6 rows read = 6 new" in said
    assert "Left out as asked: READ me.txt" in said


def test_what_is_left_out_must_be_there_and_something_must_stay(tmp_path, capsys):
    file = tmp_path / "sessions.csv"
    drawing.write(OCTOBER, file)
    store = ["--store", str(tmp_path / "store")]

    for name, said in (("other.csv", "no such file"), (file.name, "Every file")):
        assert main([str(file), *store, "--leave-out", name]) == 1
        assert said in capsys.readouterr().err
    assert main([str(tmp_path / "gone.csv"), *store]) == 1
    assert "--leave-out" not in capsys.readouterr().err


def test_the_terminal_lists_and_restores(tmp_path, capsys):
    published(tmp_path, OCTOBER, NOVEMBER)
    store = ["--store", str(tmp_path / "store")]
    new, old = snapshots.history(tmp_path / "store")

    assert main(["--history", *store]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line[:16] for line in listed] == [new.id, old.id]
    assert listed[0].endswith("7 sessions (current)")
    assert main(["--restore", old.id, *store]) == 0
    assert queries.current(tmp_path / "store") == old.id
    assert main(["--restore", "nothing", *store]) == 1
    assert "no snapshot nothing" in capsys.readouterr().err


KEPT = (
    'time_zone = "UTC"\n[statuses]\nOdd = "no_show"\n[columns.clients]\npayer = "P"\n'
)
USES = "Answered before, and used again:\n"


def test_a_kept_mapping_is_said_before_it_is_used(tmp_path, capsys):
    drawing.write(OCTOBER, tmp_path / "sessions.csv")
    (tmp_path / "rules.toml").write_text(KEPT, encoding="utf-8")
    usual = [str(tmp_path / "sessions.csv"), "--store", str(tmp_path / "store")]
    main([*usual, "--mapping", str(tmp_path / "rules.toml")])
    first = capsys.readouterr().out
    main(usual)
    then = capsys.readouterr().out

    assert USES not in first
    assert then.startswith(USES)
    assert then.index(USES) < then.index("rows read")


def test_without_a_kept_mapping_nothing_is_said_of_one(tmp_path, capsys):
    drawing.write(OCTOBER, tmp_path / "sessions.csv")
    main([str(tmp_path / "sessions.csv"), "--store", str(tmp_path / "store")])

    assert USES not in capsys.readouterr().out


def test_a_date_order_is_asked_with_the_line_and_without_the_date(tmp_path, capsys):
    rows = "1,a,ruth,05/05/2026,attended\n2,b,ruth,03/02/2026,attended\n"
    head = "session_id,client_id,counselor_id,start,status\n"
    (tmp_path / "sessions.csv").write_text(head + rows, encoding="utf-8")
    main([str(tmp_path / "sessions.csv"), "--store", str(tmp_path / "store")])
    said = capsys.readouterr().err

    assert "The first of them stands in line 3." in said
    assert "03/02" not in said
