"""Dropped files, kept in a private folder until the visit or their import ends."""

import re
import shutil
import tempfile
import time
from pathlib import Path, PurePosixPath

import streamlit as st

from pages.data_parts import import_job

PREFIX = "upload-"
LEFT_BEHIND = 3600  # seconds after which no visit can still want a folder
LONGEST = 80
FALLBACK = "file"
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
WRITTEN = "files_dropped"


def files(dropped: list, store: Path) -> list[Path]:
    """Write dropped files into the visit's private folder; return where they are.

    A file's own name is never a path: what is written is a plain name made of it.
    """
    folder = _folder(str(store))
    folder.touch()
    written = st.session_state.setdefault(WRITTEN, {})
    for gone in set(written) - {file.file_id for file in dropped}:
        written.pop(gone).unlink(missing_ok=True)
    for file in dropped:
        if file.file_id not in written:
            place = folder / unused(
                plain(file.name), {p.name for p in folder.iterdir()}
            )
            place.touch(mode=0o600)
            place.write_bytes(file.getbuffer())
            written[file.file_id] = place
    return [written[file.file_id] for file in dropped]


def folder(store: Path) -> Path:
    """Return the visit's private folder."""
    return _folder(str(store))


def let_go() -> None:
    """Remove what this visit dropped."""
    st.session_state.pop(WRITTEN, None)
    _folder.clear()


def plain(name: str) -> str:
    """Return letters, digits, dots, dashes and underscores only, and not too many."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = UNSAFE.sub("_", last).lstrip("._-") or FALLBACK
    kept = f"_{kept}" if DEVICE.match(kept) else kept
    suffix = PurePosixPath(kept).suffix[:10]
    return kept if len(kept) <= LONGEST else kept[: LONGEST - len(suffix)] + suffix


def unused(name: str, taken: set[str]) -> str:
    """Return a name that is not taken, by adding -2, -3, ..."""
    stem, dot, suffix = name.partition(".")
    number, free = 1, name
    while free.casefold() in {one.casefold() for one in taken}:
        number += 1
        free = f"{stem}-{number}{dot}{suffix}"
    return free


def sweep(store: Path) -> None:
    """Remove what a server that was killed has left behind."""
    for left in store.glob(f"{PREFIX}*"):
        if time.time() - left.stat().st_mtime > LEFT_BEHIND:
            shutil.rmtree(left, ignore_errors=True)


def _remove(place: Path) -> None:
    """Remove a folder, or leave that to the import that still reads it."""
    if not import_job.leave(place):
        shutil.rmtree(place, ignore_errors=True)


@st.cache_resource(scope="session", show_spinner=False, on_release=_remove)
def _folder(store: str) -> Path:
    sweep(Path(store))
    return Path(tempfile.mkdtemp(prefix=PREFIX, dir=store))
