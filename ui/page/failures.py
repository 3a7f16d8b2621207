"""Show a failure as a sentence with an id; log it without anybody's data."""

import logging
import secrets
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

import queries

log = logging.getLogger("rapport")


@contextmanager
def reported(sentence: str, about: str = "store") -> Iterator[None]:
    """Turn any failure into a sentence with an id, and end the page.

    The log gets the id and the place; never the message, which may hold data.
    """
    try:
        yield
    except (queries.Damaged, queries.OldStore) as known:
        st.error(str(known))
        st.stop()
    except Exception as error:  # noqa: BLE001 whatever failed, the page must say so
        st.error(sentence.format(logged(error, about)))
        st.stop()


def logged(error: Exception, about: str) -> str:
    """Log where something failed, and return the id under which it is found."""
    reference = secrets.token_hex(4)
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    log.error("%s: %s, %s at %s", reference, about, type(error).__name__, place)
    return reference
