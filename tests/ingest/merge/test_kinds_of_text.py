"""A rejected cell is described, never quoted."""

import pytest

from ingest.merge.rejected import kind


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("yesterday", "letters"),
        ("2026", "digits"),
        ("31.02.2026", "digits and marks"),
        (" the 3rd of May ", "letters, digits and spaces"),
        ("=cmd(1) x", "letters, digits, spaces and marks"),
        ("Ünïcødé", "letters"),
    ],
)
def test_a_cell_is_described_by_its_kinds_of_characters(text, said):
    assert kind(text) == said
