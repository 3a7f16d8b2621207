"""Hours of the week as shaded cells."""

import pandas as pd

from charts import attendance, theme
from tests.charts.frames import carried

CELLS = pd.DataFrame(
    {
        "place_id": ["a", "b", "c"],
        "weekday": ["Monday", "Tuesday", "Monday"],
        "hour": ["09:00", "09:00", "10:00"],
        "rate": [0.6, 0.9, 0.2],
        "attended": [12, 18, 1],
        "counted": [20, 20, 5],
        "side": ["low", "within", "not compared"],
    }
)


def grid(cells=CELLS):
    return attendance.grid(cells, days=["Monday", "Tuesday"], hours=["09:00", "10:00"])


def test_a_cell_of_few_is_grey_and_takes_no_part_in_the_shades():
    known, few, _ = grid().data

    assert (known.zmin, known.zmax) == (0.6, 0.9)
    assert list(few.z) == [0.2]
    assert {color for _, color in few.colorscale} == {theme.CONTEXT}


def test_a_cell_says_its_percent_and_leads_to_its_sessions():
    *_, percents = grid().data

    assert list(percents.text) == ["60 \N{BLACK DOWN-POINTING TRIANGLE}", "90", "20"]
    assert carried(percents) == ["a", "b", "c"]
    assert list(percents.customdata[0][1:]) == [12, 20]  # attended of counted


def test_weekdays_run_from_the_left_and_hours_from_the_top():
    layout = grid().layout

    assert list(layout.xaxis.categoryarray) == ["Monday", "Tuesday"]
    assert list(layout.yaxis.categoryarray) == ["10:00", "09:00"]


def test_only_few_or_only_one_rate_is_drawn_too():
    assert len(grid(CELLS.tail(1)).data) == 2
    assert grid(CELLS.head(1)).data[0].zmax == 1.6


def test_rates_near_each_other_show_a_decimal():
    near = grid(CELLS.assign(rate=[0.8471, 0.8533, 0.2])).data[-1]
    apart = grid(CELLS.assign(rate=[0.85, 0.9, 0.2])).data[-1]

    assert list(near.text) == ["84.7 \N{BLACK DOWN-POINTING TRIANGLE}", "85.3", "20.0"]
    assert list(apart.text)[1] == "90"
