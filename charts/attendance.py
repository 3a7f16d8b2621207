"""Figures about sessions that take place, or do not."""

from math import isnan

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme
from charts.people import HIGH, LOOKS, LOW, NOT_COMPARED, SMALL, USUAL

STATUSES = {
    "attended": "Attended",
    "no_show": "No-show",
    "late_cancelled": "Late cancellation",
    "client_cancelled": "Cancelled by client",
    "clinic_cancelled": "Cancelled by clinic",
    "rescheduled": "Rescheduled",
    "unmarked": "Not marked",
    "unknown": "Status not recognized",
}
LINES = (
    (theme.STEPS[9], "solid", "circle"),
    (theme.STEPS[6], "dash", "square"),
    (theme.STEPS[4], "dot", "triangle-up"),
)
ROW = 34
BELOW = 40
SHORT = 10
CELL = 25
FROM = 50
CLOSE = 5  # points between the lowest and the highest, below which a decimal tells
PALE = theme.STEPS[:4]  # pale enough for numbers to stay legible in both themes
SCALE = [[place / 3, color] for place, color in enumerate(PALE)]
BESIDE = {
    LOW: " \N{BLACK DOWN-POINTING TRIANGLE}",
    HIGH: " \N{BLACK UP-POINTING TRIANGLE}",
}


def by_status(statuses: pd.DataFrame) -> go.Figure:
    """Draw how many sessions ended in each status; a bar carries its status.

    Needs status, sessions and in_the_rate (bool), in the order to draw. Bars that the
    attendance rate is made of stand out.
    """
    counts, total = statuses["sessions"], max(1, statuses["sessions"].sum())
    figure = go.Figure(
        go.Bar(
            x=counts,
            y=[STATUSES[status] for status in statuses["status"]],
            orientation="h",
            customdata=theme.carried(statuses["status"]),
            marker={
                "color": [
                    theme.ACCENT if i else theme.CONTEXT
                    for i in statuses["in_the_rate"]
                ]
            },
            text=[f"{n:,} ({n / total:.1%})" for n in counts],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x:,} sessions<extra></extra>",
        )
    )
    theme.layout(figure)
    figure.update_xaxes(visible=False, range=[0, 1.45 * max([1, *counts])])
    return figure.update_yaxes(autorange="reversed")


def bands(counts: pd.DataFrame) -> go.Figure:
    """Draw how many clients are in each band, and their share.

    Needs band, clients, share (0-1) and mean_sessions, unknown where there is nobody,
    in the order to draw.
    """
    figure = go.Figure(
        go.Bar(
            x=counts["clients"],
            y=counts["band"],
            orientation="h",
            marker={"color": theme.ACCENT},
            text=[
                f"{n:,} ({share:.1%})"
                for n, share in zip(counts["clients"], counts["share"], strict=True)
            ],
            textposition="outside",
            cliponaxis=False,
            customdata=theme.carried(counts["band"], _average(counts["mean_sessions"])),
            hovertemplate="%{y}: %{x:,} clients%{customdata[1]}<extra></extra>",
        )
    )
    theme.layout(figure, height=ROW * len(counts) + BELOW)
    figure.update_xaxes(visible=False, range=[0, 1.45 * max([1, *counts["clients"]])])
    return figure.update_yaxes(autorange="reversed")


def _average(sessions: pd.Series) -> list[str]:
    return [
        "" if pd.isna(mean) else f"<br>{mean:.1f} sessions on average"
        for mean in sessions
    ]


def left_so_far(curves: pd.DataFrame) -> go.Figure:
    """Draw the share that has dropped out by each session, one line per band.

    Needs value (the band), session_number, dropped_out (0-1), dropped_so_far (count),
    at_risk and place_id, which a mark carries; bands in the order to draw.
    """
    figure = go.Figure()
    values = curves["value"].drop_duplicates()
    for value, (color, dash, symbol) in zip(values, LINES, strict=False):
        line = curves[curves["value"].eq(value)]
        figure.add_scatter(
            x=line["session_number"],
            y=line["dropped_out"],
            mode="lines+markers",
            name=value,
            line={"color": color, "dash": dash, "width": 2},
            marker={"symbol": symbol, "size": 7, "color": color},
            cliponaxis=False,
            customdata=theme.carried(
                line["place_id"],
                theme.plain(line["value"]),
                line["dropped_so_far"],
                line["at_risk"],
            ),
            hovertemplate=(
                "%{customdata[1]}: %{y:.1%} left by session %{x}<br>%{customdata[2]:,} "
                "clients; %{customdata[3]:,} still at risk<extra></extra>"
            ),
        )
    theme.layout(figure, hovermode="closest", **axes.percent())
    last = curves["session_number"].max()
    return theme.legend(figure).update_xaxes(
        title_text="Session", range=[0.5, last + 0.5], dtick=2 if last > SHORT else 1
    )


