"""What leaves the building shows no small cell and runs no formula."""

import pandas as pd
import pytest

from measures.release import small_numbers
from measures.release.small_numbers import SUPPRESSED, releasable


def left(of):
    """Draw a table of (left, clients) rows, with a rate that would give both away."""
    frame = pd.DataFrame(of, columns=["left", "clients"])
    return frame.assign(rate=frame["left"] / frame["clients"], name="ruth")


def released(of, **how):
    how = {"total": "clients"} | how
    found = releasable(left(of), ["left", "clients"], ["rate"], **how)
    shown = [[cell != SUPPRESSED for cell in row] for row in found.to_numpy()[:, :2]]
    assert (found.loc[[not all(row) for row in shown], "rate"] == SUPPRESSED).all()
    return shown


BOTH, NEITHER, TOTAL = [True, True], [False, False], [False, True]


@pytest.mark.parametrize(
    ("cell", "shown"), [(0, True), (1, False), (10, False), (11, True)]
)
def test_one_to_ten_go_and_zero_and_eleven_stay(cell, shown):
    frame = pd.DataFrame({"left": [cell, 30, 5, 6]})

    found = releasable(frame, ["left"])["left"].to_list()

    assert (found[0] == cell) == shown
    assert found[2:] == [SUPPRESSED] * 2


def test_a_lone_small_cell_takes_the_next_smallest_with_it():
    assert released([(5, 60), (40, 90), (30, 80), (50, 100)]) == [
        TOTAL,
        BOTH,
        TOTAL,
        BOTH,
    ]


def test_what_is_left_over_is_a_cell_too():
    assert released([(45, 50), (40, 90), (30, 80)]) == [TOTAL, BOTH, TOTAL]


def test_one_left_over_is_one_too_few():
    assert released([(40, 41), (30, 30), (50, 50)]) == [TOTAL, TOTAL, BOTH]


def test_two_small_cells_whose_sum_is_small_take_a_third():
    frame = pd.DataFrame({"left": [2, 3, 40, 20, 50]})

    found = releasable(frame, ["left"])["left"].to_list()

    assert found == ["*", "*", 40, "*", 50]


def test_a_small_total_hides_its_whole_row():
    assert released([(4, 9), (40, 90), (20, 75), (5, 70)])[0] == NEITHER


def test_where_no_sum_is_shown_nothing_more_goes():
    apart = {"summed": False}

    assert released([(5, 60), (40, 90)], **apart) == [TOTAL, BOTH]
    assert releasable(pd.DataFrame({"n": [5, 40]}), ["n"], **apart)["n"].to_list() == [
        "*",
        40,
    ]


def test_parts_that_make_up_their_total_protect_each_other():
    frame = pd.DataFrame(
        {"attended": [70], "missed": [5], "late": [25], "sessions": [100]}
    )

    found = releasable(frame, ["attended", "missed", "late"], total="sessions")

    assert found.iloc[0].to_list() == [70, "*", "*", 100]


def test_a_row_hides_more_when_its_hidden_part_is_small():
    rows = [[3, 4, 20, 40, 70], [40, 50, 60, 70, 300], [30, 20, 50, 60, 200]]
    frame = pd.DataFrame(rows, columns=["a", "b", "c", "d", "all"])

    found = releasable(frame, ["a", "b", "c", "d"], total="all", summed=False)

    assert found.iloc[0].to_list() == ["*", "*", "*", 40, 70]
    assert found.iloc[1:].astype(int).equals(frame.iloc[1:])


def test_a_zero_does_not_pin_a_small_number_down():
    shown = released([(9, 17), (0, 0), (40, 80), (30, 90)])

    assert shown == [TOTAL, BOTH, BOTH, TOTAL]


def test_large_numbers_leave_as_they_are():
    frame = left([(45, 90), (40, 80), (0, 30)])

    found = releasable(frame, ["left"], ["rate"], "clients")

    pd.testing.assert_frame_equal(found, frame)


def test_unknown_counts_stay_unknown_and_the_frame_given_is_kept():
    frame = pd.DataFrame({"left": pd.array([None, 5, 20], dtype="Int64")})

    found = releasable(frame, ["left"])

    assert found["left"].isna().to_list() == [True, False, False]
    assert found["left"].to_list()[1:] == ["*", "*"]
    assert frame["left"].to_list()[1:] == [5, 20]


def test_no_rows_and_one_row():
    assert releasable(left([]), ["left"], ["rate"], "clients").empty
    assert released([(5, 60)]) == [TOTAL]
    assert released([(0, 60)]) == [BOTH]


def test_counts_that_exceed_their_total_are_refused():
    with pytest.raises(ValueError, match="separate parts of clients"):
        releasable(left([(50, 40)]), ["left"], total="clients")


def test_the_smallest_released_is_eleven():
    assert small_numbers.SMALLEST_RELEASED == 11
