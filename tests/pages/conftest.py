"""A visitor without a browser, who opens any page of any store."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import ingest
from tests import drawing

ROOT = Path(__file__).parents[2]
PATIENCE = 30


@pytest.fixture
def visit(monkeypatch):
    """Return a function that opens a page of a store folder, as a bookmark does."""

    def open_page(store, page="dashboard.py", *, address=None, **state):
        monkeypatch.setenv("RAPPORT_STORE", str(store))
        visitor = AppTest.from_file(ROOT / "dashboard.py", default_timeout=PATIENCE)
        visitor.switch_page(page)
        for key, value in (address or {}).items():
            visitor.query_params[key] = value
        for key, value in state.items():
            visitor.session_state[key] = value
        return visitor.run()

    return open_page


@pytest.fixture
def publish(tmp_path, drawn_stores):
    """Return a function that publishes drawn tables and returns the store folder."""

    def build(name="clinic", **tables):
        store = tmp_path / "store"
        if not store.exists():
            return drawn_stores.publish(store, tables)
        ingest.publish(drawing.export(tmp_path / name, **tables), store)
        return store

    return build
