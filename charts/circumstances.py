"""Attendance by when and where: a row for each value, under the name of its group."""

from math import isnan

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme
from charts.people import LOOKS, SMALL, USUAL

FEW = "not compared"


def rows(values: pd.DataFrame, *, center: float) -> go.Figure:
    """Draw a dot and its interval for each value, under the name of its group.

    Needs place_id, group, label, rate, low, high, attended, counted and side (see
    charts.people), in the order to draw. A mark carries its place_id. A single
    group needs no name.
    """
    labels, places = _labels(values)
    figure = go.Figure()
    for side, part in values.assign(line=places).groupby("side"):
        figure.add_trace(_dots(part, side))
    theme.layout(figure, hovermode="closest", **axes.percent("x"))
    theme.legend(figure)
    if not isnan(center):
        figure.add_vline(x=center, line=theme.DOTTED)
    axes.rows(figure, labels)
    figure.update_yaxes(ticktext=_in_bold(labels, places))
    return figure


def _labels(values: pd.DataFrame) -> tuple[list[str], list[int]]:
    """Return one label per line, groups' names too, and the line of each value."""
    if values["group"].nunique() < 2:
        return values["label"].tolist(), list(range(len(values)))
    labels, places, before = [], [], None
    for group, label in zip(values["group"], values["label"], strict=True):
        if group != before:
            labels.append(group)
            before = group
        places.append(len(labels))
        labels.append(label)
    return labels, places


def _in_bold(labels: list[str], places: list[int]) -> list[str]:
    values = set(places)
    return [
        text if place in values else f"<b>{text}</b>"
        for place, text in enumerate(theme.short(labels))
    ]


def _dots(values: pd.DataFrame, side: str) -> go.Scatter:
    symbol, color, name = LOOKS[side]
    bars = theme.error_bars(values["rate"], values["low"], values["high"])
    return go.Scatter(
        x=values["rate"],
        y=values["line"],
        mode="markers",
        name=name,
        legendrank=list(LOOKS).index(side),
        marker={
            "symbol": symbol,
            "size": SMALL if side == FEW else USUAL,
            "color": color,
        },
        error_x={**bars, "color": f"{color}{theme.FAINT}", "visible": side != FEW},
        cliponaxis=False,
        customdata=theme.carried(
            values["place_id"],
            theme.plain(values["label"]),
            values["attended"],
            values["counted"],
        ),
        hovertemplate=(
            "%{customdata[1]}: %{x:.1%}<br>%{customdata[2]:,} of %{customdata[3]:,} "
            "sessions<extra></extra>"
        ),
    )
