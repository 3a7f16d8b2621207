"""Numbers of other programs, and how hard the property tests try."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

ORACLES = Path(__file__).parent / "oracles"

settings.register_profile("measures", deadline=None, max_examples=60)
settings.load_profile("measures")


@pytest.fixture
def oracle():
    """Return a function that reads a file of another program's numbers."""

    def read(name: str) -> pd.DataFrame:
        return pd.read_csv(ORACLES / f"{name}.csv", keep_default_na=True)

    return read
