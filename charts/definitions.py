"""The same clients by different definitions, one row each."""

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

ROW = 46
LINE = 40
OURS = "ours"
LEAVING = "dropout by other definitions"
STAYING = "staying, by other definitions"
BOUNDS = "between these bounds"
KINDS = {
    OURS: (theme.ACCENT, "circle"),
    LEAVING: (theme.CHANCE, "circle"),
    STAYING: (theme.SECOND, "square"),
}


def definitions(rows: pd.DataFrame) -> go.Figure:
    """Draw each definition's share: ours, other reports', and bounds as a bar.

    Needs definition, clients, rate, low and high (0-1), own and bounds and leaving
    (bool), in the order to draw. A mark carries its definition.
    """
    placed = rows.assign(place=range(len(rows)))
    figure = go.Figure()
    for kind, part in placed.groupby(placed.apply(_kind, axis=1), sort=False):
        if kind == BOUNDS:
            figure.add_traces([_bounds(row) for _, row in part.iterrows()])
        else:
            figure.add_trace(_shares(part, kind, *KINDS[kind]))
    theme.layout(figure, hovermode="closest", **axes.percent("x"))
    theme.legend(figure)
    axes.rows(figure, rows["definition"].tolist())
    figure.update_yaxes(ticktext=_wrapped(rows["definition"], rows["clients"]))
    margin = figure.layout.margin.t + figure.layout.margin.b
    return figure.update_layout(height=margin + axes.FOOT + ROW * len(rows))


def _kind(row: pd.Series) -> str:
    if row["own"]:
        return OURS
    if row["bounds"]:
        return BOUNDS
    return LEAVING if row["leaving"] else STAYING


def _shares(rows: pd.DataFrame, name: str, color: str, symbol: str) -> go.Scatter:
    bars = theme.error_bars(rows["rate"], rows["low"], rows["high"])
    return go.Scatter(
        x=rows["rate"],
        y=rows["place"],
        mode="markers",
        name=name,
        marker={"symbol": symbol, "size": 10, "color": color},
        error_x={**bars, "color": f"{color}{theme.FAINT}"},
        customdata=theme.carried(
            rows["definition"], theme.plain(rows["definition"]), rows["clients"]
        ),
        cliponaxis=False,
        hovertemplate=(
            "%{customdata[1]}: %{x:.1%}<br>of %{customdata[2]:,} clients<extra></extra>"
        ),
    )


def _bounds(row: pd.Series) -> go.Scatter:
    """Draw from the least to the most that missing endings allow."""
    return go.Scatter(
        x=[row["low"], row["high"]],
        y=[row["place"]] * 2,
        mode="lines+markers",
        name=BOUNDS,
        line={"color": theme.CHANCE, "width": 6},
        marker={"symbol": "line-ns", "size": 12, "color": theme.CHANCE},
        customdata=theme.carried([row["definition"]] * 2),
        cliponaxis=False,
        hovertemplate="at least or at most %{x:.1%}<extra></extra>",
    )


def _wrapped(names: pd.Series, clients: pd.Series) -> list[str]:
    """Break long names into lines, each escaped by itself, and add n."""
    said = [
        f"{name}, n\N{NO-BREAK SPACE}{n:,.0f}"
        for name, n in zip(names, clients, strict=True)
    ]
    return ["<br>".join(theme.plain(wrap(name, LINE))) for name in said]
