"""Figures about how much each counselor carries, beside what they have room for."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts import axes, theme

PANELS = {
    "Active clients": ("active_clients", "caseload_limit", 0),
    "Attended hours a week": ("attended_hours", "weekly_hours", 1),
}
ROOM_FOR_COUNTS = 1.85


def by_counselor(
    people: pd.DataFrame,
    *,
    medians: dict[str, float],
    band: tuple[float, float] | None = None,
) -> go.Figure:
    """Draw active clients and weekly hours, each against the counselor's own limit.

    Needs counselor_id, counselor, active_clients, recently_seen, only_booked,
    caseload_limit, attended_hours, booked_hours, weekly_hours, over_capacity (bool)
    and note (what the hover says), in the order to draw. A bar carries its
    counselor's id. A limit not known is not drawn; `medians` of the clinic are a
    dotted line; `band` is the utilization the clinic aims at.
    """
    figure = make_subplots(
        cols=2, shared_yaxes=True, horizontal_spacing=0.06, subplot_titles=list(PANELS)
    )
    for place, (load, limit, digits) in enumerate(PANELS.values(), start=1):
        labels = _labels(people, load, limit, digits)
        edge = axes.top(people[load], people[limit]) * ROOM_FOR_COUNTS
        traces = [*_parts(people, load, labels), _limits(people, limit, digits)]
        if load == "attended_hours":
            traces += [_booked(people), *_band(people, band)]
        traces.append(axes.column(labels, at=edge))
        figure.add_traces(traces, rows=1, cols=place)
        if pd.notna(medians[load]):
            figure.add_vline(x=medians[load], row=1, col=place, line=theme.DOTTED)
        figure.update_xaxes(range=[0, edge], showticklabels=False, row=1, col=place)
    theme.layout(figure, hovermode="closest", barmode="stack")
    figure.update_layout(margin_t=36).update_annotations(font_size=13)
    return axes.rows(figure, people["counselor"].tolist())


def _parts(people: pd.DataFrame, load: str, labels: list[str]) -> list[go.Bar]:
    """Return the bars of a load; active clients are seen lately, or only booked."""
    if load == "attended_hours":
        return [bars(people, people[load], labels)]
    booked = bars(people, people["only_booked"], labels)
    color = [f"{shade}{theme.FAINT}" for shade in booked.marker.color]
    booked.marker.update(color=color)
    return [bars(people, people["recently_seen"], labels), booked]


def _booked(people: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=people["booked_hours"].astype(float),
        y=list(range(len(people))),
        mode="markers",
        marker={
            "symbol": "circle-open",
            "size": 8,
            "color": theme.SECOND,
            "line": {"width": 2},
        },
        unselected={"marker": {"opacity": 1}},
        customdata=theme.carried(people["counselor_id"]),
        hovertemplate="%{x:.1f} hours a week booked in the next two weeks"
        "<extra></extra>",
    )


def _band(people: pd.DataFrame, band: tuple[float, float] | None) -> list[go.Scatter]:
    """Return a line under each row over the hours that the clinic aims at."""
    if band is None:
        return []
    x, y = [], []
    for place, hours in enumerate(people["weekly_hours"].astype(float)):
        x += [band[0] * hours, band[1] * hours, None]
        y += [place + 0.42, place + 0.42, None]
    line = {"color": theme.ACCENT, "width": 3}
    return [go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip")]


def _labels(people: pd.DataFrame, load: str, limit: str, digits: int) -> list[str]:
    texts = []
    for carried, room in zip(people[load], people[limit], strict=True):
        over = " ▲" if carried > room else ""
        of = "" if pd.isna(room) else f" of {room:.{digits}f}"
        texts.append("" if pd.isna(carried) else f"{carried:.{digits}f}{of}{over}")
    return texts


def bars(people: pd.DataFrame, x: pd.Series, labels: list[str]) -> go.Bar:
    over = people["over_capacity"]
    names, notes = theme.plain(people["counselor"]), theme.plain(people["note"])
    return go.Bar(
        x=x.astype(float),
        y=list(range(len(people))),
        orientation="h",
        marker={"color": [theme.MORE if o else theme.CONTEXT_STRONG for o in over]},
        customdata=theme.carried(people["counselor_id"], names, notes, labels),
        hovertemplate="%{customdata[1]}: %{customdata[3]}<br>%{customdata[2]}"
        "<extra></extra>",
    )


def _limits(people: pd.DataFrame, limit: str, digits: int) -> go.Scatter:
    return go.Scatter(
        x=people[limit].astype(float),
        y=list(range(len(people))),
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 16,
            "line": {"width": 2.5, "color": theme.ACCENT},
        },
        unselected={"marker": {"opacity": 1}},
        customdata=theme.carried(people["counselor_id"]),
        hovertemplate=f"room for %{{x:.{digits}f}}<extra></extra>",
    )
