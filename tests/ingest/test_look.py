"""What a file holds is said before anything is imported."""

from datetime import date

import ingest

ROWS = "1,ann,ruth,2026-01-10,attended,x\n2,bob,ruth,2026-02-11,gone fishing,y\n"
HEADER = "session_id,client_id,counselor_id,start,status,color\n"


def found(folder, content, name="sessions.csv", **keywords):
    (folder / name).write_text(content, encoding="utf-8")
    (one,) = ingest.inspect([folder / name], folder / "store", **keywords)
    return one


def test_a_file_is_described_by_its_rows_words_and_columns(tmp_path):
    one = found(tmp_path, HEADER + ROWS)

    assert (one.file, one.table, one.rows) == ("sessions.csv", "sessions", 2)
    assert (one.first_day, one.last_day) == (date(2026, 1, 10), date(2026, 2, 11))
    assert one.used["client_id"] == "client_id"
    assert one.unused == ["color"]
    assert one.first_rows[1]["status"] == "gone fishing"
    assert one.status_words == {
        "attended": ("attended", 1),
        "gone fishing": ("unknown", 1),
    }
    assert one.refusal is one.question is None


def test_a_date_order_is_asked_for(tmp_path):
    one = found(tmp_path, HEADER + "1,ann,ruth,01/02/2026,attended,x\n")

    assert (one.question, one.question_about) == ("date_order", "start")
    assert one.first_rows


def test_a_bad_file_is_a_sentence(tmp_path):
    assert "empty" in found(tmp_path, "").refusal
    assert "client" in found(tmp_path, "color,size\nred,4\n").refusal
    (missing,) = ingest.inspect([tmp_path / "none.csv"], tmp_path / "store")
    assert "none.csv" in missing.refusal
    (tmp_path / "folder").mkdir()
    (folder,) = ingest.inspect([tmp_path / "folder"], tmp_path / "store")
    assert "folder" in folder.refusal


def test_of_a_large_file_the_beginning_and_the_end_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.read.files.WHOLE", 1_000)
    monkeypatch.setattr("ingest.read.files.HEAD", 4_000)
    monkeypatch.setattr("ingest.read.files.TAIL", 2_000)
    rows = [f"{n},ann,ruth,{2001 + n // 365},attended,x" for n in range(3_650)]
    rows = [row.replace(",20", ",01 Mar 20", 1) for row in rows]
    one = found(tmp_path, HEADER + "\n".join(rows) + "\n")

    assert one.is_sample
    assert (one.first_day, one.last_day) == (date(2001, 3, 1), date(2010, 3, 1))
    assert abs(one.rows - 3_650) < 100
