"""The frame that every page opens first: gate, menu, title, filters, what is shown."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import NoReturn

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from queries import Filters
from ui import data, words
from ui.page import earlier, filters, gate, names, period

HERE = Path(__file__).parent
PAGES = {
    "Overview": ("dashboard.py", ":material/space_dashboard:"),
    "Attendance": ("pages/attendance.py", ":material/event_available:"),
    "Early dropout": ("pages/early_dropout.py", ":material/trending_down:"),
    "Alliance": ("pages/alliance.py", ":material/handshake:"),
    "Caseload": ("pages/caseload.py", ":material/groups:"),
    "Calls": ("pages/calls.py", ":material/call:"),
    "Counselor sheet": ("pages/counselor_sheet.py", ":material/description:"),
    "Data": ("pages/data.py", ":material/database:"),
}
# The tables that a page is made of; all of them where it is not named.
READS = {
    "Attendance": ("sessions",),
    "Early dropout": ("sessions", "clients"),
    "Alliance": ("sessions", "alliance", "outcomes"),
    "Caseload": ("sessions", "clients", "counselors"),
    "Calls": ("sessions", "clients", "alliance"),
}
OF_THE_LAST_DAY = ("Caseload", "Calls", "Data")
HALF = 400
NO_COUNSELOR = (
    "The export names no counselor, so counselors cannot be told apart or compared, and "
    "what each of them carries is not known. An export with a column for the counselor would "
    "show it; the Data page says how to load one."
)
NOTHING_MISSED = (
    "Every past session of the export took place: it has no status, or leaves out what was "
    "missed or cancelled. So it cannot say how many booked sessions take place. An export "
    "with a status would; the Data page says how to load one."
)
MISSING = "{} of {} of {} could not be read and are missing here."
INVENTED = "Invented data: this clinic and everyone in it is made up."


def open_page(title: str, *, printed: bool = False) -> Filters:
    """Open a page and return what the visitor chose to look at, or stop.

    A page to be `printed` is as wide as a sheet of paper, its menu folded away.
    """
    scope = gate.scope()
    heading = _opening(title, printed=printed)
    data.turn_to_current()
    everything = Filters.everything(scope)
    facts = data.answer("snapshot", everything).iloc[0]
    if facts["invented"]:
        _invented(title)
    first, last = (facts[day].date() for day in ("first_day", "data_through"))
    earlier.banner(last)
    _say_missing(title, data.answer("missing_rows", everything))
    with st.sidebar:
        chosen = filters.draw(first, last, data.answer("choices", everything), scope)
        names.switch()
    heading.caption(_looking_at(title, chosen, first, last), width="content")
    data.warm()
    return chosen


def stop(sentence: str) -> NoReturn:
    """Say in one sentence why there is nothing to see, and end the page."""
    st.info(sentence)
    st.stop()


def nothing_matches() -> NoReturn:
    """End a page whose filters leave nobody."""
    stop("Nothing matches these filters. Widen the period or clear a filter.")


def missing(table: str, gives: str) -> NoReturn:
    """End a page whose table the clinic has not exported."""
    article = "an" if table[0] in "aeiou" else "a"
    stop(
        f"This page needs {article} {table} export, which would show {gives}. "
        "The Data page says how to load one."
    )


def needs_counselors() -> None:
    """End a page, or the last part of one, that is about counselors where none is named."""
    if not data.names_counselors():
        stop(NO_COUNSELOR)


def needs_missed() -> None:
    """End a page about attendance where everything that is exported took place."""
    if not data.tells_attendance():
        stop(NOTHING_MISSED)


def link(title: str, label: str | None = None) -> None:
    """Draw a link that leads on to one of our pages."""
    st.page_link(
        PAGES[title][0],
        label=label or title,
        icon=":material/arrow_forward:",
        icon_position="right",
    )


def choose(key: str, options: Collection[str]) -> str:
    """Let the reader choose one of a few ways to look at a figure."""
    first, *_ = options
    chosen = st.segmented_control(
        "Show",
        list(options),
        default=first,
        required=True,
        key=key,
        label_visibility="collapsed",
        bind="query-params",
    )
    return chosen if chosen in options else first


def section(sentence: str) -> None:
    """Open a part of a page with the sentence that it answers."""
    st.header(sentence, anchor=False)


def halves() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return two places side by side, which stack where there is no room."""
    grid = st.grid(2, min_column_width=HALF, gap="large")
    return grid.cell(), grid.cell()


def _opening(title: str, *, printed: bool) -> DeltaGenerator:
    """Draw what every page begins with, and return the place beside its title."""
    st.set_page_config(
        page_title=f"{title} - Rapport",
        page_icon=str(HERE / "icon.svg"),
        layout="centered" if printed else "wide",
        initial_sidebar_state="collapsed" if printed else "auto",
    )
    if not printed:  # it would stand over the title on paper
        st.logo(str(HERE / "logo.svg"), size="large")
    with st.sidebar:
        _menu()
    heading = st.container(
        horizontal=True, vertical_alignment="bottom", key="page_heading"
    )
    heading.title(title, anchor=False, width="content")
    return heading


def _menu() -> None:
    with st.container(gap="xxsmall", key="menu"):
        for title, (file, icon) in PAGES.items():
            st.page_link(file, label=title, icon=icon)


def _invented(title: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="invented"):
        st.caption(INVENTED, width="content")
        if title != "Data":
            link("Data", "Load your own export")


def _say_missing(title: str, missing: pd.DataFrame) -> None:
    """Say on a page which rows of its tables the import could not read."""
    for _, lacks in missing.iterrows():
        if lacks["part"] in READS.get(title, (lacks["part"],)):
            rows, of = words.number(lacks["missing"]), words.count(lacks["rows"], "row")
            st.caption(MISSING.format(rows, of, words.escaped(lacks["file"])))


def _looking_at(title: str, chosen: Filters, first: date, last: date) -> str:
    """Say which days a page is about, and which snapshot."""
    start, end, through = (
        words.day(day, st.context.locale) for day in (chosen.start, chosen.end, last)
    )
    about = f"{start} {words.DASH} {end}{period.against(chosen, first)} · "
    return (
        f"{'' if title in OF_THE_LAST_DAY else about}data through {through} · "
        f"snapshot {data.short(data.snapshot())}"
    )
