"""The one look of every figure: color roles, axes, labels, light and dark.

A figure is drawn without knowing the theme. Its colors are the places of the
palette in .streamlit/config.toml: Streamlit puts the light or the dark color of
each place into the figure in the browser.
"""

import math
import re
from collections.abc import Iterable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

ACCENT, ACCENT_SOFT, FEWER, MORE, CHANCE = (f"#00000{place}" for place in range(1, 6))
CONTEXT, CONTEXT_STRONG, LINE, SECOND = (f"#00000{place}" for place in range(6, 10))
SECOND_SOFT = "#000010"
STEPS = tuple(f"#0000{place}" for place in range(11, 21))
SURFACE = "#000038"
FAINT = "59"
CLEAR = "rgba(0,0,0,0)"

HEIGHT = 300
AXIS: dict[str, Any] = {
    "zeroline": False,
    "fixedrange": True,
    "automargin": True,
    "ticks": "",
    "tickfont": {"size": 12, "color": CHANCE},
    "title": {"font": {"size": 12, "color": CHANCE}},
}
AN_AXIS = re.compile(r"[xy]axis\d*$")
DOTTED = {"color": LINE, "width": 1.5, "dash": "dot"}
MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def plain(labels: Iterable[object]) -> list[str]:
    """Return labels as text that Plotly draws letter by letter."""
    return [UNSEEN.sub("", str(label)).translate(MARKUP) for label in labels]


def short(labels: Iterable[str], most: int = 24) -> list[str]:
    """Cut labels that are longer than an axis has room for, then escape them."""
    cut = (f"{label[: most - 1]}…" if len(label) > most else label for label in labels)
    return plain(cut)


def carried(*columns: Iterable) -> list[list]:
    """Return what each mark carries, one list a mark, the first its identity.

    Lists, because an array travels as bytes and comes back from a click as no list.
    """
    lists = (pd.Series(column).tolist() for column in columns)
    return [list(mark) for mark in zip(*lists, strict=True)]


def days(moments: pd.Series) -> list[str]:
    """Return dates as the text that Plotly, JSON and a selected mark all share."""
    return pd.to_datetime(moments).dt.strftime("%Y-%m-%d").tolist()


def day(moment: pd.Timestamp) -> str:
    """Return "Jul 6": a day without a leading zero, which only Plotly's %-d leaves out.

    Python's own %-d fails on Windows.
    """
    return f"{moment:%b} {moment.day}"


def layout(figure: go.Figure, *, height: int = HEIGHT, **changes: Any) -> go.Figure:
    """Give a figure the house's margins, quiet axes and no decoration.

    `changes` are further properties of the layout. It is set as a whole, and without
    Plotly's template, which comes back by itself: changing one property after the other
    takes ten times as long.
    """
    drawn = figure.layout.to_plotly_json()
    drawn.pop("template", None)
    for name in sorted({"xaxis", "yaxis", *filter(AN_AXIS.match, drawn)}):
        axis = drawn.get(name, {})
        title = {**axis.get("title", {}), **AXIS["title"]}
        grid = {"showgrid": False} if name.startswith("x") else {}
        own = changes.pop(name, {})
        drawn[name] = {**axis, **grid, **AXIS, "title": title, **own}
    figure.layout = {
        **drawn,
        "height": height,
        "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
        "showlegend": False,
        "bargap": 0.25,
        "hoverlabel": {"align": "left"},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        **changes,
    }
    return figure


def legend(figure: go.Figure) -> go.Figure:
    """Put the legend above the data, from the left, where it covers nothing."""
    place = {"x": 0, "xanchor": "left", "y": 1, "yanchor": "top", "yref": "container"}
    look = {"orientation": "h", "itemclick": False, "itemwidth": 30}
    figure.layout.showlegend = True
    figure.layout.margin.t = 40
    figure.layout.legend = {**place, **look}
    return figure


def error_bars(
    value: Iterable[float], low: Iterable[float], high: Iterable[float]
) -> dict:
    """Return Plotly's bars from an estimate and its limits; NaN draws none."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [_or_none(h - v) for v, h in zip(value, high, strict=True)],
        "arrayminus": [_or_none(v - w) for v, w in zip(value, low, strict=True)],
        "width": 0,
        "thickness": 2,
    }


def _or_none(number: float | None) -> float | None:
    return None if number is None or math.isnan(number) else float(number)
