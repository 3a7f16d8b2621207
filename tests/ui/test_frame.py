"""What every page begins with, and the sentences that end one."""

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from queries import Filters
from store.errors import StoreError
from store.pointer import Snapshot
from ui import data
from ui.figures import glossary
from ui.page import earlier, filters, frame, gate

FIRST, LAST = date(2025, 1, 1), date(2026, 8, 31)
CHOSEN = Filters(start=date(2026, 8, 1), end=LAST, scope=None)


def test_whoever_reaches_the_machine_sees_everyone():
    assert gate.scope() is None


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Attendance", "Aug 1, 2026 – Aug 31, 2026, against the 31 days before · data"),
        ("Caseload", "data through Aug 31, 2026 · snapshot 01234567"),
        ("Calls", "data through"),
        ("Data", "data through"),
    ],
)
def test_a_page_says_which_days_it_is_about_unless_it_is_about_the_last(
    title, said, monkeypatch
):
    monkeypatch.setattr(frame.data, "snapshot", lambda: "0123456789abcdef")
    told = frame._looking_at(title, CHOSEN, FIRST, LAST)

    assert told.startswith(said)
    assert told.endswith("data through Aug 31, 2026 · snapshot 01234567")


@pytest.mark.parametrize(
    ("table", "article"), [("alliance", "an"), ("outcomes", "an"), ("clients", "a")]
)
def test_a_missing_table_is_named(table, article, monkeypatch):
    said = []
    stub = SimpleNamespace(info=said.append, stop=lambda: None)
    monkeypatch.setattr(frame, "st", stub)
    frame.missing(table, "more")

    assert said[0].startswith(
        f"This page needs {article} {table} export, which would show more."
    )


@pytest.mark.parametrize(("asked", "shown"), [("b", "b"), ("gone", "a"), (None, "a")])
def test_what_is_not_among_the_ways_to_look_is_the_first(asked, shown, monkeypatch):
    stub = SimpleNamespace(segmented_control=lambda *_, **__: asked)
    monkeypatch.setattr(frame, "st", stub)

    assert frame.choose("by", ["a", "b"]) == shown


def test_people_of_one_name_are_told_apart_within_their_list_alone():
    choices = pd.DataFrame(
        [
            ("counselor", "K-1", "Ann"),
            ("counselor", "K-2", "Ann"),
            ("counselor", "K-3", "Bo\u200b"),
            ("supervisor", "Ann", "Ann"),
        ],
        columns=["dimension", "value", "label"],
    )
    labels = filters._labels(choices)

    assert labels["counselor"] == {"K-1": "Ann K-1", "K-2": "Ann K-2", "K-3": "Bo"}
    assert labels["supervisor"] == {"Ann": "Ann"}
    assert labels["site"] == {}


@pytest.mark.parametrize(
    ("labels", "picked", "chosen"),
    [
        ({"a": "A"}, ["a"], None),
        ({}, [], None),
        ({"a": "A", "b": "B", "c": "C"}, [], None),
        ({"a": "A", "b": "B", "c": "C"}, ["c", "a"], ("a", "c")),
        ({"a": "A", "b": "B"}, ["gone"], None),
        ({"a": "A", "b": "B"}, ["gone", "b"], ("b",)),
    ],
)
def test_a_choice_is_sorted_and_known_and_none_is_everything(
    labels, picked, chosen, monkeypatch
):
    monkeypatch.setattr(
        filters, "st", SimpleNamespace(multiselect=lambda *_, **__: picked)
    )

    assert filters._chosen(filters.CHOICES["sites"], labels) == chosen


@pytest.mark.parametrize("field", filters.CHOICES)
def test_people_stay_out_of_the_address_and_places_may_stand_in_it(field):
    kept = filters.CHOICES[field].keeping

    assert ("bind" in kept) is (field in {"sites", "programs", "services"})
    assert ("persist_state" in kept) is (field in {"supervisors", "counselors"})


@pytest.mark.parametrize(
    ("preset", "days", "period"),
    [
        ("Last 3 months", None, (date(2026, 6, 1), LAST)),
        ("All", None, (FIRST, LAST)),
        ("Custom", (date(2026, 2, 1), date(2026, 2, 9)), None),
        ("Custom", (date(2026, 2, 1),), (date(2025, 9, 1), LAST)),
        ("Custom", date(2026, 2, 1), (date(2025, 9, 1), LAST)),
    ],
)
def test_a_period_half_chosen_is_the_usual_one(preset, days, period, monkeypatch):
    stub = SimpleNamespace(
        selectbox=lambda *_, **__: preset, date_input=lambda *_, **__: days
    )
    monkeypatch.setattr(filters, "st", stub)

    assert filters._period(FIRST, LAST) == (period or days)


@pytest.mark.parametrize(("asked", "window"), [(30, 30), (61, 60), (None, 60)])
def test_a_window_that_is_not_offered_is_the_usual_one(asked, window, monkeypatch):
    stub = SimpleNamespace(
        selectbox=lambda *_, **__: "All", segmented_control=lambda *_, **__: asked
    )
    monkeypatch.setattr(filters, "st", stub)
    nobody = pd.DataFrame(columns=["dimension", "value", "label"])
    drawn = filters.draw(FIRST, LAST, nobody, ("K-1",))

    assert drawn == Filters(start=FIRST, end=LAST, window=window, scope=("K-1",))


def kept(published_at, *, current):
    return Snapshot(
        id=published_at,
        published_at=published_at,
        data_through="" if current else "2026-08-31",
        sessions=7,
        current=current,
    )


