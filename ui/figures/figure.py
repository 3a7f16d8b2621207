"""A figure and all that belongs to it: headline, quiet line, table, rows, query."""

from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd
import streamlit as st

import queries
from queries import Filters
from ui import data
from ui.figures import export, glossary, marks, tables

QUIET = {"displayModeBar": False, "scrollZoom": False}
NOTHING = "There is nothing to draw in this selection."
PANELS = ("Table", "Rows", "Definition", "Query")


class Release(Protocol):
    """How a table leaves the building: `measures.release.Release`, handed over."""

    def of(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the table as it may leave."""


@dataclass(frozen=True)
class Block:
    """What stands around a figure; `name` is how its page knows it. See `show`."""

    question: str
    headline: str
    note: str
    table: pd.DataFrame
    rows: marks.Behind | None
    release: Release | None
    name: str


def show(
    drawn: object,
    chosen: Filters,
    *,
    question: str,
    headline: str,
    note: str,
    table: pd.DataFrame,
    rows: marks.Behind | None = None,
    release: Release | None = None,
    key: str | None = None,
) -> None:
    """Draw a Plotly figure, what stands around it, and the rows behind a selected mark.

    `table` holds the figure's numbers, `rows` leads from a mark to what is behind it,
    `release` says how the table leaves the building (without it, it cannot), `key` is
    the name of a figure whose question has another figure on the page.
    """
    block = Block(question, headline, note, table, rows, release, key or question)
    st.header(block.headline, anchor=False)
    if block.table.empty:
        st.caption(NOTHING)
        return
    event: Any = st.plotly_chart(  # a selection only where a mark leads to rows
        drawn,
        key=marks.chart_key(block.name),
        alt=block.headline,
        on_select="rerun" if block.rows else "ignore",
        selection_mode="points",
        config=QUIET,
    )
    st.caption(block.note)
    opened = st.session_state.get(_opened(block.name))
    _actions(block, chosen, opened)
    mark = marks.selected(event) if block.rows else None
    if opened == "Table":
        mark = _table(block) or mark
    elif opened == "Definition":
        st.markdown(glossary.definition(block.question))
    elif opened == "Query":
        _query(block.question, chosen)
    if block.rows and (mark or opened == "Rows"):
        _rows(block, block.rows, chosen, mark)


def instead(sentence: str) -> None:
    """Say in one sentence why a figure is not there, and go on."""
    st.info(sentence)


def _actions(block: Block, chosen: Filters, opened: str | None) -> None:
    with st.container(horizontal=True, gap="medium", key=f"{block.name}_actions"):
        for panel in PANELS:
            if panel == "Rows" and block.rows is None:
                continue
            st.button(
                panel,
                key=f"{block.name}_{panel.lower()}",
                type="tertiary",
                icon=":material/expand_less:" if panel == opened else None,
                on_click=_turn,
                args=(block.name, panel),
            )
        if (release := block.release) is not None:
            st.download_button(
                "Download",
                lambda: export.csv(release.of(block.table)),
                file_name=export.name(block.question, chosen, data.snapshot()),
                mime="text/csv",
                key=f"{block.name}_download",
                type="tertiary",
                on_click="ignore",
            )


def _table(block: Block) -> str | None:
    """Draw the figure's numbers; a selected row is a selected mark."""
    row = tables.show(
        block.table,
        alt=f"The numbers of the figure. {block.headline}",
        key=f"{marks.chart_key(block.name)}_numbers",
        selectable=block.rows is not None,
    )
    if row is None or block.rows is None:
        return None
    return marks.text(block.table[block.rows.mark].iloc[row])


def _query(question: str, chosen: Filters) -> None:
    st.code(queries.text(question), language="sql", wrap_lines=True)
    values = (f"${key} = {vars(chosen)[key]}" for key in queries.parameters(question))
    st.code("\n".join(values), language=None, wrap_lines=True)


def _rows(block: Block, rows: marks.Behind, chosen: Filters, mark: str | None) -> None:
    behind = rows.behind(chosen, mark)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(rows.sentence(behind, mark), width="content")
        if mark is not None:
            st.button(
                "Clear the selection",
                key=f"{block.name}_clear",
                type="tertiary",
                on_click=marks.clear,
                args=(block.name,),
            )
    tables.show(behind, alt="The rows behind it", key=f"{block.name}_behind")


def _opened(name: str) -> str:
    return f"{name}_opened"


def _turn(name: str, panel: str) -> None:
    """Open a panel, or close it if it is the open one."""
    now = st.session_state.get(_opened(name))
    st.session_state[_opened(name)] = None if now == panel else panel
