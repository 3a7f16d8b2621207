"""The worked example of docs/adding-a-system.md is read and does what it says."""

import re
from pathlib import Path

import pytest

from ingest.recognize import exports
from ingest.recognize.recipes import BESIDE
from tests.ingest.importing import held, imported, written
from tests.ingest.samples import EXPORTS

DOCUMENT = Path(__file__).parents[4] / "docs" / "adding-a-system.md"
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def willow(tmp_path, monkeypatch):
    """Put the example beside the systems that ship, for one test."""
    folder = tmp_path / "systems"
    folder.mkdir()
    declared = next(text for kind, text in BLOCKS if kind == "toml")
    (folder / "willow.toml").write_text(declared, encoding="utf-8")
    for file in exports.FOLDER.glob("*.toml"):
        (folder / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(exports, "FOLDER", folder)
    exports.exports.cache_clear()
    yield
    exports.exports.cache_clear()


def test_the_example_works_as_it_stands(tmp_path, willow):  # noqa: ARG001
    sample = next(text for kind, text in BLOCKS if not kind)
    (file,) = imported(tmp_path, written(tmp_path, sample, "visits.csv"))["files"]
    asked = "select session_id, status::varchar from sessions order by session_id"

    assert held(tmp_path, asked) == [
        ("V1", "attended"),
        ("V2", "no_show"),
        ("V3", "late_cancelled"),
    ]
    assert file["set_aside"] == {"breaks": 1}


def test_every_entry_and_recipe_is_explained():
    said = DOCUMENT.read_text("utf-8")
    entries = set(exports.Export.__dataclass_fields__) - {"system", "said"}

    assert [one for one in sorted(entries) if f"`{one}`" not in said] == [
        "aside",
        "remarks",
    ]
    assert [kind for kind in BESIDE if f"`{{ {kind} = " not in said] == []
    assert "`[[export.aside]]`" in said
    assert "`[[export.remarks]]`" in said


def test_every_system_has_a_folder_of_samples():
    systems = {file.stem for file in exports.FOLDER.glob("*.toml")}

    assert systems <= {folder.name for folder in EXPORTS.iterdir()}
