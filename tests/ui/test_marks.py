"""What a mark carries comes back as the texts that it was joined of."""

from datetime import date

import pandas as pd

from ui import choices, marks

RATED = pd.DataFrame({"scale": ["WAI-SR", "ORS"], "session": [1, 12]})


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
