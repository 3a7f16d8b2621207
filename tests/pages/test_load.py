"""An export is dropped, looked at, asked about, tried and published on the Data page."""

import pytest

import queries
from pages.data_parts import import_job
from tests.pages.test_every_page import ONE, complaints
from tests.pages.uploading import (
    PAGE,
    drop,
    enabled,
    headers,
    imported,
    press,
    sessions,
)

UNKNOWN = sessions(
    "2,bob,omar,2026-01-06 10:00,gone fishing", "3,cat,omar,2026-01-07 10:00,attended"
)
DONE = "2,bob,omar,2026-01-06 10:00,attended"
EITHER = sessions("2,bob,omar,03/02/2026,attended", "3,cat,omar,05/02/2026,attended")
OWN = b"Wer;Bei wem;Wann;Was\nbob;omar;2026-01-06;attended\n"


@pytest.fixture
def store(publish):
    return publish(sessions=ONE)


def held(store, everything):
    opened = queries.open_store(store)
    rows = queries.answer(opened, "attendance_sessions", everything)
    opened.close()
    return dict(zip(rows["session_id"], rows["status"], strict=True))


def answer_clinic(visitor):
    """Give the answers that every first import asks for."""
    return press(visitor, "Use these answers")


def test_a_dropped_file_is_described_at_once(visit, store):
    visitor = drop(visit(store, PAGE), **{"jan.csv": UNKNOWN})
    table = visitor.dataframe[0].value

    assert complaints(visitor) == []
    assert "1 file with 2 rows, Jan 6, 2026" in headers(visitor)[2]
    assert table["file"].tolist() == ["jan.csv"]
    assert table["recognized_as"].tolist() == ["our own layout: sessions"]
    assert visitor.dataframe[2].value["status"].tolist() == ["gone fishing", "attended"]


def test_an_unknown_word_is_asked_for_and_remembered(visit, store, everything):
    visitor = drop(visit(store, PAGE), **{"jan.csv": UNKNOWN})
    (word,) = (box for box in visitor.selectbox if "gone fishing" in box.label)
    asked = enabled(visitor, "Publish")
    word.set_value("no_show")
    imported(answer_clinic(visitor), store)
    again = drop(visit(store, PAGE), **{"jan.csv": UNKNOWN})

    assert "1 session" in word.label
    assert not asked
    assert held(store, everything)["2"] == "no_show"
    assert 'gone fishing" = "no_show"' in (store / "mapping.toml").read_text("utf-8")
    assert enabled(again, "Publish")


def test_a_date_order_is_asked_for(visit, store, everything):
    visitor = drop(visit(store, PAGE), **{"jan.csv": EITHER})
    asked = visitor.radio[0]
    asked.set_value("month-day-year")
    imported(answer_clinic(visitor), store)
    opened = queries.open_store(store)
    rows = queries.answer(opened, "attendance_sessions", everything)
    opened.close()

    assert "jan\\.csv write day and month" in asked.label
    assert rows["start"].dt.month.tolist() == [5, 3, 1]


def test_unknown_columns_are_named(visit, store, everything):
    visitor = drop(visit(store, PAGE), **{"own.csv": OWN})
    named = {"Client": "Wer", "Counselor": "Bei wem", "Start": "Wann", "Status": "Was"}
    for ours, theirs in named.items():
        (box,) = (b for b in visitor.selectbox if b.label.split(":")[0] == ours)
        box.set_value(theirs)
    imported(answer_clinic(press(visitor, "Use these columns")), store)

    assert len(held(store, everything)) == 2


def test_a_dry_run_says_what_would_happen_and_changes_nothing(visit, store, everything):
    before = queries.current(store)
    visitor = drop(visit(store, PAGE), **{"jan.csv": UNKNOWN})
    (word,) = (box for box in visitor.selectbox if "gone fishing" in box.label)
    word.set_value("unknown")
    tried = imported(answer_clinic(visitor), store, "Try it: nothing changes")

    assert "Nothing changed. An import would do this: 2 rows read = 2 new" in headers(
        tried
    )
    assert queries.current(store) == before
    assert not (store / "mapping.toml").exists()
    assert len(held(imported(tried, store) and store, everything)) == 3


