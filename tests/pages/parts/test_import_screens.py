"""What the import screens show and offer, and when."""

from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

import ingest
from ingest import Found
from ingest.recognize import choices
from ingest.recognize.layout import tables
from ingest.report import Report
from pages.data_parts import (
    accounting,
    changes,
    import_job,
    import_progress,
    import_questions,
    load,
    load_steps,
    names,
    own_columns,
    questions,
    remarks,
    snapshots,
    staging,
)
from pages.early_dropout_parts import adjusted
from queries import Filters
from ui import data
from ui.figures import export, figure
from ui.page import frame

CHOSEN = Filters.everything()


class Said(list):
    """A stand-in for Streamlit that writes down what is said."""

    session_state = {}  # noqa: RUF012 replaced by each test that keeps something
    context = SimpleNamespace(locale=None, timezone="UTC")

    def __getattr__(self, kind):
        if kind in {"container", "expander", "form"}:
            return lambda *_, **__: nullcontext()
        return lambda *about, **how: self.append((kind, *about, how))

    def of(self, kind):
        return [one[1] for one in self if one[0] == kind]


@pytest.fixture
def said(monkeypatch):
    """Return what is said on any of the screens."""
    heard = Said()
    for part in (import_progress, load, load_steps, names, remarks, snapshots, frame):
        monkeypatch.setattr(part, "st", heard)
    return heard


@pytest.mark.parametrize(
    ("own", "dry_run", "heading"),
    [
        (True, True, import_progress.TRYING),
        (True, False, import_progress.PUBLISHING),
        (False, True, "An import is running since"),
    ],
)
def test_an_import_on_its_way_is_called_what_it_is(
    own, dry_run, heading, said, monkeypatch
):
    monkeypatch.setattr(import_progress, "_bar", lambda _: None)
    job = import_job.Job([], Path(), None, dry_run=dry_run)
    import_progress.progress(job, own=own)

    assert said.of("header")[0].startswith(heading)


@pytest.mark.parametrize(
    ("report", "dry_run", "announced", "kinds"),
    [
        (None, False, False, ["warning"]),
        (Report([]), True, False, ["tried"]),
        (Report([], questions=[{"says": "?"}]), False, False, ["tried"]),
        (Report([]), False, False, ["back", "anew", "rerun", "success"]),
        (Report([]), False, True, ["success"]),
    ],
)
def test_an_import_that_ended_is_announced_once(
    report, dry_run, announced, kinds, said, monkeypatch
):
    heard = []
    monkeypatch.setattr(import_progress, "_tried", lambda _: said.append(("tried",)))
    monkeypatch.setattr(import_progress.earlier, "back", lambda: said.append(("back",)))
    monkeypatch.setattr(load_steps, "start_anew", lambda: said.append(("anew",)))
    monkeypatch.setattr(accounting, "done", lambda *_: heard.append("done") or "Done.")
    monkeypatch.setattr(frame, "link", lambda *_: None)
    job = import_job.Job([], Path(), None, dry_run=dry_run)
    job.report, job.announced, job.refusal = report, announced, "No."
    import_progress.ended(job)

    assert [one[0] for one in said] == kinds
    assert job.announced is ("success" in kinds)


@pytest.mark.parametrize(
    ("ready", "asked", "disabled", "caption"),
    [
        (True, {}, False, []),
        (True, {"decimal": 1}, True, [load.OPEN]),
        (False, {}, True, [load.WRONG]),
        (False, {"decimal": 1}, True, [load.OPEN]),
    ],
)
def test_only_what_is_ready_and_answered_can_be_tried_or_published(
    ready, asked, disabled, caption, said, monkeypatch
):
    monkeypatch.setattr(load_steps, "ready", lambda _: ready)
    load._actions([], [], asked)
    buttons = [(one[1], one[2]) for one in said if one[0] == "button"]

    assert [how["disabled"] for _, how in buttons] == [disabled, disabled]
    assert [(label, how["kwargs"]["dry_run"]) for label, how in buttons] == [
        (load.TRY, True),
        (load.PUBLISH, False),
    ]
    assert said.of("caption") == caption


