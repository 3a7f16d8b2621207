"""From a mark selected in a figure to the rows behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from queries import Filters
from ui import data, words

MOST_ROWS = 5_000


@dataclass(frozen=True)
class Rows:
    """The question that lists rows, and how a mark leads to its own.

    `noun` is what a row is, `mark` the column that a mark carries. `whole` narrows the page's filters to the figure,
    `narrow` to one mark.
    """

    question: str
    noun: str
    mark: str
    narrow: Callable[[Filters, str], Filters]
    named: Callable[[str], str]
    whole: Callable[[Filters], Filters] = lambda chosen: chosen

    def behind(self, chosen: Filters, mark: str | None) -> pd.DataFrame:
        """Return the rows behind a mark, or behind the whole figure."""
        chosen = self.whole(chosen)
        if mark is not None:
            chosen = self.narrow(chosen, mark)
        return data.answer(self.question, chosen)

    def sentence(self, rows: pd.DataFrame, mark: str | None) -> str:
        """Say how many rows are behind what."""
        what = "the whole figure" if mark is None else self.named(mark)
        if len(rows) >= MOST_ROWS:
            return f"The newest {words.count(len(rows), self.noun)} behind {what}"
        return f"{words.count(len(rows), self.noun)} behind {what}"


@dataclass(frozen=True)
class Given:
    """Rows that the page has already: a table, of which a mark names some."""

    table: pd.DataFrame
    noun: str
    mark: str
    chosen: Callable[[pd.DataFrame, str], pd.DataFrame]
    named: Callable[[str], str]

    def behind(self, _: Filters, mark: str | None) -> pd.DataFrame:
        """Return the rows behind a mark, or all."""
        return self.table if mark is None else self.chosen(self.table, mark)

    sentence = Rows.sentence


def text(value) -> str:
    """Return a table's value as the text that a figure's mark carries."""
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def chart_key(name: str) -> str:
    """Return the key of a figure; clearing its selection gives it a new one."""
    turn = st.session_state.get(f"{name}_cleared", 0)
    return f"{name}_{turn}" if turn else name


def clear(name: str) -> None:
    """Forget what is selected in a figure and in its table."""
    st.session_state[f"{name}_cleared"] = st.session_state.get(f"{name}_cleared", 0) + 1


def selected(event) -> str | None:
    """Return what the selected mark carries, if one is selected."""
    for point in event["selection"]["points"]:
        carried = point.get("customdata")
        first = carried[0] if isinstance(carried, list | tuple) else carried
        if first is not None:
            return str(first)
    return None
