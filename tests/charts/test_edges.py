"""Where a figure changes its look: at which number, on which side of it."""

from math import nan

import pandas as pd
import pytest

from charts import (
    adjusted,
    alliance,
    attendance,
    attributes,
    calls,
    caseload,
    caseload_weeks,
    clients,
    control,
    dropout,
    funnel,
    paired,
    team,
    theme,
)
from charts import rows as charted_rows
from tests.charts.frames import COUNSELORS, SESSIONS, carried


@pytest.mark.parametrize(
    ("values", "edges"),
    [
        (("clients", [0.5], [nan], [nan]), [0, 1.1]),
        (("clients", [2.0], [nan], [nan]), [0, 2.2]),
        (("hours", [0.9], [nan], [1.5]), [0, 1.65]),
        (("left", [0.1], [0.05], [0.2]), [0, 0.3]),
        (("left", [0.3], [0.1], [0.5]), [0, 0.55]),
        (("attendance", [0.8], [0.4], [0.9]), [0.4, 1.02]),
        (("attendance", [0.8], [0.7], [0.9]), [0.5, 1.02]),
        (("alliance", [0.3], [nan], [nan]), [0.3, 1.02]),
    ],
)
def test_each_measure_of_a_team_has_its_own_scale(values, edges):
    measure, value, low, high = values
    rows = pd.DataFrame({"value": value, "low": low, "high": high})

    assert team._edges(rows, measure) == pytest.approx(edges)


@pytest.mark.parametrize(
    ("measure", "edges"),
    [("clients", [0, 1.1]), ("left", [0, 1.1]), ("attendance", [0.5, 1.02])],
)
def test_a_measure_that_nobody_has_is_scaled_too(measure, edges):
    none = pd.DataFrame({"value": [], "low": [], "high": []}, dtype=float)

    assert team._edges(none, measure) == pytest.approx(edges)


@pytest.mark.parametrize(
    ("measure", "lines"), [("clients", [1]), ("hours", [1]), ("attendance", [])]
)
def test_only_a_share_of_a_limit_has_a_line_at_it(measure, lines):
    rows = pd.DataFrame(
        {
            "mark_id": ["a", "b"],
            "counselor_id": ["o", "r"],
            "counselor": ["Omar", "Ruth"],
            "measure": measure,
            "value": [0.5, nan],
            "low": nan,
            "high": nan,
            "known": [False, True],
            "note": "",
        }
    )
    figure = team.side_by_side(rows, titles={measure: "M"})

    assert [line.x0 for line in figure.layout.shapes] == lines
    assert carried(figure.data[0]) == ["a"]
    assert list(figure.data[0].y) == [0]


GUIDE = pd.DataFrame(
    {"total": [12, 60], "low_95": 0.1, "high_95": 0.4, "low_998": 0.0, "high_998": 0.5}
)


@pytest.mark.parametrize(("many", "kind"), [(1000, "Scatter"), (1001, "Scattergl")])
def test_a_thousand_counselors_are_drawn_singly(many, kind):
    within = COUNSELORS.assign(side="within", known=20, provisional=False).head(1)
    people = pd.concat([within] * many, ignore_index=True)
    drawn = funnel.funnel(people, GUIDE, center=0.3, total="known").data[-1]

    assert type(drawn).__name__ == kind


@pytest.mark.parametrize(
    ("known", "end"), [([40, 20, 12], 63.6), ([400, 20, 12], 424.0)]
)
def test_the_funnel_ends_a_little_beyond_the_largest(known, end):
    people = COUNSELORS.assign(known=known)
    drawn = funnel.funnel(people, GUIDE, center=0.3, total="known")

    assert drawn.layout.xaxis.range == pytest.approx((0, end))
    assert list(drawn.data[0].x) == pytest.approx([0, end])


@pytest.mark.parametrize(("many", "led"), [(40, 40), (41, 0)])
def test_forty_are_led_from_their_counted_share(many, led):
    one = COUNSELORS.head(1).assign(counted_share=0.6, at_risk_one=40)
    crowd = pd.concat([one] * many, ignore_index=True)
    outside = pd.Series(True, crowd.index)

    *_, ticks = adjusted.funnel(crowd, GUIDE, outside, center=0.3).data
    assert len(ticks.x) == led


RATED = pd.DataFrame({"mean": [30.0, 36.0], "session_number": [1, 2]})


