"""The import screens and the Calls page in words, from one row to very many."""

import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

import ingest
from ingest import Found
from ingest.recognize.mapping import Entries
from pages.calls_parts import rows as call_rows
from pages.calls_parts import words as call_words
from pages.caseload_parts import settings
from pages.data_parts import (
    accounting,
    answers,
    changes,
    holds,
    import_job,
    load_steps,
    own_columns,
    questions,
    recognized,
    remarks,
    staging,
)
from queries import Filters
from ui import words

CHOSEN = Filters(start=date(2026, 1, 10), end=date(2026, 8, 31), scope=None)


STATE = {"status": "State"}


def found(file="jan.csv", **more):
    usual = {
        "table": "sessions",
        "system": "Any export",
        "rows": 2,
        "first_day": date(2026, 1, 5),
        "last_day": date(2026, 1, 9),
    }
    return Found(**{"file": file, **usual, **more})


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([found(table=None)], "None of 1 file can be imported yet"),
        ([found(table=None)] * 2, "None of 2 files can be imported yet"),
        ([found(rows=1)], "1 file with 1 row, Jan 5, 2026 – Jan 9, 2026"),
        (
            [
                found(),
                found(rows=1200, is_sample=True, first_day=date(2026, 1, 2)),
                found(table=None, rows=9, last_day=date(2027, 1, 1)),
            ],
            "3 files with about 1,202 rows, Jan 2, 2026 – Jan 9, 2026",
        ),
        ([found(first_day=None)], "1 file with 2 rows"),
        ([found(last_day=None)], "1 file with 2 rows"),
        (
            [found(first_day=None, last_day=None), found(last_day=date(2026, 2, 1))],
            "2 files with 4 rows, Jan 5, 2026 – Feb 1, 2026",
        ),
    ],
)
def test_how_much_the_files_hold_and_over_which_days(files, said):
    assert recognized.overview(files) == said


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (found(), "Any export: sessions"),
        (found(table="clients"), "Any export: client details"),
        (found(table=None, system="TherapyNotes"), "TherapyNotes"),
        (found(table=None, system=""), "nothing we know"),
    ],
)
def test_what_a_file_was_recognized_as(file, said):
    assert recognized.recognized(file) == said


@pytest.mark.parametrize(
    ("file", "standing", "ready"),
    [
        (found(), "ready", True),
        (found(refusal="no"), "cannot be read", False),
        (found(question="decimal"), "needs an answer", False),
        (found(question="decimal", refusal="no"), "needs an answer", False),
    ],
)
def test_a_file_is_ready_or_asks_or_is_refused(file, standing, ready, monkeypatch):
    said = []
    monkeypatch.setattr(recognized, "st", SimpleNamespace(warning=said.append))
    recognized.refusals([file])

    assert recognized.standing(file) == standing
    assert load_steps.ready([file]) is ready
    assert load_steps.ready([found(), file]) is ready
    assert said == (["no"] if standing == "cannot be read" else [])


@pytest.mark.parametrize(
    ("unknown", "standing"),
    [
        ({("Status", "gone")}, "needs an answer"),
        ({("Status", "away")}, "ready"),
        ({("State", "gone")}, "ready"),
        ((), "ready"),
    ],
)
def test_a_file_with_a_word_that_nobody_explained_needs_an_answer(unknown, standing):
    file = found(used={"status": "Status"}, status_words={"gone": ("unknown", 2)})

    assert recognized.standing(file, unknown) == standing
    (listed,) = recognized.summary([file], unknown)["standing"]
    assert listed == standing


def test_nothing_is_not_ready():
    assert load_steps.ready([]) is False


def test_files_are_listed_with_their_days_where_they_have_any():
    listed = recognized.summary([found(), found(first_day=None, last_day=None)])

    assert listed["first_day"].tolist() == [pd.Timestamp("2026-01-05"), pd.NaT]
    assert listed["last_day"].tolist() == [pd.Timestamp("2026-01-09"), pd.NaT]
    assert listed["rows"].tolist() == [2, 2]


