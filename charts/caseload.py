"""Figures about how much each counselor carries, beside what they have room for."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts import axes, theme

PANELS = {
    "Active clients": ("active_clients", "caseload_limit", 0),
    "Attended hours a week": ("attended_hours", "weekly_hours", 1),
}
MOST_DRAWN = 2.0
ROOM_FOR_SHARES = 1.35
ROOM_FOR_COUNTS = 1.85


def by_counselor(people: pd.DataFrame, *, medians: dict[str, float]) -> go.Figure:
    """Draw active clients and weekly hours, each against the counselor's own limit.

    Needs counselor_id, counselor, active_clients, caseload_limit, attended_hours,
    weekly_hours, over_capacity (bool) and note (what the hover says), in the order
    to draw. A bar carries its counselor's id. A limit not known is not drawn;
    `medians` of the clinic are a dotted line.
    """
    figure = make_subplots(
        cols=2, shared_yaxes=True, horizontal_spacing=0.06, subplot_titles=list(PANELS)
    )
    for place, (load, limit, digits) in enumerate(PANELS.values(), start=1):
        labels = _labels(people, load, limit, digits)
        edge = axes.top(people[load], people[limit]) * ROOM_FOR_COUNTS
        traces = [
            _bars(people, people[load], labels),
            _limits(people, limit, digits),
            axes.column(labels, at=edge),
        ]
        figure.add_traces(traces, rows=1, cols=place)
        if pd.notna(medians[load]):
            figure.add_vline(x=medians[load], row=1, col=place, line=theme.DOTTED)
        figure.update_xaxes(range=[0, edge], showticklabels=False, row=1, col=place)
    theme.layout(figure, hovermode="closest").update_layout(margin_t=36)
    figure.update_annotations(font_size=13)
    return axes.rows(figure, people["counselor"].tolist())


def share_of_limit(people: pd.DataFrame) -> go.Figure:
    """Draw the load of each counselor as a share of their own limit.

    Needs counselor_id, counselor, excess (1 is full; NaN without a limit),
    active_clients, over_capacity and note (what the hover says), in the order to
    draw. Where nobody's limit is known, active clients are drawn instead.
    """
    if people["excess"].isna().all():
        return _clients(people)
    shares = people["excess"].clip(upper=MOST_DRAWN)
    labels = [
        "no limit known" if pd.isna(share) else f"{share:.0%}{' ▲' if over else ''}"
        for share, over in zip(people["excess"], people["over_capacity"], strict=True)
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
    figure = go.Figure([_bars(people, x, labels), axes.column(labels, at=edge)])
    theme.layout(figure, hovermode="closest").update_xaxes(range=[0, edge])
    return axes.rows(figure, people["counselor"].tolist())


def _labels(people: pd.DataFrame, load: str, limit: str, digits: int) -> list[str]:
    texts = []
    for carried, room in zip(people[load], people[limit], strict=True):
        over = " ▲" if carried > room else ""
        of = "" if pd.isna(room) else f" of {room:.{digits}f}"
        texts.append("" if pd.isna(carried) else f"{carried:.{digits}f}{of}{over}")
    return texts


def _bars(people: pd.DataFrame, x: pd.Series, labels: list[str]) -> go.Bar:
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
