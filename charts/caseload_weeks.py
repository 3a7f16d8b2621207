"""Caseloads week by week: everyone together, and one counselor alone."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts import theme
from charts.expected import expected_weeks

HEIGHT = 160


def flow(weeks: pd.DataFrame, expected: pd.DataFrame) -> go.Figure:
    """Draw active clients by week, what is expected, and who comes, goes and waits.

    Needs week_end, active_clients, intakes, endings, waiting; `expected` has week_end,
    expected, lowest_expected, highest_expected. A mark carries its week's last day.
    """
    figure = make_subplots(
        rows=2, shared_xaxes=True, vertical_spacing=0.12, row_heights=[0.6, 0.4]
    )
    days = theme.days(weeks["week_end"])
    carried = theme.carried(days)
    figure.add_traces(expected_weeks(expected), rows=1, cols=1)
    figure.add_trace(
        line(days, weeks["active_clients"], "active clients", theme.ACCENT, carried),
        row=1,
        col=1,
    )
    for column, color in (
        ("intakes", theme.ACCENT_SOFT),
        ("endings", theme.CONTEXT_STRONG),
    ):
        sign = 1 if column == "intakes" else -1
        figure.add_trace(
            go.Bar(
                x=days,
                y=sign * weeks[column].astype(int),
                name=column,
                marker={"color": color},
                customdata=theme.carried(days, weeks[column]),
                hovertemplate=f"%{{x|%b %-d}}: %{{customdata[1]:,}} {column}"
                "<extra></extra>",
            ),
            row=2,
            col=1,
        )
    waiting = line(days, weeks["waiting"], "waiting", theme.CHANCE, carried)
    figure.add_trace(waiting, row=2, col=1)
    theme.layout(figure, hovermode="closest", barmode="relative", height=380)
    figure.update_yaxes(rangemode="tozero", row=1, col=1)
    return theme.legend(figure)


def one(weeks: pd.DataFrame, *, limit: float) -> go.Figure:
    """Draw one counselor's active clients by week, and the limit dotted.

    Needs week_end and active_clients.
    """
    days = theme.days(weeks["week_end"])
    carried = theme.carried(days)
    drawn = line(days, weeks["active_clients"], "clients", theme.ACCENT, carried)
    figure = go.Figure([drawn])
    if pd.notna(limit):
        figure.add_trace(limit_line(days, limit))
    theme.layout(figure, height=HEIGHT)
    return figure.update_yaxes(rangemode="tozero", nticks=4)


def line(days, values, name: str, color: str, carried) -> go.Scatter:
    """Return numbers by week, each mark with what it carries."""
    return go.Scatter(
        x=days,
        y=values.astype(float),
        name=name,
        mode="lines+markers",
        line={"color": color, "width": 2},
        marker={"size": 4, "color": color},
        customdata=carried,
        hovertemplate=f"%{{x|%b %-d}}: %{{y:,}} {name}<extra></extra>",
    )


def limit_line(days: list[str], limit: float) -> go.Scatter:
    """Return the dotted line of a limit."""
    ends = [days[0], days[-1]] if days else []
    look = {"color": theme.ACCENT, "width": 1.5, "dash": "dot"}
    return go.Scatter(
        x=ends, y=[limit, limit], mode="lines", line=look, hoverinfo="skip"
    )