@pytest.mark.parametrize(
    ("leave", "kept"), [(True, ["a.csv", "book.xlsx"]), (False, None)]
)
def test_files_that_cannot_be_imported_are_left_out_if_others_can(
    leave, kept, monkeypatch
):
    asked = []
    stub = SimpleNamespace(checkbox=lambda *_, **__: asked.append(1) or leave)
    monkeypatch.setattr(load_steps, "st", stub)
    seen = [
        found("a.csv"),
        found("b.csv", refusal="no"),
        found("book.xlsx, sheet 1"),
        found("c.csv", question="columns"),
    ]
    paths = [Path(name) for name in ("a.csv", "b.csv", "book.xlsx", "c.csv")]
    others, left = load_steps.without(paths, seen)

    assert [path.name for path in others] == (kept or [path.name for path in paths])
    assert len(left) == (2 if kept else 4)
    assert asked == [1]


@pytest.mark.parametrize(
    "seen",
    [
        [found("a.csv")],
        [found("a.csv", refusal="no")],
        [found("a.csv", question="decimal")],
    ],
)
def test_nobody_is_asked_to_leave_out_all_or_nothing(seen, monkeypatch):
    monkeypatch.setattr(load_steps, "st", SimpleNamespace())

    assert load_steps.without([Path("a.csv")], seen) == ([Path("a.csv")], seen)


@pytest.mark.parametrize(
    ("name", "of"),
    [("a.csv", True), ("a.csv, sheet", True), ("a.csv2", False), ("b.csv", False)],
)
def test_a_sheet_belongs_to_its_file(name, of):
    assert load_steps._of(name, Path("/x/a.csv")) is of


@pytest.fixture
def answered(monkeypatch):
    """Return a function that sets what the visitor has answered."""

    def to(**entries):
        state = {answers.ENTRIES: Entries(**entries)}
        monkeypatch.setattr(answers, "st", SimpleNamespace(session_state=state))
        return state

    return to


def test_words_that_nobody_explained_are_asked_for_the_most_frequent_first(answered):
    answered(statuses={"Gone Fishing": "no_show"})
    seen = [
        found(
            used=STATE, status_words={"lost": ("unknown", 3), "show": ("attended", 9)}
        ),
        found(used=STATE, status_words={"lost": ("unknown", 4), "odd": ("unknown", 5)}),
        found(used=STATE, status_words={"gone  fishing": ("unknown", 50)}),
    ]

    assert list(questions.unknown_words(seen).items()) == [
        (("State", "lost"), 7),
        (("State", "odd"), 5),
    ]


def test_a_word_is_explained_under_its_heading_alone(answered):
    answered(statuses_under={"No-show": {"No": "attended"}})
    words = {"no": ("unknown", 3)}
    seen = [
        found(used={"status": "no show"}, status_words=words),
        found(used={"status": "Attended"}, status_words=words),
    ]

    assert questions.unknown_words(seen) == {("Attended", "no"): 3}


def test_columns_are_asked_for_before_anything_else(answered):
    answered()
    both = [found(question="decimal"), found("b", question="columns")]

    assert questions.open_questions(both) == {"columns": [both[1]]}


def test_a_time_zone_is_asked_for_until_there_is_one(answered):
    answered()
    odd = found(used=STATE, status_words={"odd": ("unknown", 5)})
    asked = questions.open_questions([odd])
    answered(time_zone="UTC")
    told = questions.open_questions([found(question="decimal")])

    assert asked == {"statuses": {("State", "odd"): 5}, "time_zone": []}
    assert list(told) == ["decimal"]


@pytest.mark.parametrize(
    ("many", "more"), [(12, None), (13, "1 word"), (40, "28 words")]
)
def test_a_dozen_words_are_asked_for_at_once(many, more, monkeypatch):
    captions = []
    stub = SimpleNamespace(
        markdown=str,
        caption=captions.append,
        selectbox=lambda label, *_, **__: "attended" if "w3" in label else None,
    )
    monkeypatch.setattr(questions, "st", stub)
    chosen = questions.statuses({("State", f"w{n:02}"): 2 for n in range(many)})
    said = [f"The most frequent 12 first; {more} will follow."] if more else []

    assert captions == said
    assert chosen == {}
    assert questions.statuses({("State", "w3"): 1}) == {"State": {"w3": "attended"}}


