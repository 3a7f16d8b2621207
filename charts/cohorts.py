"""Clients who began together, one mark a month or a quarter."""

from math import nan

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

ABOVE = 24  # pixels for "not known yet", where it covers no mark
MARK = 10
FEW_MONTHS = 6  # in fewer Plotly would label weeks
MONTH, QUARTER, TICK = "%B %Y", "the quarter from %B %Y", "%b\n%Y"


def cohorts(
    began: pd.DataFrame,
    *,
    fewest: int,
    became: str,
    quarters: bool = False,
    verb: str = "Began",
) -> go.Figure:
    """Draw a share of those who began in each month or quarter, with intervals.

    Needs began (its first day), clients, known (clients), rate, low, high (0-1) and
    whole (bool). Where a part of the clients is not yet known the mark is hollow, and
    only there; below `fewest` known clients it is grey and without an interval; where nothing
    is known the place is shaded, and says so. `verb` begins the hover's sentence, and
    `became` ends it.
    """
    few = began["known"] < fewest
    part = ~few & ~began["whole"]
    when = f"%{{x|{QUARTER if quarters else MONTH}}}"
    said = f"{verb} in {when}: %{{y:.1%}} {became}"
    figure = go.Figure()
    line = {"color": theme.ACCENT, "width": 1.5}
    if (whole := began[~few & ~part]).size:
        figure.add_trace(_marks(whole, theme.ACCENT, theme.ACCENT, said, line=line))
    if (partly := began[part]).size:
        figure.add_trace(_marks(partly, theme.SURFACE, theme.ACCENT, said))
    small = began[few & began["rate"].notna()].assign(low=nan, high=nan)
    for whole, bare in small.groupby("whole"):
        fill = theme.CONTEXT_STRONG if whole else theme.SURFACE
        figure.add_trace(_marks(bare, fill, theme.CONTEXT_STRONG, said))
    theme.layout(figure, hovermode="closest", **axes.percent())
    figure.update_layout(margin_t=ABOVE)
    _unknown(figure, began[began["rate"].isna()], quarters=quarters)
    ends = pd.to_datetime(began["began"]).iloc[[0, -1]] if len(began) else []
    room = _half(quarters) + pd.Timedelta(days=5)  # else Plotly hides "not known yet"
    edges = [end + way * room for end, way in zip(ends, (-1, 1), strict=False)]
    return figure.update_xaxes(
        type="date",
        range=[f"{edge:%Y-%m-%d}" for edge in edges] or None,
        tickformat=TICK,
        dtick="M3" if quarters else "M1" if len(began) <= FEW_MONTHS else None,
    )


def _unknown(figure: go.Figure, unknown: pd.DataFrame, *, quarters: bool) -> None:
    """Shade each run of cohorts of which nothing is known yet, and say so once."""
    half = _half(quarters)
    runs = (unknown.index.to_series().diff() != 1).cumsum()
    for _, days in pd.to_datetime(unknown["began"]).groupby(runs):
        figure.add_vrect(
            x0=f"{days.iloc[0] - half:%Y-%m-%d}",
            x1=f"{days.iloc[-1] + half:%Y-%m-%d}",
            fillcolor=theme.CONTEXT,
            opacity=0.6,
            line_width=0,
            layer="below",
        )
    if len(unknown):
        figure.add_annotation(
            x=f"{pd.to_datetime(unknown['began'].iloc[-1]) + half:%Y-%m-%d}",
            xanchor="right",
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=MARK / 2,
            text="not known yet",
            showarrow=False,
        )


def _half(quarters: bool) -> pd.Timedelta:
    return pd.Timedelta(days=45 if quarters else 15)


def _marks(
    began: pd.DataFrame, fill: str, edge: str, said: str, *, line=None
) -> go.Scatter:
    x = theme.days(began["began"])
    bars = theme.error_bars(*(began[column] for column in ("rate", "low", "high")))
    return go.Scatter(
        x=x,
        y=began["rate"],
        mode="markers" if line is None else "lines+markers",
        line=line,
        marker={"size": MARK, "color": fill, "line": {"color": edge, "width": 2}},
        error_y={**bars, "color": f"{theme.ACCENT}{theme.FAINT}"},
        customdata=theme.carried(x, began["known"], began["clients"]),
        cliponaxis=False,
        hovertemplate=(
            f"{said}<br>known for %{{customdata[1]:,}} of %{{customdata[2]:,}} clients<extra></extra>"
        ),
    )