def test_kept_snapshots_are_listed_with_their_moments_and_their_standing():
    rows = earlier.table(
        [kept("2026-09-01T10:00:00Z", current=True), kept("", current=False)]
    )

    assert rows["standing"].tolist() == ["current", "earlier"]
    assert rows["published_at"].notna().tolist() == [True, False]
    assert rows["published_at"][0] == pd.Timestamp("2026-09-01 10:00", tz="UTC")
    assert rows["data_through"].notna().tolist() == [False, True]
    assert rows["data_through"].dt.tz is None


@pytest.mark.parametrize(
    ("many", "said"),
    [(1, "Only the current data is kept so far"), (2, "2 snapshots of the data are")],
)
def test_how_many_snapshots_are_kept(many, said):
    assert earlier.headline([kept("", current=True)] * many).startswith(said)


@pytest.mark.parametrize(
    ("restored", "kind", "said"),
    [
        (None, None, None),
        ("", "success", "Restored: every page now shows this snapshot."),
        ("It is gone.", "warning", r"Nothing changed. It is gone\."),
    ],
)
def test_what_came_of_restoring_is_said_once(restored, kind, said, monkeypatch):
    told = []
    state = {} if restored is None else {earlier.RESTORED: restored}
    stub = SimpleNamespace(
        session_state=state,
        warning=lambda sentence: told.append(("warning", sentence)),
        success=lambda sentence: told.append(("success", sentence)),
    )
    monkeypatch.setattr(earlier, "st", stub)
    earlier.say_restored()
    earlier.say_restored()

    assert told == ([(kind, said)] if kind else [])


def test_a_snapshot_looked_at_is_let_go_where_it_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(earlier, "st", SimpleNamespace(session_state={}))
    before = earlier.looked_at(tmp_path)
    (tmp_path / "abc.duckdb").touch()
    earlier.look_at("abc")
    there = earlier.looked_at(tmp_path)
    (tmp_path / "abc.duckdb").unlink()
    gone = earlier.looked_at(tmp_path)

    assert (before, there, gone) == (None, "abc", None)
    assert earlier.st.session_state == {}


def test_a_snapshot_is_known_by_its_first_eight_letters():
    assert data.short("0123456789abcdef") == "01234567"


def test_counts_are_summed_and_names_left_out():
    counts = pd.DataFrame({"who": ["a", "b"], "clients": [3, 4], "left": [1, 0]})

    assert data.total(counts).to_dict("records") == [{"clients": 7, "left": 1}]


def test_a_warning_is_said_once_a_page(monkeypatch):
    said = []
    stub = SimpleNamespace(session_state={}, warning=said.append)
    monkeypatch.setattr(data, "st", stub)
    for sentence in ("a*", "b", "a*"):
        data.warn_once(sentence)

    assert said == [r"a\*", "b"]


def test_the_definition_of_a_measure_is_its_own_paragraph_alone():
    text = glossary.definition("attendance_overall")

    assert text
    assert "###" not in text
    assert glossary.definition("no_such") == "This measure is not described yet."


@pytest.mark.parametrize(
    ("printed", "layout", "menu", "logos"),
    [(True, "centered", "collapsed", 0), (False, "wide", "auto", 1)],
)
def test_a_page_to_be_printed_is_as_wide_as_paper_and_has_no_menu(
    printed, layout, menu, logos, monkeypatch
):
    opened, logo = {}, []
    place = SimpleNamespace(title=lambda *_, **__: None)
    stub = SimpleNamespace(
        set_page_config=lambda **how: opened.update(how),
        logo=lambda file, **_: logo.append(file),
        container=lambda **_: place,
        sidebar=nullcontext(),
    )
    monkeypatch.setattr(frame, "st", stub)
    monkeypatch.setattr(frame, "_menu", lambda: None)
    frame._opening("Calls", printed=printed)

    assert (opened["layout"], opened["initial_sidebar_state"]) == (layout, menu)
    assert opened["page_title"] == "Calls - Rapport"
    assert len(logo) == logos
    assert all(Path(file).exists() for file in [opened["page_icon"], *logo])


@pytest.mark.parametrize("looking", [True, False])
def test_an_earlier_snapshot_is_told_of_on_every_page(looking, monkeypatch):
    said = []
    stub = SimpleNamespace(
        session_state={earlier.LOOKED_AT: "abc"} if looking else {},
        context=SimpleNamespace(locale=None),
        warning=lambda sentence, **_: said.append(sentence),
        button=lambda label, **_: said.append(label),
    )
    monkeypatch.setattr(earlier, "st", stub)
    earlier.banner(LAST)

    assert len(said) == (2 if looking else 0)
    assert all("Aug 31, 2026" in one for one in said[:1])


@pytest.mark.parametrize("refused", [True, False])
def test_restoring_turns_back_to_the_current_or_says_why_not(
    refused, monkeypatch, tmp_path
):
    asked = []

    def restoring(store, snapshot):
        asked.append((store, snapshot))
        if refused:
            raise StoreError("It is gone.")

    state = {earlier.LOOKED_AT: "abc"}
    monkeypatch.setattr(earlier, "st", SimpleNamespace(session_state=state))
    monkeypatch.setattr(earlier.snapshots, "restore", restoring)
    earlier.restore(tmp_path, "abc")

    assert asked == [(tmp_path, "abc")]
    assert state[earlier.RESTORED] == ("It is gone." if refused else "")
    assert (earlier.LOOKED_AT in state) is refused
