"""Logistic regression on counts, where everything known is a word out of a list."""

import numpy as np
from scipy.special import expit, logit, xlog1py, xlogy

MOST_STEPS = 100
CLOSE = 1e-10  # what another step could gain; its square is left
HARDLY = 1e-6


def fit(codes, events, trials, *, ridge: float = 0.0, free: int = 0) -> np.ndarray:
    """Return the coefficients of logit(p) = intercept + one term per factor.

    `codes` has one row per group and one column per factor: which of its levels 0, 1,
    2 ... the group has. Level 0 is the reference, its coefficient 0. Iteratively
    reweighted least squares, with halved steps where the likelihood would fall
    (McCullagh & Nelder 1989). `ridge` pulls all coefficients toward 0 by
    ridge / 2 x square, and hardly (HARDLY times that) the intercept and the first
    `free` factors, so that as many events are expected as there were. Returns the
    intercept, then each factor's levels in turn. Raises ArithmeticError when it does
    not settle, and LinAlgError where, without a ridge, two factors say the same.
    """
    codes = np.asarray(codes, dtype=np.int64)
    events, trials = np.asarray(events, dtype=float), np.asarray(trials, dtype=float)
    places, size = _places(codes)
    pull = np.full(size, float(ridge))
    pull[[0, *np.unique(places[:, :free])]] = ridge * HARDLY
    about, kept = (places, events, trials, pull), _kept(codes, size)
    found = np.zeros(size)
    found[0] = logit(np.clip(events.sum() / max(trials.sum(), 1), 1e-6, 1 - 1e-6))
    best = _likelihood(found, *about)
    for _ in range(MOST_STEPS):
        step = np.zeros(size)
        step[kept], gain = _step(found, *about, kept)
        while (reached := _likelihood(found + step, *about)) < best - CLOSE * abs(best):
            step = step / 2
        found, best = found + step, reached
        if gain < CLOSE:
            return found
    raise ArithmeticError("The model does not settle.")


def chances(coefficients: np.ndarray, codes) -> np.ndarray:
    """Return the probability (0-1) of the event for each row of `codes`.

    `codes` must hold each factor's highest level somewhere, as when it was fitted.
    """
    places, _ = _places(np.asarray(codes, dtype=np.int64))
    return expit(_linear(coefficients, places))


def _places(codes: np.ndarray) -> tuple[np.ndarray, int]:
    """Return where in the coefficients each code's own stands, and how many there are."""
    levels = codes.max(axis=0, initial=0) + 1
    begins = (
        1 + np.concatenate([[0], np.cumsum(levels)[:-1]]) if len(levels) else levels
    )
    return codes + begins.astype(np.int64), int(1 + levels.sum())


def _kept(codes: np.ndarray, size: int) -> np.ndarray:
    """Return the coefficients that are estimated: not the reference levels."""
    references = 1 + np.concatenate([[0], np.cumsum(codes.max(axis=0, initial=0) + 1)])
    return np.setdiff1d(np.arange(size), references[: codes.shape[1]])


def _linear(coefficients: np.ndarray, places: np.ndarray) -> np.ndarray:
    answer = np.full(len(places), coefficients[0])
    for column in places.T:
        answer += coefficients[column]
    return answer


def _likelihood(coefficients, places, events, trials, pull) -> float:
    chance = expit(_linear(coefficients, places))
    said = xlogy(events, chance) + xlog1py(trials - events, -chance)
    return float(said.sum() - 0.5 * np.sum(pull * coefficients**2))


def _step(coefficients, places, events, trials, pull, kept) -> tuple:
    """Return Newton's step, and what it promises to gain.

    (X'WX + ridge) step = X'(y - n p) - ridge x coefficients. Each factor being a list of levels, X'WX is made of the weighted cross-tables of
    every two factors: a hundred times fewer products than of the matrix itself.
    """
    chance = expit(_linear(coefficients, places))
    rest, weight = events - trials * chance, trials * chance * (1 - chance)
    size = len(coefficients)
    columns = [np.zeros(len(places), dtype=np.int64), *places.T]
    score = np.zeros(size)
    information = np.diag(pull)
    for place, column in enumerate(columns):
        score += np.bincount(column, rest, size)
        for other in columns[: place + 1]:
            table = np.bincount(column * size + other, weight, size * size)
            table = table.reshape(size, size)
            information += table if other is column else table + table.T
    score = (score - pull * coefficients)[kept]
    step = np.linalg.solve(information[np.ix_(kept, kept)], score)
    return step, float(score @ step)
