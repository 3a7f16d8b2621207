"""The share of sessions with a score, month by month."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme


def over_time(months: pd.DataFrame) -> go.Figure:
    """Draw one mark a month; needs month, rate, low, high (0-1), scored and sessions."""
    days = theme.days(months["month"])
    bars = theme.error_bars(*(months[name] for name in ("rate", "low", "high")))
    figure = go.Figure()
    if len(months):
        figure.add_trace(
            go.Scatter(
                x=days,
                y=months["rate"],
                mode="lines+markers",
                line={"color": theme.ACCENT, "width": 1.5},
                marker={"size": 9, "color": theme.ACCENT},
                error_y={**bars, "color": f"{theme.ACCENT}{theme.FAINT}"},
                customdata=theme.carried(days, months["scored"], months["sessions"]),
                cliponaxis=False,
                hovertemplate=(
                    "%{x|%B %Y}: %{y:.1%}<br>%{customdata[1]:,} of %{customdata[2]:,} "
                    "attended sessions<extra></extra>"
                ),
            )
        )
    theme.layout(figure, hovermode="closest", **axes.percent())
    return figure.update_xaxes(type="date", tickformat="%b\n%Y")
