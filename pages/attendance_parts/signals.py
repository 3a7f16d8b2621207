"""What a control chart shows, in words: its signals, its limits, its stretches."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from measures.chart_choice import FEWEST_JUDGED
from measures.statistics.comparison import LOW
from measures.statistics.spc import LIMITS, TREND, TWO_OF_THREE, Runs
from ui import words

NEWEST = 2
ANHOEJ = "Anh\N{LATIN SMALL LETTER O WITH STROKE}j"


def headline(
    points: pd.DataFrame,
    signals: pd.DataFrame,
    unit: str,
    runs: Runs,
    *,
    limits: bool = True,
) -> str:
    """Say what the rules found, newest first, or that chance explains it all.

    Without `limits` (a run chart), or where they are not firm, the runs are said.
    """
    if points.empty:
        return f"No whole {unit} lies in this period"
    if not points["stable"].any():
        return _few(points, unit, runs, limits=limits)
    mean = words.percent(points.loc[points["stable"], "center"].iloc[-1])
    count = f"{words.count(int(points['stable'].sum()), unit)}, mean {mean}"
    if signals.empty:
        return f"From {unit} to {unit}, attendance moves as chance explains ({count})"
    sentences = [_signal(row, unit) for row in signals.head(NEWEST).itertuples()]
    newest = "; ".join(
        [*sentences[:1], *(later[0].lower() + later[1:] for later in sentences[1:])]
    )
    more = len(signals) - NEWEST
    also = f"; {words.count(more, 'earlier signal')}" if more > 0 else ""
    return f"{newest}{also} ({count})"


def note(points: pd.DataFrame, unit: str, stable_from: int, *, chart: str) -> str:
    """Say what the limits are, which rules mark a point, and what is left out."""
    if points.empty:
        return ""
    if points["limit_high"].isna().all():
        return (
            f"Whole {unit}s only. A run chart has a median and no limits: judged are the "
            f"longest run on one side of it and how often it is crossed ({ANHOEJ})."
        )
    if not points["stable"].any():
        return (
            f"Whole {unit}s only. Fewer than {stable_from}: the dashed limits are trials "
            f"(three sigma), and only the runs around the median are judged ({ANHOEJ}), "
            f"from {FEWEST_JUDGED} {unit}s off it on."
        )
    trial = (
        f" Limits over fewer than {stable_from} {unit}s are trials, around the median."
        if not points["stable"].all()
        else ""
    )
    return (
        f"Whole {unit}s only. {_limits(points, unit, chart)}{trial} Marked: "
        "outside a limit, seven in a row on one side or one way, two of three near a "
        "limit (NHS Making Data Count). A mark asks for a reason; it does not give one."
    )


def _limits(points: pd.DataFrame, unit: str, chart: str) -> str:
    """Say how far from the mean the limits lie."""
    sigma = points.loc[points["stable"], "sigma_z"].iloc[-1]
    if pd.isna(sigma):
        return (
            f"Limits: 2.66 times the usual step from {unit} to {unit} around the mean; "
            f"every {unit} weighs the same, however many sessions it holds ({chart})."
        )
    return (
        "Limits: three sigma around the mean, widened by how much "
        f"{unit}s differ anyway (sigma z {sigma:.2f}; {chart})."
    )


def _few(points: pd.DataFrame, unit: str, runs: Runs, *, limits: bool) -> str:
    low, high = (words.percent(points["rate"].agg(end)) for end in ("min", "max"))
    about = words.count(len(points), unit)
    if limits:
        about = f"{about}: too few for firm limits"
    if len(points) < 2:
        return f"{low} took place in {about}"
    if runs.useful < FEWEST_JUDGED:
        too_few = " or for judging runs" if limits else ": too few for judging runs"
        return f"Between {low} and {high} took place in {about}{too_few}"
    way = (
        f"{runs.longest} in a row on one side of the median is more than chance explains"
        if runs.signal
        else "the runs are as chance explains"
    )
    return f"Between {low} and {high} took place in {about}; {way}"


def _signal(row: Any, unit: str) -> str:
    """Say one signal: "Seven weeks in a row below the mean, from Jul 6, 2026"."""
    since = _when(row.first, unit)
    if row.rule == LIMITS and row.points == 1:
        beyond = "below the lower" if row.side == LOW else "above the upper"
        return f"{_named(row.first, unit)} lies {beyond} limit"
    number = words.small(row.points)
    if row.rule == LIMITS:
        beyond = "below the lower" if row.side == LOW else "above the upper"
        return f"{number} {unit}s in a row {beyond} limit, from {since}"
    if row.rule == TREND:
        return f"{number} {unit}s in a row {row.side}, from {since}"
    side = "lower" if row.side == LOW else "upper"
    if row.rule == TWO_OF_THREE:
        return f"{number} {unit}s close together near the {side} limit, from {since}"
    mean = "below" if row.side == LOW else "above"
    return f"{number} {unit}s in a row {mean} the mean, from {since}"


def _when(first: date, unit: str) -> str:
    moment = pd.Timestamp(first)
    if unit == "month":
        return f"{moment:%B %Y}"
    return words.day(moment, st.context.locale)


def _named(first: date, unit: str) -> str:
    when = _when(first, unit)
    return when if unit == "month" else f"The week of {when}"


def between(points: pd.DataFrame, runs: Runs) -> str:
    """Say how many sessions lie between no-shows, and whether chance explains it."""
    ended = points[points["ended"].notna()]
    if ended.empty:
        return "There are no two no-shows with sessions between them to count"
    usual = ended["between_no_shows"].median()
    about = (
        f"A no-show comes after {usual:.0f} sessions as a rule "
        f"({len(ended):,} stretches between no-shows)"
    )
    far = points[points["above"]]
    if len(far):
        longest = int(far["between_no_shows"].max())
        number = words.small(len(far)).lower()
        times = "once" if len(far) == 1 else f"{number} times"
        return f"{about}; {times} far longer than chance explains, up to {longest:,}"
    if not points["stable"].any():
        return f"{about}: too few for a firm limit"
    if runs.signal:
        return f"{about}; more of them in a row on one side than chance explains"
    return f"{about}; chance explains how they differ"


def between_note(points: pd.DataFrame, stable_from: int) -> str:
    """Say what a mark is, how the limit is made and what the last mark means."""
    most = " The newest 200 no-shows." if len(points) > 200 else ""
    trial = (
        f" Limits from fewer than {stable_from} stretches are trials."
        if not points["stable"].all()
        else ""
    )
    going = " The hollow mark goes on still." if points["ended"].isna().any() else ""
    return (
        "One mark per no-show: how many other sessions of the rate came before it, since "
        "the no-show before; higher is better. The upper "
        "limit is three sigma above the mean (g chart, Benneyan 2001); the dotted line is the "
        f"median, and runs around it are judged (Anhøj).{trial}{most}{going} "
        "No download: each row is one person's no-show."
    )
