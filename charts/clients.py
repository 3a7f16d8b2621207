"""Clients' scores session by session, one small panel each, on shared scales."""

import math
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from charts import axes, panels, theme

PANEL = 132
MARKS = {
    "attended": ("circle-open", theme.CHANCE, "attended, no questionnaire"),
    "no_show": ("x-thin-open", theme.MORE, "missed"),
    "late_cancelled": ("line-ew-open", theme.CHANCE, "cancelled late"),
}
STATES = {
    "open": ("triangle-down", theme.MORE, "possible rupture, open"),
    "unrepaired": ("triangle-down-open", theme.MORE, "possible rupture, unrepaired"),
    "repaired": ("triangle-up-open", theme.ACCENT, "possible rupture, repaired later"),
    "below": ("diamond-open", theme.CHANCE, "fell below the cutoff"),
}
_LOOKS = {"score": ("circle", theme.ACCENT, "score"), **MARKS, **STATES}
NAMES = {
    "open": "open",
    "unrepaired": "unrepaired",
    "repaired": "repaired",
}
COLORS = {
    "open": theme.MORE,
    "unrepaired": theme.CHANCE,
    "repaired": theme.ACCENT,
}


def clients(held: pd.DataFrame, *, across: int, low: float, high: float) -> go.Figure:
    """Draw a panel per client, in the order given: scores, cutoff, what was missed.

    Needs client_id, weeks (since the client's first session), day, status, score
    (NaN: skipped), cutoff and state (of a possible rupture, or none). All panels share
    the axes: `low` to `high`, and the longest stay. A mark carries its client.
    """
    names = held["client_id"].drop_duplicates().tolist()
    floor = low - (high - low) * 0.16
    down = max(1, math.ceil(len(names) / across))
    height = 70 + PANEL * down if len(names) > 1 else 360
    house = theme.layout(go.Figure(), hovermode="closest", height=height)
    theme.legend(house).update_layout(margin_t=58)
    grid = panels.Grid(
        across,
        down,
        span=[-0.6, max(held["weeks"].max() if len(held) else 1, 1) + 0.6],
        limits=[floor - (high - low) * 0.1, high + (high - low) * 0.06],
        lines=(low, high),
    )
    cutoffs = held.groupby("client_id", sort=False)["cutoff"].max()
    return go.Figure(
        _traces(held, floor),
        house.layout.to_plotly_json() | grid.layout(names, cutoffs),
    )


def _traces(held: pd.DataFrame, floor: float) -> list[dict]:
    """Return every panel's marks in the order of _LOOKS, each name once in the legend."""
    held = held.assign(
        on=theme.days(held["day"]),
        score_text=theme.plain("" if pd.isna(n) else f": {n:g}" for n in held["score"]),
        kind=held["status"].astype(object).where(held["score"].isna(), "score"),
    )
    marks = dict(list(held.groupby(["client_id", "kind"], sort=False)))
    marks |= dict(list(held[held["score"].notna()].groupby(["client_id", "state"])))
    named, traces = set(), []
    for place, client in enumerate(held["client_id"].drop_duplicates()):
        for kind, look in _LOOKS.items():
            part = marks.get((client, kind), held.head(0))
            if len(part) or kind == "score":
                y = [floor] * len(part) if kind in MARKS else part["score"]
                first = kind != "score" and kind not in named
                named.add(kind)
                traces.append(_marks(part, panels.axis(place), y, look, first))
    return traces


def _marks(
    part: pd.DataFrame,
    axis: str,
    y: Sequence[float] | pd.Series,
    look: tuple[str, str, str],
    first: bool,
) -> dict:
    """Return a trace as Plotly's own words: the figure checks it, and once is enough."""
    symbol, color, name = look
    return {
        "type": "scatter",
        "x": part["weeks"],
        "y": y,
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "mode": "lines+markers" if name == "score" else "markers",
        "name": name,
        "showlegend": first,
        "line": {"color": theme.ACCENT, "width": 1.5},
        "marker": {
            "symbol": symbol,
            "size": 13 if look in STATES.values() else 7,
            "color": color,
            "line": {"width": 2, "color": color},
        },
        "customdata": theme.carried(part["client_id"], part["on"], part["score_text"]),
        "cliponaxis": False,
        "hovertemplate": f"%{{customdata[1]}}, {name}%{{customdata[2]}}<extra></extra>",
    }


def states(counted: pd.DataFrame) -> go.Figure:
    """Draw a bar per state; needs state, events, clients and deep."""
    rows = counted.set_index("state").reindex(
        [s for s in NAMES if s in set(counted["state"])]
    )
    figure = go.Figure(
        go.Bar(
            x=rows["events"],
            y=list(range(len(rows))),
            orientation="h",
            marker={"color": [COLORS[state] for state in rows.index]},
            text=[f"{n:,}" for n in rows["events"]],
            textposition="outside",
            cliponaxis=False,
            customdata=theme.carried(rows.index, rows["clients"], rows["deep"]),
            hovertemplate=(
                "%{x:,} %{customdata[0]}, %{customdata[1]:,} clients<br>"
                "%{customdata[2]:,} deeper than 2 SD<extra></extra>"
            ),
        )
    )
    theme.layout(figure, hovermode="closest")
    figure.update_xaxes(range=[0, axes.top(rows["events"])], showticklabels=False)
    return axes.rows(figure, [NAMES[state] for state in rows.index])
