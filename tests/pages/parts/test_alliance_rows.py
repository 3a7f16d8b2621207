"""The rows behind the marks of the Alliance page."""

import pytest

from pages.alliance_parts import rows
from queries import Filters


@pytest.mark.parametrize(
    ("last", "below"), [("35.0", 35.0), ("39.9", 39.9), ("40.0", None), ("41.0", None)]
)
def test_the_last_part_of_the_range_holds_its_top(last, below):
    mark = f"early\x1f30.0\x1f{last}"
    narrowed = rows.scores_of_bin(40.0).narrow(Filters.everything(), mark)

    assert (narrowed.lowest, narrowed.highest) == (30.0, below)
    assert (narrowed.first_number, narrowed.last_number) == (1, 3)
