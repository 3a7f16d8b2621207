"""The funnel plot: counselors by number of clients, among the limits of chance."""

from functools import partial
from math import isnan

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme
from charts.people import HIGH, LOOKS, LOW, NAMES, by_side

CURVES = {
    "95%": ("low_95", "high_95", "solid"),
    "99.8%": ("low_998", "high_998", "dot"),
}
LARGE = {LOW: 11, HIGH: 11}
MOST_DRAWN_SINGLY = 1_000
HEIGHT = 400


def funnel(
    people: pd.DataFrame, guide: pd.DataFrame, *, center: float, total: str
) -> go.Figure:
    """Draw one mark per counselor among the limits of chance.

    `people` needs counselor_id, counselor, rate (0-1), the column `total` (clients),
    side (see charts.people), provisional (bool: hollow) and note; a mark carries its
    counselor's id. `guide` needs total and the four limits. `center` is the share of
    all together.
    """
    largest = max([1, *people[total], *guide["total"]])
    figure = go.Figure()
    if not isnan(center):
        figure.add_trace(_together(center, largest))
    for name, (low, high, dash) in CURVES.items():
        for column in (low, high):
            figure.add_trace(_curve(guide, column, name, dash, named=column == low))
    for side, hollow, group in by_side(people):
        many = len(people) > MOST_DRAWN_SINGLY and side not in LARGE
        marks = _marks(group, side, total, hollow=hollow, many=many)
        known = any(marks.name == trace.name for trace in figure.data)
        figure.add_trace(marks.update(showlegend=not known))
    theme.layout(figure, height=HEIGHT, hovermode="closest", **axes.percent())
    theme.legend(figure).update_layout(margin_t=60)
    return figure.update_xaxes(
        title_text="Clients whose session is known",
        range=[0, 1.06 * largest],
        tickformat=",",
    )


def _together(center: float, largest: int) -> go.Scatter:
    return go.Scatter(
        x=[0, 1.06 * largest],
        y=[center] * 2,
        mode="lines",
        name=f"all together {center:.1%}",
        legendrank=800,
        line={"color": theme.CHANCE, "width": 1.2, "dash": "dash"},
        hoverinfo="skip",
    )


def _curve(
    guide: pd.DataFrame, column: str, name: str, dash: str, *, named: bool
) -> go.Scatter:
    return go.Scatter(
        x=guide["total"],
        y=guide[column],
        mode="lines",
        name=f"limits, {name}",
        showlegend=named,
        legendrank=900,
        line={"color": theme.LINE, "width": 1.2, "dash": dash},
        hoverinfo="skip",
    )


def _marks(
    group: pd.DataFrame, side: str, total: str, *, hollow: bool, many: bool
) -> go.Scatter | go.Scattergl:
    symbol, color, _ = LOOKS[side]
    size = LARGE.get(side, 8)
    draw = go.Scattergl if many else partial(go.Scatter, cliponaxis=False)
    return draw(
        x=group[total],
        y=group["rate"],
        mode="markers",
        name=NAMES[side],
        legendrank=list(LOOKS).index(side),
        opacity=0.6 if many else 1,
        marker={
            "symbol": symbol,
            "size": size / 2 if many else size,
            "color": theme.SURFACE if hollow else color,
            "line": {"width": 0.5 if many else 2, "color": color},
        },
        customdata=theme.carried(
            group["counselor_id"],
            theme.plain(group["counselor"]),
            theme.plain(group["note"]),
        ),
        hovertemplate="%{customdata[1]}: %{y:.1%}<br>%{customdata[2]}<extra></extra>",
    )
