"""Instruments and their subscales, as the pages name and choose them."""

import pandas as pd
import streamlit as st

from ui.figures import marks
from ui.page import choices

TOTAL = "total"
KINDS = ("total", "goal", "task", "bond")


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
    return scales.assign(scale_id=marks.of(scales, "instrument", *columns))


def main(scales: pd.DataFrame) -> pd.DataFrame:
    """Keep the total of the instrument used most, indexed by instrument and phase."""
    totals = scales[scales["subscale"].eq(TOTAL)]
    used = totals[totals["instrument"].eq(_most_used(totals) or "")]
    return used.set_index(["instrument", "phase"], drop=False)


def by_kind(scales: pd.DataFrame) -> pd.DataFrame:
    """Put goals, tasks and the bond under one another, and name kinds in the labels."""
    places = {kind: place for place, kind in enumerate(KINDS)}
    place = scales["kind"].map(places).fillna(len(KINDS))
    label = [
        f"{label} ({kind})"
        if kind in KINDS[1:] and kind not in label.lower()
        else label
        for label, kind in zip(scales["label"], scales["kind"], strict=True)
    ]
    order = place.sort_values(kind="stable").index
    return scales.assign(label=label).loc[order].reset_index(drop=True)


def phase(scales: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the total in a phase: one row, or none."""
    return scales[scales["subscale"].eq(TOTAL) & scales["phase"].eq(name)]


def choose(instruments: list[str]) -> str:
    """Let the reader choose an instrument; the first unless another is chosen."""
    if len(instruments) == 1:
        return instruments[0]
    offered = [instruments[0], *sorted(instruments[1:])]
    chosen = st.selectbox(
        "Instrument", offered, key="instrument", bind="query-params", width=260
    )
    return chosen if chosen in offered else offered[0]


def one(scales: pd.DataFrame) -> pd.DataFrame:
    """Keep the total or the subscale that the reader picks: the first unless another is picked."""
    labels = dict(zip(scales["subscale"], scales["label"], strict=True))
    if len(labels) < 2:
        return scales
    picked = choices.pick("alliance_scale", "Scale", labels)
    return scales[scales["subscale"].eq(picked)]


def _most_used(scales: pd.DataFrame) -> str | None:
    """Return the instrument with the most ratings of one scale; None without any."""
    ratings = scales.groupby(["instrument", "subscale"])["ratings"].sum()
    return None if ratings.empty else str(ratings.index[int(ratings.argmax())][0])
