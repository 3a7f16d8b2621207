"""How the cells of the export are written: words, moments, dates and labels."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sample_data import clinic
from sample_data.records import Flags, Ints


def words(choices: Iterable[str], codes: Ints, shown: Flags | bool = True) -> pa.Array:
    """Write codes as their words; a code below zero stays empty."""
    empty = ~(shown & (codes >= 0))
    return pa.array(list(choices), pa.string()).take(pa.array(codes, mask=empty))


def clock(minutes: Ints) -> pa.Array:
    """Write minutes since the opening as 2026-01-31 14:00, zero as empty."""
    moments = clinic.OPENING.astype("M8[s]") + minutes * np.timedelta64(60, "s")
    text = pc.cast(pa.array(moments, mask=minutes == 0), pa.string())
    return pc.utf8_slice_codeunits(text, 0, 16)


def date(days: Ints, shown: Flags | None = None) -> pa.Array:
    """Write days since the opening as 2026-01-31."""
    return pa.array(clinic.OPENING + days, mask=None if shown is None else ~shown)


def label(letter: str, numbers: Ints, width: int) -> pa.Array:
    """Write numbers as labels such as C-000123."""
    padded = pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), width, "0")
    return pc.binary_join_element_wise(letter, padded, "")
