"""Sessions from one no-show to the next, mark by mark: a g chart."""

import pandas as pd
import plotly.graph_objects as go

from charts import theme

TALL = 340
TICKS = 7


def chart(points: pd.DataFrame) -> go.Figure:
    """Draw how many sessions lie between no-shows, in their order, under a limit.

    Needs number (what a mark carries), day (of the no-show, or the last day), ended
    (missing while it goes on), between_no_shows, center, limit_high, part, stable and
    above (bool).
    """
    placed = points.assign(place=range(len(points)))
    figure = go.Figure()
    for _, part in placed.groupby("part"):
        _limits(figure, part)
    going_on = placed["ended"].isna()
    line = {"color": theme.ACCENT, "width": 1}
    usual = {"symbol": "circle", "color": theme.ACCENT, "size": 6}
    figure.add_trace(_marks(placed[~going_on], usual, None, line=line))
    far = {"symbol": "diamond", "color": theme.MORE, "size": 11}
    if placed["above"].any():
        figure.add_trace(_marks(placed[placed["above"]], far, "longer than chance"))
    if going_on.any():
        ring = {"color": theme.SURFACE, "line": {"color": theme.ACCENT, "width": 2}}
        figure.add_trace(_marks(placed[going_on], {**ring, "size": 9}, "goes on"))
    theme.layout(figure, height=TALL, hovermode="closest")
    step = max(1, len(placed) // TICKS)
    shown = placed[::step]
    figure.update_xaxes(
        tickvals=shown["place"],
        ticktext=[f"{day:%b %-d}<br>{day:%Y}" for day in pd.to_datetime(shown["day"])],
        range=[-0.6, len(placed) - 0.4],
        title_text="No-shows in their order",
    )
    figure.update_yaxes(
        rangemode="tozero", showgrid=True, title_text="Sessions between"
    )
    return theme.legend(figure)


def _limits(figure: go.Figure, part: pd.DataFrame) -> None:
    stable = bool(part["stable"].all())
    dash = {"color": theme.LINE, "width": 1.2, "dash": "solid" if stable else "dash"}
    named = {trace.name for trace in figure.data}
    lines = {
        "limit_high": ("upper limit" if stable else "trial limit", dash),
        "center": ("median", theme.DOTTED),
    }
    for column, (name, line) in lines.items():
        figure.add_scatter(
            x=part["place"],
            y=part[column],
            mode="lines",
            line=line,
            name=name,
            showlegend=name not in named,
            hoverinfo="skip",
        )


def _marks(points: pd.DataFrame, look: dict, name: str | None, *, line=None):
    then = "and it goes on" if name == "goes on" else "then a no-show"
    return go.Scatter(
        x=points["place"],
        y=points["between_no_shows"],
        mode="markers" if line is None else "lines+markers",
        line=line,
        marker=look,
        name=name,
        showlegend=name is not None,
        cliponaxis=False,
        customdata=theme.carried(
            points["number"], [f"{day:%b %-d, %Y}" for day in points["day"]]
        ),
        hovertemplate=(
            f"%{{y:,}} sessions, {then}<br>%{{customdata[1]}}<extra></extra>"
        ),
    )
