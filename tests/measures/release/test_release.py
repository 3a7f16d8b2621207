"""Every number of a table that leaves is said to be a count, a rate or a label."""

import numpy as np
import pandas as pd
import pytest

from measures.release import Release

TABLE = pd.DataFrame(
    {"counselor": ["Ruth", "Omar"], "clients": [30, 4], "limit": [25, 9]}
)


def test_a_number_of_which_nothing_is_said_does_not_leave():
    with pytest.raises(ValueError, match="labels, without.: clients, limit"):
        Release([]).of(TABLE)
    with pytest.raises(ValueError, match="without.: limit"):
        Release(["clients"]).of(TABLE)


def test_a_number_of_the_table_that_leaves_instead_is_asked_for_as_well():
    with pytest.raises(ValueError, match="without.: limit"):
        Release(["clients"], labels=["sessions"], instead=TABLE).of(pd.DataFrame())


@pytest.mark.parametrize(
    "rest", [{"labels": ["limit"]}, {"rates": ["limit"]}, {"without": ["limit"]}]
)
def test_what_is_said_of_each_is_enough(rest):
    assert Release(["clients"], **rest).of(TABLE)["clients"].tolist() == ["*", "*"]


def test_a_label_stays_where_a_count_goes():
    leaving = Release(["clients"], labels=["limit"]).of(TABLE)

    assert leaving["limit"].tolist() == [25, 9]


def test_session_numbers_words_dates_answers_and_what_is_nowhere_known_need_no_word():
    table = pd.DataFrame(
        {
            "session_number": [1],
            "counselor": ["Ruth"],
            "day": pd.to_datetime(["2026-01-05"]),
            "is_known": [True],
            "limit": [np.nan],
        }
    )

    assert list(Release([]).of(table)) == list(table)
