"""The choice of a counselor's clients, or of one client; kept out of the link."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from queries import Filters
from ui import data
from ui.topics import people

ALL, EVERYONE = "All counselors", "All clients"


def row() -> DeltaGenerator:
    """Return a place where both choices stand side by side."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="medium")


def counselor(chosen: Filters) -> tuple[str, ...] | None:
    """Let the reader choose whose clients are drawn; those of the sidebar unless others are chosen."""
    names = people.distinct(data.answer("alliance_counselors", chosen))
    picked = st.selectbox(
        "Counselor's clients",
        [ALL, *names],
        format_func=lambda key: names.get(key, key),
        key="clients_of",
        width=280,
    )
    return (picked,) if picked in names else chosen.counselors


def client(held: pd.DataFrame) -> str | None:
    """Let the reader choose one client of those drawn, or None for all."""
    names = held["client_id"].drop_duplicates().tolist()
    picked = st.selectbox("Client", [EVERYONE, *names], key="one_of", width=220)
    return picked if picked in names else None


def axis(drawn: pd.DataFrame, facts: pd.Series, *, whole: bool) -> tuple[float, float]:
    """Return the ends of the score axis: the whole range, or cut below all scores."""
    scores = drawn["score"].dropna()
    known = [end for end in (facts["low"], facts["high"]) if not pd.isna(end)]
    low, high = min([*known, *scores], default=0.0), max([*known, *scores], default=1.0)
    if not whole and len(scores):
        low = max(low, float(scores.min()) - 0.05 * (high - low))
    return float(low), float(max(high, low + 1))
