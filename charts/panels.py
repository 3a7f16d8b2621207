"""A grid of small panels in one figure, which share their scales."""

import pandas as pd
import plotly.graph_objects as go

from charts import theme


def axis(number: int) -> str:
    """Return what a panel's axes are called: nothing, 2, 3 ..."""
    return "" if number == 0 else str(number + 1)


def place(figure: go.Figure, number: int, grid, span, limits) -> None:
    """Give a panel its place in the grid (across, down) and the axes that all share."""
    across, down = grid
    row, column = divmod(number, across)
    wide, tall = 1 / across, 1 / down
    left, top = column * wide, 1 - row * tall
    quiet = {
        "fixedrange": True,
        "zeroline": False,
        "showticklabels": False,
        "ticks": "",
    }
    figure.update_layout(
        {
            f"xaxis{axis(number)}": {
                **quiet,
                "range": span,
                "domain": [left + 0.01, left + wide - 0.02],
                "anchor": f"y{axis(number)}",
                "showgrid": False,
            },
            f"yaxis{axis(number)}": {
                **quiet,
                "range": limits,
                "domain": [top - tall * 0.86, top - tall * 0.12],
                "anchor": f"x{axis(number)}",
                "showgrid": False,
            },
        }
    )


def frame(figure: go.Figure, number: int, name: str, *, lines, cutoff: float) -> None:
    """Write a name over the panel, and draw the range and the cutoff (NaN: none)."""
    own = axis(number)
    figure.add_annotation(
        text=theme.short([name])[0],
        x=0,
        xref=f"x{own} domain",
        xanchor="left",
        y=1.02,
        yref=f"y{own} domain",
        yanchor="bottom",
        showarrow=False,
        font={"size": 12},
    )
    for score in lines:
        figure.add_shape(
            type="line",
            x0=0,
            x1=1,
            xref=f"x{own} domain",
            y0=score,
            y1=score,
            yref=f"y{own}",
            line={"color": theme.CONTEXT, "width": 1},
            layer="below",
        )
    if not pd.isna(cutoff):
        figure.add_shape(
            type="line",
            x0=0,
            x1=1,
            xref=f"x{own} domain",
            y0=cutoff,
            y1=cutoff,
            yref=f"y{own}",
            line=theme.DOTTED,
            layer="below",
        )
