"""The look holds in both themes, and names are drawn letter by letter."""

import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from plotly.subplots import make_subplots
from streamlit.elements.lib import streamlit_plotly_theme as streamlit_colors

from charts import theme

ROOT = Path(__file__).parents[2]
ROLES = [theme.ACCENT, theme.ACCENT_SOFT, theme.FEWER, theme.MORE, theme.CHANCE]
ROLES += [theme.CONTEXT, theme.CONTEXT_STRONG, theme.LINE]
ROLES += [theme.SECOND, theme.SECOND_SOFT]


def luminance(color):
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.fixture(params=["light", "dark"])
def look(request):
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    return settings["theme"][request.param]


def test_a_role_is_a_place_in_streamlits_palette():
    places = [getattr(streamlit_colors, f"CATEGORY_{n}") for n in range(10)]
    steps = [getattr(streamlit_colors, f"SEQUENTIAL_{n}") for n in range(10)]

    assert places == ROLES
    assert list(theme.STEPS) == steps
    assert streamlit_colors.BG_COLOR == theme.SURFACE


def test_both_themes_give_every_role_a_color(look):
    assert len(look["chartCategoricalColors"]) == len(ROLES)
    assert len(look["chartSequentialColors"]) == len(theme.STEPS)


def test_what_is_meant_stands_out_from_the_background(look):
    colors = dict(zip(ROLES, look["chartCategoricalColors"], strict=True))

    for role in (theme.ACCENT, theme.FEWER, theme.MORE, theme.CHANCE):
        assert contrast(colors[role], look["backgroundColor"]) >= 4.5


def test_no_figure_holds_a_color_of_its_own():
    for file in (ROOT / "charts").glob("*.py"):
        if file.name != "theme.py":
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b", file.read_text("utf-8"))


def test_a_name_is_not_markup():
    hostile = ["<b>Ann</b>", '<a href="https://evil.example">x</a>', "A\u202eB\x00"]

    assert theme.plain(hostile) == [
        "&lt;b&gt;Ann&lt;/b&gt;",
        '&lt;a href="https://evil.example"&gt;x&lt;/a&gt;',
        "AB",
    ]


def test_a_long_name_is_cut_before_it_is_escaped():
    assert theme.short(["<" * 30], most=4) == ["&lt;&lt;&lt;…"]


def test_marks_carry_plain_lists():
    frame = pd.DataFrame({"n": pd.array([1, 2], dtype="UInt16"), "s": ["a", "b"]})

    carried = theme.carried(frame["n"], frame["s"])

    assert carried == [[1, "a"], [2, "b"]]
    assert type(carried[0][0]) is int


def test_an_unknown_limit_draws_no_bar():
    bars = theme.error_bars([0.5, 0.5], [0.4, float("nan")], [0.7, float("nan")])

    assert bars["array"][0] == pytest.approx(0.2)
    assert bars["array"][1] is None
    assert bars["arrayminus"][1] is None


def test_the_house_keeps_what_was_said_of_an_axis_and_changes_come_last():
    figure = make_subplots(rows=1, cols=2, shared_yaxes=True)
    figure.update_xaxes(title_text="Sessions", col=2)
    places = [axis.domain for axis in figure.select_xaxes()]

    theme.layout(figure, height=123, xaxis={"range": [0, 1], "showgrid": True})

    first, second = figure.select_xaxes()
    assert [axis.domain for axis in (first, second)] == places
    assert second.title.text == "Sessions"
    assert second.title.font.color == first.title.font.color == theme.CHANCE
    assert (first.showgrid, second.showgrid, first.range) == (True, False, (0, 1))
    assert figure.layout.yaxis2.matches == "y"
    assert figure.layout.height == 123


def test_a_day_has_no_leading_zero_on_any_system():
    assert theme.day(pd.Timestamp("2026-07-06")) == "Jul 6"
    assert theme.day(pd.Timestamp("2026-11-30")) == "Nov 30"
