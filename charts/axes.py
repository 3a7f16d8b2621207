"""Axes that several figures share: percent, session numbers, one row per name."""

from collections.abc import Iterable, Sequence
from math import isnan

import pandas as pd
import plotly.graph_objects as go

from charts import theme

ROW = 23
FOOT = 30
ROOMY = 14
QUARTERS = (0, 25, 50, 75, 100)


def percent(axis: str = "y", *, whole: float = 1) -> dict:
    """Return the layout of an axis that runs from 0 to 100%; `whole` is 100% in it."""
    return {
        f"{axis}axis": {
            "range": [0, 1.005 * whole],
            "tickvals": [quarter * whole / 100 for quarter in QUARTERS],
            "ticktext": [f"{quarter}%" for quarter in QUARTERS],
            "showgrid": True,
        }
    }


def sessions(
    figure: go.Figure, numbers: Iterable[int], counts: Iterable[int], noun: str
) -> go.Figure:
    """Label an axis with session numbers, and how many clients stand behind each.

    Long counts need the room of their neighbors, which then stay unlabeled.
    """
    texts = [f"{count:,}" for count in counts]
    room = 2 if len(texts) <= ROOMY else 1
    step = max(1, max(map(len, texts), default=1) - room)
    labels = [f"{n}<br><i>{text}</i>" for n, text in zip(numbers, texts, strict=True)]
    return figure.update_xaxes(
        tickvals=list(numbers)[::step],
        ticktext=labels[::step],
        tickangle=0,
        title_text=f"Session, and {noun}",
    )


def rows(figure: go.Figure, names: Sequence[str], *, most: int = 24) -> go.Figure:
    """Give each name one row at 0, 1, 2 ... from the top, and the figure its height."""
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=theme.short(names, most),
        range=[len(names) - 0.4, -0.6],
        showgrid=False,
    )
    margin = figure.layout.margin.t + figure.layout.margin.b
    # Plotly keeps 64 pixels for the rows at the price of the labels under one or two.
    return figure.update_layout(
        height=margin + FOOT + ROW * len(names), minreducedheight=ROW
    )


def column(texts: Sequence[str], *, at: float) -> go.Scatter:
    """Return one text per row that ends at an x, and stays legible when unselected."""
    return go.Scatter(
        x=[at] * len(texts),
        y=list(range(len(texts))),
        text=texts,
        mode="text",
        textposition="middle left",
        textfont={"size": 12, "color": theme.CHANCE},
        hoverinfo="skip",
        unselected={"textfont": {"color": theme.CHANCE}},
    )


def center_line(figure: go.Figure, at: float, name: str) -> None:
    """Draw a dotted line over all rows, and its name above; NaN draws none."""
    if isnan(at):
        return
    figure.add_vline(x=at, line=theme.DOTTED)
    figure.add_annotation(
        x=at, y=1, yref="paper", yanchor="bottom", text=name, showarrow=False
    )


def top(*columns: Iterable) -> float:
    """Return a little more than the largest number of all columns, at least 1."""
    numbers = [float(n) for column in columns for n in column if not pd.isna(n)]
    return max([1.0, *numbers]) * 1.08
