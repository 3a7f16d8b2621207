"""The steps of loading an export: drop it, look at it, answer, try it, publish it."""

from pathlib import Path

import streamlit as st

import ingest
from ingest import Found
from ingest.read.files import files
from pages.data_parts import (
    answers,
    import_job,
    import_questions,
    recognized,
    staging,
)
from ui import data, words
from ui.page.failures import reported

TURN = "import_turn"
LOOKED = "import_found"
JOB = "import_job"
REPLACE = "import_replace"
REPLACES = "Replace everything with this export"
REPLACES_HELP = (
    "Nothing of what is held now is kept, except who is not to be contacted. What is held "
    "stays as an earlier snapshot. For an export of everything, or to correct an import."
)
TYPES = [
    "csv",
    "tsv",
    "txt",
    "xlsx",
    "xls",
    "ods",
    "parquet",
    "json",
    "ndjson",
    "jsonl",
]
TYPES += ["gz", "zip", "toml"]
DROP = "Drop the files of one export here"
OR_NAME = "or name a folder or file on this machine"
NAMED_HELP = (
    "For large exports: everything in the folder is read from where it is. Files above "
    "50 MB can only be named."
)
NO_SUCH = "There is no file or folder at that place. Check the spelling of the path."
LEAVE_OUT = "Leave out the files that cannot be read"
LOOKING = "Looking at the files"
UNSEEN = "The files could not be looked at (error {}). Nothing changed."


def sources(*, disabled: bool) -> list[Path]:
    """Let the visitor drop files or name a folder; return what is to be imported."""
    turn = st.session_state.get(TURN, 0)
    dropped = st.file_uploader(
        DROP,
        type=TYPES,
        accept_multiple_files=True,
        key=f"dropped_{turn}",
        disabled=disabled,
    )
    named = st.text_input(
        OR_NAME,
        key=f"named_{turn}",
        help=NAMED_HELP,
        placeholder="/path/to/export",
        disabled=disabled,
    )
    paths = staging.files(dropped, data.folder()) if dropped else []
    if named.strip():
        paths += _named(Path(named.strip()).expanduser())
    return [path for path in paths if not _answers_in(path)]


def _named(place: Path) -> list[Path]:
    """Return the files of a folder, or the one file, or say why there are none."""
    if not place.exists():
        st.warning(NO_SUCH)
        return []
    try:
        return files([place])
    except ingest.Refused as refused:
        st.warning(words.escaped(str(refused)))
        return []


def without(paths: list[Path], seen: list) -> tuple[list[Path], list]:
    """Let the visitor leave out files that cannot be imported, if others can."""
    names = {one.file for one in seen if not _usable(one)}
    others = [path for path in paths if not any(_of(name, path) for name in names)]
    if not names or not others or not st.checkbox(LEAVE_OUT, key="leave_out"):
        return paths, seen
    return others, [one for one in seen if any(_of(one.file, path) for path in others)]


def _usable(one: Found) -> bool:
    return not one.refusal and one.question != "columns"


def _of(name: str, path: Path) -> bool:
    """Tell whether a file, or a part of it such as a sheet, has this name."""
    return name == path.name or name.startswith(f"{path.name},")


def _answers_in(path: Path) -> bool:
    """Take a dropped mapping file as the answers it holds."""
    if path.suffix != ".toml":
        return False
    taken = f"taken_{path.name}_{path.stat().st_mtime_ns}"
    if taken not in st.session_state:
        st.session_state[taken] = True
        try:
            answers.take(path)
        except ingest.Refused as refused:
            st.warning(words.escaped(str(refused)))
    return True


def look(paths: list[Path]) -> list:
    """Return what each file was recognized as; read again only when something changed.

    What is found holds clients' rows. It lives in this visit alone, until the import.
    """
    asked = ([(str(path), path.stat().st_mtime_ns) for path in paths], answers.text())
    known = st.session_state.get(LOOKED)
    if known is None or known[0][0] != asked[0]:
        import_questions.forget()
    if known is None or known[0] != asked:
        with st.spinner(LOOKING), reported(UNSEEN, "looking at files"):
            seen = ingest.inspect(paths, data.folder(), mapping=answers.file())
        st.session_state[LOOKED] = known = (asked, seen)
        if st.session_state.pop(JOB, None):  # what it said was about other files
            st.rerun()
    return known[1]


def begin(paths: list[Path], *, dry_run: bool) -> None:
    """Start importing, beside the page."""
    st.session_state[JOB] = import_job.start(
        paths,
        data.folder(),
        answers.file(),
        dry_run=dry_run,
        accept=import_questions.accepted(),
        replace=st.session_state.get(REPLACE, False),
    )


def job() -> import_job.Job | None:
    """Return this visit's import, on its way or ended."""
    return st.session_state.get(JOB)


def start_anew() -> None:
    """Forget the files and the answers, and empty the page's fields."""
    st.session_state.pop(LOOKED, None)
    import_questions.forget()
    st.session_state.pop(REPLACE, None)
    staging.let_go()
    answers.forget()
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def replacing() -> None:
    """Let the visitor put the export in the place of all that is held."""
    if import_questions.replaces():
        st.session_state[REPLACE] = True
    st.checkbox(REPLACES, key=REPLACE, help=REPLACES_HELP)


def ready(seen: list) -> bool:
    """Tell whether every file can be tried or published."""
    return bool(seen) and all(map(recognized.can_be_tried, seen))
