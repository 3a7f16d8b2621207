"""The counselor sheet is about one counselor, who is not in the address."""

import pytest

from tests.pages.test_every_page import (
    COUNSELORS,
    HOSTILE,
    MANY,
    ONE,
    RENDERED,
    complaints,
)

SHEET = "pages/counselor_sheet.py"


def test_the_sheet_is_one_counselors(visit, sample_folder):
    visitor = visit(sample_folder, SHEET, sheet_counselor="K-005")
    heads = [head.value for head in visitor.header]

    assert complaints(visitor) == []
    assert heads[0].startswith("Over capacity: 24 active clients, limit 20; ")
    assert visitor.metric[0].value == "24"
    assert "left after session one" in heads[1]
    assert visitor.query_params == {} or "K-005" not in str(visitor.query_params)


@pytest.mark.parametrize("sessions", [ONE, MANY])
def test_the_sheet_opens_on_one_client_and_on_strange_names(visit, publish, sessions):
    visitor = visit(publish(sessions=sessions, counselors=COUNSELORS), SHEET)
    shown = [element for kind in RENDERED for element in visitor.get(kind)]

    assert complaints(visitor) == []
    assert not any(HOSTILE in f"{element.value}" for element in shown)
