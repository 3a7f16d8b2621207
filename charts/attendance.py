"""Figures about sessions that take place, or do not."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

STATUSES = {
    "attended": "Attended",
    "no_show": "No-show",
    "late_cancelled": "Late cancellation",
    "client_cancelled": "Cancelled by client",
    "clinic_cancelled": "Cancelled by clinic",
    "rescheduled": "Rescheduled",
    "unmarked": "Not marked",
    "unknown": "Status not recognized",
}
IN_THE_RATE = ("attended", "no_show", "late_cancelled")


def by_month(months: pd.DataFrame) -> go.Figure:
    """Draw the rate of each month in a band of its interval.

    Needs month, rate, low, high, attended, counted, clients, partial (bool): a
    partial month is hollow. A mark carries its month.
    """
    x = theme.days(months["month"])
    figure = go.Figure(_band(months.dropna(subset=["low", "high"])))
    figure.add_scatter(
        x=x,
        y=months["rate"],
        mode="lines+markers",
        line={"color": theme.ACCENT, "width": 2},
        marker=_month_marks(months),
        customdata=theme.carried(x, months["attended"], months["counted"]),
        hovertemplate=(
            "%{x|%B %Y}: %{y:.1%}<br>%{customdata[1]:,} of %{customdata[2]:,} sessions"
            "<extra></extra>"
        ),
    )
    theme.layout(figure, hovermode="closest", **axes.percent())
    return figure.update_xaxes(tickformat="%b\n%Y")


def by_status(statuses: pd.DataFrame) -> go.Figure:
    """Draw how many sessions ended in each status; a bar carries its status.

    Needs status and sessions, in the order to draw. Bars that the attendance rate
    is made of stand out.
    """
    inside = statuses["status"].isin(IN_THE_RATE)
    counts, total = statuses["sessions"], max(1, statuses["sessions"].sum())
    figure = go.Figure(
        go.Bar(
            x=counts,
            y=[STATUSES[status] for status in statuses["status"]],
            orientation="h",
            customdata=theme.carried(statuses["status"]),
            marker={"color": [theme.ACCENT if i else theme.CONTEXT for i in inside]},
            text=[f"{n:,} ({n / total:.1%})" for n in counts],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x:,} sessions<extra></extra>",
        )
    )
    theme.layout(figure)
    figure.update_xaxes(visible=False, range=[0, 1.45 * max([1, *counts])])
    return figure.update_yaxes(autorange="reversed")


def _band(months: pd.DataFrame) -> go.Scatter:
    x = theme.days(months["month"])
    return go.Scatter(
        x=[*x, *x[::-1]],
        y=[*months["high"], *months["low"][::-1]],
        fill="toself",
        fillcolor=theme.ACCENT_SOFT,
        line={"width": 0},
        hoverinfo="skip",
        mode="lines",
    )


def _month_marks(months: pd.DataFrame) -> dict:
    fill = [theme.SURFACE if part else theme.ACCENT for part in months["partial"]]
    edge = {"color": theme.ACCENT, "width": 2}
    return {"size": 9, "color": fill, "line": edge}
