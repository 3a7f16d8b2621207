"""The weeks to come: a line, and the range around it."""

import pandas as pd
import plotly.graph_objects as go

from charts import theme


def expected_weeks(expected: pd.DataFrame) -> list[go.Scatter]:
    """Return the band and the line of the weeks to come, from the last week on."""
    if expected.empty:
        return []
    days = theme.days(expected["week_end"])
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    band = f"{theme.ACCENT}{theme.FAINT}"
    return [
        go.Scatter(x=days, y=expected["lowest_expected"], showlegend=False, **edge),
        go.Scatter(
            x=days,
            y=expected["highest_expected"],
            fill="tonexty",
            fillcolor=band,
            name="95% range",
            **edge,
        ),
        go.Scatter(
            x=days,
            y=expected["expected"],
            mode="lines",
            name="if it goes on like this",
            line={"color": theme.ACCENT, "width": 2, "dash": "dot"},
            hovertemplate="%{x|%b %-d}: %{y:.0f} expected<extra></extra>",
        ),
    ]
