"""What the terminal prints, refuses and suggests, to the word."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

import ingest
from ingest import __main__ as terminal
from ingest.refusals import Refused
from ingest.report import FileReport, Report
from store import snapshots


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Return a function that imports a file from the terminal, in name only."""
    file = tmp_path / "a.csv"
    file.write_text("x", encoding="utf-8")
    asked = {}

    def ask(*options, report=None, problem=None):
        def publish(files, store, **keywords):
            asked.update({"files": files, "store": store} | keywords)
            if problem:
                raise problem
            return report or Report([], "abc", True, "2026-01-10")

        monkeypatch.setattr(ingest, "publish", publish)
        code = terminal.main([str(file), "--store", str(tmp_path / "store"), *options])
        printed = capsys.readouterr()
        return code, printed.out, printed.err, asked

    return ask


@pytest.mark.parametrize(
    ("published", "options", "said"),
    [
        (True, [], "Published snapshot abc, data through 2026-01-10."),
        (
            False,
            [],
            "Nothing to publish: already snapshot abc, data through 2026-01-10.",
        ),
        (
            False,
            ["--dry-run"],
            "Dry run: would be snapshot abc, data through 2026-01-10.",
        ),
    ],
)
def test_the_last_line_says_what_was_published(run, published, options, said):
    code, out, err, asked = run(
        *options, report=Report([], "abc", published, "2026-01-10")
    )

    assert (code, out.splitlines()[-1], err) == (0, said, "")
    assert asked["dry_run"] is bool(options)
    assert (asked["mapping"], asked["through"], asked["progress"]) == (None, None, None)


def test_options_are_handed_on(run, tmp_path):
    report = tmp_path / "report.csv"
    *_, asked = run(
        "--mapping", "m.toml", "--through", "2026-01-31", "--report", str(report)
    )

    assert (asked["mapping"], asked["through"]) == (Path("m.toml"), date(2026, 1, 31))
    assert asked["store"] == tmp_path / "store"
    assert report.read_bytes() == b"kind,file,line,column,value,what,rows\r\n"


@pytest.mark.parametrize(
    ("problem", "code", "said"),
    [
        (Refused("b.csv: no."), 1, "Refused, nothing changed. b.csv: no.\n"),
        (
            KeyboardInterrupt(),
            130,
            "Stopped; what was published before stands.\n",
        ),
    ],
)
def test_what_stops_an_import_has_an_exit_code(run, problem, code, said):
    assert run(problem=problem)[:3] == (code, "", said)


@pytest.mark.parametrize(
    "arguments",
    [[], ["a.csv", "--through", "31.1.2026"], ["a.csv", "--report", "/none/r.csv"]],
)
def test_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as usage:
        terminal.main(arguments)
    assert usage.value.code == 2
    capsys.readouterr()


@pytest.mark.parametrize(
    ("refusal", "names", "way"),
    [
        ("a.csv: no", ["a.csv", "b.csv"], " To import the others: --leave-out a.csv"),
        (
            "a b.csv: no",
            ["a b.csv", "c"],
            " To import the others: --leave-out 'a b.csv'",
        ),
        (
            "a.csv2: no",
            ["a.csv", "a.csv2"],
            " To import the others: --leave-out a.csv2",
        ),
        ("a.csv: no", ["a.csv"], ""),
        ("The disk is full", ["a.csv", "b.csv"], ""),
    ],
)
def test_of_several_files_the_refused_one_can_be_left_out(refusal, names, way):
    assert terminal._way_out(refusal, [Path("x") / name for name in names]) == way


def test_files_left_out_are_not_read_and_others_are():
    files = [Path("x/a.csv"), Path("x/b.csv"), Path("y/a.csv")]

    assert terminal._without(files, []) == files
    assert terminal._without(files, ["a.csv"]) == [files[1]]
    with pytest.raises(Refused, match="Every file is left out"):
        terminal._without(files, ["a.csv", "b.csv"])
    with pytest.raises(Refused, match=r"--leave-out c\.csv: there is no such file"):
        terminal._without(files, ["a.csv", "c.csv"])


def test_progress_overwrites_its_line_and_the_last_one_clears_it(capsys):
    terminal._progress("Reading", 0.256)
    terminal._progress("Publishing", 1)

    assert capsys.readouterr().err == (
        "\r\033[K 26% Reading\r\r\033[K100% Publishing\r\033[K"
    )


def test_what_is_kept_is_listed_with_its_sessions(monkeypatch, capsys):
    kept = [
        SimpleNamespace(
            id="new",
            published_at="then",
            data_through="2026-01-10",
            sessions=1_234,
            current=True,
        ),
        SimpleNamespace(
            id="old",
            published_at="before",
            data_through="2026-01-03",
            sessions=None,
            current=False,
        ),
    ]
    monkeypatch.setattr(snapshots, "history", lambda _store: kept)

    assert terminal.main(["--history"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "new  published then, data through 2026-01-10, 1,234 sessions (current)",
        "old  published before, data through 2026-01-03",
    ]


def test_rejected_and_set_aside_rows_are_printed(run):
    one = FileReport("a.csv", "sessions", read=2)
    out = run(report=Report([one], "abc", True, "2026-01-10"))[1]

    assert out.splitlines()[0] == one.sentence()
