"""Which chart of attendance over time was drawn, and why, in words."""

import pandas as pd

from ui import words

DRAWN = {
    "Week": "weeks, on Laney's p\N{PRIME} chart",
    "Month": "months, on Laney's p\N{PRIME} chart",
    "XmR": "whole months as single values, on an XmR chart",
    "Runs": "a run chart",
    "Between no-shows": "the sessions between no-shows, on a g chart",
}
SMALL = "a usual week holds {week} sessions, fewer than 20"
WHY = {
    "Week": "a usual week holds {week} sessions, 20 or more",
    "Between no-shows": f"{SMALL}, and a usual month {{month}} no-shows, fewer than 5",
    "XmR": f"{SMALL}, and there are {{months}} whole months, 12 or more",
    "Runs": f"{SMALL}, and too few no-shows for a g chart or too many, and "
    "whole months are {months}, fewer than the 12 that limits need",
}


def said(chart: str, fits: str, held) -> str:
    """Say which chart is drawn, and why it or another one fits."""
    why = WHY[fits].format(
        week=_number(held.a_week),
        month=_number(held.no_shows_a_month),
        months=held.whole_months,
    )
    if chart == fits:
        return f"Drawn: {DRAWN[chart]}, because {why}."
    return f"Drawn as you chose: {DRAWN[chart]}. As fits: {DRAWN[fits]}, because {why}."


def between(points: pd.DataFrame, runs) -> str:
    """Say how many sessions lie between no-shows, and whether chance explains it."""
    ended = points[points["ended"].notna()]
    if ended.empty:
        return "There are no two no-shows with sessions between them to count"
    usual = ended["between_no_shows"].median()
    about = (
        f"A no-show comes after {usual:.0f} sessions as a rule "
        f"({len(ended):,} stretches between no-shows)"
    )
    found = points[points["above"]]
    if len(found):
        longest = int(found["between_no_shows"].max())
        number = words.small(len(found)).lower()
        times = "once" if len(found) == 1 else f"{number} times"
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


def _number(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:,.0f}"
