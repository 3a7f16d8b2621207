"""Figures about clients who stop coming."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme
from charts.cohorts import cohorts

ENDINGS = {
    "dropped_out": ("Dropped out", theme.ACCENT),
    "other_ending": ("Other ending", theme.CONTEXT_STRONG),
    "completed": ("Completed", theme.SECOND_SOFT),
    "in_care": ("Still in care", theme.CONTEXT),
}
RISK = "clients at risk after it"


def road(sessions: pd.DataFrame, *, limits: bool = False) -> go.Figure:
    """Draw, session by session, what became of everyone who began; 100% a bar.

    Needs session_number, at_risk and the shares of ENDINGS. Dropout stands at the
    bottom, so that its height can be read; its bars carry their session number.
    `limits` draws the interval of dropout: dropped_out_low, dropped_out_high.
    """
    numbers = sessions["session_number"].tolist()
    nobody = [None] * len(numbers)
    figure = go.Figure()
    for column, (name, color) in ENDINGS.items():
        figure.add_bar(
            x=sessions["session_number"],
            y=sessions[column],
            name=name,
            marker={"color": color},
            customdata=theme.carried(
                numbers if column == "dropped_out" else nobody,
                numbers,
                sessions["at_risk"],
            ),
            hovertemplate=(
                f"{name} by session %{{customdata[1]}}: %{{y:.1%}}<br>"
                "%{customdata[2]:,} clients at risk<extra></extra>"
            ),
        )
    if limits:
        ends = (sessions[f"dropped_out{end}"] for end in ("", "_low", "_high"))
        bars = {**theme.error_bars(*ends), "color": theme.LINE}
        figure.update_traces(error_y=bars, selector={"name": "Dropped out"})
    theme.layout(figure, barmode="stack", **axes.percent())
    theme.legend(figure).update_layout(bargap=0.06)
    return axes.sessions(figure, sessions["session_number"], sessions["at_risk"], RISK)


def hazard(sessions: pd.DataFrame) -> go.Figure:
    """Draw which share leaves after each session, of those who came to it.

    Needs session_number, at_risk, dropped, hazard, hazard_low, hazard_high. The
    numbers at risk stand under the axis. A bar carries its session number.
    """
    bars = theme.error_bars(
        sessions["hazard"], sessions["hazard_low"], sessions["hazard_high"]
    )
    figure = go.Figure(
        go.Bar(
            x=sessions["session_number"],
            y=sessions["hazard"],
            marker={"color": theme.ACCENT},
            error_y={**bars, "color": theme.LINE},
            customdata=theme.carried(
                sessions["session_number"], sessions["dropped"], sessions["at_risk"]
            ),
            hovertemplate=(
                "After session %{customdata[0]}: %{y:.1%}<br>%{customdata[1]:,} of "
                "%{customdata[2]:,} clients left<extra></extra>"
            ),
        )
    )
    theme.layout(figure, **axes.percent())
    return axes.sessions(figure, sessions["session_number"], sessions["at_risk"], RISK)


def by_month(months: pd.DataFrame, *, fewest: int) -> go.Figure:
    """Draw early dropout of those who began in each month, with intervals.

    Needs month, clients, at_risk_one, after_one, after_one_low, after_one_high.
    Where a part of a month's clients is not yet known its mark is hollow; below
    `fewest` known clients it is grey and without an interval.
    """
    named = {
        "month": "began",
        "at_risk_one": "known",
        "after_one": "rate",
        "after_one_low": "low",
        "after_one_high": "high",
    }
    began = months.rename(columns=named)
    return cohorts(
        began.assign(whole=began["known"] == began["clients"]),
        fewest=fewest,
        became="left after session one",
    )
