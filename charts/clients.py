"""Clients' scores session by session, one small panel each, on shared scales."""

import math

import pandas as pd
import plotly.graph_objects as go

from charts import panels, theme

PANEL = 132
MARKS = {
    "skipped": ("circle-open", theme.CHANCE, "attended, no questionnaire"),
    "no_show": ("x-thin-open", theme.MORE, "missed"),
    "late_cancelled": ("line-ew-open", theme.CHANCE, "cancelled late"),
}
STATES = {
    "open": ("triangle-down", theme.MORE, "possible rupture, open"),
    "unrepaired": ("triangle-down-open", theme.MORE, "possible rupture, unrepaired"),
    "repaired": ("triangle-up-open", theme.ACCENT, "possible rupture, repaired later"),
    "below": ("diamond-open", theme.CHANCE, "fell below the cutoff"),
}


def clients(held: pd.DataFrame, *, across: int, low: float, high: float) -> go.Figure:
    """Draw a panel per client, in the order given: scores, cutoff, what was missed.

    Needs client_id, weeks (since the client's first session), day, status, score
    (NaN: skipped), cutoff and state (of a possible rupture, or none). All panels share
    the axes: `low` to `high`, and the longest stay. A mark carries its client.
    """
    figure = go.Figure()
    names = held["client_id"].drop_duplicates().tolist()
    down = max(1, math.ceil(len(names) / across))
    floor = low - (high - low) * 0.16
    known = set()
    for place, name in enumerate(names):
        own = held[held["client_id"] == name]
        for trace in _panel(own, panels.axis(place), floor):
            trace.showlegend = trace.name in _NAMED and trace.name not in known
            known.add(trace.name)
            figure.add_trace(trace)
    height = 70 + PANEL * down if len(names) > 1 else 360
    theme.layout(figure, hovermode="closest", height=height)
    theme.legend(figure).update_layout(margin_t=58)
    span = [-0.6, max(held["weeks"].max() if len(held) else 1, 1) + 0.6]
    limits = [floor - (high - low) * 0.1, high + (high - low) * 0.06]
    for place, name in enumerate(names):
        cutoff = held.loc[held["client_id"] == name, "cutoff"].max()
        panels.place(figure, place, (across, down), span, limits)
        panels.frame(figure, place, name, lines=(low, high), cutoff=cutoff)
    return figure


_NAMED = {name for _, _, name in (*MARKS.values(), *STATES.values())}


def _panel(own: pd.DataFrame, axis: str, floor: float):
    rated = own[own["score"].notna()]
    yield _marks(
        rated, axis, rated["score"], "score", "circle", theme.ACCENT, line=True
    )
    missing = {
        "skipped": own[own["score"].isna() & own["status"].eq("attended")],
        "no_show": own[own["status"].eq("no_show")],
        "late_cancelled": own[own["status"].eq("late_cancelled")],
    }
    for kind, part in missing.items():
        symbol, color, name = MARKS[kind]
        if len(part):
            yield _marks(part, axis, [floor] * len(part), name, symbol, color)
    for state, (symbol, color, name) in STATES.items():
        part = rated[rated["state"].eq(state)]
        if len(part):
            yield _marks(part, axis, part["score"], name, symbol, color, size=13)


def _marks(part, axis, y, name, symbol, color, *, line=False, size=7) -> go.Scatter:
    score = part["score"].map(lambda value: "" if pd.isna(value) else f": {value:g}")
    return go.Scatter(
        x=part["weeks"],
        y=y,
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        mode="lines+markers" if line else "markers",
        name=name,
        line={"color": theme.ACCENT, "width": 1.5},
        marker={"symbol": symbol, "size": size, "color": color, "line": {"width": 2}},
        customdata=theme.carried(
            part["client_id"], theme.days(part["day"]), theme.plain(score)
        ),
        cliponaxis=False,
        hovertemplate=f"%{{customdata[1]}}, {name}%{{customdata[2]}}<extra></extra>",
    )
