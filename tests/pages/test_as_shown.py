"""Every page shows what it showed: each sentence, figure, row and download of it.

What is shown lies in `shown`, a line for each thing on the page. Where it is meant to
change, `RAPPORT_SHOWN=write python run.py test tests/pages/test_as_shown.py` writes it
anew. Read the difference before you commit it: it is what readers will see.
"""

import json
import os
from pathlib import Path

import pytest

from tests.pages import showing
from tests.pages.test_every_page import PAGES

WRITES = "write it anew with RAPPORT_SHOWN=write, and read the difference"
SHOWN = Path(__file__).parent / "shown"
# A clinic of a tenth has figures that the whole one is too large for; of a fiftieth,
# refusals to draw them; a part of a clinic, numbers that stay away.
CLINICS = {
    "whole": (1.0, {}),
    "tenth": (0.1, {}),
    "fiftieth": (0.02, {}),
    "narrowed": (
        1.0,
        {"period": "Last 3 months", "window": 30, "program": ["Recovery"]},
    ),
}


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """Return a function that publishes a part of the sample once."""
    published = {}

    def store(part):
        if part not in published:
            folder = tmp_path_factory.mktemp("shown")
            published[part] = showing.clinic(folder, part)
        return published[part]

    return store


@pytest.mark.parametrize("clinic", CLINICS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_what_it_showed(visit, stores, page, clinic):
    part, state = CLINICS[clinic]
    told = showing.everything(visit, stores(part), page, **state)
    kept = SHOWN / clinic / f"{Path(page).stem}.json"
    if os.environ.get("RAPPORT_SHOWN") == "write":
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(showing.written(told), encoding="utf-8")

    assert kept.exists(), f"the page is new: {WRITES}"
    expected = json.loads(kept.read_text(encoding="utf-8"))
    found = list(showing.differences(expected, json.loads(showing.written(told))))
    assert found == [], f"where this is meant: {WRITES}"
