"""A table shows its columns under their headings, in their units and their order."""

from types import SimpleNamespace

import pandas as pd
import pytest

from ui.figures import tables
from ui.page import names


def config(name):
    return tables._column(name)


@pytest.mark.parametrize(
    ("name", "label", "kind", "form"),
    [
        ("rate", "Rate", "number", "%.1f%%"),
        ("percent", "Percent of range", "number", "%.1f%%"),
        ("clients", "Clients", "number", "localized"),
        ("mean", "Mean", "number", "%.1f"),
        ("p", "p", "number", "%.3f"),
        ("month", "Month", "date", "MMM YYYY"),
        ("week", "Week from", "date", "localized"),
        ("start", "Start", "datetime", "localized"),
    ],
)
def test_each_kind_of_column_has_its_form(name, label, kind, form):
    found = config(name)

    assert found["label"] == label
    assert found["type_config"]["type"] == kind
    assert found["type_config"]["format"] == form


def test_a_text_has_its_heading_and_its_width_or_its_own_name():
    assert (config("why")["label"], config("why")["width"]) == ("Why", None)
    assert (config("reasons")["label"], config("reasons")["width"]) == ("Why", "large")
    assert config("referral_source")["label"] == "Referral source"


def test_low_and_high_are_limits_of_a_rate_or_the_ends_of_a_range():
    ends = pd.DataFrame({"low": [0.1], "high": [0.2], "status": ["no_show"]})
    limits, _ = tables.arranged(ends.assign(rate=0.15))
    ranged, headings = tables.arranged(ends)

    assert limits[["low", "high"]].iloc[0].tolist() == [10, 20]
    assert ranged[["lowest", "highest"]].iloc[0].tolist() == [0.1, 0.2]
    assert headings["lowest"]["label"] == "Lowest possible"
    assert limits["status"].tolist() == ["no show"]


@pytest.fixture
def drawing(monkeypatch):
    """Return a function that draws a table with some rows selected."""
    drawn = {}

    def draw(frame, selected=(), **how):
        def dataframe(shown, **around):
            drawn.update(around, shown=shown)
            rows = SimpleNamespace(rows=list(selected))
            return SimpleNamespace(selection=rows)

        stub = SimpleNamespace(
            dataframe=dataframe, column_config=tables.st.column_config
        )
        monkeypatch.setattr(tables, "st", stub)
        monkeypatch.setattr(names, "beside", lambda frame: frame)
        return tables.show(frame, alt="", key="k", **how), drawn

    return draw


MANY = pd.DataFrame(
    [[1, 2, 3, 4, 5, 6]],
    columns=["session_id", "rate", "client_id", "mark_id", "status", "start"],
).astype({"status": str})


def test_who_and_when_lead_and_ids_trail_and_marks_stay_unseen(drawing):
    _, drawn = drawing(MANY)

    assert drawn["column_order"] == [
        "client_id",
        "status",
        "start",
        "rate",
        "session_id",
    ]


@pytest.mark.parametrize(
    ("selected", "selectable", "row"),
    [([0], True, 0), ([], True, None), ([1], True, None), ([0], False, None)],
)
def test_a_selected_row_is_one_that_is_there(drawing, selected, selectable, row):
    found, drawn = drawing(MANY, selected, selectable=selectable)

    assert found == row
    assert drawn["on_select"] == ("rerun" if selectable else "ignore")


@pytest.mark.parametrize(("whole", "height"), [(True, "content"), (False, "auto")])
def test_a_whole_table_is_as_high_as_its_rows(drawing, whole, height):
    _, drawn = drawing(MANY, whole=whole)

    assert drawn["height"] == height