def rows(values: pd.DataFrame, *, center: float) -> go.Figure:
    """Draw a dot and its interval for each value, under the name of its group.

    Needs place_id, group, label, rate, low, high, attended, counted and side (see
    charts.people), in the order to draw. A mark carries its place_id. A single
    group needs no name.
    """
    labels, places = _labels(values)
    figure = go.Figure()
    for side, part in values.assign(line=places).groupby("side"):
        figure.add_trace(_dots(part, str(side)))
    theme.layout(figure, hovermode="closest", **axes.percent("x"))
    theme.legend(figure)
    if not isnan(center):
        figure.add_vline(x=center, line=theme.DOTTED)
    axes.rows(figure, labels)
    figure.update_yaxes(ticktext=_in_bold(labels, places))
    return figure


def _labels(values: pd.DataFrame) -> tuple[list[str], list[int]]:
    """Return one label per line, groups' names too, and the line of each value."""
    if values["group"].nunique() < 2:
        return values["label"].tolist(), list(range(len(values)))
    labels, places, before = [], [], None
    for group, label in zip(values["group"], values["label"], strict=True):
        if group != before:
            labels.append(group)
            before = group
        places.append(len(labels))
        labels.append(label)
    return labels, places


def _in_bold(labels: list[str], places: list[int]) -> list[str]:
    values = set(places)
    return [
        text if place in values else f"<b>{text}</b>"
        for place, text in enumerate(theme.short(labels))
    ]


def _dots(values: pd.DataFrame, side: str) -> go.Scatter:
    symbol, color, name = LOOKS[side]
    bars = theme.error_bars(values["rate"], values["low"], values["high"])
    return go.Scatter(
        x=values["rate"],
        y=values["line"],
        mode="markers",
        name=name,
        legendrank=list(LOOKS).index(side),
        marker={
            "symbol": symbol,
            "size": SMALL if side == NOT_COMPARED else USUAL,
            "color": color,
        },
        error_x={
            **bars,
            "color": f"{color}{theme.FAINT}",
            "visible": side != NOT_COMPARED,
        },
        cliponaxis=False,
        customdata=theme.carried(
            values["place_id"],
            theme.plain(values["label"]),
            values["attended"],
            values["counted"],
        ),
        hovertemplate=(
            "%{customdata[1]}: %{x:.1%}<br>%{customdata[2]:,} of %{customdata[3]:,} "
            "sessions<extra></extra>"
        ),
    )


def grid(cells: pd.DataFrame, *, days: list[str], hours: list[str]) -> go.Figure:
    """Draw the rate of each weekday and hour as a shaded cell with its percent.

    Needs place_id, weekday, hour, rate, attended, counted and side (low or high:
    outside chance, marked by a triangle; not compared: the cell is grey). A cell
    carries its place_id. Shades run from the lowest to the highest rate compared.
    """
    few = cells["side"].eq(NOT_COMPARED)
    known = cells[~few]
    low, high = known["rate"].min(), known["rate"].max()
    figure = go.Figure()
    for part, scale in ((known, SCALE), (cells[few], _grey())):
        if not part.empty:
            figure.add_trace(_shades(part, scale, low, high))
    close = 100 * (high - low) < CLOSE
    figure.add_trace(_percents(cells, decimals=1 if close else 0))
    theme.layout(figure, hovermode="closest")
    figure.update_xaxes(categoryarray=days, side="top", type="category")
    figure.update_yaxes(
        categoryarray=hours[::-1], showgrid=False, type="category", autorange=True
    )
    return figure.update_layout(height=CELL * len(hours) + FROM)


def _grey() -> list[list]:
    return [[0, theme.CONTEXT], [1, theme.CONTEXT]]


def _shades(cells: pd.DataFrame, scale: list, low: float, high: float) -> go.Heatmap:
    return go.Heatmap(
        x=cells["weekday"],
        y=cells["hour"],
        z=cells["rate"],
        zmin=low,
        zmax=high if high > low else low + 1,
        colorscale=scale,
        showscale=False,
        xgap=2,
        ygap=2,
        hoverinfo="skip",
    )


def _percents(cells: pd.DataFrame, *, decimals: int) -> go.Scatter:
    """Return the numbers in the cells, which are also what is clicked."""
    counts = cells["attended"], cells["counted"]
    return go.Scatter(
        x=cells["weekday"],
        y=cells["hour"],
        mode="markers+text",
        marker={"size": CELL - 4, "symbol": "square", "color": theme.CLEAR},
        text=[
            f"{100 * rate:.{decimals}f}{BESIDE.get(side, '')}"
            for rate, side in zip(cells["rate"], cells["side"], strict=True)
        ],
        textfont={"size": 12, "color": theme.STEPS[9]},
        customdata=theme.carried(cells["place_id"], *counts),
        hovertemplate=(
            "%{x} %{y}: %{customdata[1]:,} of %{customdata[2]:,} sessions<extra></extra>"
        ),
    )
