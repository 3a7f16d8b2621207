"""The CSV files that pages offer for download, and their names."""

import pandas as pd

import ingest
from queries import Filters
from ui import data


def csv(released: pd.DataFrame) -> bytes:
    """Return a released table as CSV that a spreadsheet reads as UTF-8."""
    return released.to_csv(index=False).encode("utf-8-sig")


def name(question: str, chosen: Filters, snapshot: str) -> str:
    """Return a file name that tells the period and the snapshot."""
    return f"{question}_{chosen.start}_{chosen.end}_{data.short(snapshot)}.csv"


def report(said: dict) -> bytes:
    """Return what an import did as CSV that a spreadsheet reads as UTF-8."""
    known = {key: value for key, value in said.items() if key != "published_at"}
    return ingest.Report.from_dict(known).csv().encode("utf-8-sig")
