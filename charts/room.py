"""Free hours and free places, counselor by counselor."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts import axes, theme

PANELS = {
    "Free places": ("free_places", 0),
    "Free hours a week": ("free_hours", 1),
}
ROOM = 1.5


def room(people: pd.DataFrame) -> go.Figure:
    """Draw free places and free hours; nothing is drawn left of zero but its number.

    Needs counselor_id, counselor, free_places, free_hours and note (what the hover
    says), in the order to draw. A bar carries its counselor's id.
    """
    figure = make_subplots(
        cols=2, shared_yaxes=True, horizontal_spacing=0.06, subplot_titles=list(PANELS)
    )
    for place, (free, digits) in enumerate(PANELS.values(), start=1):
        values = people[free].astype(float)
        labels = [_label(value, digits) for value in values]
        edge = axes.top(values) * ROOM
        names, notes = theme.plain(people["counselor"]), theme.plain(people["note"])
        bars = go.Bar(
            x=values.clip(lower=0),
            y=list(range(len(people))),
            orientation="h",
            marker={"color": theme.ACCENT},
            customdata=theme.carried(people["counselor_id"], names, notes),
            hovertemplate="%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
        )
        column = axes.column(labels, at=edge)
        figure.add_traces([bars, column], rows=1, cols=place)
        figure.update_xaxes(range=[0, edge], showticklabels=False, row=1, col=place)
    theme.layout(figure, hovermode="closest").update_layout(margin_t=36)
    figure.update_annotations(font_size=13)
    return axes.rows(figure, people["counselor"].tolist())


def _label(value: float, digits: int) -> str:
    if pd.isna(value):
        return "no limit known"
    return f"{value:.{digits}f}" if value > 0 else f"none, {-value:.{digits}f} over"
