"""Dropping files on the Data page as a visitor does, and waiting for the import."""

import time

from pages.data_parts import import_job

PAGE = "pages/data.py"
PATIENCE = 60  # seconds
HEADER = "session_id,client_id,counselor_id,start,status"


def sessions(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def drop(visitor, **files: bytes):
    """Drop files, by name."""
    for name, content in files.items():
        visitor.file_uploader[0].upload(name, content)
    return visitor.run()


def press(visitor, label: str):
    """Press the button of a name."""
    found = [button for button in visitor.button if button.label == label]
    found[0].click()
    return visitor.run()


def imported(visitor, store, label: str = "Publish"):
    """Press a button that imports, and wait until the import has ended."""
    press(visitor, label)
    deadline = time.monotonic() + PATIENCE
    while import_job.running(store):
        assert time.monotonic() < deadline, "the import did not end"
        time.sleep(0.05)
    return visitor.run()


def headers(visitor) -> list[str]:
    return [header.value for header in visitor.header]


def enabled(visitor, label: str) -> bool:
    (found,) = (button for button in visitor.button if button.label == label)
    return not found.disabled
