"""What a mark carries comes back as the texts that it was joined of."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from queries import Filters
from ui.figures import marks
from ui.page import choices

RATED = pd.DataFrame({"scale": ["WAI-SR", "ORS"], "session": [1, 12]})
CHOSEN = Filters(start=date(2026, 1, 10), end=date(2026, 8, 31), scope=None)


def test_the_texts_of_a_mark_are_joined_and_parted():
    assert marks.parts(marks.joined("Bond, early", 3)) == ["Bond, early", "3"]


def test_each_row_has_a_mark_of_its_columns():
    first, second = marks.of(RATED, "scale", "session")

    assert marks.parts(first) == ["WAI-SR", "1"]
    assert marks.parts(second) == ["ORS", "12"]


def test_a_day_is_the_text_that_a_figure_carries():
    assert marks.text(date(2026, 7, 6)) == "2026-07-06"
    assert marks.text(3) == "3"


def test_an_option_without_a_label_is_named_by_itself():
    named = choices.named_by({"early": "after session one or two"})

    assert named("early") == "after session one or two"
    assert named("gone") == "gone"


@pytest.mark.parametrize(
    ("points", "carried"),
    [
        ([], None),
        ([{}], None),
        ([{"customdata": ["a", 3]}], "a"),
        ([{"customdata": ("b",)}, {"customdata": ["c"]}], "b"),
        ([{"customdata": [None, 3]}, {"customdata": ["c"]}], "c"),
        ([{"customdata": 0}], "0"),
        ([{"customdata": "ab"}], "ab"),
    ],
)
def test_the_selected_mark_is_the_first_that_carries_something(points, carried):
    assert marks.selected({"selection": {"points": points}}) == carried


def test_clearing_a_figure_gives_it_a_new_key_each_time(monkeypatch):
    monkeypatch.setattr(marks, "st", SimpleNamespace(session_state={}))
    keys = []
    for _ in range(3):
        keys.append(marks.chart_key("rates"))
        marks.clear("rates")

    assert keys == ["rates", "rates_1", "rates_2"]
    assert marks.chart_key("other") == "other"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (0, "0 clients behind "),
        (1, "1 client behind "),
        (4_999, "4,999 clients behind "),
        (5_000, "The newest 5,000 clients behind "),
    ],
)
@pytest.mark.parametrize(("mark", "what"), [(None, "the whole figure"), ("x", "x!")])
def test_rows_behind_a_mark_are_counted_and_called_the_newest_where_cut(
    rows, said, mark, what
):
    found = pd.DataFrame({"client_id": ["a"] * rows})
    asked = marks.Rows("q", "client", "m", lambda f, _: f, "{}!".format)
    given = marks.Given(found, "client", "m", lambda t, _: t, "{}!".format)

    assert asked.sentence(found, mark) == given.sentence(found, mark) == said + what


def test_a_mark_narrows_what_the_figure_is_already_narrowed_to(monkeypatch):
    monkeypatch.setattr(marks.data, "answer", lambda *asked: asked)
    rows = marks.Rows(
        "q",
        "client",
        "m",
        narrow=lambda chosen, mark: [*chosen, mark],
        named=str,
        whole=lambda chosen: [chosen, "whole"],
    )

    assert rows.behind(CHOSEN, None) == ("q", [CHOSEN, "whole"])
    assert rows.behind(CHOSEN, "x") == ("q", [CHOSEN, "whole", "x"])


def test_rows_that_a_page_has_are_all_or_those_of_a_mark():
    given = marks.Given(RATED, "scale", "m", lambda t, mark: t[t["scale"] == mark], str)

    assert given.behind(CHOSEN, None) is RATED
    assert given.behind(CHOSEN, "ORS")["session"].tolist() == [12]
    assert marks.unchanged(CHOSEN) is CHOSEN
