"""How ratings spread over an instrument's range, early and later."""

import pandas as pd
import plotly.graph_objects as go

from charts import theme

PHASES = {
    "early": ("sessions 1 to 3", theme.SURFACE),
    "later": ("from session 4", theme.ACCENT),
}


def distribution(bins: pd.DataFrame, *, cutoff: float) -> go.Figure:
    """Draw the share of each phase's ratings per part of the range.

    Needs phase, first and last (scores of the part), ratings and mark_id. The cutoff
    (NaN for none) is a line.
    """
    figure = go.Figure()
    for phase, (name, fill) in PHASES.items():
        part = bins[bins["phase"] == phase]
        if len(part):
            figure.add_trace(_bars(part, name, fill))
    theme.layout(figure, hovermode="closest", barmode="group", height=320)
    theme.legend(figure).update_layout(bargap=0.15)
    figure.update_yaxes(tickformat=".0%", showgrid=True, rangemode="tozero")
    figure.update_xaxes(title_text="Score")
    if not pd.isna(cutoff):
        figure.add_vline(x=cutoff, line=theme.DOTTED)
        figure.add_annotation(
            x=cutoff,
            xanchor="right",
            y=1,
            yref="paper",
            yanchor="top",
            text=f"cutoff {cutoff:g}",
            showarrow=False,
        )
    return figure


def _bars(part: pd.DataFrame, name: str, fill: str) -> go.Bar:
    return go.Bar(
        x=(part["first"] + part["last"]) / 2,
        y=part["ratings"] / part["ratings"].sum(),
        name=name,
        marker={"color": fill, "line": {"width": 1.5, "color": theme.ACCENT}},
        customdata=theme.carried(
            part["mark_id"], part["first"], part["last"], part["ratings"]
        ),
        hovertemplate=(
            f"%{{customdata[1]:g}} to below %{{customdata[2]:g}}, {name}: %{{y:.1%}}<br>"
            "%{customdata[3]:,} ratings<extra></extra>"
        ),
    )
