"""Control charts: rates over time between limits, with signals marked."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

LOOKS = {
    ("limits", "low"): ("diamond", theme.FEWER, "below the limit"),
    ("limits", "high"): ("diamond", theme.MORE, "above the limit"),
    ("trend", "falling"): ("triangle-down", theme.FEWER, "7 in a row falling"),
    ("trend", "rising"): ("triangle-up", theme.MORE, "7 in a row rising"),
    ("two of three", "low"): ("square", theme.FEWER, "2 of 3 near the lower limit"),
    ("two of three", "high"): ("square", theme.MORE, "2 of 3 near the upper limit"),
    ("shift", "low"): ("pentagon", theme.FEWER, "7 in a row below the mean"),
    ("shift", "high"): ("pentagon", theme.MORE, "7 in a row above the mean"),
}
USUAL, SIGNAL = 6, 11
TALL = 340
A_SEASON = 13
NAMED = {"week": "Week of %{x|%b %-d, %Y}", "month": "%{x|%B %Y}"}
TICKS = 7


def chart(points: pd.DataFrame, *, when: str) -> go.Figure:
    """Draw rates over time with center and limits, part by part.

    Needs `when` ("week" or "month": its first day), rate, attended, counted, center,
    limit_low, limit_high (NaN on a run chart), part, stable (bool: limits, else
    trials), rule and side ('' where there is no signal). A mark carries its period.
    """
    figure = go.Figure()
    for _, part in points.groupby("part"):
        _limits(figure, part, when)
    figure.add_trace(_rates(points, when))
    for (rule, side), (symbol, color, name) in LOOKS.items():
        marked = points[points["rule"].eq(rule) & points["side"].eq(side)]
        if not marked.empty:
            look = {"symbol": symbol, "color": color, "size": SIGNAL}
            figure.add_trace(_marks(marked, when, look, name))
    theme.layout(figure, height=TALL, hovermode="closest", **axes.percent())
    short = when == "week" and len(points) < A_SEASON
    labels = "%b %-d\n%Y" if short else "%b\n%Y"
    theme.legend(figure).update_xaxes(tickformat=labels, type="date")
    return figure.update_xaxes(tickvals=theme.days(points[when])) if short else figure


def _limits(figure: go.Figure, part: pd.DataFrame, when: str) -> None:
    x, line = theme.days(part[when]), theme.DOTTED
    stable, bare = bool(part["stable"].all()), part["limit_high"].isna().all()
    edge = {"color": theme.LINE, "width": 1.2, "dash": "solid" if stable else "dash"}
    name = "limits" if stable else "trial limits"
    known = name in {trace.name for trace in figure.data}
    for column in () if bare else ("limit_high", "limit_low"):
        last = column == "limit_low"
        figure.add_scatter(
            x=x,
            y=part[column],
            mode="lines",
            line={**edge, "shape": "hvh"},
            fill="tonexty" if last and stable else None,
            fillcolor=f"{theme.CONTEXT}{theme.FAINT}",
            name=name,
            showlegend=last and not known,
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=x,
        y=part["center"],
        mode="lines",
        line={**line, "dash": "solid"},
        name="mean" if stable else "median",
        showlegend=not {"mean", "median"} & {trace.name for trace in figure.data},
        hoverinfo="skip",
    )


def _rates(points: pd.DataFrame, when: str) -> go.Scatter:
    look = {"symbol": "circle", "color": theme.ACCENT, "size": USUAL}
    line = {"color": theme.ACCENT, "width": 1.5}
    return _marks(points, when, look, None, line=line)


def _marks(
    points: pd.DataFrame,
    when: str,
    look: dict,
    name: str | None,
    *,
    line: dict | None = None,
) -> go.Scatter:
    x = theme.days(points[when])
    counts = points["attended"], points["counted"]
    bare = points["limit_high"].isna().all()
    limits = "" if bare else "<br>limits %{customdata[3]:.1%} to %{customdata[4]:.1%}"
    says = f"{limits}<br>{name}" if name else limits
    return go.Scatter(
        x=x,
        y=points["rate"],
        mode="markers" if line is None else "lines+markers",
        line=line,
        marker=look,
        name=name,
        showlegend=name is not None,
        cliponaxis=False,
        customdata=theme.carried(x, *counts, points["limit_low"], points["limit_high"]),
        hovertemplate=(
            f"{NAMED[when]}: %{{y:.1%}}<br>%{{customdata[1]:,}} of "
            f"%{{customdata[2]:,}} sessions{says}<extra></extra>"
        ),
    )


def between_chart(points: pd.DataFrame) -> go.Figure:
    """Draw how many sessions lie between no-shows, in their order, under a limit.

    Needs number (what a mark carries), day (of the no-show, or the last day), ended
    (missing while it goes on), between_no_shows, center, limit_high, part, stable and
    above (bool).
    """
    placed = points.assign(place=range(len(points)))
    figure = go.Figure()
    for _, part in placed.groupby("part"):
        _between_limits(figure, part)
    going_on = placed["ended"].isna()
    line = {"color": theme.ACCENT, "width": 1}
    usual = {"symbol": "circle", "color": theme.ACCENT, "size": 6}
    figure.add_trace(_between_marks(placed[~going_on], usual, None, line=line))
    far = {"symbol": "diamond", "color": theme.MORE, "size": 11}
    if placed["above"].any():
        figure.add_trace(
            _between_marks(placed[placed["above"]], far, "longer than chance")
        )
    if going_on.any():
        ring = {"color": theme.SURFACE, "line": {"color": theme.ACCENT, "width": 2}}
        figure.add_trace(
            _between_marks(placed[going_on], {**ring, "size": 9}, "goes on")
        )
    theme.layout(figure, height=TALL, hovermode="closest")
    step = max(1, len(placed) // TICKS)
    shown = placed[::step]
    figure.update_xaxes(
        tickvals=shown["place"],
        ticktext=[
            f"{theme.day(day)}<br>{day.year}" for day in pd.to_datetime(shown["day"])
        ],
        range=[-0.6, len(placed) - 0.4],
        title_text="No-shows in their order",
    )
    figure.update_yaxes(
        rangemode="tozero", showgrid=True, title_text="Sessions between"
    )
    return theme.legend(figure)


def _between_limits(figure: go.Figure, part: pd.DataFrame) -> None:
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


def _between_marks(
    points: pd.DataFrame, look: dict, name: str | None, *, line: dict | None = None
) -> go.Scatter:
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
            points["number"], [f"{theme.day(day)}, {day.year}" for day in points["day"]]
        ),
        hovertemplate=(
            f"%{{y:,}} sessions, {then}<br>%{{customdata[1]}}<extra></extra>"
        ),
    )
