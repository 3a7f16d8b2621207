"""How steady clients' sessions are, and what becomes of them beside it."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme

LINES = (
    (theme.STEPS[9], "solid", "circle"),
    (theme.STEPS[6], "dash", "square"),
    (theme.STEPS[4], "dot", "triangle-up"),
)
ROW = 34
BELOW = 40
SHORT = 10


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
