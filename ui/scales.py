"""Instruments and their subscales, as the pages name and choose them."""

import pandas as pd
import streamlit as st

TOTAL = "total"
APART = "\x1f"


def named(scales: pd.DataFrame) -> pd.DataFrame:
    """Add total (bool: not a subscale), scale (its full name) and label (its short)."""
    subscale = scales["subscale"].astype(str)
    instrument = scales["instrument"].astype(str)
    total = subscale.eq(TOTAL)
    return scales.assign(
        total=total,
        scale=instrument.where(total, instrument + ", " + subscale),
        label=subscale.where(~total, "Total"),
    )


def marked(scales: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Add scale_id, which a mark carries: the instrument and these columns."""
    parts = (scales[part].astype(str) for part in ("instrument", *columns))
    return scales.assign(scale_id=[APART.join(row) for row in zip(*parts, strict=True)])


def main(scales: pd.DataFrame) -> pd.DataFrame:
    """Keep the total of the instrument used most, indexed by instrument and phase."""
    totals = scales[scales["subscale"].eq(TOTAL)]
    used = totals[totals["instrument"].eq(_most_used(totals))]
    return used.set_index(["instrument", "phase"], drop=False)


def phase(scales: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the total in a phase: one row, or none."""
    return scales[scales["subscale"].eq(TOTAL) & scales["phase"].eq(name)]


def choose(scales: pd.DataFrame) -> str:
    """Let the reader choose an instrument, the one used most first."""
    usual = _most_used(scales)
    offered = [usual, *sorted(set(scales["instrument"]) - {usual})]
    if len(offered) == 1:
        return usual
    chosen = st.selectbox(
        "Instrument", offered, key="instrument", bind="query-params", width=260
    )
    return chosen if chosen in offered else usual


def _most_used(scales: pd.DataFrame) -> str | None:
    """Return the instrument with the most ratings of one scale; None without any."""
    ratings = scales.groupby(["instrument", "subscale"])["ratings"].sum()
    return None if ratings.empty else ratings.idxmax()[0]
