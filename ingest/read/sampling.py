"""The beginning and the end of a large text file, for a first look at it."""

from pathlib import Path

WHOLE = 24 << 20
HEAD, TAIL = 8 << 20, 4 << 20
NAME = "sample"
TEXT = {".csv", ".tsv", ".txt", ".psv"}


def sampled(file: Path, scratch: Path) -> tuple[Path, float]:
    """Return a file to look at instead, and the share of the bytes that it holds.

    A small file, or one that is no text by its name, is looked at whole. Otherwise the
    sample bears the file's own name, so that sentences about it are true.
    """
    size = file.stat().st_size
    if size <= WHOLE or file.suffix.lower() not in TEXT:
        return file, 1.0
    folder = scratch / NAME
    folder.mkdir(exist_ok=True)
    with file.open("rb") as stream:
        head = stream.read(HEAD)
        stream.seek(size - TAIL)
        tail = stream.read()
    head = head[: head.rfind(b"\n") + 1]
    tail = tail[tail.find(b"\n") + 1 :]
    sample = folder / file.name
    sample.write_bytes(head + tail)
    return sample, len(head + tail) / size