@pytest.mark.parametrize(
    ("rated", "cutoff", "highest", "ends"),
    [
        (RATED, nan, 40.0, [28.8, 40.4]),
        (RATED, 20.0, 40.0, [17.6, 40.8]),
        (RATED.assign(model_low=[25.0, nan]), nan, 40.0, [23.2, 40.6]),
        (RATED, nan, nan, [29.28, 36.24]),
        (RATED.head(0), nan, 40.0, [38.88, 40.04]),
        (RATED.head(0), nan, nan, [-0.12, 1.04]),
        (RATED.head(1), nan, 30.0, [29.0, 30 + 1 / 3]),
    ],
)
def test_scores_stand_between_the_lowest_and_the_end_of_the_range(
    rated, cutoff, highest, ends
):
    assert alliance.scale(rated, cutoff, highest) == pytest.approx(ends)


VALUES = pd.DataFrame(
    {
        "attribute": ["Site", "Site", "Site"],
        "value": ["a", "b", "c"],
        "value_id": ["a", "b", "c"],
        "rate": 0.1,
        "known": [400, 100, 1],
        "passes": True,
        "after_one": 0.1,
        "after_one_low": 0.05,
        "after_one_high": 0.2,
        "by_two": 0.2,
        "by_two_low": 0.1,
        "by_two_high": 0.3,
    }
)


def test_the_area_of_a_dot_tells_of_its_clients_down_to_a_smallest():
    (dots,) = attributes.spread(VALUES).data

    assert list(dots.marker.size) == [20, 10, 7]


@pytest.mark.parametrize(("fewest", "grey"), [(100, [2]), (101, [1, 2])])
def test_a_value_of_exactly_the_fewest_clients_has_an_interval(fewest, grey):
    once, _ = attributes.values(VALUES, session=1, fewest=fewest).data

    assert [n for n, bar in enumerate(once.error_x.array) if bar is None] == grey
    assert once.error_x.array[0] == pytest.approx(0.1)
    assert once.error_x.arrayminus[0] == pytest.approx(0.05)


def curves(last):
    return pd.DataFrame(
        {
            "value": "a",
            "session_number": range(1, last + 1),
            "dropped_out": 0.1,
            "dropped_so_far": 1,
            "at_risk": 9,
            "place_id": "p",
        }
    )


@pytest.mark.parametrize(("last", "apart"), [(10, 1), (11, 2)])
def test_a_long_road_labels_every_other_session(last, apart):
    axis = attendance.left_so_far(curves(last)).layout.xaxis

    assert axis.dtick == apart
    assert axis.range == (0.5, last + 0.5)


CELLS = pd.DataFrame(
    {
        "place_id": ["a", "b"],
        "weekday": ["Monday", "Tuesday"],
        "hour": "09:00",
        "rate": [0.0, 0.05],
        "attended": 0,
        "counted": 20,
        "side": "within",
    }
)


@pytest.mark.parametrize(
    ("rates", "texts"),
    [([0.0, 0.05], ["0", "5"]), ([0.0, 0.049], ["0.0", "4.9"])],
)
def test_cells_within_five_points_show_a_decimal(rates, texts):
    cells = CELLS.assign(rate=rates)
    drawn = attendance.grid(cells, days=["Monday", "Tuesday"], hours=["09:00"])

    assert list(drawn.data[-1].text) == texts


@pytest.mark.parametrize(("center", "lines"), [(0.8, [0.8]), (nan, [])])
def test_rows_have_a_middle_where_there_is_one(center, lines):
    rows = CELLS.assign(group="Hour", label=["x", "y"], low=0.0, high=0.1)

    shapes = attendance.rows(rows, center=center).layout.shapes
    assert [line.x0 for line in shapes] == lines


def weeks(number):
    days = pd.date_range("2026-01-05", periods=number, freq="7D")
    return pd.DataFrame(
        {
            "week": days,
            "rate": 0.8,
            "attended": 8,
            "counted": 10,
            "center": 0.8,
            "limit_low": 0.6,
            "limit_high": 0.9,
            "part": 0,
            "stable": True,
            "rule": "",
            "side": "",
        }
    )


@pytest.mark.parametrize(("number", "each"), [(12, True), (13, False)])
def test_the_weeks_of_less_than_a_season_are_labeled_one_by_one(number, each):
    axis = control.chart(weeks(number), when="week").layout.xaxis
    month = control.chart(weeks(3).rename(columns={"week": "month"}), when="month")

    assert (axis.tickvals is not None) is each
    assert axis.tickformat == ("%b %-d\n%Y" if each else "%b\n%Y")
    assert month.layout.xaxis.tickvals is None


