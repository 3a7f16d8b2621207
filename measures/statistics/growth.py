"""How scores change within clients: a line for everyone, allowing each their own.

score = b0 + b1 x + u0 + u1 x + e with u0 and u1 normal and correlated, by restricted
maximum likelihood, profiled over the coefficients and the residual variance (Bates et al.
2015). Clients rated at the same x need not be told apart: their sums are sufficient.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from measures.statistics.columns import floats
from measures.statistics.comparison import SMALLEST_IN_RATE
from measures.statistics.rates import Z_95


class Line(NamedTuple):
    """A fitted line: coefficients and their covariance, and the variances around it."""

    start: float
    slope: float
    covariance: np.ndarray
    between: np.ndarray
    within: float
    clients: int
    ratings: int

    def at(self, x: ArrayLike) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the line and its 95% interval at these x."""
        x = np.asarray(x, dtype=float)
        line = self.start + self.slope * x
        (first, both), (_, second) = self.covariance
        error = np.sqrt(np.maximum(first + 2 * both * x + second * x**2, 0))
        return line, line - Z_95 * error, line + Z_95 * error

    def change(self, x: float) -> tuple[float, float, float]:
        """Return the rise of the line from 0 to x, and its interval."""
        half = Z_95 * x * float(np.sqrt(self.covariance[1, 1]))
        return self.slope * x, self.slope * x - half, self.slope * x + half


def fit(patterns: pd.DataFrame) -> Line | None:
    """Fit the line to sums over clients who were rated at the same x.

    Takes clients; ratings, sum_x and sum_xx of one client of the pattern; over its
    clients the sums of y, xy and yy, and of the products y*y, y*xy and xy*xy of each
    client's own sums (sum_y, sum_xy, sum_yy, y_y, y_xy, xy_xy). None where fewer
    than SMALLEST_IN_RATE clients were rated more than once, or nothing varies.
    """
    from scipy.optimize import minimize  # a tenth of a second that few pages need

    sums = _Sums(patterns)
    if sums.several < SMALLEST_IN_RATE or sums.spread <= 0:
        return None
    lowest, best = np.inf, np.zeros(3)
    for first in ([1.0, 0.0, 0.3], [0.3, 0.0, 1.0]):
        found = minimize(
            sums.deviance,
            np.array(first),
            method="Nelder-Mead",
            options={"xatol": 1e-7, "fatol": 1e-8, "maxfev": 2000},
        )
        if found.fun < lowest:
            lowest, best = found.fun, found.x
        if min(abs(best[0]), abs(best[2])) > 0.01:  # else it may be a local one
            break
    line = sums.solved(best)
    return line if np.isfinite(line.covariance).all() else None


def by_last(line: Line | None, last: int = 12) -> tuple[float, float, float] | None:
    """Return the change from session 1 to the last, with its interval."""
    return None if line is None else line.change(float(np.log(last)))


class _Sums:
    """The sufficient statistics, and what follows from a guess of the variances."""

    def __init__(self, patterns: pd.DataFrame):
        self.clients = floats(patterns, "clients")
        names = ("ratings", "sum_x", "sum_xx")
        self.n, self.x, self.xx = (floats(patterns, name) for name in names)
        self.scores = np.stack([floats(patterns, n) for n in ("sum_y", "sum_xy")])
        self.products = np.stack(
            [floats(patterns, n) for n in ("y_y", "y_xy", "xy_xy")]
        )
        self.squares = float(floats(patterns, "sum_yy").sum())
        self.ratings = float(np.sum(self.clients * self.n))
        self.several = float(self.clients[self.n > 1].sum())
        total = float(self.scores[0].sum())
        self.spread = self.squares - total**2 / max(self.ratings, 1)
        self.spread = self.spread if self.spread > 1e-9 * self.squares else 0.0

    def weighed(self, guess: np.ndarray) -> tuple[float, np.ndarray, np.ndarray, float]:
        """Return (log determinant, Z'WZ, Z'Wy, y'Wy), W the inverse of V / residual.

        With S = Z'Z and L the variances over the residual: T = (I + S L)^-1, then
        Z'WZ = T S, Z'Wy = T Z'y, y'Wy = y'y - (Z'y)' L T (Z'y).
        """
        (l11, l12, l22) = self.relative(guess)
        a, b = 1 + self.n * l11 + self.x * l12, self.n * l12 + self.x * l22
        c, d = self.x * l11 + self.xx * l12, 1 + self.x * l12 + self.xx * l22
        det = a * d - b * c
        t11, t12, t21, t22 = d / det, -b / det, -c / det, a / det
        zz11 = np.sum(self.clients * (t11 * self.n + t12 * self.x))
        zz12 = np.sum(self.clients * (t11 * self.x + t12 * self.xx))
        zz22 = np.sum(self.clients * (t21 * self.x + t22 * self.xx))
        y, xy = self.scores
        zy = np.array([np.sum(t11 * y + t12 * xy), np.sum(t21 * y + t22 * xy)])
        q11, q12 = l11 * t11 + l12 * t21, l11 * t12 + l12 * t22
        q21, q22 = l12 * t11 + l22 * t21, l12 * t12 + l22 * t22
        yy, yxy, xyxy = self.products
        explained = np.sum(q11 * yy + (q12 + q21) * yxy + q22 * xyxy)
        logs = np.sum(self.clients * np.log(np.maximum(det, 1e-300)))
        return (
            logs,
            np.array([[zz11, zz12], [zz12, zz22]]),
            zy,
            self.squares - explained,
        )

    @staticmethod
    def relative(guess: np.ndarray) -> tuple[float, float, float]:
        """Return the variances over the residual from their Cholesky factor."""
        first, both, second = (float(factor) for factor in guess)
        return first**2, first * both, both**2 + second**2

    def deviance(self, guess: np.ndarray) -> float:
        """Return the restricted deviance, up to a constant."""
        logs, zz, zy, yy = self.weighed(guess)
        sign, logs_of_zz = np.linalg.slogdet(zz)
        if sign <= 0:
            return np.inf
        residual = yy - zy @ np.linalg.solve(zz, zy)
        return (
            logs
            + logs_of_zz
            + (self.ratings - 2) * np.log(max(float(residual), 1e-300))
        )

    def solved(self, guess: np.ndarray) -> Line:
        """Return the line that goes with these variances."""
        _, zz, zy, yy = self.weighed(guess)
        coefficients = np.linalg.solve(zz, zy)
        within = (yy - zy @ coefficients) / (self.ratings - 2)
        l11, l12, l22 = self.relative(guess)
        start, slope = (float(one) for one in coefficients)
        return Line(
            start,
            slope,
            within * np.linalg.inv(zz),
            within * np.array([[l11, l12], [l12, l22]]),
            float(within),
            int(self.clients.sum()),
            int(self.ratings),
        )