@pytest.mark.parametrize(
    ("asked", "offered"), [({}, ["settings"]), ({"time_zone": True}, [])]
)
def test_the_clinics_answers_can_be_changed_once_they_are_given(
    asked, offered, said, monkeypatch
):
    seen = []
    monkeypatch.setattr(questions, "settings", lambda: seen.append("settings"))
    monkeypatch.setattr(load.answers, "text", lambda: "")
    load.mapping(asked)

    assert seen == offered
    assert len(said.of("code")) == 1


@pytest.mark.parametrize(
    ("there", "found", "warnings"), [(True, ["a.csv"], 0), (False, [], 1)]
)
def test_a_place_that_is_named_is_there_or_is_told_of(
    there, found, warnings, said, tmp_path
):
    place = tmp_path / "a.csv"
    if there:
        place.write_text("x", encoding="utf-8")

    assert [path.name for path in load_steps._named(place)] == found
    assert len(said.of("warning")) == warnings


def test_a_mapping_file_is_taken_once_and_is_no_export(said, tmp_path, monkeypatch):
    said.session_state, taken = {}, []
    monkeypatch.setattr(load_steps.answers, "take", taken.append)
    mapping = tmp_path / "clinic.toml"
    mapping.write_text("", encoding="utf-8")

    assert load_steps._answers_in(tmp_path / "a.csv") is False
    assert [load_steps._answers_in(mapping) for _ in range(2)] == [True, True]
    assert taken == [mapping]


def test_files_are_looked_at_again_only_when_something_changed(
    said, tmp_path, monkeypatch
):
    said.session_state, looked = {load_steps.JOB: "old"}, []
    answered = ["a"]
    monkeypatch.setattr(load_steps.answers, "text", lambda: answered[-1])
    monkeypatch.setattr(load_steps.answers, "file", lambda: None)
    monkeypatch.setattr(load_steps, "reported", lambda *_: nullcontext())
    monkeypatch.setattr(load_steps.data, "folder", lambda: tmp_path)
    monkeypatch.setattr(said, "spinner", lambda _: nullcontext(), raising=False)
    monkeypatch.setattr(
        ingest, "inspect", lambda paths, *_, **__: looked.append(paths) or len(looked)
    )
    file = tmp_path / "a.csv"
    file.write_text("x", encoding="utf-8")
    seen = [load_steps.look([file]), load_steps.look([file])]
    answered.append("b")
    seen.append(load_steps.look([file]))

    assert seen == [1, 1, 2]
    assert load_steps.JOB not in said.session_state
    assert len([one for one in said if one[0] == "rerun"]) == 1


class Column:
    """A column of a form, in which one option is picked."""

    def __init__(self, picked):
        self.picked, self.offered = picked, []

    def selectbox(self, _label, options, **_):
        self.offered.append(list(options))
        return self.picked


USED = {"client_id": "Client", "start": "Start"}
TOGETHER = {
    "counselor_id": "Fee",
    "client_id": choices.together("Fee", "Client"),
}


@pytest.mark.parametrize(
    ("first", "second", "ours", "pressed", "answered"),
    [
        ("Fee", None, "status", True, {"status": "Fee"}),
        ("Start", None, "client_id", True, {"client_id": "Start"}),
        ("Fee", "Client", "client_id", True, TOGETHER),
        ("Fee", None, None, True, None),
        (None, "Fee", "status", True, None),
        ("Fee", None, "status", False, None),
    ],
)
def test_a_column_is_used_once_it_is_named_and_two_can_make_one(
    first, second, ours, pressed, answered, monkeypatch
):
    given = []
    left, middle, right = Column(first), Column(second), Column(ours)
    stub = SimpleNamespace(
        form=lambda *_, **__: nullcontext(),
        columns=lambda _: (left, middle, right),
        form_submit_button=lambda _: pressed,
        rerun=lambda: None,
    )
    monkeypatch.setattr(own_columns, "st", stub)
    monkeypatch.setattr(own_columns.answers, "answer", lambda **how: given.append(how))
    used = {"counselor_id": "Fee"} if second == "Client" else {}
    file = Found(file="a.csv", table="sessions", used=USED | used, unused=["Fee"])
    own_columns.one_more(file)

    assert left.offered == middle.offered == [["Fee", "Client", "Start"]]
    assert right.offered == [list(tables()["sessions"].columns)]
    assert given == ([{"columns": {"sessions": answered}}] if answered else [])