@pytest.mark.parametrize(("many", "step"), [(1, 1), (13, 1), (14, 2), (70, 10)])
def test_about_seven_no_shows_are_labeled(many, step):
    points = pd.DataFrame(
        {
            "number": range(many),
            "day": pd.Timestamp("2026-01-05"),
            "ended": pd.Timestamp("2026-01-05"),
            "between_no_shows": 3,
            "center": 5.0,
            "limit_high": 20.0,
            "part": 0,
            "stable": True,
            "above": False,
        }
    )
    axis = control.between_chart(points).layout.xaxis

    assert list(axis.tickvals) == list(range(0, many, step))
    assert axis.range == pytest.approx((-0.6, many - 0.4))


BEGAN = pd.DataFrame(
    {
        "began": pd.date_range("2026-01-01", periods=6, freq="MS"),
        "clients": 40,
        "known": [40, 0, 0, 40, 0, 0],
        "rate": [0.1, nan, nan, 0.1, nan, nan],
        "low": nan,
        "high": nan,
        "whole": True,
    }
)


@pytest.mark.parametrize(
    ("quarters", "spans", "ends"),
    [
        (
            False,
            [("2026-01-17", "2026-03-16"), ("2026-04-16", "2026-06-16")],
            ("2025-12-12", "2026-06-21"),
        ),
        (
            True,
            [("2025-12-18", "2026-04-15"), ("2026-03-17", "2026-07-16")],
            ("2025-11-12", "2026-07-21"),
        ),
    ],
)
def test_each_run_of_months_not_known_yet_is_shaded_half_a_month_wider(
    quarters, spans, ends
):
    layout = dropout.cohorts(BEGAN, fewest=10, became="left", quarters=quarters).layout

    assert [(shape.x0, shape.x1) for shape in layout.shapes] == spans
    assert layout.xaxis.range == ends
    assert len(layout.annotations) == 1
    assert layout.annotations[0].x == spans[-1][1]
    assert layout.xaxis.dtick == ("M3" if quarters else "M1")


@pytest.mark.parametrize(("known", "marks"), [(9, 1), (10, 1)])
@pytest.mark.parametrize("whole", [True, False])
def test_below_the_fewest_a_month_is_grey_and_bare(known, marks, whole):
    one = BEGAN.head(1).assign(known=known, low=0.05, high=0.2, whole=whole)
    (mark,) = dropout.cohorts(one, fewest=10, became="left").data
    edge = theme.CONTEXT_STRONG if known < 10 else theme.ACCENT

    assert len(mark.x) == marks
    assert mark.marker.line.color == edge
    assert mark.marker.color == (edge if whole else theme.SURFACE)
    assert (mark.error_y.array[0] is None) is (known < 10)


@pytest.mark.parametrize(("width", "lines"), [(33, 1), (34, 2)])
def test_a_definition_is_broken_after_forty_letters(width, lines):
    name, clients = pd.Series([f"{'x' * width}"]), pd.Series([123])
    (label,) = dropout._wrapped(name, clients)  # ", n 123" takes seven

    assert label.count("<br>") == lines - 1


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ((True, True, False), dropout.OURS),
        ((False, True, True), dropout.BOUNDS),
        ((False, False, True), dropout.LEAVING),
        ((False, False, False), dropout.STAYING),
    ],
)
def test_each_definition_is_of_one_kind(row, kind):
    own = pd.Series(row, index=["own", "bounds", "leaving"])

    assert dropout._kind(own) == kind


def test_the_road_is_stacked_from_its_own_shares():
    drawn = {trace.name: list(trace.y) for trace in dropout.road(SESSIONS).data}

    assert drawn["Completed"] == [0.0, 0.1]
    assert drawn["Other ending"] == [0.0, 0.02]
    assert drawn["Still in care"] == [0.8, 0.6]


