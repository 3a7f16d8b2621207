"""Many rows set aside for one reason are a question, with lines to look at."""

from datetime import date

import pytest

import ingest
from ingest import __main__ as terminal
from ingest.merge import identity, merging, questions
from tests.ingest.importing import HEADER, written


@pytest.fixture(autouse=True)
def asking(monkeypatch):
    monkeypatch.setattr(questions, "MANY", 20)
    monkeypatch.setattr(questions, "SHARE", 0.01)


def export(folder, rows, twice):
    lines = [
        f"{n},c{n % 50},ruth,2026-01-{1 + n % 28:02} 09:00,attended"
        for n in range(rows)
    ]
    return written(folder, "\n".join([HEADER, *lines, *lines[:twice]]) + "\n")


@pytest.mark.parametrize(
    ("rows", "twice", "asks"),
    [
        (198, 2, False),
        (197, 2, True),
        (2080, 20, False),
        (3000, 21, True),
        (50, 1, True),
    ],
)
def test_more_than_twenty_rows_or_one_percent_is_asked(tmp_path, rows, twice, asks):
    file = export(tmp_path, rows, twice)
    if not asks:
        assert ingest.publish([file], tmp_path / "store").published
        return
    with pytest.raises(ingest.Unanswered) as question:
        ingest.publish([file], tmp_path / "store")
    (one,) = question.value.report.questions

    assert one["option"] == "exported-twice"
    assert one["rows"] == twice
    assert f"{twice} of {rows + twice:,} rows would be set aside" in str(question.value)
    assert len(one["examples"]) == min(twice, 5)
    assert all(line["file"] == "sessions.csv" for line in one["examples"])
    assert not (tmp_path / "store" / "current.json").exists()


def test_a_dry_run_asks_too_and_accepting_publishes(tmp_path):
    file, store = export(tmp_path, 50, 3), tmp_path / "store"
    tried = ingest.publish([file], store, dry_run=True)
    report = ingest.publish([file], store, accept=["exported-twice"])

    assert [one["option"] for one in tried.questions] == ["exported-twice"]
    assert report.published
    assert report.questions == []


def test_the_terminal_asks_the_same_and_says_what_to_give(tmp_path, capsys):
    file, store = export(tmp_path, 50, 3), tmp_path / "store"
    asked = terminal.main([str(file), "--store", str(store)])
    said = capsys.readouterr().err
    accepted = terminal.main(
        [str(file), "--store", str(store), "--accept", "exported-twice"]
    )

    assert asked == terminal.REFUSED
    assert "--accept exported-twice" in said
    assert "sessions.csv, lines 52, 53, 54" in said
    assert accepted == terminal.PUBLISHED


def test_every_reason_can_be_accepted():
    reasons = {identity.AGAIN, identity.OTHER, identity.OLDER, identity.LEFT}
    reasons |= {identity.RIVAL}

    assert set(questions.OPTIONS) == reasons | {merging.CLASH, merging.OLDER}
    assert len(set(questions.OPTIONS.values())) == len(questions.OPTIONS)


def test_one_session_long_after_all_others_is_asked_about(tmp_path, monkeypatch):
    monkeypatch.setattr(questions, "ASKS_LAST_DAY", True)
    rows = "".join(f"{n},c{n},ruth,2026-01-{n + 10},attended\n" for n in range(4))
    file = written(tmp_path, f"{HEADER}\n{rows}5,c1,ruth,2026-10-14,no show\n")
    with pytest.raises(ingest.Unanswered) as question:
        ingest.publish([file], tmp_path / "store")
    report = ingest.publish([file], tmp_path / "store", through=date(2026, 1, 13))

    assert "274 days after all others" in str(question.value)
    assert "--through 2026-01-13 or --through 2026-10-14" in str(question.value)
    assert report.data_through == "2026-01-13"
    assert any(one["key"] == "future_attended" for one in report.remarks)


ZONES = {
    "Z": "2026-01-05T15:00:00Z",
    "an offset": "2026-01-05 09:00:00 -06:00",
    "GMT": "2026-01-05 15:00 GMT",
}


@pytest.mark.parametrize("written_as", ZONES)
def test_times_with_a_zone_ask_for_that_of_the_clinic(
    tmp_path, monkeypatch, written_as
):
    monkeypatch.setattr(questions, "ASKS_ZONE", True)
    file = written(tmp_path, f"{HEADER}\n1,ann,ruth,{ZONES[written_as]},attended\n")
    rules = written(tmp_path, 'time_zone = "America/Chicago"', "rules.toml")
    with pytest.raises(ingest.Unanswered) as asked:
        ingest.publish([file], tmp_path / "store")
    in_utc = ingest.publish([file], tmp_path / "one", accept=["times-in-utc"])
    named = ingest.publish([file], tmp_path / "other", mapping=rules)

    assert "sessions.csv, column 'start': the times are written in a zone" in str(
        asked.value
    )
    assert "--accept times-in-utc" in str(asked.value)
    assert (in_utc.questions, named.questions) == ([], [])


@pytest.mark.parametrize("start", ["2026-01-05 09:00", "2026-01-05"])
def test_times_on_the_wall_ask_for_no_zone(tmp_path, monkeypatch, start):
    monkeypatch.setattr(questions, "ASKS_ZONE", True)
    file = written(tmp_path, f"{HEADER}\n1,ann,ruth,{start},attended\n")

    assert ingest.publish([file], tmp_path / "store").published
