"""Controls that change how a figure is shown, kept in the link."""

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def switch(key: str, label: str, explained: str) -> bool:
    """Let the reader turn a way of looking on or off; the link remembers it."""
    return st.toggle(label, key=key, help=explained, bind="query-params")


def pick(key: str, label: str, labels: dict[str, str]) -> str:
    """Let the reader pick one of many, by its label; the first unless chosen."""
    picked = st.selectbox(
        label,
        list(labels),
        format_func=named_by(labels),
        key=key,
        bind="query-params",
    )
    return picked if picked in labels else next(iter(labels))


def named_by(labels: Mapping[str, str]) -> Callable[[str], str]:
    """Return the function that names an option, or leaves it as it is."""
    return lambda option: labels.get(option, option)


def row() -> DeltaGenerator:
    """Return a place where choices stand side by side."""
    return st.container(horizontal=True, vertical_alignment="center", gap="medium")
