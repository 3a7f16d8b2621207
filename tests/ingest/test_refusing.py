"""What is refused, with which sentence; nothing is published then."""

import pytest

import ingest
import queries
from ingest.__main__ import main

HEADER = "session_id,client_id,counselor_id,start,status\n"
ROW = "1,ann,ruth,2026-01-10,attended\n"


def refused(tmp_path, content, name="sessions.csv", **keywords):
    """Return the sentence with which a file of this content is refused."""
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ingest.Refused) as refusal:
        ingest.publish([file], tmp_path / "store", **keywords)
    assert queries.current(tmp_path / "store") is None
    assert not list((tmp_path / "store").glob("*.duckdb"))
    assert not list((tmp_path / "store").glob("work-*"))
    assert name in str(refusal.value) or "No sessions" in str(refusal.value)
    return str(refusal.value)


def test_an_empty_file(tmp_path):
    assert "empty" in refused(tmp_path, "")


def test_a_header_alone(tmp_path):
    assert "No sessions" in refused(tmp_path, HEADER)


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (1, "No sessions: 0.csv holds no row"),
        (3, "No sessions: 0.csv, 1.csv, 2.csv hold no row"),
        (4, "No sessions: 0.csv, 1.csv, 2.csv and others hold no row"),
    ],
)
def test_three_files_are_named_and_of_more_there_are_others(tmp_path, number, named):
    files = [tmp_path / f"{place}.csv" for place in range(number)]
    for file in files:
        file.write_text(HEADER, encoding="utf-8")

    with pytest.raises(ingest.Refused, match=named):
        ingest.publish(files, tmp_path / "store")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04", "damaged"),
        (b"\x1f\x8b\x08", "damaged"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"<!doctype html><title>Sign in</title>", "web page"),
        (b"\xd0\xcf\x11\xe0", "damaged"),
        (HEADER.encode() + b"1,an\0n,ruth,2026-01-10,attended\n", "binary"),
    ],
)
def test_what_is_no_table_of_text(tmp_path, content, what):
    assert what in refused(tmp_path, content)


def test_a_table_that_is_not_ours(tmp_path):
    sentence = refused(tmp_path, "color,size\nred,4\n", name="shirts.csv")

    assert "a start and a status" in sentence


def test_the_same_heading_twice(tmp_path):
    sentence = refused(tmp_path, "client,counselor,start,status,Status\n")

    assert "twice" in sentence


def test_a_quotation_mark_never_closed(tmp_path):
    sentence = refused(tmp_path, HEADER + '1,"ann,ruth,2026-01-10,attended\n' + ROW)

    assert "line 2" in sentence
    assert "ann" not in sentence


def test_more_than_five_in_a_hundred_rows_unreadable(tmp_path):
    sentence = refused(tmp_path, HEADER + ROW + "2,secret,ruth,sometime,attended\n")

    assert "line 3" in sentence
    assert "start" in sentence
    assert "secret" not in sentence


def test_dates_that_can_be_read_both_ways(tmp_path):
    sentence = refused(tmp_path, HEADER + "1,ann,ruth,01/02/2026,attended\n")

    assert "date_order" in sentence


def test_a_mapping_that_means_nothing(tmp_path):
    rules = tmp_path / "clinic.toml"
    file = tmp_path / "sessions.csv"
    file.write_text(HEADER + ROW)
    for text, named in (
        ("colour = 1", "colour"),
        ("[statuses]\nShow = 'here'", "here"),
        ("[columns.meetings]\nstart = 'a'", "meetings"),
        ("[columns.sessions]\nbegin = 'a'", "begin"),
        ("time_zone = 'Mars/Olympus'", "time_zone"),
        ("date_order = 'american'", "date_order"),
        ("decimal = '!'", "decimal"),
        ("= broken", "clinic.toml"),
    ):
        rules.write_text(text)
        with pytest.raises(ingest.Refused, match=named):
            ingest.publish([file], tmp_path / "store", mapping=rules)


def test_invented_data_is_not_mixed_into_a_clinics_own(tmp_path):
    file = tmp_path / "sessions.csv"
    file.write_text(HEADER + ROW)
    rules = tmp_path / "invented.toml"
    rules.write_text("invented = true")
    own = ingest.publish([file], tmp_path / "store").snapshot

    with pytest.raises(ingest.Refused, match="invented"):
        ingest.publish([file], tmp_path / "store", mapping=rules)
    assert queries.current(tmp_path / "store") == own


def test_a_clinics_own_import_replaces_invented_data(tmp_path):
    file = tmp_path / "sessions.csv"
    rules = tmp_path / "invented.toml"
    rules.write_text("invented = true")
    file.write_text(HEADER + "9,zoe,ruth,2026-01-10,attended\n")
    ingest.publish([file], tmp_path / "store", mapping=rules)
    file.write_text(HEADER + ROW)

    (own,) = ingest.publish([file], tmp_path / "store").files

    assert (own.read, own.new) == (1, 1)


def test_exit_codes(tmp_path, capsys):
    file = tmp_path / "sessions.csv"
    file.write_text(HEADER + ROW)
    store = ["--store", str(tmp_path / "store")]

    assert main([str(file), "--dry-run", *store]) == 0
    assert queries.current(tmp_path / "store") is None
    assert main([str(file), *store]) == 0
    assert "1 rows read = 1 new" in capsys.readouterr().out
    assert main([str(tmp_path / "none.csv"), *store]) == 1
    assert "none.csv" in capsys.readouterr().err
    with pytest.raises(SystemExit) as usage:
        main(["--colour"])
    assert usage.value.code == 2
