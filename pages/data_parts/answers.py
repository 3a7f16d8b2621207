"""What the visitor answered about the export: the entries of its mapping file."""

from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st
from msgspec import structs

import ingest
from ingest.recognize import answers as one_by_one
from ingest.recognize import mapping
from ingest.recognize.instruments import InstrumentEntry
from ingest.recognize.layout import plain
from ingest.recognize.mapping import Entries
from pages.data_parts import staging
from store import beside
from ui import data

ENTRIES = "import_answers"
FILE = "mapping.toml"
SPOILED = (
    "This is the mapping kept with the store. It is not used here: answer again and"
    " publish, which replaces it."
)


def entries() -> Entries:
    """Return the visit's answers; they begin with those kept with the store."""
    if ENTRIES not in st.session_state:
        st.session_state[ENTRIES] = kept()
    return st.session_state[ENTRIES]


def answer(**answered: Any) -> None:
    """Add answers of today: single entries replace, words of a group are added to it."""
    now = entries()
    together = {
        name: _added(getattr(now, name), value) if isinstance(value, dict) else value
        for name, value in answered.items()
    }
    more = structs.replace(now, **together)
    st.session_state[ENTRIES] = one_by_one.dated(now, more, date.today())


def add(said: str) -> None:
    """Add the answers that a piece of a mapping file gives."""
    more, usual = mapping.parsed(FILE, said.encode()), Entries()
    names = [n for n in more.__struct_fields__ if getattr(more, n) != getattr(usual, n)]
    answer(**{name: getattr(more, name) for name in names})


def withdraw(place: one_by_one.Place) -> None:
    """Take one answer back, so that it is asked anew where it is needed."""
    st.session_state[ENTRIES] = one_by_one.without(entries(), place)


def same(who: str, older: str, stays: str) -> None:
    """Answer that two names are one client's ("clients"), or one counselor's.

    A name that the other was to stand for gives way to it.
    """
    now = entries()
    pairs = {name: one for name, one in getattr(now.same, who).items() if name != stays}
    told = structs.replace(now.same, **{who: pairs | {older: stays}})
    st.session_state[ENTRIES] = structs.replace(now, same=told)


def apart(who: str, older: str, _: str) -> None:
    """Answer that a name is a person's of its own."""
    now = entries()
    pairs = {name: one for name, one in getattr(now.same, who).items() if name != older}
    told = structs.replace(now.same, **{who: pairs})
    st.session_state[ENTRIES] = structs.replace(now, same=told)


def of_instrument(name: str, **said: Any) -> list[InstrumentEntry]:
    """Return the entries of instruments, with what is said of one of them."""
    now = entries().instrument
    known = [one for one in now if plain(one.name) == plain(name)]
    changed = structs.replace(known[-1] if known else InstrumentEntry(name), **said)
    return [*(one for one in now if one not in known), changed]


def take(dropped: Path) -> None:
    """Take the answers out of a mapping file that was dropped with the export.

    Raises Refused, and keeps the answers there were, where it means nothing.
    """
    st.session_state[ENTRIES] = mapping.entries(dropped)


def forget() -> None:
    """Begin again with the answers that are kept with the store."""
    st.session_state.pop(ENTRIES, None)


def clear() -> None:
    """Answer anew, from nothing."""
    st.session_state[ENTRIES] = Entries()


def text() -> str:
    """Return the answers as a mapping file."""
    return mapping.text(entries())


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
    written = _written()
    groups = (written.statuses, *written.statuses_under.values())
    return {plain(word) for group in groups for word in group}


def kept() -> Entries:
    """Return what is kept with the store, unless that was about the invented sample.

    A declared last day belonged to the export it was given with.
    """
    written = _written()
    return Entries() if written.invented else structs.replace(written, through=None)


def _written() -> Entries:
    """Return the entries kept with the store; none, with a warning, where they are spoiled."""
    try:
        return mapping.entries(beside.kept_mapping(data.folder()))
    except ingest.Refused as refused:
        data.warn_once(f"{refused} {SPOILED}")
        return Entries()


def _added(group: dict, more: dict) -> dict:
    together = dict(group)
    for name, value in more.items():
        inner = isinstance(value, dict)
        together[name] = _added(together.get(name, {}), value) if inner else value
    return together
