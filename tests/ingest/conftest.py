"""Samples of practice systems, imported and opened."""

import pytest

import ingest
import queries
from tests.ingest.samples import EXPORTS


@pytest.fixture
def published(tmp_path):
    """Return a function that imports samples of a system and opens the store."""
    opened = []

    def publish(system, *patterns, rules=""):
        mapping = tmp_path / "rules.toml"
        mapping.write_text(rules, encoding="utf-8")
        files = [file for one in patterns for file in EXPORTS.glob(f"{system}/{one}")]
        report = ingest.publish(sorted(files), tmp_path / "store", mapping=mapping)
        assert all(file.adds_up() for file in report.files)
        opened.append(queries.open_store(tmp_path / "store"))
        return report, opened[-1]

    yield publish
    for store in opened:
        store.close()