@pytest.mark.parametrize(
    ("known", "seen_in", "zone", "hours"),
    [
        ({}, "Europe/Berlin", "Europe/Berlin", 24.0),
        ({}, "nowhere", "UTC", 24.0),
        ({"time_zone": "Asia/Tokyo"}, "Europe/Berlin", "Asia/Tokyo", 24.0),
        ({"notice_hours": 0}, "UTC", "UTC", 0.0),
        ({"notice_hours": 48}, "UTC", "UTC", 48.0),
    ],
)
def test_the_clinics_clock_begins_with_what_is_known(
    known, seen_in, zone, hours, answered, monkeypatch
):
    answered(**known)
    left = SimpleNamespace(selectbox=lambda _, zones, index, **__: zones[index])
    right = SimpleNamespace(number_input=lambda _, value, **__: value)
    stub = SimpleNamespace(
        columns=lambda _: (left, right), context=SimpleNamespace(timezone=seen_in)
    )
    monkeypatch.setattr(questions, "st", stub)

    assert questions.clinic() == {"time_zone": zone, "notice_hours": hours}


def test_our_columns_have_names():
    assert own_columns.label("client_id") == "Client"
    assert own_columns.label("referral_source") == "Referral source"


def test_single_answers_replace_and_words_of_a_group_are_added(answered):
    state = answered(
        time_zone="UTC",
        statuses={"a": "attended"},
        columns={"sessions": {"start": "Start"}},
    )
    answers.answer(
        time_zone="Asia/Tokyo",
        statuses={"b": "no_show"},
        columns={"sessions": {"status": "State"}, "clients": {"client_id": "Ref"}},
    )
    now = state[answers.ENTRIES]

    assert now.time_zone == "Asia/Tokyo"
    assert now.statuses == {"a": "attended", "b": "no_show"}
    assert now.columns == {
        "sessions": {"start": "Start", "status": "State"},
        "clients": {"client_id": "Ref"},
    }


@pytest.mark.parametrize("invented", [True, False])
def test_answers_about_the_invented_sample_and_a_last_day_are_not_kept(
    invented, monkeypatch
):
    kept = Entries(time_zone="UTC", through=date(2026, 8, 31), invented=invented)
    monkeypatch.setattr(answers, "_written", lambda: kept)

    found = answers.kept()
    assert (found.time_zone, found.through) == (None if invented else "UTC", None)


FILES = [
    {
        "file": "a.csv",
        "table": "sessions",
        "read": 1200,
        "new": 0,
        "changed": 3,
        "unchanged": 1190,
        "set_aside": {"twice": 2, "a test": 4},
        "rejected": {"no date": 1},
        "unused": ["x", "y"],
        "rejections": [
            {
                "file": "a.csv",
                "line": 7,
                "column": "start",
                "reason": "no date",
                "value": "",
            }
        ],
    }
]


def test_every_row_is_accounted_for():
    files = accounting.files({"files": FILES})
    (row,) = files.to_dict("records")

    assert (row["set_aside"], row["rejected"], row["not_used"]) == (6, 1, "x, y")
    assert accounting.identity({"files": FILES}, "Last: ") == (
        "Last: 1,200 rows read = 0 new + 3 changed + 1,190 unchanged + 6 set aside + "
        "1 rejected"
    )
    assert accounting.identity({}) == "What the last import did is not on record"


def test_a_part_that_is_none_is_left_out_of_the_sum_unless_it_is_the_new():
    bare = {**FILES[0], "read": 1, "changed": 0, "unchanged": 1, "set_aside": {}}

    assert accounting.identity({"files": [{**bare, "rejected": {}}]}) == (
        "1 row read = 0 new + 1 unchanged"
    )


def test_rows_set_aside_are_listed_by_reason_and_those_rejected_without_empty_columns():
    aside = accounting.aside({"files": FILES})
    rejected = accounting.rejected({"files": FILES})

    assert aside["why"].tolist() == ["a test", "twice"]
    assert aside["rows"].tolist() == [4, 2]
    assert rejected.columns.tolist() == ["file", "line", "column", "why"]
    assert accounting.rejected({}).empty


@pytest.mark.parametrize(
    ("many", "rejections", "noticed"),
    [
        (1, "1 row could not be read and is in", "The import noticed 1 thing worth"),
        (
            1200,
            "1,200 rows could not be read and are in",
            "The import noticed 1,200 th",
        ),
    ],
)
def test_what_was_rejected_and_noticed_is_counted(many, rejections, noticed):
    rows = pd.DataFrame({"n": range(many)})

    assert accounting.rejections(rows).startswith(rejections)
    assert accounting.noticed(rows).startswith(noticed)
    assert accounting.noticed(rows.head(0)) == "The import noticed nothing unusual"


