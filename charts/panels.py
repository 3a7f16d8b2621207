"""A grid of small panels in one figure, which share their scales."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from charts import theme

QUIET = {
    "fixedrange": True,
    "zeroline": False,
    "showticklabels": False,
    "ticks": "",
    "showgrid": False,
}


@dataclass(frozen=True)
class Grid:
    """Where panels stand, and what all of them share: axes, and lines at scores."""

    across: int
    down: int
    span: Sequence[float]
    limits: Sequence[float]
    lines: Sequence[float]

    def layout(self, names: Sequence[str], cutoffs: Iterable[float]) -> dict:
        """Return a panel for each name, with its own cutoff (NaN: none).

        For a new figure: an update checks each axis against all that are there already,
        which takes seconds for dozens of panels.
        """
        axes: dict[str, dict] = {}
        lines: list[dict] = []
        for number, cutoff in enumerate(cutoffs):
            axes |= self._axes(number)
            lines += [_line(number, score, _THIN) for score in self.lines]
            if not pd.isna(cutoff):
                lines.append(_line(number, cutoff, theme.DOTTED))
        titles = [_title(number, name) for number, name in enumerate(names)]
        return {**axes, "annotations": titles, "shapes": lines}

    def _axes(self, number: int) -> dict:
        row, column = divmod(number, self.across)
        wide, tall = 1 / self.across, 1 / self.down
        left, top = column * wide, 1 - row * tall
        own = axis(number)
        return {
            f"xaxis{own}": {
                **QUIET,
                "range": self.span,
                "domain": [left + 0.01, left + wide - 0.02],
                "anchor": f"y{own}",
            },
            f"yaxis{own}": {
                **QUIET,
                "range": self.limits,
                "domain": [top - tall * 0.86, top - tall * 0.12],
                "anchor": f"x{own}",
            },
        }


def axis(number: int) -> str:
    """Return what a panel's axes are called: nothing, 2, 3 ..."""
    return "" if number == 0 else str(number + 1)


_THIN = {"color": theme.CONTEXT, "width": 1}


def _title(number: int, name: str) -> dict:
    own = axis(number)
    return {
        "text": theme.short([name])[0],
        "x": 0,
        "xref": f"x{own} domain",
        "xanchor": "left",
        "y": 1.02,
        "yref": f"y{own} domain",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12},
    }


def _line(number: int, score: float, look: dict) -> dict:
    own = axis(number)
    return {
        "type": "line",
        "x0": 0,
        "x1": 1,
        "xref": f"x{own} domain",
        "y0": score,
        "y1": score,
        "yref": f"y{own}",
        "line": look,
        "layer": "below",
    }
