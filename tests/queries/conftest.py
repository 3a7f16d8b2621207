"""What tests of dropout share."""

import pytest

from tests.queries import leaving


@pytest.fixture
def count(clinic, everything):
    return lambda *rows, **known: leaving.steps(
        clinic, *rows, everything=everything, **known
    )
