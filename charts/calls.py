"""How many clients need a call, for which reason and with whom."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

ROOM = 1.3


def bars(rows: pd.DataFrame, *, mark: str, name: str) -> go.Figure:
    """Draw a bar of clients per row, those with a week or less left at full strength.

    Needs the columns `mark` (what a bar carries), `name` (its label), clients and
    closing, in the order to draw.
    """
    names, total = theme.plain(rows[name]), rows["clients"].astype(float)
    labels = [
        f"{clients:,.0f}" + (f", {closing:,} closing" if closing else "")
        for clients, closing in zip(total, rows["closing"], strict=True)
    ]
    carried = theme.carried(rows[mark], names, labels)
    parts = {theme.ACCENT: rows["closing"], theme.ACCENT_SOFT: total - rows["closing"]}
    edge = axes.top(total) * ROOM
    figure = go.Figure(
        [
            *(_part(color, part, carried) for color, part in parts.items()),
            axes.column(labels, at=edge),
        ]
    )
    theme.layout(figure, hovermode="closest", barmode="stack")
    figure.update_xaxes(range=[0, edge], showticklabels=False)
    return axes.rows(figure, rows[name].tolist())


def _part(color: str, clients: pd.Series, carried: list[list]) -> go.Bar:
    return go.Bar(
        x=clients.astype(float),
        y=list(range(len(carried))),
        orientation="h",
        marker={"color": color},
        customdata=carried,
        hovertemplate="%{customdata[1]}: %{customdata[2]}<extra></extra>",
    )
