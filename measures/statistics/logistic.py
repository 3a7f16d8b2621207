"""Logistic regression on counts, with categorical factors only."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit, xlog1py, xlogy

MOST_STEPS = 100
CLOSE = 1e-14  # what another step could gain
WORSE = 1e-10  # by how much, of itself, the likelihood may fall: rounding
SLOWLY = 0.1
SAMPLE = 20_000
HARDLY = 1e-6


class _Counts(NamedTuple):
    """Groups: where in the coefficients each of their levels stands, and their counts."""

    columns: list[np.ndarray]
    events: np.ndarray
    trials: np.ndarray
    pull: np.ndarray
    kept: np.ndarray


def fit(
    codes: ArrayLike,
    events: ArrayLike,
    trials: ArrayLike,
    *,
    ridge: float = 0.0,
    free: int = 0,
) -> np.ndarray:
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
    counts = _Counts(_columns(places), events, trials, pull, _kept(codes, size))
    begin = np.zeros(size)
    begin[0] = logit(np.clip(events.sum() / max(trials.sum(), 1), 1e-6, 1 - 1e-6))
    every = len(codes) // SAMPLE
    if every > 1 and ridge > 0:
        begin = _settled(begin, _part(counts, every))
    return _settled(begin, counts)


def chances(coefficients: np.ndarray, codes: ArrayLike) -> np.ndarray:
    """Return the probability (0-1) of the event for each row of `codes`.

    `codes` must hold each factor's highest level somewhere, as when it was fitted.
    """
    places, _ = _places(np.asarray(codes, dtype=np.int64))
    return expit(_linear(coefficients, _columns(places)))


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


def _columns(places: np.ndarray) -> list[np.ndarray]:
    """Return the intercept's place and each factor's, one list after the other."""
    nothing = np.zeros(len(places), dtype=np.int64)
    return [nothing, *(np.ascontiguousarray(column) for column in places.T)]


def _part(counts: _Counts, every: int) -> _Counts:
    """Return a sample of the groups, whose fit is close to that of all."""
    columns = [column[::every].copy() for column in counts.columns]
    events, trials = counts.events[::every], counts.trials[::every]
    return counts._replace(columns=columns, events=events, trials=trials)


def _settled(coefficients: np.ndarray, counts: _Counts) -> np.ndarray:
    """Step from these coefficients to those where no step gains any more.

    The curvature is computed anew only where steps with the last one gain slowly: it
    costs as much as ten steps, and says the same as long as they are small.
    """
    chance = expit(_linear(coefficients, counts.columns))
    best, before, curvature = _likelihood(coefficients, chance, counts), 0.0, None
    for _ in range(MOST_STEPS):
        score = _score(coefficients, chance, counts)
        if curvature is None or score @ np.linalg.solve(curvature, score) > before:
            curvature = _information(chance, counts)
        step = np.zeros(len(coefficients))
        step[counts.kept] = np.linalg.solve(curvature, score)
        gain = float(score @ step[counts.kept])
        before = SLOWLY * gain
        while True:
            chance = expit(_linear(coefficients + step, counts.columns))
            reached = _likelihood(coefficients + step, chance, counts)
            if reached >= best - WORSE * abs(best):
                break
            step, before = step / 2, 0.0
        coefficients, best = coefficients + step, reached
        if gain < CLOSE:
            return coefficients
    raise ArithmeticError("The model does not settle.")


def _linear(coefficients: np.ndarray, columns: list[np.ndarray]) -> np.ndarray:
    answer = np.zeros(len(columns[0]))
    for column in columns:
        answer += coefficients[column]
    return answer


def _likelihood(coefficients: np.ndarray, chance: np.ndarray, counts: _Counts) -> float:
    events, rest = counts.events, counts.trials - counts.events
    logs = xlogy(events, chance) + xlog1py(rest, -chance)
    return float(logs.sum() - 0.5 * np.sum(counts.pull * coefficients**2))


def _score(coefficients: np.ndarray, chance: np.ndarray, counts: _Counts) -> np.ndarray:
    """Return X'(y - n p) - ridge x coefficients."""
    rest, size = counts.events - counts.trials * chance, len(coefficients)
    score = sum(np.bincount(column, rest, size) for column in counts.columns)
    return (score - counts.pull * coefficients)[counts.kept]


def _information(chance: np.ndarray, counts: _Counts) -> np.ndarray:
    """Return X'WX + ridge.

    Each factor being a list of levels, X'WX is made of the weighted cross-tables of
    every two factors: a hundred times fewer products than of the matrix itself.
    """
    weight, size = counts.trials * chance * (1 - chance), len(counts.pull)
    information = np.diag(counts.pull)
    for place, column in enumerate(counts.columns):
        for other in counts.columns[: place + 1]:
            table = np.bincount(column * size + other, weight, size * size)
            table = table.reshape(size, size)
            information += table if other is column else table + table.T
    return information[np.ix_(counts.kept, counts.kept)]