def change(**more):
    usual = {"earlier": "2026-07-31", "added": 1200, "changed": 3, "gone": 1}
    return SimpleNamespace(
        **{**usual, "statuses": [], "numbers": [], "rows": [], **more}
    )


def test_what_an_import_changed_is_counted():
    assert changes.headline(change(), "de-DE") == (
        "Since the data through 31 Jul 2026: 1,200 sessions added, 3 changed, 1 no "
        "longer in the newest export"
    )
    assert changes.headline(change(earlier=""), None) == changes.FIRST


def test_changes_are_listed_from_what_to_what():
    statuses = [{"before": "no_show", "after": None, "sessions": 2}]
    numbers = [
        {
            "measure": "attendance",
            "first_day": "2026-07-01",
            "before": None,
            "after": 0.8,
            "n_before": 0,
            "n_after": 1200,
        },
        {
            "measure": "active clients",
            "first_day": "",
            "before": 1200,
            "after": 1201,
        },
    ]
    told = changes.number_table(change(numbers=numbers))

    assert changes.status_table(change(statuses=statuses)).to_dict("records") == [
        {"before": "no show", "after": "—", "sessions": 2}
    ]
    assert told["measure"].tolist() == ["Attendance", "Active clients"]
    assert told["when"].tolist() == ["July 2026", "on the last day"]
    assert told["before"].tolist() == ["not known", "1,200"]
    assert told["after"].str.replace(words.STICKY, " ").tolist() == [
        "80.0% (n 1,200)",
        "1,201",
    ]


def test_sessions_that_are_gone_are_told_from_those_that_changed():
    rows = [
        {
            "counselor_id": "K-1",
            "start": "2026-07-01 10:00",
            "before": "late_cancelled",
            "after": after,
            "what": what,
        }
        for after, what in (("attended", "changed"), (None, "gone"))
    ]
    told = changes.row_table(change(rows=rows))

    assert told["what"].tolist() == ["changed", "no longer in the export"]
    assert told["after"].tolist() == ["attended", "—"]
    assert told["before"].tolist() == ["late cancelled"] * 2
    assert told["start"].dt.hour.tolist() == [10, 10]
    assert changes.row_table(change()).empty


FACTS = pd.Series(
    {
        "sessions": 1200,
        "clients": 1,
        "counselors": 2,
        "alliance_scores": 5,
        "outcome_scores": 0,
        "client_details": 0,
        "counselor_details": 0,
        "unknown_status": 0,
    }
)


def test_what_the_store_holds():
    tables = holds.tables_of(FACTS)

    assert holds.held(FACTS, "today") == (
        "1,200 sessions of 1 client with 2 counselors, until today"
    )
    assert tables["rows"].tolist() == [1200, 5, 0, 0, 0]
    assert tables["gives"].tolist()[1:3] == [
        "how clients rate the alliance, early and later",
        "not exported; would give whether clients get better",
    ]


@pytest.mark.parametrize(
    ("unknown", "said"),
    [
        (0, "Every status word was recognized"),
        (1, "1 session carries a status word nobody recognized"),
        (1200, "1,200 sessions carry a status word nobody recognized"),
    ],
)
def test_whether_every_status_word_was_understood(unknown, said):
    assert holds.words_read(pd.Series({"unknown_status": unknown})) == said


STATUS_WORDS = pd.DataFrame(
    {
        "word": ["show", "Odd*", "b", "c", "d", "e"],
        "status": ["attended", *["unknown"] * 5],
        "sessions": [900, 1, 2, 3, 4, 5],
    }
)


@pytest.mark.parametrize(
    ("rows", "explained", "said"),
    [
        (1, set(), ""),
        (2, {"odd"}, ""),
        (
            2,
            set(),
            "1 session carries a status word that nobody has explained yet: “Odd\\*”.",
        ),
        (
            4,
            set(),
            "6 sessions carry a status word that nobody has explained yet: “Odd\\*”, “b” and “c”.",
        ),
        (5, set(), "“Odd\\*”, “b”, “c” and 1 more word."),
        (
            6,
            {"b"},
            "13 sessions carry a status word that nobody has explained yet: “Odd\\*”, “c”, “d” and 1 more word.",
        ),
        (6, set(), "“b”, “c” and 2 more words."),
    ],
)
def test_words_that_wait_for_an_answer(rows, explained, said):
    told = holds.to_answer(STATUS_WORDS.head(rows), explained)

    assert said in told
    assert bool(told) is bool(said)


