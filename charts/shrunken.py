"""Each counselor's share as counted, and its likely value after shrinkage."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme


def caterpillar(people: pd.DataFrame, *, center: float) -> go.Figure:
    """Draw the likely share with its interval, and the counted share as a small ring.

    Needs counselor_id, counselor, note, rate, shrunken, shrunken_low and
    shrunken_high (0-1), in the order to draw; a mark carries its counselor's id.
    """
    figure = go.Figure([_counted(people), _likely(people)])
    theme.layout(figure, hovermode="closest", **axes.percent("x"))
    theme.legend(figure).update_layout(margin_t=60)
    axes.center_line(figure, center, f"all together {center:.1%}")
    return axes.rows(figure, people["counselor"].tolist())


def _likely(people: pd.DataFrame) -> go.Scatter:
    ends = (people[f"shrunken{end}"] for end in ("", "_low", "_high"))
    return go.Scatter(
        x=people["shrunken"],
        y=list(range(len(people))),
        mode="markers",
        name="likely, and 95% interval",
        marker={"size": 10, "color": theme.ACCENT},
        error_x={**theme.error_bars(*ends), "color": f"{theme.ACCENT}{theme.FAINT}"},
        **_hover(people, "likely %{x:.1%}"),
    )


def _counted(people: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=people["rate"],
        y=list(range(len(people))),
        mode="markers",
        name="as counted",
        marker={
            "size": 8,
            "color": theme.SURFACE,
            "line": {"width": 1.5, "color": theme.CHANCE},
        },
        **_hover(people, "counted %{x:.1%}"),
    )


def _hover(people: pd.DataFrame, what: str) -> dict:
    return {
        "customdata": theme.carried(
            people["counselor_id"],
            theme.plain(people["counselor"]),
            theme.plain(people["note"]),
        ),
        "cliponaxis": False,
        "hovertemplate": (
            f"%{{customdata[1]}}: {what}<br>%{{customdata[2]}}<extra></extra>"
        ),
    }
