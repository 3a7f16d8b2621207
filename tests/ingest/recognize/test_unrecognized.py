"""A file with columns of its own says which, so that they can be named."""

import pytest

import ingest

HEADINGS = ["Wer", "Bei wem", "Wann", "Was wurde daraus"]


def test_the_headings_of_an_unknown_table_are_offered(tmp_path):
    file = tmp_path / "besuche.csv"
    lines = ["Praxis am Fluss", ";".join(HEADINGS), "a;ruth;10.01.2026;attended"]
    file.write_text("\n".join(lines), encoding="utf-8")
    (one,) = ingest.inspect([file], tmp_path / "store")

    assert (one.question, one.unused) == ("columns", HEADINGS)
    assert "besuche.csv" in one.refusal


def test_of_a_table_that_has_nothing_of_ours_nothing_is_said_to_be_missing(tmp_path):
    file = tmp_path / "besuche.csv"
    file.write_text(f"{';'.join(HEADINGS)}\na;ruth;10.01.2026;attended\n")
    (one,) = ingest.inspect([file], tmp_path / "store")

    assert one.refusal == (
        "besuche.csv: no table of ours was recognized in its first lines (of up to 4"
        " columns). Sessions need a client, a counselor, a start and a status column;"
        " name them in a mapping file."
    )


def test_named_columns_are_read(tmp_path):
    file, rules = tmp_path / "besuche.csv", tmp_path / "clinic.toml"
    row = "a;ruth;2026-01-10;attended"
    file.write_text(f"{';'.join(HEADINGS)}\n{row}\n", encoding="utf-8")
    ours = ["client_id", "counselor_id", "start", "status"]
    named = [f'{a} = "{b}"' for a, b in zip(ours, HEADINGS, strict=True)]
    rules.write_text("\n".join(["[columns.sessions]", *named]), encoding="utf-8")
    (one,) = ingest.inspect([file], tmp_path / "store", mapping=rules)

    assert (one.question, one.table, one.rows) == (None, "sessions", 1)


def test_an_export_that_lacks_a_column_it_needs_is_not_recognized(tmp_path):
    file = tmp_path / "IDS607.csv"
    file.write_text(
        "UniqueID_IDS607,Unique_CareContactID,CodedAssToolType,PersScore\n"
        "1,K1,720433000,14\n"
    )

    with pytest.raises(ingest.Refused, match="no table of ours was recognized"):
        ingest.publish([file], tmp_path / "store")
