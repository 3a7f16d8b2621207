"""One dot and interval per counselor, and the look of each side of chance."""

from collections.abc import Iterator

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

LOW, HIGH, WITHIN, NOT_COMPARED = "low", "high", "within", "not compared"
LOOKS = {
    LOW: ("triangle-down", theme.FEWER, "fewer than chance"),
    HIGH: ("triangle-up", theme.MORE, "more than chance"),
    WITHIN: ("circle", theme.CHANCE, "within chance"),
    NOT_COMPARED: ("circle", theme.CONTEXT_STRONG, "too few"),
}
NAMES = {side: name for side, (_, _, name) in LOOKS.items()}
UNCOMPARED = {
    WITHIN: "rate and 95% interval",
    NOT_COMPARED: "too few for an interval",
}
SMALL = 6
USUAL = 10


def dots(
    people: pd.DataFrame, *, center: float, names: dict[str, str] = NAMES
) -> go.Figure:
    """Draw one dot and interval per counselor, in the order given.

    Needs counselor_id, counselor, rate, low, high (0-1), side (a key of
    LOOKS), provisional (bool: hollow) and note (what the hover says of n).
    A mark carries its counselor's id. `center` is the share of all together;
    `names` says what each side is called.
    """
    placed = people.assign(place=range(len(people)))
    figure = go.Figure()
    for side, hollow, group in by_side(placed):
        dots = _dots(group, side, names[side], hollow=hollow)
        known = any(dots.name == trace.name for trace in figure.data)
        figure.add_trace(dots.update(showlegend=not known))
    theme.layout(figure, hovermode="closest", **axes.percent("x"))
    theme.legend(figure).update_layout(margin_t=60)
    axes.center_line(figure, center, f"all together {center:.1%}")
    return axes.rows(figure, people["counselor"].tolist())


def by_side(people: pd.DataFrame) -> Iterator[tuple[str, bool, pd.DataFrame]]:
    """Yield each side of chance, whether it is provisional (hollow), and its rows."""
    for (side, hollow), group in people.groupby(["side", "provisional"]):
        yield str(side), bool(hollow), group


def _dots(group: pd.DataFrame, side: str, name: str, *, hollow: bool) -> go.Scatter:
    symbol, color, _ = LOOKS[side]
    compared = side != NOT_COMPARED
    bars = theme.error_bars(group["rate"], group["low"], group["high"])
    return go.Scatter(
        x=group["rate"],
        y=group["place"],
        mode="markers",
        name=name,
        legendrank=list(LOOKS).index(side),
        marker={
            "symbol": symbol,
            "size": USUAL if compared else SMALL,
            "color": theme.SURFACE if hollow else color,
            "line": {"width": 2, "color": color},
        },
        error_x={**bars, "color": f"{color}{theme.FAINT}", "visible": compared},
        customdata=theme.carried(
            group["counselor_id"],
            theme.plain(group["counselor"]),
            theme.plain(group["note"]),
        ),
        cliponaxis=False,
        hovertemplate="%{customdata[1]}: %{x:.1%}<br>%{customdata[2]}<extra></extra>",
    )
