"""Figures about the alliance that clients rate."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

PHASES = {
    "early": ("sessions 1 to 3", theme.SURFACE, -0.17),
    "later": ("from session 4", theme.ACCENT, 0.17),
}
LENGTHS = {
    "1-2": ("1-2", theme.STEPS[4], "dot", "triangle-up"),
    "3-4": ("3-4", theme.STEPS[5], "dashdot", "square"),
    "5-8": ("5-8", theme.STEPS[7], "dash", "diamond"),
    "9+": ("9 or more", theme.STEPS[9], "solid", "circle"),
    "open": ("still in care", theme.CHANCE, "solid", "circle-open"),
}
LONG = {
    **{
        length: f"ended after {name} sessions" for length, (name, *_) in LENGTHS.items()
    },
    "open": "still in care",
}
TALL = 38
NAIVE = "mean of those still there"
LINE = "line that follows clients"


def early_later(scales: pd.DataFrame) -> go.Figure:
    """Draw early and later alliance of each scale, as percent of its range.

    Needs label, scale_id, phase, clients, percent, percent_low and percent_high
    (0-100; NaN where no range is known). Two dots per label, in the order given.
    """
    labels = scales["label"].drop_duplicates().tolist()
    places = dict(zip(labels, range(len(labels)), strict=True))
    figure = go.Figure()
    for phase, (name, fill, shift) in PHASES.items():
        part = scales[scales["phase"] == phase]
        y = [places[label] + shift for label in part["label"]]
        figure.add_trace(_phase(part, y, name=name, fill=fill))
    theme.layout(figure, hovermode="closest", **axes.percent("x", whole=100))
    if scales["percent"].isna().all():
        figure.update_xaxes(visible=False).update_yaxes(visible=False)
        return figure.update_layout(height=axes.FOOT)
    axes.rows(theme.legend(figure), labels)
    figure.update_xaxes(title_text="Of the range")
    return figure.update_layout(height=96 + TALL * len(labels))


def trajectories(sessions: pd.DataFrame, *, cutoff: float, highest: float) -> go.Figure:
    """Draw mean scores by session number, apart for how long clients stayed.

    Needs length, session_number, scale_id, clients, mean (of the instrument). Groups are
    never pooled: a mean over everyone rises because those who leave are gone. The
    axis is cut below, as its labels say; the cutoff (NaN for none) is a line.
    """
    figure = go.Figure()
    for length in LENGTHS:
        part = sessions[sessions["length"] == length]
        if not part.empty:
            figure.add_trace(_length(part, length))
    if not pd.isna(cutoff):
        cutoff_line(figure, cutoff)
    theme.legend(theme.layout(figure, hovermode="closest"))
    figure.update_layout(legend_title_text="ended after", height=320)
    figure.update_yaxes(
        range=scale(sessions, cutoff, highest), showgrid=True, title_text="Score"
    )
    rated = sessions.groupby("session_number")["clients"].sum()
    return axes.sessions(figure, rated.index, rated, "clients who rated it")


def _phase(part: pd.DataFrame, y: list[float], *, name: str, fill: str) -> go.Scatter:
    bars = theme.error_bars(*(part[f"percent{end}"] for end in ("", "_low", "_high")))
    labels = theme.plain(part["label"])
    return go.Scatter(
        x=part["percent"],
        y=y,
        mode="markers",
        name=name,
        marker={
            "size": 10,
            "color": fill,
            "line": {"width": 2, "color": theme.ACCENT},
        },
        error_x={**bars, "color": f"{theme.ACCENT}{theme.FAINT}"},
        customdata=theme.carried(part["scale_id"], labels, part["clients"]),
        hovertemplate=(
            f"%{{customdata[1]}}, {name}: %{{x:.1f}}% of the range<br>"
            "%{customdata[2]:,} clients<extra></extra>"
        ),
    )


def _length(part: pd.DataFrame, length: str) -> go.Scatter:
    name, color, dash, symbol = LENGTHS[length]
    return go.Scatter(
        x=part["session_number"].astype(int),
        y=part["mean"],
        mode="lines+markers",
        name=name,
        line={"color": color, "dash": dash, "width": 2},
        marker={"symbol": symbol, "size": 8, "color": color},
        customdata=theme.carried(
            part["scale_id"], part["clients"], part["session_number"]
        ),
        hovertemplate=(
            f"Session %{{customdata[2]}}, {LONG[length]}: mean %{{y:.1f}}<br>"
            "%{customdata[1]:,} clients<extra></extra>"
        ),
    )


def over_time(months: pd.DataFrame) -> go.Figure:
    """Draw one mark a month; needs month, rate, low, high (0-1), scored and sessions."""
    days = theme.days(months["month"])
    bars = theme.error_bars(*(months[name] for name in ("rate", "low", "high")))
    figure = go.Figure()
    if len(months):
        figure.add_trace(
            go.Scatter(
                x=days,
                y=months["rate"],
                mode="lines+markers",
                line={"color": theme.ACCENT, "width": 1.5},
                marker={"size": 9, "color": theme.ACCENT},
                error_y={**bars, "color": f"{theme.ACCENT}{theme.FAINT}"},
                customdata=theme.carried(days, months["scored"], months["sessions"]),
                cliponaxis=False,
                hovertemplate=(
                    "%{x|%B %Y}: %{y:.1%}<br>%{customdata[1]:,} of %{customdata[2]:,} "
                    "attended sessions<extra></extra>"
                ),
            )
        )
    theme.layout(figure, hovermode="closest", **axes.percent())
    return figure.update_xaxes(type="date", tickformat="%b\n%Y")


def growth(sessions: pd.DataFrame, *, cutoff: float, highest: float) -> go.Figure:
    """Draw the mean by session number with its interval, and the model's line.

    Needs session_number, mark_id, clients, mean, mean_low, mean_high, model, model_low
    and model_high (of the instrument). The axis is cut below, as its labels say.
    """
    figure = go.Figure()
    numbers = sessions["session_number"].astype(int)
    if sessions["model"].notna().any():
        for trace in _line(sessions, numbers):
            figure.add_trace(trace)
    if len(sessions):
        figure.add_trace(_naive(sessions, numbers))
    if not pd.isna(cutoff):
        cutoff_line(figure, cutoff)
    theme.legend(theme.layout(figure, hovermode="closest", height=320))
    figure.update_yaxes(
        range=scale(sessions, cutoff, highest), showgrid=True, title_text="Score"
    )
    return axes.sessions(figure, numbers, sessions["clients"], "clients who rated it")


def scale(sessions: pd.DataFrame, cutoff: float, highest: float) -> list[float]:
    """Return an axis from a little below the lowest mean to the top of the range.

    Where no range is known (NaN), it ends at the highest mean.
    """
    if pd.isna(highest):
        highest = sessions["mean"].max() if len(sessions) else 1.0
    known = [*sessions["mean"], *sessions.get("model_low", pd.Series(dtype=float))]
    low = min([x for x in [*known, cutoff] if not pd.isna(x)], default=highest - 1)
    room = (highest - low) * 0.12 or 1
    return [low - room, highest + room / 3]


def cutoff_line(figure: go.Figure, cutoff: float) -> None:
    """Draw the cutoff as a line that says its score."""
    figure.add_hline(y=cutoff, line=theme.DOTTED)
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="right",
        y=cutoff,
        yanchor="top",
        text=f"cutoff {cutoff:g}",
        showarrow=False,
    )


def _line(sessions: pd.DataFrame, numbers: pd.Series) -> list[go.Scatter]:
    there_and_back = [*numbers, *numbers[::-1]]
    band = go.Scatter(
        x=there_and_back,
        y=[*sessions["model_high"], *sessions["model_low"][::-1]],
        fill="toself",
        fillcolor=f"{theme.ACCENT}{theme.FAINT}",
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
        showlegend=False,
    )
    line = go.Scatter(
        x=numbers,
        y=sessions["model"],
        mode="lines",
        name=LINE,
        line={"color": theme.ACCENT, "width": 3},
        hovertemplate="Line at session %{x}: %{y:.1f}<extra></extra>",
    )
    return [band, line]


def _naive(sessions: pd.DataFrame, numbers: pd.Series) -> go.Scatter:
    bars = theme.error_bars(*(sessions[f"mean{end}"] for end in ("", "_low", "_high")))
    return go.Scatter(
        x=numbers,
        y=sessions["mean"],
        mode="markers",
        name=NAIVE,
        marker={"size": 8, "color": theme.CHANCE},
        error_y={**bars, "color": f"{theme.CHANCE}{theme.FAINT}"},
        customdata=theme.carried(sessions["mark_id"], sessions["clients"]),
        cliponaxis=False,
        hovertemplate=(
            "Session %{x}: mean %{y:.1f}<br>%{customdata[1]:,} clients<extra></extra>"
        ),
    )
