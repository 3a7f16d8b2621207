"""The hours of a week as a grid: shaded, with the number in each cell."""

import pandas as pd
import plotly.graph_objects as go

from charts import theme

FEW = "not compared"
CELL = 25
FROM = 50
CLOSE = 5  # points between the lowest and the highest, below which a decimal tells
PALE = theme.STEPS[:4]  # pale enough for numbers to stay legible in both themes
SCALE = [[place / 3, color] for place, color in enumerate(PALE)]
BESIDE = {
    "low": " \N{BLACK DOWN-POINTING TRIANGLE}",
    "high": " \N{BLACK UP-POINTING TRIANGLE}",
}


def grid(cells: pd.DataFrame, *, days: list[str], hours: list[str]) -> go.Figure:
    """Draw the rate of each weekday and hour as a shaded cell with its percent.

    Needs place_id, weekday, hour, rate, attended, counted and side (low or high:
    outside chance, marked by a triangle; not compared: the cell is grey). A cell
    carries its place_id. Shades run from the lowest to the highest rate compared.
    """
    few = cells["side"].eq(FEW)
    known = cells[~few]
    low, high = known["rate"].min(), known["rate"].max()
    figure = go.Figure()
    for part, scale in ((known, SCALE), (cells[few], _grey())):
        if not part.empty:
            figure.add_trace(_shades(part, scale, low, high))
    close = 100 * (high - low) < CLOSE
    figure.add_trace(_percents(cells, decimals=1 if close else 0))
    theme.layout(figure, hovermode="closest")
    figure.update_xaxes(categoryarray=days, side="top", type="category")
    figure.update_yaxes(
        categoryarray=hours[::-1], showgrid=False, type="category", autorange=True
    )
    return figure.update_layout(height=CELL * len(hours) + FROM)


def _grey() -> list[list]:
    return [[0, theme.CONTEXT], [1, theme.CONTEXT]]


def _shades(cells: pd.DataFrame, scale: list, low: float, high: float) -> go.Heatmap:
    return go.Heatmap(
        x=cells["weekday"],
        y=cells["hour"],
        z=cells["rate"],
        zmin=low,
        zmax=high if high > low else low + 1,
        colorscale=scale,
        showscale=False,
        xgap=2,
        ygap=2,
        hoverinfo="skip",
    )


def _percents(cells: pd.DataFrame, *, decimals: int) -> go.Scatter:
    """Return the numbers in the cells, which are also what is clicked."""
    counts = cells["attended"], cells["counted"]
    return go.Scatter(
        x=cells["weekday"],
        y=cells["hour"],
        mode="markers+text",
        marker={"size": CELL - 4, "symbol": "square", "color": theme.CLEAR},
        text=[
            f"{100 * rate:.{decimals}f}{BESIDE.get(side, '')}"
            for rate, side in zip(cells["rate"], cells["side"], strict=True)
        ],
        textfont={"size": 12, "color": theme.STEPS[9]},
        customdata=theme.carried(cells["place_id"], *counts),
        hovertemplate=(
            "%{x} %{y}: %{customdata[1]:,} of %{customdata[2]:,} sessions<extra></extra>"
        ),
    )
