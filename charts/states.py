"""How many possible ruptures were repaired, were not, or are still open."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

NAMES = {
    "open": "open",
    "unrepaired": "unrepaired",
    "repaired": "repaired",
}
COLORS = {
    "open": theme.MORE,
    "unrepaired": theme.CHANCE,
    "repaired": theme.ACCENT,
}


def states(counted: pd.DataFrame) -> go.Figure:
    """Draw a bar per state; needs state, events, clients and deep."""
    known = counted.set_index("state").reindex(
        [s for s in NAMES if s in set(counted["state"])]
    )
    figure = go.Figure(
        go.Bar(
            x=known["events"],
            y=list(range(len(known))),
            orientation="h",
            marker={"color": [COLORS[state] for state in known.index]},
            text=[f"{n:,}" for n in known["events"]],
            textposition="outside",
            cliponaxis=False,
            customdata=theme.carried(known.index, known["clients"], known["deep"]),
            hovertemplate=(
                "%{x:,} %{customdata[0]}, %{customdata[1]:,} clients<br>"
                "%{customdata[2]:,} deeper than 2 SD<extra></extra>"
            ),
        )
    )
    theme.layout(figure, hovermode="closest")
    figure.update_xaxes(range=[0, axes.top(known["events"])], showticklabels=False)
    return axes.rows(figure, [NAMES[state] for state in known.index])