def test_two_sides_stand_a_little_left_and_right_of_their_session():
    frame = pd.DataFrame(
        {
            "session_number": [1, 2, 2],
            "side": ["left", "stayed", "left"],
            "mark_id": list("abc"),
            "estimate": [30.0, 36.0, 32.0],
            "low": [29.0, 35.0, 31.0],
            "high": [32.0, 39.0, 36.0],
            "clients": [20, 80, 7],
        }
    )
    names = {"left": "left after it", "stayed": "stayed"}
    drawn = paired.paired(frame, names=names, noun="clients")
    left, stayed = drawn.data

    assert list(left.x) == pytest.approx([0.88, 1.88])
    assert list(stayed.x) == pytest.approx([2.12])
    assert list(left.error_y.array) == [2, 4]
    assert drawn.layout.xaxis.ticktext == ("1<br><i>20</i>", "2<br><i>7</i>")
    assert drawn.layout.yaxis.rangemode == "normal"
    assert drawn.layout.xaxis.title.text == "Session, and clients: left after it"
    alone = paired.paired(frame.iloc[[1]], names=names, noun="clients")
    assert alone.layout.xaxis.ticktext == ("2<br><i>0</i>",)


LOADED = pd.DataFrame(
    {
        "counselor_id": ["a", "b", "c"],
        "counselor": ["A", "B", "C"],
        "active_clients": [10, 11, 12],
        "recently_seen": [8, 11, 12],
        "only_booked": [2, 0, 0],
        "caseload_limit": [10, 10, nan],
        "attended_hours": [nan, 9.96, 10.0],
        "weekly_hours": [20.0, 9.94, nan],
        "booked_hours": 1.0,
        "over_capacity": [False, True, False],
        "excess": [1.0, 2.4, nan],
        "note": "",
    }
)
MEDIANS = {"active_clients": 11.0, "attended_hours": 10.0}


def test_a_load_is_over_only_beyond_its_limit():
    drawn = caseload.by_counselor(LOADED, medians=MEDIANS).data
    texts = [list(t.text) for t in drawn if t.type == "scatter" and t.text]

    assert texts == [
        ["10 of 10", "11 of 10 ▲", "12"],
        ["", "10.0 of 9.9 ▲", "10.0"],
    ]


def test_a_share_of_the_limit_is_drawn_up_to_twice_of_it_and_said_in_full():
    bars, words = caseload.share_of_limit(LOADED).data

    assert list(bars.x) == [1.0, 2.0, 0]
    assert list(words.text) == ["100%", "240% ▲", "no limit known"]


def test_the_clinics_target_is_a_line_under_each_bar():
    drawn = caseload.by_counselor(LOADED, medians=MEDIANS, band=(0.5, 0.75)).data
    (band,) = (t for t in drawn if t.type == "scatter" and t.mode == "lines")

    assert list(band.x[:3]) == [10.0, 15.0, None]
    assert list(band.y[:6]) == [0.42, 0.42, None, 1.42, 1.42, None]


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [
        (3.0, 0, "3"),
        (1.26, 1, "1.3"),
        (-2.0, 0, "none, 2 over"),
        (nan, 0, "no limit known"),
    ],
)
def test_room_is_said_and_what_is_over_too(value, digits, said):
    assert caseload._label(value, digits) == said


def test_no_place_left_is_no_room():
    assert caseload._label(0.0, 0).startswith("none, ")


@pytest.mark.parametrize(
    ("shares", "span"),
    [
        (([0.6], [0.55], [0.7]), (0.495, 1.0)),
        (([0.6], [0.5], [0.7]), (0, 0.77)),
        (([0.05], [0.01], [0.08]), (0, 0.11)),
        (([0.6], [nan], [nan]), (0.54, 1.0)),
        (([0.1], [0.05], [0.3]), (0, 0.33)),
    ],
)
def test_a_panel_begins_at_zero_unless_its_shares_lie_above_a_half(shares, span):
    rate, low, high = shares
    rows = pd.DataFrame(
        {
            "outcome": "o",
            "band": "b",
            "band_id": "m",
            "rate": rate,
            "low": low,
            "high": high,
            "side": "within",
            "note": "",
        }
    )
    figure = caseload.beside(rows, titles={"o": "O"})

    assert figure.layout.xaxis.range == pytest.approx(span)


def test_a_year_known_in_part_is_lighter_and_says_so():
    years = pd.DataFrame(
        {
            "label": ["a", "b", "c"],
            "load_index": [120.4, 99.6, nan],
            "annualized": [False, True, False],
            "note": "",
            "short": ["", "", "not all hours known"],
        }
    )
    bars, texts = caseload.by_year(years).data

    assert list(bars.x) == [120.4, 99.6, 0]
    assert list(bars.marker.color) == [theme.ACCENT, theme.ACCENT_SOFT, theme.ACCENT]
    assert list(texts.text) == ["120", "100 (annualized)", "not all hours known"]


