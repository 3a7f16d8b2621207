"""Headings that mean a score: an instrument's name, alone or with a subscale of it."""

from ingest.recognize.instruments import Instrument, instruments
from ingest.recognize.layout import plain

ENDINGS = ("", "score", "total", "totalscore", "sum")
UNNAMED = ("alliance score", "alliance", "alliance total", "alliance rating")
ABOUT = {"alliance": "alliance", "outcome": "outcomes"}
Scored = dict[str, tuple[Instrument, str | None]]


def scored(added: list[dict]) -> Scored:
    """Return the instrument and the subscale, if any, that each plain heading means."""
    known = instruments(added)
    spelled = [(one, name) for one in known for name in (one.name, *one.names)]
    parts = {
        plain(f"{name} {subscale} {ending}"): (one, subscale)
        for one, name in spelled
        for subscale in one.subscales
        for ending in ("", "score")
        if one.about == "alliance"
    }
    totals = {
        plain(f"{name} {ending}"): (one, None)
        for one, name in spelled
        for ending in ENDINGS
    }
    unnamed = {plain(name): (Instrument(UNNAMED[0]), None) for name in UNNAMED}
    return unnamed | parts | totals
