"""The definition of each question's measure, read from docs/measures.md."""

import re
from functools import lru_cache
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "measures.md"
HEADING = re.compile(r"^### `(\w+)`$", re.MULTILINE)
UNDEFINED = "This measure is not described yet."
ENDS_AT = re.compile(r"^#{1,3} ", re.MULTILINE)


@lru_cache(maxsize=1)
def _all() -> dict[str, str]:
    parts = HEADING.split(DOCUMENT.read_text(encoding="utf-8"))
    return {
        name: ENDS_AT.split(text)[0].strip()
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def definition(question: str) -> str:
    """Return the paragraph that defines a question's measure."""
    return _all().get(question, UNDEFINED)