def test_without_a_table_no_column_is_asked_for(monkeypatch):
    monkeypatch.setattr(own_columns, "st", SimpleNamespace())

    assert own_columns.one_more(Found(file="a.csv", unused=["Fee"])) is None


@pytest.mark.parametrize(
    ("asked", "forms", "unknown"),
    [({"columns": ["a", "b"]}, 0, ["a", "b"]), ({"decimal": 1}, 1, [])],
)
def test_columns_are_asked_for_alone(asked, forms, unknown, monkeypatch):
    seen, formed = [], []
    monkeypatch.setattr(questions.own_columns, "of_unknown", seen.append)
    monkeypatch.setattr(questions, "_form", formed.append)
    questions.ask(asked)

    assert (seen, len(formed)) == (unknown, forms)


@pytest.mark.parametrize("question", ["date_order", "decimal", "statuses", "time_zone"])
def test_only_what_is_open_is_asked_and_only_what_is_answered_is_kept(
    question, monkeypatch
):
    given = []
    stub = SimpleNamespace(
        form=lambda *_, **__: nullcontext(),
        form_submit_button=lambda *_, **__: True,
        rerun=lambda: None,
        radio=lambda *_, **__: None if "date" in question else ",",
    )
    monkeypatch.setattr(questions, "st", stub)
    monkeypatch.setattr(questions.answers, "answer", lambda **how: given.append(how))
    monkeypatch.setattr(questions, "statuses", lambda _: {})
    monkeypatch.setattr(questions, "clinic", lambda: {"time_zone": "UTC"})
    asked = Found(file="a.csv", question_about="Day")
    questions._form({question: [] if question == "time_zone" else asked})
    kept = {"decimal": {"decimal": ","}, "time_zone": {"time_zone": "UTC"}}

    assert given == [kept.get(question, {})]


@pytest.mark.parametrize(
    ("place", "offered"),
    [(None, 0), (0, 0), (1, 2)],
)
def test_an_earlier_snapshot_that_is_selected_can_be_looked_at(
    place, offered, said, monkeypatch
):
    kept = [
        SimpleNamespace(id="now", current=True),
        SimpleNamespace(id="before", current=False),
    ]
    monkeypatch.setattr(data, "history", lambda: kept)
    monkeypatch.setattr(snapshots.earlier, "say_restored", lambda: None)
    monkeypatch.setattr(snapshots.earlier, "table", lambda _: None)
    monkeypatch.setattr(snapshots.tables, "show", lambda *_, **__: place)
    monkeypatch.setattr(data, "folder", Path)
    snapshots.show(CHOSEN)
    buttons = [one[2] for one in said if one[0] == "button"]

    assert len(buttons) == offered
    assert (snapshots.earlier.SELECT in said.of("caption")) is (offered == 0)
    assert [how["args"][-1] for how in buttons] == ["before"] * offered


def test_without_an_earlier_snapshot_there_is_nothing_to_select(said, monkeypatch):
    monkeypatch.setattr(data, "history", lambda: [SimpleNamespace(current=True)])
    monkeypatch.setattr(snapshots.earlier, "say_restored", lambda: None)
    monkeypatch.setattr(snapshots.earlier, "table", lambda _: None)
    monkeypatch.setattr(snapshots.tables, "show", lambda *_, **__: None)
    snapshots.show(CHOSEN)

    assert said.of("caption")[-1] == snapshots.earlier.ONLY


@pytest.mark.parametrize("place", [None, 0, 1])
def test_a_selected_remark_leads_to_its_rows(place, said, monkeypatch):
    stored = pd.DataFrame({"key": ["a", "b"], "remark": ["A", "B"], "rows": [1, 1]})
    asked = []

    def answer(question, chosen):
        asked.append((question, chosen.value))
        rows = pd.DataFrame({"n": [1], "empty": [None]})
        return stored if question == "remarks" else rows.head(1 if place else 0)

    shown = []
    monkeypatch.setattr(data, "answer", answer)
    monkeypatch.setattr(data, "snapshot", lambda: "now")
    monkeypatch.setattr(
        remarks.tables, "show", lambda rows, **_: shown.append(list(rows)) or place
    )
    remarks.show(CHOSEN, {})

    assert asked[1:] == ([] if place is None else [("remark_rows", "ab"[place])])
    assert (remarks.OF_THE_FILE in said.of("caption")) is (place == 0)
    assert said.of("text") == (["1 row: B"] if place == 1 else [])
    assert shown[1:] == ([["n"]] if place == 1 else [])


