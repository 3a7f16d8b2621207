"""Caseloads week by week: everyone, each counselor, and the weeks to come."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts import theme
from charts.panels import axis

HEIGHT = 160
MEASURES = {
    "active_clients": ("clients", 0, "caseload_limit"),
    "attended_hours": ("hours", 1, "weekly_hours"),
}


def flow(weeks: pd.DataFrame, expected: pd.DataFrame) -> go.Figure:
    """Draw active clients by week, what is expected, and who comes, goes and waits.

    Needs week_end, active_clients, intakes, endings, waiting; `expected` has week_end,
    expected, lowest_expected, highest_expected. A mark carries its week's last day.
    """
    figure = make_subplots(
        rows=2, shared_xaxes=True, vertical_spacing=0.12, row_heights=[0.6, 0.4]
    )
    days = theme.days(weeks["week_end"])
    carried = theme.carried(days)
    figure.add_traces(expected_weeks(expected), rows=1, cols=1)
    figure.add_trace(
        line(days, weeks["active_clients"], "active clients", theme.ACCENT, carried),
        row=1,
        col=1,
    )
    for column, color in (
        ("intakes", theme.ACCENT_SOFT),
        ("endings", theme.CONTEXT_STRONG),
    ):
        sign = 1 if column == "intakes" else -1
        figure.add_trace(
            go.Bar(
                x=days,
                y=sign * weeks[column].astype(int),
                name=column,
                marker={"color": color},
                customdata=theme.carried(days, weeks[column]),
                hovertemplate=f"%{{x|%b %-d}}: %{{customdata[1]:,}} {column}"
                "<extra></extra>",
            ),
            row=2,
            col=1,
        )
    waiting = line(days, weeks["waiting"], "waiting", theme.CHANCE, carried)
    figure.add_trace(waiting, row=2, col=1)
    theme.layout(figure, hovermode="closest", barmode="relative", height=380)
    figure.update_yaxes(rangemode="tozero", row=1, col=1)
    return theme.legend(figure)


def one(weeks: pd.DataFrame) -> go.Figure:
    """Draw one counselor's active clients by week, and the limit of the time dotted.

    Needs week_end, active_clients and caseload_limit.
    """
    days = theme.days(weeks["week_end"])
    carried = theme.carried(days)
    drawn = line(days, weeks["active_clients"], "clients", theme.ACCENT, carried)
    figure = go.Figure([drawn, *limit_lines(days, weeks["caseload_limit"])])
    theme.layout(figure, height=HEIGHT)
    return figure.update_yaxes(rangemode="tozero", nticks=4)


def line(
    days: list[str], values: pd.Series, name: str, color: str, carried: list[list]
) -> go.Scatter:
    """Return numbers by week, each mark with what it carries."""
    return go.Scatter(
        x=days,
        y=values.astype(float),
        name=name,
        mode="lines+markers",
        line={"color": color, "width": 2},
        marker={"size": 4, "color": color},
        customdata=carried,
        hovertemplate=f"%{{x|%b %-d}}: %{{y:,}} {name}<extra></extra>",
    )


def limit_lines(days: list[str], limits: pd.Series) -> list[go.Scatter]:
    """Return the dotted line of a limit by week; none where it was never known.

    It steps where the limit changed, and has a gap where there was none.
    """
    if limits.isna().all():
        return []
    steps = limits.astype(float).tolist()
    if limits.notna().all() and limits.nunique() == 1:
        days, steps = [days[0], days[-1]], steps[:1] * 2
    look = {"color": theme.ACCENT, "width": 1.5, "dash": "dot", "shape": "vh"}
    return [go.Scatter(x=days, y=steps, mode="lines", line=look, hoverinfo="skip")]


COLUMNS, PANEL, TITLES = 4, 120, 40
ACROSS, DOWN = 0.03, 0.3  # gaps: of the width, of a row's height


def counselors(weeks: pd.DataFrame, people: pd.DataFrame, *, measure: str) -> go.Figure:
    """Draw one small panel per counselor, all on the same scale.

    Needs counselor_id, week_end, `measure` and its limit of MEASURES in `weeks`;
    counselor_id and counselor in `people`, in the order to draw. The limit of the time
    is dotted. A mark carries its counselor.
    """
    unit, digits, limit = MEASURES[measure]
    own_weeks = dict(list(weeks.groupby("counselor_id", sort=False)))
    traces = []
    for place, (_, person) in enumerate(people.iterrows()):
        own = own_weeks.get(person["counselor_id"], weeks.head(0))
        days = theme.days(own["week_end"])
        over = person.get("over_capacity", False)
        drawn = line(
            days,
            own[measure],
            theme.plain([person["counselor"]])[0],
            theme.MORE if over else theme.CHANCE,
            theme.carried([person["counselor_id"]] * len(own)),
        )
        drawn.hovertemplate = f"%{{x|%b %-d}}: %{{y:.{digits}f}} {unit}<extra></extra>"
        panel = [drawn, *limit_lines(days, own[limit])]
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


def expected_weeks(expected: pd.DataFrame) -> list[go.Scatter]:
    """Return the band and the line of the weeks to come, from the last week on."""
    if expected.empty:
        return []
    days = theme.days(expected["week_end"])
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    band = f"{theme.ACCENT}{theme.FAINT}"
    return [
        go.Scatter(x=days, y=expected["lowest_expected"], showlegend=False, **edge),
        go.Scatter(
            x=days,
            y=expected["highest_expected"],
            fill="tonexty",
            fillcolor=band,
            name="95% range",
            **edge,
        ),
        go.Scatter(
            x=days,
            y=expected["expected"],
            mode="lines",
            name="if it goes on like this",
            line={"color": theme.ACCENT, "width": 2, "dash": "dot"},
            hovertemplate="%{x|%b %-d}: %{y:.0f} expected<extra></extra>",
        ),
    ]
