"""Adjust p-values of many tests for false discoveries."""

import numpy as np
from numpy.typing import ArrayLike

FALSE_DISCOVERY_RATE = 0.10


def benjamini_hochberg(p_values: ArrayLike) -> np.ndarray:
    """Return q-values: the false discovery rate at which each test would pass.

    Benjamini & Hochberg 1995. NaN in, NaN out, and not counted as a test. Read
    against FALSE_DISCOVERY_RATE.
    """
    from scipy.stats import false_discovery_control  # slow to load, for one figure

    p_values = np.asarray(p_values, dtype=float)
    answer = np.full(p_values.shape, np.nan)
    known = ~np.isnan(p_values)
    answer[known] = false_discovery_control(p_values[known], method="bh")
    return answer
