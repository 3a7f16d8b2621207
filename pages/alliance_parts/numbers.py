"""The five numbers of the Alliance page, from rows that the measures have judged."""

import pandas as pd

from ui import words
from ui.figures import headlines
from ui.figures.numbers import Number
from ui.topics import scales

MOVED = ["difference", "low", "high"]
LABELS = {"early": "Sessions 1 to 3", "later": "From session 4"}
BELOW = "At or below the cutoff"


def phase(rated: pd.DataFrame, change: pd.DataFrame, name: str) -> Number:
    """Return the alliance of a phase as percent of the range."""
    rows = scales.phase(rated, name)
    if rows.empty:
        return Number(LABELS[name], words.NOTHING, "not rated", "in this selection")
    row = rows.iloc[0]
    if pd.isna(row["percent"]):
        return Number(
            label=LABELS[name],
            value=words.number(row["mean"], 1),
            moved="no range known",
            sure=f"mean score; {headlines.scores(row)}",
        )
    limits = words.interval(row["percent_low"] / 100, row["percent_high"] / 100)
    return Number(
        label=LABELS[name],
        value=f"{row['percent']:.1f}%",
        moved=headlines.moved(change.loc[rows.index, MOVED] / 100),
        sure=f"of the range; {limits}, {words.sample(row['clients'], 'clients')}",
    )


def below(share: pd.DataFrame, change: pd.DataFrame) -> Number:
    """Return the share of ratings at or below the cutoff."""
    row = share.iloc[0]
    if pd.isna(row["cutoff"]):
        return Number(BELOW, words.NOTHING, "no cutoff", "is set for this instrument")
    limits = words.interval(row["low"], row["high"])
    return Number(
        label=f"At or below {row['cutoff']:g}",
        value=words.percent(row["rate"]),
        moved=headlines.moved(change),
        sure=f"{limits}, {words.sample(row['counted'], 'ratings')}",
    )


def scored(share: pd.DataFrame, change: pd.DataFrame) -> Number:
    """Return the share of attended sessions with a score."""
    row = share.iloc[0]
    return Number(
        label="Sessions with a score",
        value=words.percent(row["rate"]),
        moved=headlines.moved(change),
        sure=f"{words.interval(row['low'], row['high'])}, "
        f"{words.sample(row['counted'], 'sessions')}",
    )


def ruptures(states: pd.DataFrame) -> Number:
    """Return how many possible ruptures are not repaired."""
    events = states.set_index("state")["events"]
    waiting = int(events.get("open", 0) + events.get("unrepaired", 0))
    return Number(
        label="Possible ruptures, not repaired",
        value=words.number(waiting),
        moved=f"{events.get('open', 0):,} of them open",
        sure=f"of {words.number(events.sum())} in this period, everyone counted",
    )
