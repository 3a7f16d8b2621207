"""Counselors beside one another, compared and loaded."""

from math import nan

from charts import caseload, people, theme
from measures.statistics import comparison
from tests.charts.frames import COUNSELORS, MEDIANS, carried


def test_counselors_keep_the_order_given():
    axis = people.dots(COUNSELORS, center=0.3).layout.yaxis

    assert list(axis.ticktext) == ["Ruth", "&lt;b&gt;Omar&lt;/b&gt;", "Zoe"]
    assert axis.range[0] > axis.range[1]


def test_each_side_of_chance_has_a_shape_of_its_own():
    drawn = {dots.name: dots for dots in people.dots(COUNSELORS, center=0.3).data}

    assert drawn["more than chance"].marker.symbol == "triangle-up"
    assert drawn["within chance"].marker.symbol == "circle"
    assert drawn["too few"].error_x.visible is False
    assert carried(drawn["more than chance"]) == ["r"]


def test_a_provisional_counselor_is_hollow_and_named_once():
    four = COUNSELORS.assign(side="within")

    filled, hollow = people.dots(four, center=0.3).data

    assert (filled.marker.color, hollow.marker.color) == (theme.CHANCE, theme.SURFACE)
    assert (filled.showlegend, hollow.showlegend) == (True, False)


def test_every_side_that_a_comparison_can_say_has_its_look():
    sides = {comparison.LOW, comparison.HIGH, comparison.WITHIN}

    assert set(people.LOOKS) == sides | {comparison.NOT_COMPARED}


def test_without_anyone_counted_there_is_no_middle():
    assert not people.dots(COUNSELORS, center=nan).layout.shapes


def test_a_load_over_its_limit_is_said_in_words_too():
    bars, booked, limits, words, *_ = caseload.by_counselor(
        COUNSELORS, medians=MEDIANS
    ).data

    assert bars.marker.color[0] == theme.MORE
    assert list(words.text) == ["30 of 25 ▲", "20", "10 of 20"]
    assert carried(bars) == carried(booked) == carried(limits) == ["r", "o", "z"]


def test_a_counselor_without_a_limit_is_drawn_without_a_bar():
    bars, words = caseload.share_of_limit(COUNSELORS).data

    assert list(bars.x) == [1.2, 0, 0.5]
    assert list(words.text) == ["120% ▲", "no limit known", "50%"]


def test_without_any_limit_active_clients_are_drawn():
    bars, words = caseload.share_of_limit(COUNSELORS.assign(excess=nan)).data

    assert list(bars.x) == [30, 20, 10]
    assert list(words.text) == ["30", "20", "10"]
