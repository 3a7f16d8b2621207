"""Many tests at once: p-values adjusted so that chance finds do not pass as finds."""

import numpy as np

FALSE_DISCOVERY_RATE = 0.10


def benjamini_hochberg(p_values) -> np.ndarray:
    """Return q-values: the false discovery rate at which each test would pass.

    Benjamini & Hochberg 1995, as R `p.adjust(method = "BH")`. NaN in, NaN out, and
    not counted as a test. Read against FALSE_DISCOVERY_RATE.
    """
    return _adjusted(p_values, _false_discovery)


def benjamini_yekutieli(p_values) -> np.ndarray:
    """Return q-values that hold under any dependence (Benjamini & Yekutieli 2001)."""

    def under_dependence(ordered):
        return _false_discovery(ordered) * np.sum(1 / np.arange(1, len(ordered) + 1))

    return _adjusted(p_values, under_dependence)


def holm(p_values) -> np.ndarray:
    """Return p-values adjusted for a few planned tests (Holm 1979)."""

    def step_down(ordered):
        left = np.arange(len(ordered), 0, -1)
        return np.maximum.accumulate(ordered * left)

    return _adjusted(p_values, step_down)


def _false_discovery(ordered: np.ndarray) -> np.ndarray:
    tests = len(ordered)
    scaled = ordered * tests / np.arange(1, tests + 1)
    return np.minimum.accumulate(scaled[::-1])[::-1]


def _adjusted(p_values, adjust) -> np.ndarray:
    """Adjust the known p-values in rising order and put them back in their places."""
    p_values = np.asarray(p_values, dtype=float)
    answer = np.full(p_values.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p_values))
    order = known[np.argsort(p_values[known], kind="stable")]
    answer[order] = np.minimum(adjust(p_values[order]), 1)
    return answer
