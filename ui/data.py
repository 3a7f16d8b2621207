"""The published store, opened once for everyone, and its cached answers."""

import atexit
import gc
import threading
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

import ingest
import queries
from clinic.settings import Settings
from clinic.settings import read as read_settings
from ingest.recognize.layout import NONE_NAMED
from queries import Filters
from store import snapshots
from store.checked import Mistake
from store.pointer import Snapshot
from ui import words
from ui.page import earlier, period
from ui.page.failures import reported

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_data"
SNAPSHOT = "published_snapshot"
FEW = 20  # sessions, of which all may have taken place
SHORT = 8  # letters of an id, which tell the few snapshots apart
STORES_OPEN = 3
ANSWERS_KEPT = 500
IMPORTING = "First start: importing the invented sample data. It takes a few seconds."
CLOSED = "The published store cannot be opened (error {}). Publish the export again."
UNANSWERED = "This question could not be answered (error {}). The data is unharmed."
NO_SAMPLE = "Nothing is published yet, and the sample could not be imported (error {})."

USUAL_SETTINGS = "Until it is corrected, the usual settings are used."
WARNED = "warned_on_this_page"
EVERYTHING = Filters.everything()

first_import = threading.Lock()

# Answers are short: as Python's own strings their words and headings are handled faster
# than as Arrow's, a tenth of a page's time.
pd.set_option("mode.string_storage", "python")


def folder() -> Path:
    """Return the folder of the published stores."""
    return queries.default_folder()


def snapshot() -> str:
    """Return the id of the snapshot that this run of the page reads."""
    return st.session_state[SNAPSHOT]


def short(snapshot: str) -> str:
    """Return as much of a snapshot's id as a reader needs."""
    return snapshot[:SHORT]


def turn_to_current() -> None:
    """Open what is published now, or what the visit looks at; else import the sample."""
    st.session_state.pop(WARNED, None)
    with reported(NO_SAMPLE):
        served = queries.served(folder())
        current = served.snapshot or with_sample(folder())
    looked_at = earlier.looked_at(folder())
    with reported(CLOSED):
        _opened(str(folder()), looked_at or current)
    st.session_state[SNAPSHOT] = looked_at or current
    if served.notice:
        st.warning(served.notice, icon=":material/warning:")


def answer(question: str, chosen: Filters) -> pd.DataFrame:
    """Answer a question from this run's snapshot, or say that it failed and stop."""
    with reported(UNANSWERED, question):
        return _answered(str(folder()), snapshot(), question, chosen)


def now_and_before(question: str, chosen: Filters) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Answer a question about the chosen period, and about the one just before it."""
    return answer(question, chosen), answer(question, period.before(chosen))


def once(question: str, chosen: Filters, snapshot: str) -> pd.DataFrame:
    """Answer a question whose answer is too long to be kept, or stop."""
    with reported(UNANSWERED, question):
        return queries.answer(_opened(str(folder()), snapshot), question, chosen)


def last_import() -> dict:
    """Return what the last import did, as ingest wrote it down; {} if unknown."""
    with reported(UNANSWERED):
        return ingest.last_report(folder())


def settings() -> Settings:
    """Return what the clinic decided about its load; the usual where it did not.

    Invalid settings are warned of once a page, and not used.
    """
    try:
        return read_settings(folder())
    except Mistake as mistake:
        warn_once(f"{mistake} {USUAL_SETTINGS}")
        return Settings()


def warn_once(sentence: str) -> None:
    """Warn of something once a page, however often it is met."""
    warned = st.session_state.setdefault(WARNED, set())
    if sentence not in warned:
        warned.add(sentence)
        st.warning(words.escaped(sentence))


def history() -> list[Snapshot]:
    """Return the kept snapshots, the current one first."""
    with reported(UNANSWERED):
        return snapshots.history(folder())


def changes() -> ingest.Changes:
    """Return what the last import changed in the data before it."""
    with reported(UNANSWERED):
        return ingest.changes(folder())


def through() -> date:
    """Return the last day of the data."""
    return answer("snapshot", EVERYTHING)["data_through"].iloc[0].date()


def holds(table: str) -> bool:
    """Tell whether the clinic exported an optional table."""
    return bool(answer("snapshot", EVERYTHING)[table].iloc[0])


def names_counselors() -> bool:
    """Tell whether the export names a counselor of any session."""
    listed = answer("choices", EVERYTHING)
    return set(listed["value"][listed["dimension"].eq("counselor")]) != {NONE_NAMED}


def tells_attendance() -> bool:
    """Tell whether any of many sessions was missed, cancelled or left unmarked."""
    listed = answer("status_words", EVERYTHING)
    many = listed["sessions"].sum() >= FEW
    return not many or not set(listed["status"]) <= {"attended", "scheduled"}


def total(counts: pd.DataFrame) -> pd.DataFrame:
    """Sum the counts of all rows into one row."""
    return counts.sum(numeric_only=True).to_frame().T


@st.cache_resource(max_entries=1, show_spinner=False)
def warm() -> None:
    """Tell the garbage collector that what is loaded by now stays."""
    gc.collect()
    gc.freeze()
    atexit.register(_let_go)


def _let_go() -> None:
    """Close the stores before Python ends; DuckDB complains about open ones."""
    st.cache_resource.clear()
    gc.unfreeze()
    gc.collect()


def with_sample(store: Path) -> str:
    """Publish the invented sample once, however many visitors arrive first."""
    with st.spinner(IMPORTING), first_import:
        if queries.current(store) is None:
            ingest.publish([SAMPLE], store, mapping=SAMPLE / "mapping.toml")
    return queries.current(store) or ""


@st.cache_resource(
    max_entries=STORES_OPEN, show_spinner=False, on_release=lambda store: store.close()
)
def _opened(place: str, snapshot: str) -> queries.Store:
    return queries.open_store(Path(place), snapshot)


# Filters are told apart by their text, which names every field: Streamlit's own way, field
# by field, takes longer than the pages' answers do.
@st.cache_data(max_entries=ANSWERS_KEPT, show_spinner=False, hash_funcs={Filters: repr})
def _answered(place: str, snapshot: str, name: str, chosen: Filters) -> pd.DataFrame:
    return queries.answer(_opened(place, snapshot), name, chosen)
