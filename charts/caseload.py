"""Figures about each counselor's load beside their own limit."""

from math import isnan

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts import axes, theme
from charts.people import NOT_COMPARED

PANELS = {
    "Active clients": ("active_clients", "caseload_limit", 0),
    "Attended hours a week": ("attended_hours", "weekly_hours", 1),
}
ROOM_FOR_COUNTS = 1.85
MOST_DRAWN = 2.0
ROOM_FOR_SHARES = 1.35
ROOM_PANELS = {
    "Free places": ("free_places", 0),
    "Free hours a week": ("free_hours", 1),
}
ROOM = 1.5


def by_counselor(
    people: pd.DataFrame,
    *,
    medians: dict[str, float],
    band: tuple[float, float] | None = None,
) -> go.Figure:
    """Draw active clients and weekly hours, each against the counselor's own limit.

    Needs counselor_id, counselor, active_clients, recently_seen, only_booked,
    caseload_limit, attended_hours, booked_hours, weekly_hours, over_capacity (bool)
    and note (what the hover says), in the order to draw; whereabouts, where the frame
    has it, says who is away. A bar carries its counselor's id. A limit not known is not drawn; `medians` of the clinic are a
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
    if load == "attended_hours":
        return [away or text for away, text in zip(_away(people), texts, strict=True)]
    return texts


def _away(people: pd.DataFrame) -> list[str]:
    """Return where each is who is not at work, "" of the others."""
    nowhere = pd.Series("", people.index)
    return people.get("whereabouts", nowhere).tolist()


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


def share_of_limit(people: pd.DataFrame) -> go.Figure:
    """Draw the load of each counselor as a share of their own limit.

    Needs counselor_id, counselor, excess (1 is full; NaN without a limit),
    active_clients, over_capacity and note (what the hover says), in the order to
    draw; whereabouts, where the frame has it, says who is away. Where nobody's limit is known, active clients are drawn instead.
    """
    if people["excess"].isna().all():
        return _clients(people)
    shares = people["excess"].clip(upper=MOST_DRAWN)
    labels = [
        (away or "no limit known")
        if pd.isna(share)
        else f"{share:.0%}{' ▲' if over else ''}"
        for share, over, away in zip(
            people["excess"], people["over_capacity"], _away(people), strict=True
        )
    ]
    figure = _one_panel(people, shares.fillna(0), labels)
    figure.add_vline(x=1, line={"width": 2.5, "color": theme.ACCENT})
    return figure.update_xaxes(tickvals=[1], ticktext=["own limit"])


def _clients(people: pd.DataFrame) -> go.Figure:
    labels = [f"{clients:,}" for clients in people["active_clients"]]
    figure = _one_panel(people, people["active_clients"], labels)
    return figure.update_xaxes(showticklabels=False, title_text="Active clients")


def _one_panel(people: pd.DataFrame, x: pd.Series, labels: list[str]) -> go.Figure:
    edge = axes.top(x) * ROOM_FOR_SHARES
    figure = go.Figure([bars(people, x, labels), axes.column(labels, at=edge)])
    theme.layout(figure, hovermode="closest").update_xaxes(range=[0, edge])
    return axes.rows(figure, people["counselor"].tolist())


def room(people: pd.DataFrame) -> go.Figure:
    """Draw free places and free hours; nothing is drawn left of zero but its number.

    Needs counselor_id, counselor, free_places, free_hours and note (what the hover
    says), in the order to draw; whereabouts, where the frame has it, says who is away.
    A bar carries its counselor's id.
    """
    figure = make_subplots(
        cols=2,
        shared_yaxes=True,
        horizontal_spacing=0.06,
        subplot_titles=list(ROOM_PANELS),
    )
    for place, (free, digits) in enumerate(ROOM_PANELS.values(), start=1):
        values = people[free].astype(float)
        labels = [
            away or _label(value, digits)
            for value, away in zip(values, _away(people), strict=True)
        ]
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
    few = rows["side"] == NOT_COMPARED
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


def by_year(years: pd.DataFrame) -> go.Figure:
    """Draw one bar a year; a year known in part is lighter.

    Needs label, load_index, annualized (bool) and note (what the hover says).
    """
    values = years["load_index"].astype(float)
    texts = [
        note if pd.isna(value) else f"{value:.0f}{' (annualized)' if part else ''}"
        for value, part, note in zip(
            values, years["annualized"], years["short"], strict=True
        )
    ]
    edge = axes.top(values) * 1.4
    colors = [
        theme.ACCENT_SOFT if part else theme.ACCENT for part in years["annualized"]
    ]
    bars = go.Bar(
        x=values.fillna(0),
        y=list(range(len(years))),
        orientation="h",
        marker={"color": colors},
        customdata=theme.carried(years["label"], years["note"]),
        hovertemplate="%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
    )
    figure = go.Figure([bars, axes.column(texts, at=edge)])
    theme.layout(figure, hovermode="closest")
    figure.update_xaxes(range=[0, edge], showticklabels=False)
    return axes.rows(figure, years["label"].tolist())
