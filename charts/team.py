"""A team side by side: one panel per measure, one line per counselor, shared scales."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts import axes, theme

# Two labels a panel: five panels stand beside one another on a tablet.
TICKS = {
    "clients": [0, 1],
    "hours": [0, 1],
    "attendance": [0.6, 1],
    "left": [0.2],
    "alliance": [0.6, 1],
}


def side_by_side(rows: pd.DataFrame, *, titles: dict[str, str]) -> go.Figure:
    """Draw the measures of `titles` beside one another, a dot per counselor.

    Needs mark_id, counselor_id, counselor, measure, value, low, high (0-1), known (bool) and
    note, counselors in the order to draw. A mark carries its mark_id. Shares of
    a limit have a line at 100%.
    """
    people = rows.drop_duplicates("counselor_id")
    places = {key: at for at, key in enumerate(people["counselor_id"])}
    figure = make_subplots(
        cols=len(titles),
        shared_yaxes=True,
        horizontal_spacing=0.05,
        subplot_titles=list(titles.values()),
    )
    for column, measure in enumerate(titles, start=1):
        own = rows[(rows["measure"] == measure) & rows["value"].notna()]
        figure.add_trace(_dots(own, places), row=1, col=column)
        if measure in ("clients", "hours"):
            figure.add_vline(x=1, row=1, col=column, line=theme.DOTTED)
        edges = _edges(own, measure)
        figure.update_xaxes(
            range=edges,
            tickformat=".0%",
            tickvals=TICKS[measure],
            tickangle=0,
            row=1,
            col=column,
        )
    theme.layout(figure, hovermode="closest").update_layout(margin_t=56)
    figure.update_xaxes(showgrid=True).update_annotations(font_size=13)
    return axes.rows(figure, people["counselor"].tolist())


def _dots(rows: pd.DataFrame, places: dict[str, int]) -> go.Scatter:
    bars = theme.error_bars(rows["value"], rows["low"], rows["high"])
    known = rows["known"].tolist()
    return go.Scatter(
        x=rows["value"].astype(float),
        y=[places[key] for key in rows["counselor_id"]],
        mode="markers",
        marker={
            "size": [9 if sure else 6 for sure in known],
            "color": [theme.ACCENT if sure else theme.CONTEXT_STRONG for sure in known],
        },
        error_x={**bars, "color": f"{theme.ACCENT}{theme.FAINT}"},
        customdata=theme.carried(
            rows["mark_id"], theme.plain(rows["counselor"]), rows["note"]
        ),
        cliponaxis=False,
        hovertemplate="%{customdata[1]}: %{x:.1%}<br>%{customdata[2]}<extra></extra>",
    )


def _edges(rows: pd.DataFrame, measure: str) -> list[float]:
    known = pd.concat([rows["value"], rows["low"], rows["high"]]).dropna()
    top = float(known.max()) if len(known) else 1.0
    if measure in ("clients", "hours"):
        return [0, max(1.1, 1.1 * top)]
    if measure == "left":
        return [0, max(0.3, 1.1 * top)]
    return [min(0.5, float(known.min()) if len(known) else 0.5), 1.02]
