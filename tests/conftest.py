"""A clinic drawn in a test, and the sample clinic, as opened stores."""

import gc
import sys
from datetime import date
from pathlib import Path

import pytest

import ingest
import queries
from ingest import process, resources
from ingest.merge import questions, whose
from tests import published

SAMPLE = Path(__file__).parents[1] / "sample_data"


def pytest_configure():
    """Import in this process and at once; tests/ingest/test_isolation.py does not.

    Rows set aside, lone dates, unmet ids, times with a zone, people of two names, unknown
    words and unlikely clients are not asked about; the tests in tests/ingest/merge ask.
    """
    process.APART, resources.SETTLE_SECONDS = False, 0
    questions.MANY, questions.SHARE, questions.ASKS_LAST_DAY = 10**9, 1.0, False
    questions.LEAST_MEETING, questions.ASKS_ZONE, questions.TWICE = 0, False, 10**9
    questions.LEAST_WORDS = whose.FEWEST = 10**9


def pytest_unconfigure():
    """Let go of the stores in Streamlit's caches; DuckDB complains about them at exit."""
    if streamlit := sys.modules.get("streamlit"):
        streamlit.cache_resource.clear()
        gc.unfreeze()
        gc.collect()


@pytest.fixture(scope="session")
def drawn_stores(tmp_path_factory):
    """Return the stores of drawn tables that were imported before."""
    return published.Stores(tmp_path_factory.mktemp("stores"))


@pytest.fixture
def clinic(tmp_path, drawn_stores):
    """Return a function that publishes drawn tables and opens the store.

    `clinic(sessions=TABLE, clients=TABLE, mapping=TOML, through=date)`. Tables
    and columns are those of the export; only what a test is about is drawn.
    Every call is a clinic of its own.
    """
    opened = []

    def build(*, mapping: str | None = None, through: date | None = None, **tables):
        folder = tmp_path / f"clinic-{len(opened)}"
        drawn_stores.publish(folder, tables, mapping or "", through)
        opened.append(queries.open_store(folder))
        return opened[-1]

    yield build
    for store in opened:
        store.close()


@pytest.fixture
def everything():
    """Return the filters that leave nobody and nothing out."""
    return queries.Filters.everything()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory):
    """Publish the sample once and return its store folder; read it, never write."""
    folder = tmp_path_factory.mktemp("sample") / "store"
    ingest.publish(
        sorted(SAMPLE.glob("*.csv")), folder, mapping=SAMPLE / "mapping.toml"
    )
    return folder


@pytest.fixture(scope="session")
def sample(sample_folder):
    """Open the sample clinic's store."""
    store = queries.open_store(sample_folder)
    yield store
    store.close()
