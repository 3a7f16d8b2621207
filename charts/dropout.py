"""Figures about clients who stop coming."""

from math import nan
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

ENDINGS = {
    "dropped_out": ("Dropped out", theme.ACCENT),
    "other_ending": ("Other ending", theme.CONTEXT_STRONG),
    "completed": ("Completed", theme.SECOND_SOFT),
    "in_care": ("Still in care", theme.CONTEXT),
}
RISK = "clients at risk after it"
ABOVE = 24  # pixels for "not known yet", where it covers no mark
MARK = 10
FEW_MONTHS = 6  # in fewer Plotly would label weeks
ROW = 46
LINE = 40
OURS = "ours"
LEAVING = "dropout by other definitions"
STAYING = "staying, by other definitions"
BOUNDS = "between these bounds"
KINDS = {
    OURS: (theme.ACCENT, "circle"),
    LEAVING: (theme.CHANCE, "circle"),
    STAYING: (theme.SECOND, "square"),
}


def road(sessions: pd.DataFrame, *, limits: bool = False) -> go.Figure:
    """Draw, session by session, what became of everyone who began; 100% a bar.

    Needs session_number, at_risk and the shares of ENDINGS. Dropout stands at the
    bottom, so that its height can be read; its bars carry their session number.
    `limits` draws the interval of dropout: dropped_out_low, dropped_out_high.
    """
    numbers = sessions["session_number"].tolist()
    nobody = [None] * len(numbers)
    figure = go.Figure()
    for column, (name, color) in ENDINGS.items():
        figure.add_bar(
            x=sessions["session_number"],
            y=sessions[column],
            name=name,
            marker={"color": color},
            customdata=theme.carried(
                numbers if column == "dropped_out" else nobody,
                numbers,
                sessions["at_risk"],
            ),
            hovertemplate=(
                f"{name} by session %{{customdata[1]}}: %{{y:.1%}}<br>"
                "%{customdata[2]:,} clients at risk<extra></extra>"
            ),
        )
    if limits:
        ends = (sessions[f"dropped_out{end}"] for end in ("", "_low", "_high"))
        bars = {**theme.error_bars(*ends), "color": theme.LINE}
        figure.update_traces(error_y=bars, selector={"name": "Dropped out"})
    theme.layout(figure, barmode="stack", **axes.percent())
    theme.legend(figure).update_layout(bargap=0.06)
    return axes.sessions(figure, sessions["session_number"], sessions["at_risk"], RISK)


def hazard(sessions: pd.DataFrame) -> go.Figure:
    """Draw which share leaves after each session, of those who came to it.

    Needs session_number, at_risk, dropped, hazard, hazard_low, hazard_high. The
    numbers at risk stand under the axis. A bar carries its session number.
    """
    bars = theme.error_bars(
        sessions["hazard"], sessions["hazard_low"], sessions["hazard_high"]
    )
    figure = go.Figure(
        go.Bar(
            x=sessions["session_number"],
            y=sessions["hazard"],
            marker={"color": theme.ACCENT},
            error_y={**bars, "color": theme.LINE},
            customdata=theme.carried(
                sessions["session_number"], sessions["dropped"], sessions["at_risk"]
            ),
            hovertemplate=(
                "After session %{customdata[0]}: %{y:.1%}<br>%{customdata[1]:,} of "
                "%{customdata[2]:,} clients left<extra></extra>"
            ),
        )
    )
    theme.layout(figure, **axes.percent())
    return axes.sessions(figure, sessions["session_number"], sessions["at_risk"], RISK)


