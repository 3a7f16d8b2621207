"""One row per name: an estimate and its interval."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme


def rows(
    lines: pd.DataFrame,
    *,
    value: str,
    center: float,
    center_name: str = "",
    axis: str = "",
) -> go.Figure:
    """Draw a dot and interval per row, in order; context (bool) rows are grey.

    Needs mark_id, label, estimate, low, high, note (for the hover), context and ring
    (a second number to draw as a small ring, NaN for none). `value` is how the number
    reads, as in "%{x:.1f}"; the dotted line is `center` (NaN for none); `axis` says
    what is drawn.
    """
    figure = go.Figure()
    placed = lines.assign(place=range(len(lines)))
    if len(ringed := placed[placed["ring"].notna()]):
        figure.add_trace(_ring(ringed, value))
    for context, part in placed.groupby("context"):
        figure.add_trace(_dots(part, value, theme.CHANCE if context else theme.ACCENT))
    theme.layout(figure, hovermode="closest")
    figure.update_layout(margin_t=34)
    figure.update_xaxes(
        showgrid=True,
        tickformat=".0%" if "%}" in value else None,
        rangemode="tozero" if "%}" in value else "normal",
        title_text=axis or None,
    )
    if lines.empty:
        return figure.update_xaxes(visible=False).update_layout(height=axes.FOOT)
    axes.center_line(figure, center, center_name)
    return axes.rows(figure, lines["label"].tolist())


def _dots(part: pd.DataFrame, value: str, color: str) -> go.Scatter:
    bars = theme.error_bars(part["estimate"], part["low"], part["high"])
    return go.Scatter(
        x=part["estimate"],
        y=part["place"],
        mode="markers",
        marker={"size": 10, "color": color},
        error_x={**bars, "color": f"{color}{theme.FAINT}"},
        **_hover(part, value),
    )


def _ring(part: pd.DataFrame, value: str) -> go.Scatter:
    return go.Scatter(
        x=part["ring"],
        y=part["place"],
        mode="markers",
        marker={
            "size": 8,
            "color": theme.SURFACE,
            "line": {"width": 1.5, "color": theme.CHANCE},
        },
        **_hover(part, f"as counted {value}"),
    )


def _hover(part: pd.DataFrame, value: str) -> dict:
    return {
        "customdata": theme.carried(
            part["mark_id"], theme.plain(part["label"]), theme.plain(part["note"])
        ),
        "cliponaxis": False,
        "hovertemplate": (
            f"%{{customdata[1]}}: {value}<br>%{{customdata[2]}}<extra></extra>"
        ),
    }
