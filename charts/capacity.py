"""The load of each counselor as a share of their own limit."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme
from charts.caseload import bars

MOST_DRAWN = 2.0
ROOM_FOR_SHARES = 1.35


def share_of_limit(people: pd.DataFrame) -> go.Figure:
    """Draw the load of each counselor as a share of their own limit.

    Needs counselor_id, counselor, excess (1 is full; NaN without a limit),
    active_clients, over_capacity and note (what the hover says), in the order to
    draw. Where nobody's limit is known, active clients are drawn instead.
    """
    if people["excess"].isna().all():
        return _clients(people)
    shares = people["excess"].clip(upper=MOST_DRAWN)
    labels = [
        "no limit known" if pd.isna(share) else f"{share:.0%}{' ▲' if over else ''}"
        for share, over in zip(people["excess"], people["over_capacity"], strict=True)
    ]
    figure = _one_panel(people, shares.fillna(0), labels)
    figure.add_vline(x=1, line={"width": 2.5, "color": theme.ACCENT})
    return figure.update_xaxes(tickvals=[1], ticktext=["own limit"])


def _clients(people: pd.DataFrame) -> go.Figure:
    labels = [f"{clients:,}" for clients in people["active_clients"]]
    figure = _one_panel(people, people["active_clients"], labels)
    return figure.update_xaxes(showticklabels=False, title_text="Active clients")


def _one_panel(people: pd.DataFrame, x: pd.Series, labels: list[str]) -> go.Figure:
    edge = axes.top(x) * ROOM_FOR_SHARES
    figure = go.Figure([bars(people, x, labels), axes.column(labels, at=edge)])
    theme.layout(figure, hovermode="closest").update_xaxes(range=[0, edge])
    return axes.rows(figure, people["counselor"].tolist())
