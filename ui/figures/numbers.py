"""The row of at most five numbers at the top of a page."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from ui.page import frame

NARROWEST = 168


@dataclass(frozen=True)
class Number:
    """One number: what it is, where it moved, how sure it is, and its page if another."""

    label: str
    value: str
    moved: str
    sure: str
    page: str = ""


def row(*numbers: Number) -> None:
    """Draw the numbers side by side, each with a link to its own page if it has one."""
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
                if number.page:
                    frame.link(number.page)


def footnote(sentence: str) -> None:
    """Say under the numbers, in the quiet voice, what they are and what others found."""
    st.caption(sentence)


def _arrow(moved: str) -> Literal["up", "down", "off"]:
    if moved.startswith("up "):
        return "up"
    return "down" if moved.startswith("down ") else "off"
