"""A downloaded table runs no formula in a spreadsheet."""

import numpy as np
import pandas as pd
import pytest

from measures.release.small_numbers import neutralized


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-2",
        "@SUM(A1)",
        "\tok",
        "\rok",
        "\nok",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff201",
        '"=1+1',
        "'=1+1",
        "\x00=1",
        "  =1",
        "\ufeff=1",
        "\u200b@x",
        " \t'\"+1",
    ],
)
def test_a_formula_becomes_text(cell):
    found = neutralized(pd.DataFrame({"name": ["Ruth", cell]}))

    assert found["name"].to_list() == ["Ruth", f"'{cell}"]


@pytest.mark.parametrize(
    "cell", ["", "Ruth", "a=b", "O'Brien", "*", "1-2", "'", " ", "\u00fc"]
)
def test_other_text_stays(cell):
    assert neutralized(pd.DataFrame({"name": [cell]})).iloc[0, 0] == cell


def test_numbers_dates_and_gaps_stay_what_they_are():
    frame = pd.DataFrame(
        {
            "number": [-1.5, np.nan],
            "day": pd.to_datetime(["2026-01-01", None]),
            "yes": [True, False],
            "count": pd.array([-3, None], dtype="Int64"),
        }
    )

    pd.testing.assert_frame_equal(neutralized(frame), frame)


def test_mixed_and_categorical_columns_and_headings_are_covered():
    frame = pd.DataFrame({"=x": [-5, "=1", None], "kind": ["+a", "b", "+a"]})
    frame["kind"] = frame["kind"].astype("category")

    found = neutralized(frame)

    assert list(found) == ["'=x", "kind"]
    assert found["'=x"].to_list()[:2] == [-5, "'=1"]
    assert found["kind"].to_list() == ["'+a", "b", "'+a"]
    assert list(frame) == ["=x", "kind"]


def test_two_columns_of_one_name_are_both_covered():
    frame = pd.DataFrame([["=a", "=b"]], columns=["x", "x"])

    assert neutralized(frame).to_numpy().tolist() == [["'=a", "'=b"]]
