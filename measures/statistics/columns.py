"""Read a frame's column as floats, whatever type the store gave it."""

import numpy as np
import pandas as pd


def floats(frame: pd.DataFrame, column: str) -> np.ndarray:
    """Read a column as floats; missing values become NaN.

    Sums and counts arrive as int64, nullable integers, Decimal or objects,
    depending on the question and on whether any row matched.
    """
    return frame[column].to_numpy(dtype=float, na_value=np.nan)
