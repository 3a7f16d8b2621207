"""How much does this counselor carry, who comes, who leaves, how strong is the alliance?"""

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts.caseload_weeks import one
from measures import alliance, dropout, peers
from measures.caseload import with_limits
from measures.statistics import clustered
from pages.counselor_sheet_parts import sheet, words
from queries import Filters
from ui import data
from ui.figures import figure, numbers
from ui.figures.numbers import Number
from ui.page import frame
from ui.topics import load, scales, summary

STILL = {**figure.QUIET, "staticPlot": True}


def show(own: Filters, everyone: Filters, row: pd.Series) -> None:
    """Draw the numbers, the caseload of half a year, and where leaving lies."""
    numbers.row(sheet.clients(row), sheet.hours(row), *_over_the_period(own))
    frame.section(words.load(row))
    weeks = data.answer("caseload_weeks", load.recent(own))
    weeks = with_limits(weeks, data.settings().limits)
    if len(weeks):
        st.plotly_chart(
            one(weeks),
            key="sheet_weeks",
            alt="Active clients of the last half year by week, beside the limit",
            config=STILL,
        )
    frame.section(words.position(_in_the_funnel(own, everyone)))


def _over_the_period(own: Filters) -> list[Number]:
    """Return attendance, leaving and alliance, each against the period before."""
    came, came_before = data.now_and_before("attendance_overall", own)
    now, then = map(data.total, data.now_and_before("early_dropout_by_month", own))
    rated, rated_before = (
        alliance.with_percent(scales.main(rows))
        for rows in data.now_and_before("alliance_overall", own)
    )
    figures = (
        summary.attended(
            clustered.with_clustered_rate(came), clustered.change(came, came_before)
        ),
        summary.left_after(
            "one", dropout.early(now), dropout.change(now, then, measure="after_one")
        ),
        summary.alliance(rated, alliance.change(rated, rated_before)),
    )
    return [replace(number, page="") for number in figures]


def _in_the_funnel(own: Filters, everyone: Filters) -> pd.Series | None:
    """Return this counselor's row beside what chance explains, or None."""
    judged = peers.with_chance(
        data.answer("early_dropout_by_counselor", everyone),
        events="dropped_one",
        total="at_risk_one",
    )
    mine = judged[judged["counselor_id"].isin(own.counselors or ())]
    return mine.iloc[0] if len(mine) else None