def test_remarks_of_a_file_follow_those_of_the_store_and_none_is_said_twice():
    stored = pd.DataFrame({"key": ["a"], "remark": ["A"], "rows": [3], "other": [1]})
    of_files = [{"key": "a", "remark": "A"}, {"key": "b", "remark": "B", "file": "x"}]
    told = remarks.together(stored, of_files)

    assert told["remark"].tolist() == ["A", "B"]
    assert told.columns.tolist() == ["key", "remark", "rows", "file"]


@pytest.mark.parametrize(("snapshot", "kept"), [("now", ["r"]), ("before", [])])
def test_remarks_are_those_of_the_snapshot_that_is_shown(snapshot, kept, monkeypatch):
    monkeypatch.setattr(remarks.data, "snapshot", lambda: "now")

    assert remarks._of_this({"snapshot": snapshot, "remarks": ["r"]}) == kept
    assert remarks._of_this({"remarks": ["r"]}) == []


@pytest.mark.parametrize(
    ("many", "said"),
    [
        (1, "1 row: odd"),
        (4_999, "4,999 rows: odd"),
        (5_000, "The newest 5,000 rows of 9,000: odd"),
    ],
)
def test_the_rows_behind_a_remark_are_counted(many, said):
    remark = pd.Series({"remark": "odd", "rows": 9_000})

    assert remarks.sentence(pd.DataFrame({"n": range(many)}), remark) == said


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("a" * 76 + ".csv", "a" * 76 + ".csv"),
        ("a" * 77 + ".csv", "a" * 76 + ".csv"),
        ("a" * 90 + ".longsuffix1", "a" * 70 + ".longsuffi"),
        ("con", "_con"),
        ("LPT1.csv", "_LPT1.csv"),
        ("console.csv", "console.csv"),
        ("com12.csv", "com12.csv"),
        ("_-.x", "x"),
        ("...", "file"),
        ("a  b.csv", "a_b.csv"),
        ("x\\y/z.csv", "z.csv"),
    ],
)
def test_names_are_plain_and_not_too_long(name, plain):
    assert staging.plain(name) == plain


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        (set(), "a.csv.gz"),
        ({"A.CSV.GZ"}, "a-2.csv.gz"),
        ({"a.csv.gz", "a-2.csv.gz"}, "a-3.csv.gz"),
    ],
)
def test_a_name_is_numbered_from_two_on(taken, name):
    assert staging.unused("a.csv.gz", taken) == name


def test_a_folder_is_left_for_an_hour(tmp_path, monkeypatch):
    (tmp_path / "upload-x").mkdir()
    begun = (tmp_path / "upload-x").stat().st_mtime
    there = []
    for seconds in (3599, 3600, 3601):
        monkeypatch.setattr(staging.time, "time", lambda s=seconds: begun + s)
        staging.sweep(tmp_path)
        there.append((tmp_path / "upload-x").exists())

    assert there == [True, True, False]
    assert time.time() > begun


