"""A selected mark leads to exactly its rows, and can be let go."""

import pytest

from ui.figures import marks

FIGURES = {
    "pages/attendance.py": {
        "attendance_over_time": ("counted", "week"),
        "attendance_overall": ("sessions", "status"),
    },
    "pages/early_dropout.py": {
        "early_dropout_by_session": ("dropped", "session_number"),
    },
    "pages/caseload.py": {"caseload_by_counselor": ("active_clients", "counselor_id")},
    "pages/calls.py": {
        "calls_by_reason": ("clients", "reason"),
        "calls_by_counselor": ("clients", "counselor_id"),
        "calls_worked": ("clients", "reason"),
    },
    "pages/alliance.py": {
        "alliance_by_session_number": ("clients", "scale_id"),
    },
    "dashboard.py": {
        "overview_early_dropout": ("clients", "month"),
        "overview_caseload": ("active_clients", "counselor_id"),
    },
}
EVERY = [
    (page, figure, *columns)
    for page, figures in FIGURES.items()
    for figure, columns in figures.items()
]


def selected(mark):
    return {"selection": {"points": [{"customdata": [mark]}]}}


def numbers(visitor):
    """Return the table of the figure that is opened."""
    tables = (t for t in visitor.dataframe if (t.key or "").endswith("_numbers"))
    return next(tables).value


def said(visitor):
    """Return the sentences of a page; that of the rows behind a mark is the last."""
    return [text.value for text in visitor.text]


@pytest.mark.parametrize(("path", "figure", "count", "mark"), EVERY)
@pytest.mark.parametrize("place", [0, -1])
def test_the_rows_are_as_many_as_the_mark_says(
    visit, sample_folder, path, figure, count, mark, place
):
    opened = {f"{figure}_opened": "Table"}
    table = numbers(visit(sample_folder, path, **opened))
    expected = min(table[count].iloc[place], marks.MOST_ROWS)

    chosen = selected(marks.text(table[mark].iloc[place]))
    visitor = visit(sample_folder, path, **{figure: chosen})

    assert not visitor.exception
    assert not visitor.error
    assert len(visitor.dataframe[-1].value) == expected
    assert f"{expected:,} " in said(visitor)[-1]


def test_a_row_of_the_table_is_a_mark_too(visit, sample_folder):
    name = "attendance_over_time"
    chosen = {"selection": {"rows": [2], "columns": [], "cells": []}}
    state = {f"{name}_opened": "Table", f"{name}_numbers": chosen}

    visitor = visit(sample_folder, "pages/attendance.py", **state)

    table, rows = (shown.value for shown in visitor.dataframe[:2])
    assert len(rows) == table["counted"].iloc[2]


def test_a_selection_can_be_let_go(visit, sample_folder):
    name = "caseload_by_counselor"
    before = said(visit(sample_folder, "pages/caseload.py"))
    visitor = visit(sample_folder, "pages/caseload.py", **{name: selected("K-001")})
    assert len(said(visitor)) > len(before)

    visitor.button(key=f"{name}_clear").click().run()

    assert said(visitor) == before


@pytest.mark.parametrize("panel", ["Table", "Rows", "Definition", "Query"])
@pytest.mark.parametrize(
    ("path", "figure"),
    [(page, figure) for page, figures in FIGURES.items() for figure in figures],
)
def test_every_panel_opens_and_closes(visit, sample_folder, path, figure, panel):
    visitor = visit(sample_folder, path)
    closed = len(visitor.dataframe) + len(visitor.markdown) + len(visitor.code)
    key = f"{figure}_{panel.lower()}"

    visitor.button(key=key).click().run()
    opened = len(visitor.dataframe) + len(visitor.markdown) + len(visitor.code)
    visitor.button(key=key).click().run()

    assert not visitor.exception
    assert opened > closed
    assert len(visitor.dataframe) + len(visitor.markdown) + len(visitor.code) == closed


def test_the_query_is_the_one_that_was_asked(visit, sample_folder):
    state = {"attendance_over_time_opened": "Query", "window": 60}
    visitor = visit(sample_folder, "pages/attendance.py", **state)
    sql, values = (block.value for block in visitor.code)

    assert sql.startswith("-- How does attendance change over time?")
    assert "$start = 2025-09-01" in values
    assert "$statuses" not in values