WEEKS = pd.DataFrame(
    {"counselor_id": "a", "week_end": pd.to_datetime(["2026-06-01", "2026-06-08"])}
).assign(active_clients=[8, 9], attended_hours=7.0, caseload_limit=nan)


@pytest.mark.parametrize(
    ("limit", "lines"), [(10.0, [[8, 9], [10, 10]]), (nan, [[8, 9]])]
)
def test_a_limit_is_drawn_where_there_is_one(limit, lines):
    drawn = caseload_weeks.one(WEEKS.assign(caseload_limit=limit))

    assert [list(line.y) for line in drawn.data] == lines


def test_a_limit_that_changed_steps_and_one_that_ended_leaves_a_gap():
    days = pd.date_range("2026-06-01", periods=4, freq="7D")
    weeks = pd.DataFrame({"week_end": days, "active_clients": 9})
    limits = [12.0, 6.0, nan, 6.0]
    _, limit = caseload_weeks.one(weeks.assign(caseload_limit=limits)).data

    assert limit.line.shape == "vh"
    assert list(limit.y)[:2] == [12, 6]
    assert pd.isna(limit.y[2])


@pytest.mark.parametrize(("many", "rows"), [(1, 1), (4, 1), (5, 2), (8, 2), (9, 3)])
def test_four_panels_stand_in_a_row(many, rows):
    people = pd.DataFrame(
        {
            "counselor_id": [f"c{n}" for n in range(many)],
            "counselor": [f"C{n}" for n in range(many)],
        }
    )
    layout = caseload_weeks.counselors(WEEKS, people, measure="active_clients").layout
    xs = [layout[f"xaxis{n + 1 if n else ''}"] for n in range(many)]
    ys = [layout[f"yaxis{n + 1 if n else ''}"] for n in range(many)]

    assert layout.height == 40 + 120 * rows
    assert [x.showticklabels for x in xs] == [n >= many - 4 for n in range(many)]
    assert [y.showticklabels for y in ys] == [n % 4 == 0 for n in range(many)]
    assert len({tuple(y.domain) for y in ys}) == rows


def test_a_bar_of_calls_is_parted_and_said():
    rows = pd.DataFrame(
        {"id": ["a", "b"], "name": ["A", "B"], "clients": [1200, 4], "closing": [0, 4]}
    )
    closing, rest, said = calls.bars(rows, mark="id", name="name").data

    assert (list(closing.x), list(rest.x)) == ([0, 4], [1200, 0])
    assert list(said.text) == ["1,200", "4, 4 closing"]
    assert list(said.x) == pytest.approx([1200 * 1.08 * 1.3] * 2)


def test_the_rows_of_a_figure_keep_their_order_and_their_axis():
    lines = pd.DataFrame(
        {
            "mark_id": ["a", "b"],
            "label": ["A", "B"],
            "estimate": [0.2, 0.3],
            "low": [0.1, 0.2],
            "high": [0.5, 0.35],
            "note": "",
            "context": [True, False],
            "ring": nan,
        }
    )
    drawn = charted_rows.rows(lines, value="r %{x:.2f}", center=nan)
    own, context = drawn.data

    assert (list(own.y), list(context.y)) == ([1], [0])
    assert (own.marker.color, context.marker.color) == (theme.ACCENT, theme.CHANCE)
    assert drawn.layout.xaxis.tickformat is None
    assert drawn.layout.xaxis.rangemode == "normal"
    assert not drawn.layout.shapes


STATES = pd.DataFrame(
    {"state": ["repaired", "open"], "events": [1200, 2], "clients": 1, "deep": 0}
)


def test_states_are_colored_and_said():
    (bars,) = clients.states(STATES).data

    assert list(bars.x) == [2, 1200]
    assert list(bars.text) == ["2", "1,200"]
    assert list(bars.marker.color) == [theme.MORE, theme.ACCENT]


@pytest.mark.parametrize(("many", "height"), [(1, 360), (2, 202), (4, 202), (5, 334)])
def test_panels_of_clients_take_rows_of_four(many, height):
    held = pd.DataFrame(
        {
            "client_id": [f"c{n}" for n in range(many)],
            "weeks": 3.0,
            "day": pd.Timestamp("2026-01-05"),
            "status": "attended",
            "score": 30.0,
            "cutoff": nan,
            "state": None,
        }
    )
    layout = clients.clients(held, across=4, low=20, high=40).layout

    assert layout.height == height
    assert layout.xaxis.range == pytest.approx((-0.6, 3.6))
    assert layout.yaxis.range == pytest.approx((14.8, 41.2))
