"""Two estimates at each session number, side by side with their intervals."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

SHIFT = 0.12
LOOKS = (
    ("circle", theme.ACCENT, theme.ACCENT),
    ("circle", theme.SURFACE, theme.CHANCE),
)


def paired(
    sessions: pd.DataFrame, *, names: dict[str, str], noun: str, shares: bool = False
) -> go.Figure:
    """Draw an estimate and its interval per session number and side.

    Needs session_number, side, mark_id, estimate, low, high and clients; `names` gives
    each of two sides its name, the first the one that is meant. `shares`: estimates
    are 0-1, and the axis is percent from 0.
    """
    figure = go.Figure()
    for place, (side, name) in enumerate(names.items()):
        part = sessions[sessions["side"] == side]
        if len(part):
            figure.add_trace(_side(part, place, name, noun, shares=shares))
    theme.legend(theme.layout(figure, hovermode="closest", height=320))
    numbers = sorted(sessions["session_number"].astype(int).unique())
    first = sessions[sessions["side"] == next(iter(names))]
    counts = first.set_index("session_number")["clients"].reindex(numbers, fill_value=0)
    figure.update_yaxes(
        showgrid=True,
        rangemode="tozero" if shares else "normal",
        tickformat=".0%" if shares else None,
        title_text="Left after it" if shares else "Score",
    )
    meant = next(iter(names.values()))
    return axes.sessions(figure, numbers, counts.astype(int), f"{noun}: {meant}")


def _side(
    part: pd.DataFrame, place: int, name: str, noun: str, *, shares: bool
) -> go.Scatter:
    symbol, fill, edge = LOOKS[place]
    bars = theme.error_bars(part["estimate"], part["low"], part["high"])
    value = "%{y:.1%}" if shares else "%{y:.1f}"
    return go.Scatter(
        x=part["session_number"].astype(int) + (place - 0.5) * 2 * SHIFT,
        y=part["estimate"],
        mode="markers",
        name=name,
        marker={
            "symbol": symbol,
            "size": 9,
            "color": fill,
            "line": {"width": 2, "color": edge},
        },
        error_y={**bars, "color": f"{edge}{theme.FAINT}"},
        customdata=theme.carried(
            part["mark_id"], part["session_number"], part["clients"]
        ),
        cliponaxis=False,
        hovertemplate=(
            f"Session %{{customdata[1]}}, {name}: {value}<br>"
            f"%{{customdata[2]:,}} {noun}<extra></extra>"
        ),
    )