@pytest.mark.parametrize("sure", [True, False])
def test_names_are_deleted_by_whoever_is_sure(sure, said, monkeypatch):
    monkeypatch.setattr(names.names, "known", lambda: {"C-1": "Ann"})
    monkeypatch.setattr(said, "checkbox", lambda *_, **__: sure, raising=False)
    names.show(CHOSEN)
    (button,) = (one[2] for one in said if one[0] == "button")

    assert button["disabled"] is not sure
    assert said.of("header") == ["The names of 1 client are kept"]


def test_a_dropped_file_is_written_once_and_removed_when_it_is_taken_out(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(staging, "st", SimpleNamespace(session_state={}))
    monkeypatch.setattr(staging, "_folder", lambda _: tmp_path)
    one, other = (
        SimpleNamespace(file_id=n, name="a.csv", getbuffer=lambda n=n: n.encode())
        for n in ("one", "other")
    )
    first = staging.files([one, other], tmp_path)
    first[0].write_text("kept", encoding="utf-8")
    again = staging.files([one], tmp_path)

    assert [path.name for path in first] == ["a.csv", "a-2.csv"]
    assert first[0].stat().st_mode & 0o077 == 0
    assert again == first[:1]
    assert again[0].read_text(encoding="utf-8") == "kept"
    assert not first[1].exists()


def test_a_report_leaves_without_the_moment_of_its_publishing(monkeypatch):
    given = []

    def from_dict(said):
        given.append(said)
        return SimpleNamespace(csv=lambda: "a,b")

    monkeypatch.setattr(ingest, "Report", SimpleNamespace(from_dict=from_dict))

    found = export.report({"published_at": "now", "files": []})
    assert found.decode("utf-8-sig") == "a,b"
    assert given == [{"files": []}]


def test_those_outside_before_or_after_adjusting_are_led_from_their_counted_share(
    monkeypatch,
):
    drawn = []
    sides = {
        True: ["high", "within", "within", "not compared"],
        False: ["within", "low", "within", "not compared"],
    }
    everyone = pd.DataFrame({"counselor_id": list("abcd"), "at_risk_one": 40})
    monkeypatch.setattr(data, "answer", lambda *_: everyone)
    monkeypatch.setattr(data, "snapshot", lambda: "now")
    monkeypatch.setattr(data, "total", lambda rows: rows)
    monkeypatch.setattr(
        adjusted, "_expected", lambda *_, adjusted=False: (adjusted, ("severity",))
    )
    columns = dict.fromkeys(["counselor", "left", "clients", *adjusted.JUDGED], 0.1)
    monkeypatch.setattr(
        adjusted,
        "_judged",
        lambda rows, by_mix, _: rows.assign(**columns, side=sides[by_mix], level=0.0),
    )
    early = pd.DataFrame({"by_two": [0.3, 0.9]})
    monkeypatch.setattr(adjusted.dropout, "early", lambda _: early)
    monkeypatch.setattr(adjusted.people, "noted", lambda rows, _: rows)
    monkeypatch.setattr(adjusted, "beside", lambda *_, **__: None)
    monkeypatch.setattr(adjusted.standardized, "guide", lambda *_: None)
    monkeypatch.setattr(
        adjusted,
        "funnel",
        lambda _, __, outside, *, center: drawn.append((list(outside), center)),
    )
    monkeypatch.setattr(frame, "halves", lambda: (nullcontext(), nullcontext()))
    shown = []
    monkeypatch.setattr(figure, "show", lambda *_, **around: shown.append(around))
    adjusted.show(CHOSEN)

    assert drawn == [([True, True, False], 0.3)]
    assert shown[0]["table"]["counselor_id"].tolist() == list("abcd")
    assert shown[0]["table"]["before"].tolist() == sides[False]


def test_a_column_that_is_empty_here_and_there_is_kept():
    rows = [
        {"file": "a", "line": n, "column": "", "reason": "no", "value": value}
        for n, value in enumerate(["", "text"])
    ]
    listed = accounting.rejected({"files": [{"rejections": rows}]})

    assert listed.columns.tolist() == ["file", "line", "why", "value"]


def test_the_order_of_a_date_is_asked_with_its_file_and_its_column():
    one = Found(file="a_b.csv", question_about="Day")

    assert questions._order_of(one) == (
        r"In which order does a\_b\.csv write day and month (column Day)?"
    )
    bare = questions._order_of(Found(file="a", question_about=None))
    assert bare.endswith("(column )?")


@pytest.mark.parametrize("mine", [True, False])
def test_an_import_of_another_visit_is_told_from_ones_own(mine, said, monkeypatch):
    running = import_job.Job([], Path(), None, dry_run=False)
    seen = []
    monkeypatch.setattr(load_steps, "job", lambda: running if mine else None)
    monkeypatch.setattr(import_job, "running", lambda _: running)
    monkeypatch.setattr(data, "folder", Path)
    monkeypatch.setattr(
        load_steps, "sources", lambda *, disabled: seen.append(disabled)
    )
    monkeypatch.setattr(
        import_progress, "progress", lambda job, *, own: seen.append((job, own))
    )
    load.show(CHOSEN)

    assert seen == [(running, mine), True]
    assert said.of("header") == [load.STEPS]


@pytest.mark.parametrize("attributes", [(), ("severity",)])
def test_without_an_attribute_nothing_is_adjusted(attributes, monkeypatch):
    class Stopped(Exception):
        pass

    def stop(sentence):
        raise Stopped(sentence)

    counselors = pd.DataFrame({"counselor_id": ["a", "b"]})
    monkeypatch.setattr(data, "answer", lambda *_: counselors)
    monkeypatch.setattr(data, "snapshot", lambda: "now")
    monkeypatch.setattr(data, "total", lambda rows: rows)
    monkeypatch.setattr(adjusted, "_expected", lambda *_, **__: (None, attributes))
    monkeypatch.setattr(frame, "stop", stop)
    monkeypatch.setattr(adjusted, "_judged", lambda *_: stop("judged"))

    with pytest.raises(Stopped, match="judged" if attributes else "two values of"):
        adjusted.show(CHOSEN)


def test_answers_are_written_where_only_the_owner_reads_them(tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "_folder", lambda _: tmp_path)
    monkeypatch.setattr(load.answers, "text", lambda: 'time_zone = "UTC"')
    written = load.answers.file()

    assert written.read_text(encoding="utf-8") == 'time_zone = "UTC"'
    assert written.stat().st_mode & 0o077 == 0
    assert written.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("earlier", "corrected", "left_out", "older", "captions"),
    [
        ("", 0, 0, False, 0),
        ("2026-07-31", 0, 0, False, 1),
        ("2026-07-31", 1, 0, False, 2),
        ("2026-07-31", 1, 2, False, 3),
        ("2026-07-31", 0, 0, True, 2),
    ],
)
def test_what_changed_is_shown_where_there_was_something_before(
    earlier, corrected, left_out, older, captions, said, monkeypatch
):
    monkeypatch.setattr(changes, "st", said)
    found = SimpleNamespace(
        earlier=earlier, added=1, changed=0, gone=0, statuses=[], numbers=[], rows=[],
        replaced=False, corrected=corrected, left_out=left_out, older=older,
    )  # fmt: skip
    monkeypatch.setattr(data, "changes", lambda: found)
    changes.show(CHOSEN)

    assert len(said.of("caption")) == captions
    assert len(said.of("header")) == 1


@pytest.mark.parametrize(
    ("files", "said", "columns"),
    [
        (["a.csv", "a.csv"], ["Rows of a.csv"], ["Line", "Client"]),
        (["a.csv", "b.csv"], [], ["File", "Line", "Client"]),
    ],
)
def test_example_rows_of_one_file_name_it_once(files, said, columns, monkeypatch):
    told, shown = [], []
    stub = SimpleNamespace(
        text=told.append, dataframe=lambda table, **_: shown.append(table)
    )
    monkeypatch.setattr(import_questions, "st", stub)
    rows = [
        {"file": file, "line": n, "cells": {"Client": f"c{n}"}}
        for n, file in enumerate(files, start=2)
    ]
    import_questions._examples(rows, key="rows")

    assert told == said
    assert list(shown[0]) == columns
    assert shown[0]["Line"].tolist() == [2, 3]
