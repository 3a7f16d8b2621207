"""A reader with a linear program cannot work out a hidden small number."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from measures.release.small_numbers import SMALLEST_RELEASED, SUPPRESSED, releasable
from measures.release.suppression import Table

CELL = st.one_of(st.just(0), st.integers(0, 14), st.integers(0, 80))


@st.composite
def tables(draw):
    """Draw counts by row; the last column is what the others leave of the total."""
    parts = draw(st.integers(1, 3))
    row = st.lists(CELL, min_size=parts + 1, max_size=parts + 1)
    cells = np.array(draw(st.lists(row, min_size=2, max_size=5)))
    frame = pd.DataFrame(cells[:, :-1]).add_prefix("part_")
    return frame.assign(rest=cells[:, -1], total=cells.sum(axis=1))


def equations(frame, shown):
    """Write down all a reader knows: what is shown, and every sum."""
    rows, columns = frame.shape
    place = np.arange(rows * columns).reshape(rows, columns)
    known = [
        ([place[row, column]], [1], frame.iat[row, column])
        for row, column in np.argwhere(shown)
    ]
    known += [(place[row], [1] * (columns - 1) + [-1], 0) for row in range(rows)]
    known += [
        (place[:, column], [1] * rows, frame.iloc[:, column].sum())
        for column in range(columns)
    ]
    matrix = np.zeros((len(known), rows * columns))
    for equation, (cells, weights, _) in enumerate(known):
        matrix[equation, cells] = weights
    return matrix, [value for *_, value in known], place


def what_is_shown(frame):
    parts = [name for name in frame if name.startswith("part_")]
    found = releasable(frame.drop(columns="rest"), parts, total="total")
    return (
        (found != SUPPRESSED)
        .reindex(columns=frame.columns, fill_value=False)
        .to_numpy()
    )


@given(tables())
def test_every_small_cell_could_be_another_number(frame):
    matrix, values, place = equations(frame, what_is_shown(frame))
    small = (frame >= 1) & (frame < SMALLEST_RELEASED)

    for row, column in np.argwhere(small.to_numpy()):
        aim = np.zeros(matrix.shape[1])
        aim[place[row, column]] = 1
        least, most = (
            linprog(sign * aim, A_eq=matrix, b_eq=values).x @ aim for sign in (1, -1)
        )
        assert most - least > 0.99


@given(tables())
def test_what_is_hidden_does_not_add_up_to_a_small_number(frame):
    shown = what_is_shown(frame)
    counts = frame.to_numpy()
    parts = [name.startswith("part_") for name in frame]

    for column in np.flatnonzero(parts):
        hidden = counts[~shown[:, column], column].sum()
        left = counts[shown[:, column], column].sum()
        assert hidden == 0 or hidden >= SMALLEST_RELEASED or left == 0
    for row in np.flatnonzero(shown[:, -1]):
        assert (
            not 1 <= counts[row, -1] - counts[row, parts][shown[row, parts]].sum() <= 10
        )


@given(tables())
def test_only_small_numbers_start_it(frame):
    shown = what_is_shown(frame)
    small = (frame >= 1) & (frame < SMALLEST_RELEASED)

    assert shown[:, [name != "rest" for name in frame]].all() == (
        not small.any(axis=None)
    )


NAN = np.nan


def hidden(cells, *, sums=(), unseen=()):
    """Close a table and draw what is hidden of it: one text a row, * for hidden."""
    cells = np.array(cells, dtype=float)
    columns = np.arange(cells.shape[1])
    table = Table(cells, sums=np.isin(columns, sums), unseen=np.isin(columns, unseen))
    return ["".join("*" if cell else "." for cell in row) for row in table.close()]


@pytest.mark.parametrize(
    ("cells", "drawn"),
    [
        ([[5, 50, 20], [30, 40, 60], [70, 80, 25]], ["*.*", "*.*", "..."]),
        ([[5, 50, 20], [30, 40, 60], [20, 80, 25]], ["*.*", "...", "*.*"]),
        ([[5, 19, 20], [30, 40, 60], [70, 80, 85]], ["**.", "**.", "..."]),
        ([[10, 50], [11, 40]], ["**", "**"]),
        ([[11, 50], [11, 40]], ["..", ".."]),
        ([[0, 50], [11, 40]], ["..", ".."]),
        ([[1, 50], [11, 40]], ["**", "**"]),
    ],
)
def test_the_rectangle_of_the_smallest_counts_goes(cells, drawn):
    assert hidden(cells) == drawn


def test_fewer_cells_go_before_smaller_ones():
    cells = [[5, 6, 13], [95, 90, 97], [14, 99, 12]]

    assert hidden(cells) == ["**.", "...", "**."]


def test_a_sum_is_dearer_than_a_part():
    cells = [[5, 900, 905], [12, 800, 812], [13, 700, 713]]

    assert hidden(cells, sums=[2]) == ["**.", "...", "**."]


def test_what_is_never_shown_is_free():
    cells = [[5, 20, 300], [30, 21, 400], [31, 22, 500]]

    assert hidden(cells, unseen=[2]) == ["*.*", "*.*", "..."]
    assert hidden([row[:2] for row in cells]) == ["**", "**", ".."]


def test_where_no_rectangle_helps_the_whole_row_goes():
    assert hidden([[5, 40, NAN]]) == ["**."]
    assert hidden([[5, 40, 45], [NAN, NAN, NAN]], sums=[2]) == ["***", "..."]


@pytest.mark.parametrize(
    ("cells", "drawn"),
    [
        ([[5, 30, 40], [20, 0, 90], [50, 60, 70]], ["**.", "**.", "..."]),
        ([[5, 0, 40], [20, 0, 90], [50, 60, 70]], ["**.", "...", "**."]),
        ([[5, 30, 40], [0, 0, 90], [50, 60, 70]], ["*.*", "*.*", "*.."]),
    ],
)
def test_zeros_that_pin_a_number_down_are_no_help(cells, drawn):
    assert hidden(cells) == drawn


def test_what_has_no_count_is_no_corner():
    cells = [[5, NAN, 40], [20, 12, 90], [50, 11, 70]]

    assert hidden(cells) == ["*.*", "*.*", "..."]


@pytest.mark.parametrize(
    ("third", "drawn"), [(20, ["*", "*", "*", "."]), (40, ["*", "*", ".", "*"])]
)
def test_hidden_cells_of_a_small_sum_take_the_smallest_more(third, drawn):
    cells = [[4, np.inf], [6, np.inf], [third, np.inf], [30, np.inf]]

    assert [row[0] for row in hidden(cells)] == drawn


def test_hidden_cells_of_eleven_are_enough():
    cells = [[4, np.inf], [7, np.inf], [20, np.inf], [30, np.inf]]

    assert [row[0] for row in hidden(cells)] == ["*", "*", ".", "."]


def test_what_is_free_makes_the_hidden_part_of_a_row_large():
    cells = [[3, 7, 20, 50, 80], [9, 6, 30, 60, 105], [100, 110, 120, 130, 460]]

    assert hidden(cells, sums=[4], unseen=[3]) == ["**.*.", "**.*.", "....."]
    shown = [[*row[:3], sum(row[:3])] for row in cells]
    assert hidden(shown, sums=[3]) == ["***.", "**..", "...."]


def test_a_count_and_its_sum_move_together():
    assert hidden([[5, 45], [0, 60]], sums=[1]) == ["**", "**"]
    assert hidden([[5, 45], [12, 60], [0, 50]], sums=[1]) == ["**", "*.", "**"]


def test_hidden_sums_of_a_small_sum_take_one_more():
    cells = [[4, 4], [6, 6], [40, 41], [50, 52]]

    assert hidden(cells, sums=[1]) == ["**", "**", "**", ".."]


def test_a_row_whose_hidden_part_stays_small_goes_whole():
    cells = [[0, 8, 1, NAN], [1, 8, 11, 20], [np.inf] * 4]

    assert hidden(cells, sums=[3])[:2] == ["***.", "***."]
