"""What a figure's mark carries, and the rows that it leads to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import pandas as pd
import streamlit as st
from streamlit.elements.plotly_chart import PlotlyState

from queries import Filters
from ui import data, words

MOST_ROWS = 5_000
WHOLE = "the whole figure"
APART = "\x1f"  # no text of an export holds it

Narrowing = Callable[[Filters], Filters]


class Behind(Protocol):
    """The rows behind a figure: `Rows`, `Given`, or a page's own.

    `mark` is the column of the figure's table that a mark carries.
    """

    @property
    def mark(self) -> str:
        """Return the column that a mark carries."""

    def behind(self, chosen: Filters, mark: str | None) -> pd.DataFrame:
        """Return the rows behind a mark, or behind the whole figure."""

    def sentence(self, rows: pd.DataFrame, mark: str | None) -> str:
        """Say how many rows are behind what."""


def unchanged(chosen: Filters) -> Filters:
    """Return the page's own filters, where a figure is about all they choose."""
    return chosen


@dataclass(frozen=True)
class Rows:
    """The question that lists rows, and how a mark leads to its own.

    `noun` is what a row is, `mark` the column that a mark carries. `whole` narrows
    the page's filters to the figure, `narrow` to one mark, which `named` names.
    """

    question: str
    noun: str
    mark: str
    narrow: Callable[[Filters, str], Filters]
    named: Callable[[str], str]
    whole: Narrowing = unchanged

    def behind(self, chosen: Filters, mark: str | None) -> pd.DataFrame:
        """Return the rows behind a mark, or behind the whole figure."""
        chosen = self.whole(chosen)
        if mark is not None:
            chosen = self.narrow(chosen, mark)
        return data.answer(self.question, chosen)

    def sentence(self, rows: pd.DataFrame, mark: str | None) -> str:
        """Say how many rows are behind what."""
        what = WHOLE if mark is None else self.named(mark)
        return _counted(rows, self.noun, what)


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

    def sentence(self, rows: pd.DataFrame, mark: str | None) -> str:
        """Say how many rows are behind what."""
        what = WHOLE if mark is None else self.named(mark)
        return _counted(rows, self.noun, what)


def joined(*parts: object) -> str:
    """Return several texts as the one that a mark carries."""
    return APART.join(map(str, parts))


def of(frame: pd.DataFrame, *columns: str) -> list[str]:
    """Return what the mark of each row carries: the texts of these columns."""
    texts = (frame[column].astype(str) for column in columns)
    return [joined(*row) for row in zip(*texts, strict=True)]


def parts(mark: str) -> list[str]:
    """Return the texts that were `joined` into what a mark carries."""
    return mark.split(APART)


def text(value: object) -> str:
    """Return a table's value as the text that a figure's mark carries."""
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def chart_key(name: str) -> str:
    """Return the key of a figure; clearing its selection gives it a new one."""
    turn = st.session_state.get(f"{name}_cleared", 0)
    return f"{name}_{turn}" if turn else name


def clear(name: str) -> None:
    """Forget what is selected in a figure and in its table."""
    st.session_state[f"{name}_cleared"] = st.session_state.get(f"{name}_cleared", 0) + 1


def selected(event: PlotlyState) -> str | None:
    """Return what the selected mark carries, if one is selected."""
    for point in event["selection"]["points"]:
        carried = point.get("customdata")
        first = carried[0] if isinstance(carried, list | tuple) else carried
        if first is not None:
            return str(first)
    return None


def _counted(rows: pd.DataFrame, noun: str, what: str) -> str:
    newest = "The newest " if len(rows) >= MOST_ROWS else ""
    return f"{newest}{words.count(len(rows), noun)} behind {what}"
