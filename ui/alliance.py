"""Which instrument the Alliance page is about, and which cutoff."""

import re
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from queries import Filters
from ui import alliance_notes, data, scales


@dataclass(frozen=True)
class About:
    """What every part of the page needs: the filters, and facts of the instrument."""

    chosen: Filters
    instrument: str
    facts: pd.Series
    cutoff: float

    @property
    def highest(self) -> float:
        """Return the end of the instrument's range, or a score above all others."""
        return float(self.facts["high"])

    @property
    def footnote(self) -> str:
        """Say what the numbers are, and where the cutoff and the range come from."""
        return f"{alliance_notes.numbers(self.facts['is_checked'])} {self.source}"

    @property
    def source(self) -> str:
        """Say where the cutoff comes from."""
        facts = self.facts
        return alliance_notes.cutoff(
            facts["cutoff_source"],
            facts["is_established"],
            facts["cutoff"],
            self.cutoff,
        )


def choose(chosen: Filters, rated: pd.DataFrame) -> About:
    """Let the reader choose an instrument and a cutoff; the link remembers both."""
    known = data.answer("alliance_yardsticks", data.EVERYTHING)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        used = scales.choose(rated)
        facts = known[known["instrument"] == used].iloc[0]
        cutoff = _cutoff(used, facts)
    narrowed = replace(
        chosen, instruments=(used,), cutoff=None if pd.isna(cutoff) else cutoff
    )
    return About(narrowed, used, facts, cutoff)


def _cutoff(instrument: str, facts: pd.Series) -> float:
    """Return the cutoff that is set, NaN for none; within the instrument's range."""
    own = None if pd.isna(facts["cutoff"]) else float(facts["cutoff"])
    ends = {
        f"{side}_value": None if pd.isna(facts[end]) else float(facts[end])
        for side, end in (("min", "low"), ("max", "high"))
    }
    chosen = st.number_input(
        "Cutoff",
        value=own,
        step=1.0,
        format="%g",
        placeholder="none",
        key=f"cutoff_{re.sub(r'[^a-z0-9]+', '_', instrument.lower()).strip('_')}",
        help="A rating at or below it is counted. Kept in the link.",
        bind="query-params",
        width=140,
        **ends,
    )
    return float("nan") if chosen is None else float(chosen)
