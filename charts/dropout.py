"""Figures about clients who stop coming."""

from math import nan

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

ENDINGS = {
    "dropped_out": ("Dropped out", theme.ACCENT),
    "other_ending": ("Other ending", theme.CONTEXT_STRONG),
    "completed": ("Completed", theme.SECOND_SOFT),
    "in_care": ("Still in care", theme.CONTEXT),
}
RISK = "clients at risk after it"


def road(sessions: pd.DataFrame) -> go.Figure:
    """Draw, session by session, what became of everyone who began; 100% a bar.

    Needs session_number, at_risk and the shares of ENDINGS. Dropout stands at the
    bottom, so that its height can be read; its bars carry their session number.
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
    few = months["at_risk_one"] < fewest
    part = ~few & (months["at_risk_one"] < months["clients"])
    figure = go.Figure()
    line = {"color": theme.ACCENT, "width": 1.5}
    if (whole := months[~few & ~part]).size:
        figure.add_trace(_months(whole, theme.ACCENT, theme.ACCENT, line=line))
    if (partly := months[part]).size:
        figure.add_trace(_months(partly, theme.SURFACE, theme.ACCENT))
    if (small := months[few & months["after_one"].notna()]).size:
        bare = small.assign(after_one_low=nan, after_one_high=nan)
        figure.add_trace(_months(bare, theme.SURFACE, theme.CONTEXT_STRONG))
    theme.layout(figure, hovermode="closest", **axes.percent())
    ends = pd.to_datetime(months["month"]).iloc[[0, -1]] if len(months) else []
    room = pd.Timedelta(days=20)
    edges = [end + way * room for end, way in zip(ends, (-1, 1), strict=False)]
    return figure.update_xaxes(
        type="date",
        range=[f"{edge:%Y-%m-%d}" for edge in edges] or None,
        tickformat="%b\n%Y",
    )


def _months(months: pd.DataFrame, fill: str, edge: str, *, line=None) -> go.Scatter:
    x = theme.days(months["month"])
    columns = ("after_one", "after_one_low", "after_one_high")
    bars = theme.error_bars(*(months[column] for column in columns))
    counts = months["at_risk_one"], months["clients"]
    return go.Scatter(
        x=x,
        y=months["after_one"],
        mode="markers" if line is None else "lines+markers",
        line=line,
        marker={"size": 10, "color": fill, "line": {"color": edge, "width": 2}},
        error_y={**bars, "color": f"{theme.ACCENT}{theme.FAINT}"},
        customdata=theme.carried(x, *counts),
        cliponaxis=False,
        hovertemplate=(
            "Began in %{x|%B %Y}: %{y:.1%} left after session one<br>known for "
            "%{customdata[1]:,} of %{customdata[2]:,} clients<extra></extra>"
        ),
    )
