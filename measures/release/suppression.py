"""Which cells are hidden so that no count below SMALLEST_RELEASED can be worked out.

The hypercube method (Repsilber 1994): every small cell is a corner of a rectangle
of hidden cells, along which counts could move without changing any sum.
"""

import numpy as np

SMALLEST_RELEASED = 11
UNKNOWN = np.inf
Place = int | np.integer | slice | np.ndarray


class Table:
    """A table that adds up along rows and columns, and what is hidden of it.

    `cells` is (rows, columns) of counts: NaN where there is none, UNKNOWN where a
    reader has no sum to subtract from. `unseen` and `sums` have one entry per
    column: never shown, so free to hide; the sum of the others in its row.
    """

    def __init__(self, cells: np.ndarray, *, unseen: np.ndarray, sums: np.ndarray):
        self.cells, self.unseen, self.sums = cells, unseen, sums
        self.some = cells >= 1
        self.small = self.some & (cells < SMALLEST_RELEASED)
        self.hidden = self.small | (cells == UNKNOWN)

    def close(self) -> np.ndarray:
        """Hide further cells until no small one can be derived; return the mask."""
        before = -1
        while before < self.hidden.sum():
            before = self.hidden.sum()
            self._hide_what_is_free()
            self._complete_rectangles()
            self._enlarge_rows()
            self._enlarge_columns()
        return self.hidden

    def _hide_what_is_free(self) -> None:
        """Hide what is never shown in rows that hide something."""
        rows = (self.hidden & (self.cells != UNKNOWN)).any(axis=1, keepdims=True)
        self.hidden |= rows & self.unseen & ~np.isnan(self.cells)

    def _complete_rectangles(self) -> None:
        """Give every small cell its rectangle, the one that hides least."""
        for row, column in np.argwhere(self._exposed()):
            costs = self._costs(row, column)
            other, partner = np.unravel_index(np.argmin(costs), costs.shape)
            if np.isfinite(costs[other, partner]):
                self.hidden[np.ix_([row, other], [column, partner])] = True
            else:
                self.hidden[row] |= ~np.isnan(self.cells[row])

    def _exposed(self) -> np.ndarray:
        """Mark small cells without an obvious rectangle: hidden, and no zero in it."""
        movable, safe = self.hidden & self.some, np.zeros_like(self.hidden)
        for column in range(self.cells.shape[1]):
            pairs = movable & movable[:, [column]]
            pairs[:, column] = False
            others = pairs.sum(axis=0) - pairs >= 1
            safe[:, column] = (pairs & others).any(axis=1)
        return self.small & ~safe

    def _costs(self, row: int, column: int) -> np.ndarray:
        """Price each opposite corner: cells newly hidden first, then their size.

        A sum is worth two cells. Infinite where the corner is no help: no count
        there, or zeros that pin the values down.
        """
        scale = 1 + 3 * np.max(self.cells, initial=0, where=np.isfinite(self.cells))
        price = np.where(self.unseen, 0, (1 + self.sums) * scale + self.cells)
        price = np.where(self.hidden, 0, np.where(np.isnan(self.cells), np.inf, price))
        costs = price + price[row] + price[:, [column]]
        corner, edge, along = self.some, self.some[:, [column]], self.some[row]
        alike = self.sums == self.sums[column]
        across, together = corner | (along & edge), along | (corner & edge)
        movable = np.where(alike, across, together)
        costs = np.where(movable, costs, np.inf)
        costs[row], costs[:, column] = np.inf, np.inf
        return costs

    def _enlarge_rows(self) -> None:
        """Hide more where the hidden part of a row would itself be a small number."""
        if not self.sums.any():
            return
        open_sum = ~self.hidden[:, self.sums].any(axis=1)
        for row in np.flatnonzero(self._too_small(axis=1) & open_sum):
            if not self._hide_smallest((row, ~self.sums)):
                self.hidden[row] |= ~np.isnan(self.cells[row])

    def _enlarge_columns(self) -> None:
        """Hide more where the hidden part of a column would be a small number."""
        for column in np.flatnonzero(self._too_small(axis=0)):
            self._hide_smallest((slice(None), column))

    def _too_small(self, axis: int) -> np.ndarray:
        """Mark rows (1) or columns (0) whose hidden cells add up to 1-10."""
        counted = self.hidden if axis == 0 else self.hidden & ~self.sums
        added = np.sum(self.cells, axis=axis, where=counted)
        return (added >= 1) & (added < SMALLEST_RELEASED)

    def _hide_smallest(self, where: tuple[Place, Place]) -> bool:
        """Hide the smallest cell still shown there; False when there is none."""
        hidden, cells = self.hidden[where], self.cells[where]
        left = np.where(hidden | ~self.some[where], np.inf, cells)
        if not np.isfinite(left).any():
            return False
        hidden[np.argmin(left)] = True
        self.hidden[where] = hidden
        return True
