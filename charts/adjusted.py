"""Each counselor's share adjusted for case mix, beside the counted one."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from charts import theme
from charts.funnel import funnel as plain_funnel
from charts.people import dots

COUNTED = "as counted"
MOST_LED = 40
TICK = {"size": 12, "line": {"width": 2, "color": theme.CHANCE}}


def funnel(
    people: pd.DataFrame, guide: pd.DataFrame, outside: pd.Series, *, center: float
) -> go.Figure:
    """Draw the adjusted shares among the limits of chance, and where some came from.

    As `charts.funnel.funnel` by at_risk_one, with `counted_share` (0-1) as a tick and a
    line to it for those `outside` (bool, by the index of `people`), if they are few.
    """
    moved = people[outside.reindex(people.index, fill_value=False)]
    moved = moved.head(len(moved) if len(moved) <= MOST_LED else 0)
    figure = plain_funnel(people, guide, center=center, total="at_risk_one")
    for row in moved.itertuples():
        figure.add_scatter(
            x=[row.at_risk_one] * 2,
            y=[row.counted_share, row.rate],
            mode="lines",
            line={"width": 1, "color": theme.CHANCE},
            showlegend=False,
            hoverinfo="skip",
        )
    return figure.add_trace(
        _counted(moved, moved["at_risk_one"], moved["counted_share"])
    )


def beside(people: pd.DataFrame, *, center: float) -> go.Figure:
    """Draw one row per counselor: the adjusted share and its interval, a tick as counted.

    Needs what `charts.people.dots` needs, and counted_share (0-1).
    """
    figure = dots(people, center=center)
    places = list(range(len(people)))
    return figure.add_trace(
        _counted(people, people["counted_share"], places, across=True)
    )


def _counted(
    people: pd.DataFrame,
    x: pd.Series,
    y: Sequence[float] | pd.Series,
    *,
    across: bool = False,
) -> go.Scatter:
    share = "%{x:.1%}" if across else "%{y:.1%}"
    return go.Scatter(
        x=x,
        y=y,
        mode="markers",
        name=COUNTED,
        legendrank=700,
        marker={**TICK, "symbol": "line-ns" if across else "line-ew"},
        cliponaxis=False,
        customdata=theme.carried(
            people["counselor_id"],
            theme.plain(people["counselor"]),
            theme.plain(people["note"]),
        ),
        hovertemplate=(
            f"%{{customdata[1]}}: counted {share}<br>%{{customdata[2]}}<extra></extra>"
        ),
    )
