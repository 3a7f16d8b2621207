"""The mean of whoever is left, beside the line that follows clients."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

NAIVE = "mean of those still there"
LINE = "line that follows clients"


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
