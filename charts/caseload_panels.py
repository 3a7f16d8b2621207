"""The caseload of each counselor week by week: small panels on a shared scale."""

import pandas as pd
import plotly.graph_objects as go

from charts import theme
from charts.caseload_weeks import limit_line, line
from charts.panels import axis

COLUMNS, PANEL, TITLES = 4, 120, 40
ACROSS, DOWN = 0.03, 0.3  # gaps: of the width, of a row's height
MEASURES = {
    "active_clients": ("clients", 0, "caseload_limit"),
    "attended_hours": ("hours", 1, "weekly_hours"),
}


def counselors(weeks: pd.DataFrame, people: pd.DataFrame, *, measure: str) -> go.Figure:
    """Draw one small panel per counselor, all on the same scale.

    Needs counselor_id, week_end and `measure` in `weeks`; counselor_id, counselor and
    the limits of MEASURES in `people`, in the order to draw. The limit is dotted. A
    mark carries its counselor.
    """
    unit, digits, limit = MEASURES[measure]
    own_weeks = dict(list(weeks.groupby("counselor_id", sort=False)))
    traces = []
    for place, person in enumerate(people.itertuples()):
        own = own_weeks.get(person.counselor_id, weeks.head(0))
        days = theme.days(own["week_end"])
        over = getattr(person, "over_capacity", False)
        drawn = line(
            days,
            own[measure],
            theme.plain([person.counselor])[0],
            theme.MORE if over else theme.CHANCE,
            theme.carried([person.counselor_id] * len(own)),
        )
        drawn.hovertemplate = f"%{{x|%b %-d}}: %{{y:.{digits}f}} {unit}<extra></extra>"
        panel = [drawn]
        if pd.notna(getattr(person, limit)):
            panel.append(limit_line(days, getattr(person, limit)))
        at = axis(place)
        traces += [one.update(xaxis=f"x{at}", yaxis=f"y{at}") for one in panel]
    rows = -(-len(people) // COLUMNS)
    house = theme.layout(
        go.Figure(), hovermode="closest", height=TITLES + PANEL * rows
    ).update_layout(margin_t=TITLES)
    panels = _panels(theme.short(people["counselor"], most=22), rows)
    return go.Figure(traces, house.layout.to_plotly_json() | panels)


def _panels(names: list[str], rows: int) -> dict:
    """Return a grid of axes on the same scale, and a name over each.

    Given to a new figure at once: an update checks each axis against all others.
    """
    wide, tall = (1 - ACROSS * (COLUMNS - 1)) / COLUMNS, 1 - DOWN * (rows - 1) / rows
    axes, titles = {}, []
    for place, name in enumerate(names):
        row, column = divmod(place, COLUMNS)
        left, top = column * (wide + ACROSS), 1 - row * (tall + DOWN) / rows
        at = axis(place)
        axes[f"xaxis{at}"] = {
            **theme.AXIS,
            "showgrid": False,
            "domain": [left, left + wide],
            "anchor": f"y{at}",
            "matches": "x" if place else None,
            "showticklabels": place + COLUMNS >= len(names),
            "nticks": 3,
            "tickformat": "%b",
        }
        axes[f"yaxis{at}"] = {
            **theme.AXIS,
            "domain": [max(0, top - tall / rows), top],
            "anchor": f"x{at}",
            "matches": "y" if place else None,
            "showticklabels": column == 0,
            "rangemode": "tozero",
            "nticks": 4,
        }
        titles.append(
            {
                "text": name,
                "x": left + wide / 2,
                "xref": "paper",
                "xanchor": "center",
                "y": top,
                "yref": "paper",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 12},
            }
        )
    return {**axes, "annotations": titles}
