"""How full counselors are, beside what happens to their clients."""

from math import isnan

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts import axes, theme

FEW = "not compared"


def beside(rows: pd.DataFrame, *, titles: dict[str, str]) -> go.Figure:
    """Draw one panel per outcome, one dot and interval per band of load.

    Needs outcome, band, band_id (what a mark carries), rate, low, high (0-1), side
    (within, not compared) and note, bands in the order to draw.
    """
    bands = list(dict.fromkeys(rows["band"]))
    figure = make_subplots(
        cols=len(titles),
        shared_yaxes=True,
        horizontal_spacing=0.05,
        subplot_titles=list(titles.values()),
    )
    for place, outcome in enumerate(titles, start=1):
        own = rows[rows["outcome"] == outcome]
        figure.add_trace(_dots(own, bands), row=1, col=place)
        _scale(figure, own, place)
    theme.layout(figure, hovermode="closest").update_layout(margin_t=56)
    figure.update_annotations(font_size=13)
    return axes.rows(figure, bands)


def _dots(rows: pd.DataFrame, bands: list[str]) -> go.Scatter:
    few = rows["side"] == FEW
    bars = theme.error_bars(rows["rate"], rows["low"], rows["high"])
    return go.Scatter(
        x=rows["rate"].astype(float),
        y=[bands.index(band) for band in rows["band"]],
        mode="markers",
        marker={
            "size": [6 if small else 10 for small in few],
            "color": [theme.CONTEXT_STRONG if small else theme.ACCENT for small in few],
        },
        error_x={**bars, "color": f"{theme.ACCENT}{theme.FAINT}"},
        customdata=theme.carried(rows["band_id"], rows["note"]),
        cliponaxis=False,
        hovertemplate="%{x:.1%}<br>%{customdata[1]}<extra></extra>",
    )


def _scale(figure: go.Figure, rows: pd.DataFrame, place: int) -> None:
    """Start each panel at zero, unless its shares lie close to 100%."""
    known = [n for n in [*rows["rate"], *rows["high"], *rows["low"]] if not isnan(n)]
    top, bottom = max([0.1, *known]), min([1.0, *known])
    span = [0.9 * bottom, 1.0] if bottom > 0.5 else [0, 1.1 * top]
    figure.update_xaxes(
        range=span,
        tickformat=".0%",
        nticks=4,
        tickangle=0,
        showgrid=True,
        row=1,
        col=place,
    )