def test_what_a_dry_run_said_goes_when_the_files_change(visit, store):
    visitor = drop(visit(store, PAGE), **{"jan.csv": sessions(DONE)})
    tried = imported(answer_clinic(visitor), store, "Try it: nothing changes")
    said = headers(tried)[1]
    drop(visitor, **{"feb.csv": sessions(DONE.replace("2,", "9,"))})

    assert said.startswith("Nothing changed.")
    assert not any("Nothing changed" in header for header in headers(visitor))
    assert visitor.dataframe[0].value["file"].tolist() == ["feb.csv"]


def test_a_published_import_empties_the_page_and_its_folder(visit, store):
    visitor = drop(
        visit(store, PAGE), **{"jan.csv": UNKNOWN.replace(b"gone fishing", b"DNA")}
    )
    (kept,) = store.glob("upload-*/*.csv")
    modes = [place.stat().st_mode & 0o777 for place in (kept, kept.parent)]
    imported(answer_clinic(visitor), store)

    assert modes == [0o600, 0o700]
    assert visitor.success
    assert headers(visitor)[0].startswith("3 sessions")
    assert not list(store.glob("upload-*/*.csv"))
    assert [b.label for b in visitor.button if b.label == "Publish"] == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("page.csv", b"<html><body>Please log in</body></html>", "web page"),
        ("empty.csv", b"", "empty"),
        ("../../../etc/evil.csv", b"%PDF-1.7 x", "PDF"),
    ],
)
def test_a_refused_file_is_a_sentence(visit, store, name, content, said):
    visitor = drop(visit(store, PAGE), **{name: content})

    assert complaints(visitor) == []
    assert any(said in warning.value for warning in visitor.warning)
    assert not enabled(visitor, "Publish")


def test_a_folder_on_this_machine_is_imported_whole(visit, store, tmp_path, everything):
    folder = tmp_path / "export"
    folder.mkdir()
    for number, day in ((2, 6), (3, 7)):
        row = f"{number},bob,omar,2026-01-0{day} 10:00,attended"
        (folder / f"{number}.csv").write_bytes(sessions(row))
    visitor = visit(store, PAGE)
    visitor.text_input[0].set_value(str(folder)).run()
    imported(answer_clinic(visitor), store)

    assert len(held(store, everything)) == 3
    assert len(list(folder.iterdir())) == 2


def test_what_cannot_be_read_can_be_left_out(visit, store, tmp_path, everything):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "sessions.csv").write_bytes(sessions(DONE))
    (folder / "login.csv").write_bytes(b"<html><body>Please log in</body></html>")
    visitor = visit(store, PAGE)
    visitor.text_input[0].set_value(str(folder)).run()
    answer_clinic(visitor)
    before = enabled(visitor, "Publish")
    visitor.checkbox(key="leave_out").check().run()
    imported(visitor, store)

    assert not before
    assert len(held(store, everything)) == 2


def test_a_place_that_does_not_exist_is_a_sentence(visit, store):
    visitor = visit(store, PAGE)
    visitor.text_input[0].set_value("/no/such/place").run()

    assert "no file or folder" in visitor.warning[0].value


def test_another_visitor_waits_for_an_import_that_runs(visit, store):
    job = import_job.Job([store / "none.csv"], store, None, dry_run=False)
    import_job.latest[str(store)] = job
    visitor = visit(store, PAGE)
    said = headers(visitor)[1]
    job.ended = True
    visitor.run()

    assert said.startswith(f"An import is running since {job.started:%H:%M}")
    assert complaints(visitor) == []
    assert not visitor.file_uploader[0].proto.disabled
