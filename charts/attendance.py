"""Figures about sessions that take place, or do not."""

import pandas as pd
import plotly.graph_objects as go

from charts import theme

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
