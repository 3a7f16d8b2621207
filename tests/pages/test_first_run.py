"""With no store yet the sample imports itself; a broken one is a sentence."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

import queries
from queries import FORMAT
from ui import data


def test_the_sample_is_imported_by_itself(visit, tmp_path):
    visitor = visit(tmp_path / "store")

    assert not visitor.exception
    assert queries.current(tmp_path / "store")
    assert any("Invented data" in line.value for line in visitor.caption)


def test_several_first_visitors_import_it_once(tmp_path):
    with ThreadPoolExecutor(4) as visitors:
        found = list(visitors.map(data.with_sample, [tmp_path / "store"] * 4))

    assert len(set(found)) == 1
    assert len(list((tmp_path / "store").glob("*.duckdb"))) == 1


@pytest.fixture
def broken(tmp_path):
    """Return a function that publishes a file that no import wrote."""

    def build(content=None):
        folder = tmp_path / "broken"
        folder.mkdir()
        file = folder / "0123456789abcdef.duckdb"
        if content is None:
            with duckdb.connect(file) as store:
                store.execute(f"create table snapshot as select {FORMAT} as format")
        else:
            file.write_bytes(content)
        pointer = {"snapshot": file.stem, "sha256": "", "kept": [file.stem]}
        (folder / "current.json").write_text(json.dumps(pointer), encoding="utf-8")
        return folder

    return build


def test_a_store_that_cannot_be_opened_is_a_sentence(visit, broken):
    visitor = visit(broken(b"not a database"))

    assert not visitor.exception
    assert "cannot be opened" in visitor.error[0].value


def test_a_question_that_fails_is_a_sentence_with_an_id(visit, broken, caplog):
    caplog.set_level(logging.ERROR, logger="rapport")
    visitor = visit(broken())
    (line,) = (r.getMessage() for r in caplog.records if r.name == "rapport")
    reference = line.split(":")[0]

    assert not visitor.exception
    assert reference in visitor.error[0].value
    assert "Binder Error" not in line
    assert "snapshot, BinderException at" in line
