"""The same table in many dialects is one snapshot."""

import pytest

import ingest
from ingest.refusals import Refused
from tests.ingest.importing import found, written

TABLE = [
    ["session_id", "client_id", "counselor_id", "start", "status"],
    ["1", "Zoë", "Müller", "2026-01-10 09:00", "attended"],
    ["2", "bob", "Müller", "2026-01-11 09:00", "no_show"],
]


def text(separator=",", end="\n"):
    return end.join(separator.join(row) for row in TABLE) + end


DIALECTS = {
    "utf-8": text().encode(),
    "byte order mark": text().encode("utf-8-sig"),
    "windows-1252": text().encode("cp1252"),
    "utf-16": text().encode("utf-16"),
    "semicolon": text(";").encode(),
    "tab": text("\t").encode(),
    "bar": text("|").encode(),
    "windows line ends": text(end="\r\n").encode(),
    "old line ends": text(end="\r").encode(),
    "mixed line ends": text().replace("\n", "\r\n", 1).encode(),
    "decomposed letters": text().replace("ë", "e\u0308").encode(),
    "title above": ("Sessions of the clinic\n\n" + text()).encode(),
    "other headings": text()
    .replace("client_id", "Patient ID")
    .replace("counselor_id", "Clinician")
    .encode(),
    "columns turned": "\n".join(",".join(reversed(row)) for row in TABLE).encode(),
    "a further column": "\n".join(",".join([*row, "x"]) for row in TABLE).encode(),
    "rows turned": "\n".join(
        ",".join(row) for row in [TABLE[0], TABLE[2], TABLE[1]]
    ).encode(),
}


def imported(folder, content, **keywords):
    folder.mkdir()
    file = folder / "sessions.csv"
    file.write_bytes(content)
    return ingest.publish([file], folder / "store", **keywords)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_one_table_one_snapshot(tmp_path, dialect):
    plain = imported(tmp_path / "plain", DIALECTS["utf-8"])
    other = imported(tmp_path / "other", DIALECTS[dialect])

    assert other.snapshot == plain.snapshot
    assert other.files[0].new == 2


def test_a_mapping_names_the_columns_of_any_export(tmp_path):
    rules = tmp_path / "clinic.toml"
    rules.write_text(
        '[columns.sessions]\nclient_id = "Who"\ncounselor_id = "With"\n'
        'start = "When"\nstatus = "What became of it"\n'
        '[statuses]\n"Came" = "attended"\n',
        encoding="utf-8",
    )
    content = b"Who,With,When,What became of it\nann,ruth,2026-01-10,came\n"
    report = imported(tmp_path / "own", content, mapping=rules)

    assert report.files[0].new == 1
    assert report.files[0].used["start"] == "When"


def test_a_folder_is_imported_as_a_whole(tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "sessions.csv").write_text(text(), encoding="utf-8")
    (folder / "counselors.csv").write_text(
        "counselor_id,weekly_hours\nMüller,20\n", encoding="utf-8"
    )
    report = ingest.publish([folder], tmp_path / "store")

    assert {file.table for file in report.files} == {"sessions", "counselors"}


def test_a_file_that_ends_within_a_letter_is_half_a_copy(tmp_path):
    whole = text().replace("no_show", "é").encode().rstrip()

    with pytest.raises(Refused, match=r"sessions\.csv: ends in the middle of a letter"):
        imported(tmp_path / "cut", whole[:-1])
    with pytest.raises(Refused, match="no table of ours"):
        imported(tmp_path / "one letter", b"\xf3")


def test_a_last_letter_of_another_encoding_is_a_letter(tmp_path):
    table = text().replace("Zoë", "Zoe").replace("Müller", "Muller")
    latin = table.replace("no_show", "annulé").encode("cp1252").rstrip()
    seen = found(tmp_path, written(tmp_path, latin))

    assert list(seen.status_words) == ["annulé", "attended"]
