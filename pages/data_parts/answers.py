"""What the visitor answered about the export: the entries of its mapping file."""

from pathlib import Path

import streamlit as st

import ingest
from ingest.recognize import declaring, mapping
from ingest.recognize.layout import plain
from pages.data_parts import staging
from store import beside
from ui import data

ENTRIES = "import_answers"
FILE = "mapping.toml"
NOT_CARRIED_ON = ("invented", "through")


def entries() -> dict:
    """Return the visit's answers; they begin with those kept with the store."""
    if ENTRIES not in st.session_state:
        st.session_state[ENTRIES] = _kept()
    return st.session_state[ENTRIES]


def answer(**answered) -> None:
    """Add answers: single entries replace, words of a group are added to it."""
    now = entries()
    for name, value in answered.items():
        grouped = isinstance(value, dict)
        now[name] = _added(now.get(name, {}), value) if grouped else value


def take(dropped: Path) -> None:
    """Take the answers out of a mapping file that was dropped with the export.

    Raises Refused, and keeps the answers there were, where it means nothing.
    """
    mapping.read(dropped)
    st.session_state[ENTRIES] = declaring.entries(dropped)


def forget() -> None:
    """Begin again with the answers that are kept with the store."""
    st.session_state.pop(ENTRIES, None)


def clear() -> None:
    """Answer anew, from nothing."""
    st.session_state[ENTRIES] = {}


def text() -> str:
    """Return the answers as a mapping file."""
    return declaring.text(entries())


def file() -> Path:
    """Write the answers where the import can read them; return where."""
    folder = staging.folder(data.folder()) / "answers"
    folder.mkdir(mode=0o700, exist_ok=True)
    place = folder / FILE
    place.touch(mode=0o600)
    place.write_text(text(), encoding="utf-8")
    return place


def explained() -> set[str]:
    """Return the status words that were answered at an earlier import."""
    return {plain(word) for word in _written().get("statuses", {})}


def _kept() -> dict:
    """Return what is kept with the store, unless that was about the invented sample."""
    kept = _written()
    if kept.get("invented"):
        return {}
    return {name: value for name, value in kept.items() if name not in NOT_CARRIED_ON}


def _written() -> dict:
    """Return the entries kept with the store; {} where somebody spoiled the file."""
    try:
        return declaring.entries(beside.kept_mapping(data.folder()))
    except ingest.Refused:
        return {}


def _added(group: dict, more: dict) -> dict:
    together = dict(group)
    for name, value in more.items():
        inner = isinstance(value, dict)
        together[name] = _added(together.get(name, {}), value) if inner else value
    return together
