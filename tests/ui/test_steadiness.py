"""What is said of steady slots and of gaps between sessions."""

import pandas as pd

from ui import steadiness


def test_too_few_to_compare_are_too_few_of_something():
    nobody = pd.DataFrame({"value": [], "session_number": []})

    assert steadiness.leaving(nobody, "slots") == (
        "Too few clients to set slots side by side at session 8"
    )
