"""The row of at most five numbers at the top of a page."""

from dataclasses import dataclass

import streamlit as st

from ui import frame

NARROWEST = 168


@dataclass(frozen=True)
class Number:
    """One number: what it is, how sure it is, where it moved, and its page."""

    label: str
    value: str
    moved: str
    sure: str
    page: str


def row(*numbers: Number) -> None:
    """Draw the numbers side by side, each with a link to its page."""
    with st.grid(len(numbers), min_column_width=NARROWEST, gap="small"):
        for number in numbers:
            with st.container(gap=None):
                st.metric(
                    number.label,
                    number.value,
                    number.moved,
                    delta_color="off",
                    delta_arrow=_arrow(number.moved),
                )
                st.caption(number.sure)
                frame.link(number.page)


def _arrow(moved: str) -> str:
    way = moved.split(" ")[0]
    return way if way in ("up", "down") else "off"