def by_month(months: pd.DataFrame, *, fewest: int) -> go.Figure:
    """Draw early dropout of those who began in each month, with intervals.

    Needs month, clients, at_risk_one, after_one, after_one_low, after_one_high.
    Where a part of a month's clients is not yet known its mark is hollow; below
    `fewest` known clients it is grey and without an interval.
    """
    named = {
        "month": "began",
        "at_risk_one": "known",
        "after_one": "rate",
        "after_one_low": "low",
        "after_one_high": "high",
    }
    began = months.rename(columns=named)
    return cohorts(
        began.assign(whole=began["known"] == began["clients"]),
        fewest=fewest,
        became="left after session one",
    )


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
    only there; below `fewest` known clients it is grey and without an interval; where
    nothing is known the place is shaded, and says so. `verb` begins the hover's sentence, and
    `became` ends it.
    """
    few = began["known"] < fewest
    part = ~few & ~began["whole"]
    when = f"%{{x|{QUARTER if quarters else MONTH}}}"
    hover = f"{verb} in {when}: %{{y:.1%}} {became}"
    figure = go.Figure()
    line = {"color": theme.ACCENT, "width": 1.5}
    if (whole := began[~few & ~part]).size:
        figure.add_trace(_marks(whole, theme.ACCENT, theme.ACCENT, hover, line=line))
    if (partly := began[part]).size:
        figure.add_trace(_marks(partly, theme.SURFACE, theme.ACCENT, hover))
    small = began[few & began["rate"].notna()].assign(low=nan, high=nan)
    for known, bare in small.groupby("whole"):
        fill = theme.CONTEXT_STRONG if known else theme.SURFACE
        figure.add_trace(_marks(bare, fill, theme.CONTEXT_STRONG, hover))
    theme.layout(figure, hovermode="closest", **axes.percent())
    figure.update_layout(margin_t=ABOVE)
    _unknown(figure, began[began["rate"].isna()], quarters=quarters)
    ends = pd.to_datetime(began["began"]).tolist()
    room = _half(quarters) + pd.Timedelta(days=5)  # else Plotly hides "not known yet"
    edges = [ends[0] - room, ends[-1] + room] if ends else []
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
    began: pd.DataFrame, fill: str, edge: str, hover: str, *, line: dict | None = None
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
            f"{hover}<br>known for %{{customdata[1]:,}} of %{{customdata[2]:,}} clients<extra></extra>"
        ),
    )


def definitions(rows: pd.DataFrame) -> go.Figure:
    """Draw each definition's share: ours, other reports', and bounds as a bar.

    Needs definition, clients, rate, low and high (0-1), own and bounds and leaving
    (bool), in the order to draw. A mark carries its definition.
    """
    placed = rows.assign(place=range(len(rows)))
    figure = go.Figure()
    for kind, part in placed.groupby(placed.apply(_kind, axis=1), sort=False):
        if kind == BOUNDS:
            figure.add_traces([_bounds(row) for _, row in part.iterrows()])
        else:
            figure.add_trace(_shares(part, kind, *KINDS[kind]))
    theme.layout(figure, hovermode="closest", **axes.percent("x"))
    theme.legend(figure)
    axes.rows(figure, rows["definition"].tolist())
    figure.update_yaxes(ticktext=_wrapped(rows["definition"], rows["clients"]))
    margin = figure.layout.margin.t + figure.layout.margin.b
    return figure.update_layout(height=margin + axes.FOOT + ROW * len(rows))


def _kind(row: pd.Series) -> str:
    if row["own"]:
        return OURS
    if row["bounds"]:
        return BOUNDS
    return LEAVING if row["leaving"] else STAYING


def _shares(rows: pd.DataFrame, name: str, color: str, symbol: str) -> go.Scatter:
    bars = theme.error_bars(rows["rate"], rows["low"], rows["high"])
    return go.Scatter(
        x=rows["rate"],
        y=rows["place"],
        mode="markers",
        name=name,
        marker={"symbol": symbol, "size": 10, "color": color},
        error_x={**bars, "color": f"{color}{theme.FAINT}"},
        customdata=theme.carried(
            rows["definition"], theme.plain(rows["definition"]), rows["clients"]
        ),
        cliponaxis=False,
        hovertemplate=(
            "%{customdata[1]}: %{x:.1%}<br>of %{customdata[2]:,} clients<extra></extra>"
        ),
    )


def _bounds(row: pd.Series) -> go.Scatter:
    """Draw from the least to the most that missing endings allow."""
    return go.Scatter(
        x=[row["low"], row["high"]],
        y=[row["place"]] * 2,
        mode="lines+markers",
        name=BOUNDS,
        line={"color": theme.CHANCE, "width": 6},
        marker={"symbol": "line-ns", "size": 12, "color": theme.CHANCE},
        customdata=theme.carried([row["definition"]] * 2),
        cliponaxis=False,
        hovertemplate="at least or at most %{x:.1%}<extra></extra>",
    )


def _wrapped(names: pd.Series, clients: pd.Series) -> list[str]:
    """Break long names into lines, each escaped by itself, and add n."""
    labels = [
        f"{name}, n\N{NO-BREAK SPACE}{n:,.0f}"
        for name, n in zip(names, clients, strict=True)
    ]
    return ["<br>".join(theme.plain(wrap(name, LINE))) for name in labels]
