"""The clinical load index, year by year."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes, theme


def by_year(years: pd.DataFrame) -> go.Figure:
    """Draw one bar a year; a year known in part is lighter.

    Needs label, load_index, annualized (bool) and note (what the hover says).
    """
    values = years["load_index"].astype(float)
    texts = [
        note if pd.isna(value) else f"{value:.0f}{' (annualized)' if part else ''}"
        for value, part, note in zip(
            values, years["annualized"], years["short"], strict=True
        )
    ]
    edge = axes.top(values) * 1.4
    colors = [
        theme.ACCENT_SOFT if part else theme.ACCENT for part in years["annualized"]
    ]
    bars = go.Bar(
        x=values.fillna(0),
        y=list(range(len(years))),
        orientation="h",
        marker={"color": colors},
        customdata=theme.carried(years["label"], years["note"]),
        hovertemplate="%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
    )
    figure = go.Figure([bars, axes.column(texts, at=edge)])
    theme.layout(figure, hovermode="closest")
    figure.update_xaxes(range=[0, edge], showticklabels=False)
    return axes.rows(figure, years["label"].tolist())
