"""Which instrument the Alliance page is about, and which cutoff."""

import re
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from pages.alliance_parts import words as sentences
from queries import Filters
from ui import data, words
from ui.page import frame
from ui.topics import scales

ONLY_UNREADABLE = (
    "The export brings subscales without a total, and in this selection none that can "
    "be read alone. Export the total as well, or widen the period."
)


@dataclass(frozen=True)
class About:
    """What every part of the page needs: the filters, and facts of the instrument."""

    chosen: Filters
    instrument: str
    facts: pd.Series
    cutoff: float

    @property
    def has_total(self) -> bool:
        """Tell whether the instrument has a total, exported or computed at import."""
        return bool(self.facts["has_total"])

    def without_total(self, what: str) -> str:
        """Say what cannot be shown of an instrument without a total."""
        return (
            f"{what} needs the total of {words.escaped(self.instrument)}, which this "
            "export does not have."
        )

    @property
    def highest(self) -> float:
        """Return the end of the instrument's range, or a score above all others."""
        return float(self.facts["high"])

    @property
    def footnote(self) -> str:
        """Say what the numbers are, and where the cutoff and the range come from."""
        if not self.has_total:
            return sentences.parts_note(self.instrument, self.facts["is_checked"])
        return f"{sentences.numbers_note(self.facts['is_checked'])} {self.source}"

    @property
    def source(self) -> str:
        """Say where the cutoff comes from."""
        facts = self.facts
        return sentences.cutoff_note(
            facts["cutoff_source"],
            facts["is_established"],
            facts["cutoff"],
            self.cutoff,
        )


def choose(chosen: Filters) -> About:
    """Let the reader choose an instrument and a cutoff; the link remembers both."""
    known = data.answer("alliance_yardsticks", data.EVERYTHING)
    rated = data.answer("alliance_instruments", chosen)["instrument"].tolist()
    if not rated and not known["has_total"].any():
        frame.stop(ONLY_UNREADABLE)
    if not rated:
        frame.nothing_matches()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        used = scales.choose(rated)
        facts = known[known["instrument"] == used].iloc[0]
        cutoff = _cutoff(used, facts) if facts["has_total"] else float("nan")
    narrowed = replace(
        chosen, instruments=(used,), cutoff=None if pd.isna(cutoff) else cutoff
    )
    return About(narrowed, used, facts, cutoff)


def _cutoff(instrument: str, facts: pd.Series) -> float:
    """Return the cutoff that is set, NaN for none; within the instrument's range."""
    low, high, own = (_known(facts[name]) for name in ("low", "high", "cutoff"))
    chosen = st.number_input(
        "Cutoff",
        min_value=low,
        max_value=high,
        value=own,
        step=1.0,
        format="%g",
        placeholder="none",
        key=f"cutoff_{re.sub(r'[^a-z0-9]+', '_', instrument.lower()).strip('_')}",
        help="A rating at or below it is counted. Kept in the link.",
        bind="query-params",
        width=140,
    )
    return float("nan") if chosen is None else float(chosen)


def _known(number: float) -> float | None:
    return None if pd.isna(number) else float(number)
