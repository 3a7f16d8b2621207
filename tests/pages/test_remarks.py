"""Every remark of an import leads to exactly its rows."""

import pytest

import queries
from pages.data_parts import remarks
from tests.pages.test_data import chosen
from tests.pages.test_every_page import complaints
from tests.pages.uploading import PAGE
from ui.figures import marks

PART = {"data_part": "Import report"}
SESSIONS = """
    session_id | client_id | counselor_id | start            | status   | fee
    1          | ann       | ruth         | 2026-01-05 10:00 | attended | 12
    2          | ann       | Ruth         | 2026-01-06 10:00 | whatever | x
    3          | bob       | ruth         | 2026-01-04 10:00 |          | 12
"""


def listed(visitor):
    return next(t.value for t in visitor.dataframe if "remark" in t.value)


def test_every_remark_of_the_sample_leads_to_its_rows(visit, sample_folder):
    found = listed(visit(sample_folder, PAGE, **PART))
    of_the_store = found[found["file"].eq("")] if "file" in found else found
    assert len(of_the_store)
    for place, remark in of_the_store.iterrows():
        visitor = visit(sample_folder, PAGE, **PART, remarks=chosen(place))
        rows = visitor.dataframe[-1].value
        expected = min(remark["rows"], marks.MOST_ROWS)

        assert complaints(visitor) == []
        assert len(rows) == expected
        assert visitor.text[0].value == (
            f"{expected:,} row{'s' * (expected > 1)}: {remark['remark']}"
        )


def test_remarks_about_a_file_stand_there_too(visit, publish, everything):
    store = publish(sessions=SESSIONS)
    found = listed(visit(store, PAGE, **PART))
    opened = queries.open_store(store)
    stored = queries.answer(opened, "remarks", everything)
    opened.close()
    place = int(found.index[~found["key"].isin(stored["key"])][0])
    visitor = visit(store, PAGE, **PART, remarks=chosen(place))

    assert complaints(visitor) == []
    assert set(stored["key"]) < set(found["key"])
    assert found["file"].iloc[place] == "sessions.csv"
    assert remarks.OF_THE_FILE in [caption.value for caption in visitor.caption]


@pytest.mark.parametrize("rows", [1, marks.MOST_ROWS])
def test_says_when_only_the_newest_rows_are_listed(rows):
    import pandas as pd

    behind = pd.DataFrame({"start": range(rows)})
    remark = pd.Series({"rows": 7_000, "remark": "sessions of a kind"})

    said = remarks.sentence(behind, remark)
    assert ("The newest 5,000 rows of 7,000" in said) == (rows == marks.MOST_ROWS)
