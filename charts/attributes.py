"""Client attributes and leaving early: all side by side, and the values of one."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

PASSES = {
    True: ("diamond", theme.ACCENT, "goes with leaving"),
    False: ("circle", theme.CHANCE, "no more than chance explains"),
}
SHARES = {
    "after_one": ("circle", theme.ACCENT, -0.14),
    "by_two": ("square", theme.SECOND, 0.14),
}
SMALLEST, LARGEST = 7, 20
MORE_ROOM = 14
LONGEST = 30


def spread(values: pd.DataFrame) -> go.Figure:
    """Draw one row per attribute, and in it one dot per value; area tells of clients.

    Needs attribute (its label), value, rate (0-1), known (clients) and passes
    (bool), in the order to draw. Nothing is said of one dot: a row is one test.
    """
    labels = list(dict.fromkeys(values["attribute"]))
    most = max([1, *values["known"]])
    placed = values.assign(
        place=[labels.index(label) for label in values["attribute"]],
        size=(LARGEST * (values["known"] / most) ** 0.5).clip(lower=SMALLEST),
    )
    figure = go.Figure()
    for passes, dots in placed.groupby("passes", sort=False):
        figure.add_trace(_dots(dots, *PASSES[bool(passes)]))
    theme.layout(figure, hovermode="closest", **axes.percent("x"))
    theme.legend(figure)
    return axes.rows(figure, labels, most=LONGEST)


def values(rows: pd.DataFrame, *, session: int, fewest: int) -> go.Figure:
    """Draw the values of one attribute: who left at once, and who left by the next.

    Needs value_id, value, known (clients), and after_one and by_two with _low and
    _high (0-1), in the order to draw; a mark carries its value_id. `session` names
    the session after which "at once" is. Below `fewest` clients no interval.
    """
    names = f"left after session {session}", "or after the next, together"
    figure = go.Figure()
    for column, name in zip(SHARES, names, strict=True):
        figure.add_trace(_shares(rows, column, name, rows["known"] >= fewest))
    theme.layout(figure, hovermode="closest", **axes.percent("x"))
    theme.legend(figure)
    axes.rows(figure, rows["value"].tolist())
    labels = zip(theme.short(rows["value"]), rows["known"], strict=True)
    figure.update_yaxes(ticktext=[f"{name}<br><i>n {n:,}</i>" for name, n in labels])
    return figure.update_layout(height=figure.layout.height + MORE_ROOM * len(rows))


def _dots(dots: pd.DataFrame, symbol: str, color: str, name: str) -> go.Scatter:
    return go.Scatter(
        x=dots["rate"],
        y=dots["place"],
        mode="markers",
        name=name,
        marker={
            "symbol": symbol,
            "size": dots["size"],
            "color": f"{color}{theme.FAINT}",
            "line": {"width": 1.5, "color": color},
        },
        customdata=theme.carried(
            theme.plain(dots["attribute"]), theme.plain(dots["value"]), dots["known"]
        ),
        cliponaxis=False,
        hovertemplate=(
            "%{customdata[0]}, %{customdata[1]}: %{x:.1%}<br>"
            "of %{customdata[2]:,} clients<extra></extra>"
        ),
    )


def _shares(
    rows: pd.DataFrame, column: str, name: str, enough: pd.Series
) -> go.Scatter:
    symbol, color, shift = SHARES[column]
    ends = (rows[f"{column}{end}"].where(enough) for end in ("", "_low", "_high"))
    colors = [color if known else theme.CONTEXT_STRONG for known in enough]
    return go.Scatter(
        x=rows[column],
        y=[place + shift for place in range(len(rows))],
        mode="markers",
        name=name,
        marker={"symbol": symbol, "size": 10, "color": colors},
        error_x={**theme.error_bars(*ends), "color": f"{color}{theme.FAINT}"},
        customdata=theme.carried(
            rows["value_id"], theme.plain(rows["value"]), rows["known"]
        ),
        cliponaxis=False,
        hovertemplate=(
            f"%{{customdata[1]}}: %{{x:.1%}} {name}<br>"
            "of %{customdata[2]:,} clients<extra></extra>"
        ),
    )