@pytest.mark.parametrize(
    ("done", "shown"), [(-0.1, 0.0), (0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (1.5, 1.0)]
)
def test_an_import_is_between_nothing_and_all_done(done, shown):
    job = import_job.Job([], Path(), None, dry_run=True)
    job.at("Reading", done)

    assert (job.step, job.done) == ("Reading", shown)


@pytest.mark.parametrize(
    ("folder", "ended", "left"),
    [("/up/x", False, True), ("/up/x", True, False), ("/up/y", False, False)],
)
def test_only_an_import_on_its_way_keeps_a_folder(folder, ended, left):
    job = import_job.Job(
        [Path("/other/b.csv"), Path("/up/x/deep/a.csv")], Path(), None, dry_run=True
    )
    job.ended = ended
    import_job.latest["of this test"] = job
    kept = import_job.leave(Path(folder))
    del import_job.latest["of this test"]

    assert kept is left
    assert job.leftover == (Path(folder) if left else None)


REASONS = pd.DataFrame(
    {
        "reason": ["any", "missed", "waiting"],
        "clients": [1200, 900, 400],
        "closing": [7, 5, 2],
    }
)


@pytest.mark.parametrize(
    ("overall", "said"),
    [
        (REASONS, "1,200 clients need a call; for 7 of them the window closes within"),
        (
            REASONS.assign(clients=1, closing=1),
            "1 client needs a call; for 1 of them the window closes within a week",
        ),
        (REASONS.tail(2), "Nobody is on the call list for these reasons"),
        (REASONS.assign(clients=0), "Nobody is on the call list for these reasons"),
    ],
)
def test_how_many_need_a_call(overall, said):
    assert call_words.headline(overall).startswith(said)


def test_the_most_frequent_reason_and_the_spread_over_counselors_are_said():
    people = pd.DataFrame({"clients": [1200, 4]})

    assert call_words.by_reason(REASONS) == (
        "Most are there because they missed the last appointment (900 clients)"
    )
    assert call_words.by_reason(REASONS.head(1)) == "No reason applies to anybody"
    assert call_words.by_counselor(people) == (
        "2 counselors have clients to call, 4 to 1,200 each"
    )
    assert call_words.by_counselor(people.tail(1)) == (
        "1 counselor has clients to call, 4 to 4 each"
    )
    assert call_words.by_counselor(people.head(0)) == (
        "No counselor has a client on the list"
    )


PAST = pd.DataFrame(
    {
        "reason": ["any", "none"],
        "label": ["any of these", "not listed"],
        "rate": [0.404, 0.606],
        "low": 0.3,
        "high": 0.5,
        "clients": [1200, 1],
        "came_back": [1100, 0],
        "first_date": pd.to_datetime(["2026-02-01", "2026-01-04"]),
        "last_date": pd.to_datetime(["2026-07-05", "2026-06-07"]),
    }
)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            PAST,
            "40% of clients who would have been listed came back in time (30.0–50.0, n 1,200), 61% of the others",
        ),
        (
            PAST.head(1),
            "40% of clients who would have been listed came back in time (30.0–50.0, n 1,200)",
        ),
        (
            PAST.tail(1),
            "No past date is known well enough to tell how the list would have done",
        ),
    ],
)
def test_how_the_list_would_have_done(rows, said):
    assert call_words.worked(rows).replace(words.STICKY, " ") == said


def test_the_past_is_drawn_by_reason_and_runs_from_its_first_day_to_its_last():
    drawn = call_words.drawn(PAST)

    assert drawn["counselor_id"].tolist() == ["any", "none"]
    assert drawn["counselor"].tolist() == ["any of these", "not listed"]
    assert drawn["note"].tolist() == ["1,100 of 1,200 clients", "0 of 1 client"]
    assert not drawn["provisional"].any()
    assert "from Jan 4, 2026 to Jul 5, 2026, knowing" in call_words.past(PAST)


def test_a_reason_leads_to_those_listed_for_it_now_or_then():
    now, then = call_rows.clients_of_reason(), call_rows.clients_of_the_past()

    assert now.narrow(CHOSEN, "missed").reasons == ("missed",)
    assert then.narrow(CHOSEN, "missed").value == "missed"
    assert then.whole(CHOSEN).value == "any"
    assert now.named("missed").startswith("missed the last appointment")
    assert then.named("any") == "any of these reasons"
    assert then.named("none") == "no reason: not listed"


def test_a_report_says_what_was_done(monkeypatch):
    report = SimpleNamespace(
        published=True, data_through="2026-08-31", as_dict=lambda: {"files": FILES}
    )
    known = SimpleNamespace(published=False, as_dict=lambda: {"files": FILES})
    monkeypatch.setattr(ingest, "Report", SimpleNamespace)

    assert accounting.done(report, None).startswith("Published. 1,200 rows read = 0 n")
    assert accounting.done(report, None).endswith("data through Aug 31, 2026.")
    assert accounting.done(known, None).startswith("Everything in these files was kn")
    assert accounting.would(report).startswith("Nothing changed. An import would do")


@pytest.mark.parametrize(("saved", "kind"), [(True, "success"), (False, "error")])
def test_whether_settings_were_kept_is_said(saved, kind, monkeypatch):
    said = []
    stub = SimpleNamespace(
        success=lambda text: said.append(("success", text)),
        error=lambda text: said.append(("error", text)),
    )
    monkeypatch.setattr(settings, "st", stub)
    settings.say(saved)

    assert said == [(kind, settings.SAVED if saved else settings.NOT_SAVED)]
